import { sharedCluster } from '../../support/cluster.js';
import { makeScratchHub } from '../../support/scratch-hub.js';
import { findingsOf } from './misuse-detectors.js';
import { type Outcome, simulate } from './simulation.js';

let outcome: Outcome;

/** Two officers of every trade and scheme, and desks enough for a well-known person to be looked up at. */
beforeAll(async () => {
  const hub = await makeScratchHub((await sharedCluster()).superUrl);
  try {
    outcome = await simulate(hub, (full) => (full >= 80 ? 16 : 2));
  } finally {
    await hub.remove();
  }
}, 240_000);

const schemes = (what: RegExp) => outcome.officers.filter((one) => !one.honest && what.test(one.sort));
const detectorsOf = (what: RegExp) =>
  new Set(schemes(what).flatMap((one) => one.cases.map((it) => it.detector)));

describe('A small simulation of officers', () => {
  it('keeps every limit that the full one has to keep', () => {
    for (const { name, limit, value } of findingsOf(outcome).figures) {
      if (limit && 'atMost' in limit)
        expect({ name, kept: value <= limit.atMost }).toEqual({ name, kept: true });
      if (limit && 'atLeast' in limit)
        expect({ name, kept: value >= limit.atLeast }).toEqual({ name, kept: true });
    }
  });

  it.each([
    [/guesses in a province/, 'WRONG_NUMBERS', 120],
    [/counts up, thirty/, 'WRONG_NUMBERS', 120],
    [/leaked list/, 'NEAR_NUMBERS', 300],
    [/every third minute/, 'WRONG_NUMBERS', 120],
  ] as const)('pauses every one who %s by %s', (what, detector, most) => {
    expect(detectorsOf(what)).toContain(detector);
    for (const one of schemes(what)) {
      expect(one.paused).toBe(true);
      expect(one.looksBeforePause).toBeLessThanOrEqual(most);
    }
  });

  it('slows who reads out real people at the quota, and who exports at night', () => {
    expect(detectorsOf(/reads out real/)).toContain('VOLUME');
    expect(detectorsOf(/at night/)).toContain('HOURS');
    for (const one of schemes(/reads out real|at night/)) expect(one.slowed).toBe(true);
  });

  it('finds nothing about who looks at three neighbours: nobody should rely on it', () => {
    for (const one of schemes(/neighbours/)) expect(one.cases).toEqual([]);
  });
});
