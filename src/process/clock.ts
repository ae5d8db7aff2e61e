/** Where the time comes from, so that a test can set it. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** Vietnam has kept UTC+7 without summer time since 1975. */
const sevenHours = 7 * 3_600_000;
const dayLong = 86_400_000;
let known = { number: -1, day: '' };

/** The calendar day in Vietnam at an instant, `2026-01-31`: a card that ends today is still good this evening. */
export function dayIn(clock: Clock): string {
  const number = Math.floor((clock.now() + sevenHours) / dayLong);
  if (number !== known.number) {
    known = { number, day: new Date(number * dayLong).toISOString().slice(0, 10) };
  }
  return known.day;
}
