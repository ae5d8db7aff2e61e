import type { LocalDate } from '../domain/local-date.js';

/** The school year of a day, `2026-2027`: from the first of September to the last of August. */
export function schoolYearOn(day: LocalDate): string {
  const from = Number(day.slice(0, 4)) - (day.slice(5) < '09-01' ? 1 : 0);
  return `${from}-${from + 1}`;
}

/** Its last day. */
export function endOfSchoolYear(schoolYear: string): LocalDate {
  return `${schoolYear.slice(5)}-08-31`;
}
