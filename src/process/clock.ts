/** Where the time comes from, so that a test can set it. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

const vietnameseDay = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Ho_Chi_Minh',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The calendar day in Vietnam at an instant, `2026-01-31`: a card that ends today is still good this evening. */
export function dayIn(clock: Clock): string {
  return vietnameseDay.format(clock.now());
}
