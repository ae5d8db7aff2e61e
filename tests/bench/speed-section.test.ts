import { reportOf } from '../proof/report.js';
import { isProven } from '../proof/section.js';
import { measured, round, run } from './made-up.js';
import { demands } from './speed-demands.js';
import { nothingMeasured, type SpeedRecord, withRun } from './speed-record.js';
import { speedSection } from './speed-section.js';

const servers = [
  'bare',
  'hub-unrecorded',
  'apollo-typeorm',
  'apollo-typeorm-audit',
  'mercurius',
  'postgraphile',
];
const marks = (...memory: number[]) =>
  memory.map((mb, at) => ({ documents: (20_000 * (at + 1)) / memory.length, memory: mb, errors: 0 }));

/** A record in which the hub is so many times as fast as everything else. */
function recordOf(
  times: number,
  changes: { errors?: number; p99?: number; memory?: number } = {},
): SpeedRecord {
  const { errors = 0, p99 = 1, memory = 200 } = changes;
  const hub = [round(100 * times, { p99 })];
  const others = Object.fromEntries(servers.map((name) => [name, [round(100, { p99: 2, errors })]]));
  const all = (['W1', 'W2', 'W3', 'W4'] as const).map((key) => measured(key, { hub, ...others }));
  all[3]!.documents = marks(200, memory);
  const usual = withRun(nothingMeasured, run(1), all);
  return withRun(usual, run(2, { connections: 256 }), [
    measured('W1', { hub: [round(100, { p50: 1, p99: 3 })] }),
  ]);
}

/** Names of limits by what became of them. */
function outcomeOf(record: SpeedRecord) {
  const { figures, unmeasured = [] } = speedSection(record);
  const named = (kept: boolean) => figures.filter((it) => it.kept === kept).map(({ name }) => name);
  return { kept: named(true), broken: named(false), unmeasured: unmeasured.map(({ name }) => name) };
}

describe('the limits on speed', () => {
  it('are all kept by a hub that is as fast as is demanded', () => {
    const { broken, unmeasured } = outcomeOf(recordOf(16));
    expect({ broken, unmeasured }).toEqual({ broken: [], unmeasured: [] });
    expect(isProven(speedSection(recordOf(16)))).toBe(true);
  });

  it.each([
    ['W1: hub ÷ apollo-typeorm-audit', 15.9],
    ['W1: hub ÷ apollo-typeorm', 11.9],
    ['W3: hub ÷ postgraphile', 5.9],
    ['W3: hub ÷ bare', 3.4],
    ['W2: hub ÷ bare', 1.1],
    ['W1: hub ÷ hub-unrecorded', 0.8],
  ])('shows %s as not kept at %d times', (name, times) => {
    expect(outcomeOf(recordOf(times)).broken).toContain(name);
  });

  it('are none of them kept where nothing was measured for them', () => {
    const record = withRun(nothingMeasured, run(1), [
      measured('W1', { hub: [round(400)], bare: [round(100)] }),
    ]);
    const { kept, unmeasured } = outcomeOf(record);
    expect(kept).toEqual(['W1: hub ÷ bare', 'invented residents in the databases, least of all runs']);
    expect(kept.length + unmeasured.length + outcomeOf(record).broken.length).toBe(demands.length);
    expect(unmeasured).toContain('W1: hub ÷ mercurius');
    expect(isProven(speedSection(record))).toBe(false);
  });

  it('count no ratio to a server that gave errors', () => {
    const { kept, unmeasured } = outcomeOf(recordOf(16, { errors: 1 }));
    expect(kept.filter((name) => name.includes('hub ÷'))).toEqual([]);
    expect(unmeasured).toContain('W1: hub ÷ bare');
  });

  it("ask for less than the bare server's 99th percentile, not for the same", () => {
    expect(outcomeOf(recordOf(16, { p99: 2 })).broken).toEqual(
      ['W1', 'W2', 'W3'].map((key) => `${key}: 99th percentile of the hub ÷ of bare, to be below 1`),
    );
  });

  it('hold the errors and the spread at 256 connections', () => {
    const crowd = { hub: [round(100, { p50: 1, p99: 3.1 })] };
    const at256 = (rounds: typeof crowd) =>
      withRun(recordOf(16), run(3, { connections: 256 }), [measured('W1', rounds)]);
    expect(outcomeOf(at256(crowd)).broken).toEqual([
      'W1: 99th percentile ÷ median of the hub at 256 connections',
    ]);
    const failing = outcomeOf(at256({ hub: [round(100, { errors: 2 })] }));
    expect(failing.broken).toEqual(['errors of the hub at 256 connections, all workloads measured']);
    expect(failing.unmeasured).toEqual(['W1: 99th percentile ÷ median of the hub at 256 connections']);
  });

  it('call memory flat that grows by a tenth, and no more', () => {
    const name = "the hub's memory after 20,000 new documents ÷ after the first eighth of them";
    expect(outcomeOf(recordOf(16, { memory: 220 })).kept).toContain(name);
    expect(outcomeOf(recordOf(16, { memory: 221 })).broken).toEqual([name]);
  });

  it('hold the least number of residents that a row was measured with', () => {
    const small = [measured('W2', { hub: [round(900)], bare: [round(100, { p99: 4 })] })];
    const record = withRun(recordOf(16), run(3, { residents: 20_000 }), small);
    expect(outcomeOf(record).broken).toEqual(['invented residents in the databases, least of all runs']);
  });
});

describe('the page on speed', () => {
  it('says plainly what is not kept and what is not measured', () => {
    const page = reportOf([
      speedSection(
        withRun(nothingMeasured, run(1), [measured('W1', { hub: [round(50)], bare: [round(100)] })]),
      ),
    ]);
    expect(page).toContain('| W1: hub ÷ bare | 0.5 × | ≥ 2.4 | demanded | **no** |');
    expect(page).toContain('| W1: hub ÷ mercurius | not measured | ≥ 4.5 | demanded | **not measured** |');
    expect(page).toContain('**A limit is not kept.**');
    expect(page).toMatch(/\| \*\*1 of \d+\*\*, \d+ not measured \| 2026-01-02 \|/);
  });

  it('has a table for each workload and number of connections, each row with its run', () => {
    const page = reportOf([speedSection(recordOf(16))]);
    const titles = [...page.matchAll(/^(W\d at \d+ connections)/gm)].map(([, title]) => title);
    expect(titles).toEqual([
      ...['W1', 'W2', 'W3', 'W4'].map((key) => `${key} at 32 connections`),
      'W1 at 256 connections',
    ]);
    expect(page).toContain('| bare | 50 | 16.00 (16.00 to 16.00) | 1 | 2 | 0.50 (0.50 to 0.50) | 0 |');
    expect(page).toContain('| 2 | 2026-01-02 03:02 | abc1234 | 2 cores (Made-up), 8 GB |');
  });

  it('warns where runs are of several commits', () => {
    const warning = '**The runs are of several commits:**';
    const record = recordOf(16);
    expect(reportOf([speedSection(record)])).not.toContain(warning);
    const more = withRun(record, run(3, { commit: 'def5678' }), [measured('W2', { hub: [round(1)] })]);
    expect(reportOf([speedSection(more)])).toContain(warning);
  });
});
