import { type PartialDate, parsePartialDate } from '../domain/partial-date.js';

/** A birth date as a number for keys and joins, yyyymmdd with zeros for what is unknown; 0 is no date at all. */
export type Birth = number;

const remembered = new Map<string | number, Birth>();
/** Every day of two hundred years. */
const MOST_REMEMBERED = 80_000;

/** What a file or a source wrote as a birth date; 0 when it is empty or names no day, month or year there is. */
export function readBirth(text: string): Birth {
  const key = digitsOfDay(text) ?? text;
  let birth = remembered.get(key);
  if (birth === undefined) {
    const read = parsePartialDate(text, { excelSerial: true });
    birth = 'value' in read ? birthOf(read.value) : 0;
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(key, birth);
  }
  return birth;
}

/**
 * The digits of `17/05/1980` as one number, null of anything written otherwise.
 * NOTE: nearly every date of a file is written so, and a number is found several times as fast as a text.
 */
function digitsOfDay(text: string): number | null {
  if (text.length !== 10) return null;
  let digits = 0;
  for (let at = 0; at < 10; at += 1) {
    const code = text.charCodeAt(at);
    if (at === 2 || at === 5) {
      if (code !== SLASH) return null;
      continue;
    }
    if (code < ZERO || code > NINE) return null;
    digits = digits * 10 + code - ZERO;
  }
  return digits;
}

const [SLASH, ZERO, NINE] = [47, 48, 57];

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
