import { type PartialDate, parsePartialDate } from '../domain/partial-date.js';

/** A birth date as a number for keys and joins, yyyymmdd with zeros for what is unknown; 0 is no date at all. */
export type Birth = number;

/** Texts that are not written as days of these years are remembered as they stand. */
const remembered = new Map<string, Birth>();
const MOST_REMEMBERED = 80_000;

const [FIRST_YEAR, YEARS] = [1900, 200];
const UNREAD = -1;
/** What each day of these years is as `17/05/1980`, as far as it was read: by year, month and day. */
const days = new Int32Array(YEARS * 13 * 32).fill(UNREAD);

/** What a file or a source wrote as a birth date; 0 when it is empty or names no day, month or year there is. */
export function readBirth(text: string): Birth {
  const at = placeOfDay(text);
  let birth = at === null ? remembered.get(text) : days[at];
  if (birth !== undefined && birth !== UNREAD) return birth;
  const read = parsePartialDate(text, { excelSerial: true });
  birth = 'value' in read ? birthOf(read.value) : 0;
  if (at !== null) {
    days[at] = birth;
    return birth;
  }
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(text, birth);
  return birth;
}

/**
 * Where `days` has `17/05/1980`, null for anything written otherwise.
 * NOTE: nearly every date of a file is written so, and a place is found many times as fast as a text.
 */
function placeOfDay(text: string): number | null {
  if (text.length !== 10 || text.charCodeAt(2) !== SLASH || text.charCodeAt(5) !== SLASH) return null;
  const [day, month] = [twoDigits(text, 0), twoDigits(text, 3)];
  const year = twoDigits(text, 6) * 100 + twoDigits(text, 8) - FIRST_YEAR;
  const isThere = day >= 0 && day < 32 && month >= 0 && month < 13 && year >= 0 && year < YEARS;
  return isThere ? (year * 13 + month) * 32 + day : null;
}

/** The number that two digits of a text are; NaN where they are none. */
function twoDigits(text: string, at: number): number {
  const [tens, ones] = [text.charCodeAt(at) - ZERO, text.charCodeAt(at + 1) - ZERO];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

const [SLASH, ZERO] = [47, 48];

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
