import { dayInVietnam } from '../shell/written.js';

/** Days that the board can look back on. */
export const spans = [7, 30, 90] as const;
export type Span = (typeof spans)[number];

const dayMs = 86_400_000;

/** The last so many days in Vietnam, today among them. */
export function periodOf(span: Span, now: number): { from: string; until: string; schoolYear: string } {
  const until = dayInVietnam(now);
  const from = dayInVietnam(now - (span - 1) * dayMs);
  return { from, until, schoolYear: schoolYearOn(until) };
}

/** Every day from one to another, both in it. */
export function daysFrom(from: string, until: string): string[] {
  const count = (Date.parse(until) - Date.parse(from)) / dayMs + 1;
  return Array.from({ length: count }, (_, at) =>
    new Date(Date.parse(from) + at * dayMs).toISOString().slice(0, 10),
  );
}

/** A school year begins in August, as enrolments for it do. */
function schoolYearOn(day: string): string {
  const year = Number(day.slice(0, 4)) - (Number(day.slice(5, 7)) < 8 ? 1 : 0);
  return `${year}-${year + 1}`;
}
