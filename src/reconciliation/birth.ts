import { type PartialDate, parsePartialDate } from '../domain/partial-date.js';

/** A birth date as a number for keys and joins, yyyymmdd with zeros for what is unknown; 0 is no date at all. */
export type Birth = number;

const remembered = new Map<string, Birth>();
/** Every day of two hundred years. */
const MOST_REMEMBERED = 80_000;

/** What a file or a source wrote as a birth date; 0 when it is empty or names no day, month or year there is. */
export function readBirth(text: string): Birth {
  let birth = remembered.get(text);
  if (birth === undefined) {
    const read = parsePartialDate(text, { excelSerial: true });
    birth = 'value' in read ? birthOf(read.value) : 0;
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(text, birth);
  }
  return birth;
}

export function birthOf(date: PartialDate): Birth {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return year * 10_000 + month * 100 + day;
}

/** The date again; null for 0. */
export function dateOf(birth: Birth): PartialDate | null {
  if (birth === 0) return null;
  const [year, month, day] = [Math.floor(birth / 10_000), Math.floor(birth / 100) % 100, birth % 100];
  const two = (part: number) => String(part).padStart(2, '0');
  return `${year}${month ? `-${two(month)}` : ''}${day ? `-${two(day)}` : ''}`;
}

/** Day and month in each other's place; null where that is no other day. */
export function swapped(birth: Birth): Birth | null {
  const [year, month, day] = [Math.floor(birth / 10_000), Math.floor(birth / 100) % 100, birth % 100];
  if (day === 0 || month === 0 || day > 12 || day === month) return null;
  return year * 10_000 + day * 100 + month;
}

export const isWholeDate = (birth: Birth): boolean => birth % 100 !== 0;
export const yearOf = (birth: Birth): number => Math.floor(birth / 10_000);
