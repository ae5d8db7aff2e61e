import type { FoundEvent } from './queries.js';

/** Events of one stretch of time: how many were answered, and how many were not, or in part only. */
export interface Bucket {
  from: number;
  answered: number;
  other: number;
}

export interface Buckets {
  unit: 'MINUTES' | 'HOURS' | 'DAYS';
  all: readonly Bucket[];
  most: number;
}

const vietnamMs = 7 * 3_600_000;
const units = { MINUTES: 600_000, HOURS: 3_600_000, DAYS: 86_400_000 } as const;

/** Events counted by ten minutes, hours or days of Vietnam, whichever gives forty bars at most; oldest first, gaps included. */
export function bucketsOf(events: readonly Pick<FoundEvent, 'occurredAt' | 'outcome'>[]): Buckets | null {
  const times = events.map(({ occurredAt }) => Date.parse(occurredAt));
  if (times.length === 0) return null;
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const unit =
    last - first <= 4 * units.HOURS ? 'MINUTES' : last - first <= 40 * units.HOURS ? 'HOURS' : 'DAYS';
  const length = units[unit];
  const startOf = (time: number) => Math.floor((time + vietnamMs) / length) * length - vietnamMs;
  const buckets = new Map<number, Bucket>();
  // Beyond a year of days only those that have events.
  if ((last - first) / length <= 400)
    for (let from = startOf(first); from <= last; from += length)
      buckets.set(from, { from, answered: 0, other: 0 });
  events.forEach(({ outcome }, at) => {
    const from = startOf(times[at]!);
    const bucket = buckets.get(from) ?? { from, answered: 0, other: 0 };
    bucket[outcome === 'ANSWERED' ? 'answered' : 'other'] += 1;
    buckets.set(from, bucket);
  });
  const all = [...buckets.values()].sort((a, b) => a.from - b.from);
  return { unit, all, most: Math.max(...all.map(({ answered, other }) => answered + other)) };
}
