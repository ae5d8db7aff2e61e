import type { PartialDate } from './partial-date.js';

/** A calendar day as people write it on a form (ngày): `2026-01-31`, years 0001 to 9999, no time and no zone. */
export type LocalDate = string;

const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function isLocalDate(text: string): text is LocalDate {
  const parts = ISO_DAY.exec(text);
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** The day an ISO text names, or null when it is not written so or no calendar has it (2026-02-30). */
export function parseLocalDate(text: string): LocalDate | null {
  const trimmed = text.trim();
  return isLocalDate(trimmed) ? trimmed : null;
}

/** The day so many days later, or earlier when negative. Throws RangeError on what is not a LocalDate. */
export function addDays(date: LocalDate, days: number): LocalDate {
  if (!isLocalDate(date)) throw new RangeError('not a calendar day');
  const moment = new Date(`${date}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}

/**
 * How old a person is on a day when the birth date may be known to the year or month only (tuổi).
 * Full years, between `atLeast` and `atMost`; both are 0 for who is not born yet. A rule about age holds only
 * when it holds at both ends. Who was born on 29 February completes a year on 1 March of a common year.
 */
export function ageOn(dob: PartialDate, on: LocalDate): { atLeast: number; atMost: number } {
  const first = `${dob}-01-01`.slice(0, 10);
  // NOTE: as text, day 31 is the end of any month.
  const last = dob.length === 4 ? `${dob}-12-31` : `${dob}-31`.slice(0, 10);
  return { atLeast: fullYears(last, on), atMost: fullYears(first, on) };
}

function fullYears(from: LocalDate, to: LocalDate): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return Math.max(0, to.slice(5) < from.slice(5) ? years - 1 : years);
}
