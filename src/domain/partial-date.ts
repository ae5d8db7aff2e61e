import { addDays, daysInMonth, isLocalDate } from './local-date.js';
import type { Verdict } from './verdict.js';

/** A date known to the year, the month or the day: `1952`, `1952-07`, `1952-07-01`. */
export type PartialDate = string;

export type PartialDateReading = { value: PartialDate } | { problem: 'EMPTY' | 'UNREADABLE' | 'IMPOSSIBLE' };

/**
 * Why two dates differ. YEAR_ONLY and MONTH_ONLY name the precision the coarser of the two has; FIRST_OF_JANUARY is
 * a day that often stands for one nobody knew; CENTURY is a year read in the wrong hundred (1925, 2025).
 */
export type DateReason =
  | 'IDENTICAL'
  | 'YEAR_ONLY'
  | 'MONTH_ONLY'
  | 'FIRST_OF_JANUARY'
  | 'DAY_MONTH_SWAPPED'
  | 'OFF_BY_ONE'
  | 'CENTURY'
  | 'DIFFERENT';

export interface DateComparison {
  verdict: Extract<Verdict, 'SAME' | 'LESS_PRECISE' | 'DIFFERENT'>;
  reason: DateReason;
}

/** What a source of dates is known to hold besides the forms that mean one thing everywhere. */
export interface DateForms {
  /** Five digits are a day count of a spreadsheet (31243 is 1985-07-15), from 10000 (1927-05-18) on. */
  excelSerial?: boolean;
}

const PLAUSIBLE_FROM = 1850;
const PLAUSIBLE_TO = 2100;

const DAY_MONTH_YEAR = /^(\d{1,2})[/\-. ](\d{1,2})[/\-. ](\d{4})$/;
const YEAR_MONTH_DAY = /^(\d{4})[/\-. ](\d{1,2})[/\-. ](\d{1,2})$/;
const MONTH_YEAR = /^(\d{1,2})[/\-. ](\d{4})$/;
const YEAR_MONTH = /^(\d{4})[/\-. ](\d{1,2})$/;

/**
 * The date that someone else's form, card or file means (ngày sinh), with the precision it really has.
 *
 * Read are ISO, dd/MM/yyyy (also with - . or space), ddMMyyyy (citizen card), yyyyMMdd (population database),
 * yyyy, MM/yyyy, yyyy-MM and yyyyMMddHHmm (health insurance XML). Zeros stand for what is unknown: `00/00/1952`,
 * `00001952` and `195200000000` are the year 1952. Eight digits are read the one way that gives a year between
 * 1850 and 2100: no text does so both ways. Such a year is asked for in every form. Never reads month/day/year.
 * IMPOSSIBLE is said of a form that was understood and names no day there is (31/02/1990).
 */
export function parsePartialDate(text: string, forms: DateForms = {}): PartialDateReading {
  if (text.length > 64) return { problem: 'UNREADABLE' };
  const trimmed = text
    .replace(/\p{Cf}/gu, '')
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/ ?([/\-.]) ?/g, '$1');
  if (trimmed === '') return { problem: 'EMPTY' };
  if (forms.excelSerial && /^[1-9]\d{4}$/.test(trimmed)) return fromSerial(trimmed);
  if (/^\d+$/.test(trimmed)) return fromDigits(trimmed);
  let parts = DAY_MONTH_YEAR.exec(trimmed);
  if (parts) return known(parts[3]!, parts[2]!, parts[1]!);
  parts = YEAR_MONTH_DAY.exec(trimmed);
  if (parts) return known(parts[1]!, parts[2]!, parts[3]!);
  parts = MONTH_YEAR.exec(trimmed);
  if (parts) return known(parts[2]!, parts[1]!, '00');
  parts = YEAR_MONTH.exec(trimmed);
  if (parts) return known(parts[1]!, parts[2]!, '00');
  return { problem: 'UNREADABLE' };
}

function fromDigits(digits: string): PartialDateReading {
  if (digits.length === 4) return known(digits, '00', '00');
  if (digits.length === 8) {
    const dayFirst = known(digits.slice(4), digits.slice(2, 4), digits.slice(0, 2));
    return 'value' in dayFirst ? dayFirst : yearFirst(digits);
  }
  if (digits.length !== 12) return { problem: 'UNREADABLE' };
  const isTime = digits.slice(8, 10) < '24' && digits.slice(10) < '60';
  return isTime ? yearFirst(digits) : { problem: 'IMPOSSIBLE' };
}

/** Days since 1899-12-30, as spreadsheets count from March 1900 on. */
function fromSerial(digits: string): PartialDateReading {
  const [year, month, day] = addDays('1899-12-30', Number(digits)).split('-');
  return known(year!, month!, day!);
}

function yearFirst(digits: string): PartialDateReading {
  return known(digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8));
}

function known(year: string, monthText: string, dayText: string): PartialDateReading {
  const month = monthText.padStart(2, '0');
  const day = dayText.padStart(2, '0');
  const years = Number(year);
  if (years < PLAUSIBLE_FROM || years > PLAUSIBLE_TO || month > '12') return { problem: 'IMPOSSIBLE' };
  if (month === '00') return day === '00' ? { value: year } : { problem: 'IMPOSSIBLE' };
  if (day === '00') return { value: `${year}-${month}` };
  if (Number(day) > daysInMonth(years, Number(month))) return { problem: 'IMPOSSIBLE' };
  return { value: `${year}-${month}-${day}` };
}

/**
 * Whether two birth dates can be one person's, where one of them may be known less precisely.
 * 1 January against a record of the same year alone is LESS_PRECISE, as it often stands for a day nobody knew;
 * against another day of that year it is DIFFERENT and says FIRST_OF_JANUARY. Symmetric. Both arguments must be
 * PartialDates.
 */
export function compareDates(stated: PartialDate, recorded: PartialDate): DateComparison {
  if (stated === recorded) return { verdict: 'SAME', reason: 'IDENTICAL' };
  const [coarse, fine] = stated.length < recorded.length ? [stated, recorded] : [recorded, stated];
  if (fine.startsWith(coarse)) {
    if (coarse.length === 7) return { verdict: 'LESS_PRECISE', reason: 'MONTH_ONLY' };
    return { verdict: 'LESS_PRECISE', reason: fine.endsWith('-01-01') ? 'FIRST_OF_JANUARY' : 'YEAR_ONLY' };
  }
  return { verdict: 'DIFFERENT', reason: differenceOf(coarse, fine) };
}

/** The likeliest slip first: a swap, one step in one part or over the end of a month, an unknown day, a century. */
function differenceOf(coarse: PartialDate, fine: PartialDate): DateReason {
  const [a, b] = [coarse.split('-'), fine.split('-')];
  if (a.length === 3 && a[0] === b[0] && a[1] === b[2] && a[2] === b[1]) return 'DAY_MONTH_SWAPPED';
  const gaps = a.map((part, at) => Math.abs(Number(part) - Number(b[at]))).filter((gap) => gap !== 0);
  if (gaps.length === 1 && gaps[0] === 1) return 'OFF_BY_ONE';
  if (isNextDay(coarse, fine)) return 'OFF_BY_ONE';
  if (a[0] === b[0]) return [coarse, fine].some(isFirstOfJanuary) ? 'FIRST_OF_JANUARY' : 'DIFFERENT';
  return gaps.length === 1 && gaps[0] === 100 ? 'CENTURY' : 'DIFFERENT';
}

function isNextDay(a: PartialDate, b: PartialDate): boolean {
  return isLocalDate(a) && isLocalDate(b) && (addDays(a, 1) === b || addDays(b, 1) === a);
}

const isFirstOfJanuary = (date: PartialDate): boolean => date.endsWith('-01-01');
