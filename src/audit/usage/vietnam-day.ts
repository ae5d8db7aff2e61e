import { dayIn } from '../../process/clock.js';

/** The day in Vietnam of a moment in milliseconds since 1970, `2026-01-31`. */
export function dayAt(at: number): string {
  return dayIn({ now: () => at });
}

/** When a day begins in Vietnam (UTC+7, no summer time), milliseconds since 1970. */
export function startOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00+07:00`);
}

/** The same day so many months later; the month's last where it has no such day. */
export function monthsLater(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}
