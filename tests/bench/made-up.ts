import type { Measured } from './report.js';
import type { Round } from './round.js';
import type { Run } from './speed-record.js';

/** Figures that nobody measured, for tests of what is made of figures. */

/** Two seconds with so many answers. */
export const round = (answers: number, more: Partial<Round> = {}): Round => ({
  ...{ seconds: 2, answers, errors: 0, p50: 1, p99: 2, memory: 100 },
  ...{ cpu: { server: 1, postgres: 0.5, load: 0.1 }, ...more },
});

/** A workload's comparisons, each the rounds of its servers. */
export const measured = (key: Measured['key'], ...comparisons: Record<string, Round[]>[]): Measured => ({
  ...{ key, title: `made up ${key}`, note: '' },
  comparisons: comparisons.map((rounds) => ({ alike: 1, rounds })),
});

/** The n-th run of a day, by its minute. */
export const run = (minute: number, more: Partial<Run & { connections: number }> = {}) => ({
  ...{ date: `2026-01-02T03:0${minute}:00.000Z`, commit: 'abc1234', changed: false, loadBefore: 0, took: 60 },
  ...{ cores: 2, processor: 'Made-up', memoryGb: 8, node: 'v20.19.0', postgres: '18.4' },
  ...{ residents: 1_000_000, rounds: 1, seconds: 2, load: 'wrk', connections: 32, ...more },
});
