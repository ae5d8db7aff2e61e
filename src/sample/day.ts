/** A calendar day as the number of days since 1970-01-01: compared and added as a number. */
export type Day = number;

const MS_PER_DAY = 86_400_000;
const texts = new Map<Day, string>();

export function dayOf(year: number, month: number, day: number): Day {
  return Math.round(Date.UTC(year, month - 1, day) / MS_PER_DAY);
}

/** `2026-11-01`. Remembered, since a million people share some forty thousand days. */
export function isoOf(day: Day): string {
  let text = texts.get(day);
  if (text === undefined) {
    text = new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
    texts.set(day, text);
  }
  return text;
}

export function yearOf(day: Day): number {
  return Number(isoOf(day).slice(0, 4));
}

/** The same day of the year, `years` later; 29 February becomes 1 March where there is none. */
export function plusYears(day: Day, years: number): Day {
  const [year, month, date] = isoOf(day).split('-').map(Number);
  return dayOf(year! + years, month!, date!);
}

/** Whole years lived on `on`. */
export function ageAt(born: Day, on: Day): number {
  const years = yearOf(on) - yearOf(born);
  return isoOf(on).slice(5) < isoOf(born).slice(5) ? years - 1 : years;
}

/** The day the sample shows: every "expired", "overdue" and age in it is meant on this day. */
export const SAMPLE_DAY: Day = dayOf(2026, 11, 1);
export const SCHOOL_YEAR = '2026-2027';
export const LAST_SCHOOL_YEAR = '2025-2026';
