import pg from 'pg';
import { types } from '../../src/database/postgres-types.js';
import {
  countFindings,
  FINDING_OUTCOMES,
  type Found,
  findingsAfter,
  findingsBySeq,
  keyOfFinding,
} from '../../src/reconciliation/results/findings.js';
import type { Run } from '../../src/reconciliation/run-store.js';
import { makePlace, type Place } from './place.js';

let place: Place;
let run: Run;
let app: pg.Pool;

beforeAll(async () => {
  place = await makePlace();
  // NOTE: as the gateway reads them, with its login.
  app = new pg.Pool({ connectionString: place.cluster.databases.urls.hub, types });
  await place.cluster.sql(
    'population',
    `update public.citizen set life_status = 'DECEASED', deceased_on = '2026-01-01', updated_at = now()
     where personal_id in (select personal_id from public.citizen order by personal_id limit 60)`,
  );
  await place.sync();
  run = await place.reconcile(place.files.members);
}, 180_000);
afterAll(async () => {
  await app?.end();
  await place?.remove();
});

async function allPages(first: number): Promise<Found[]> {
  const all: Found[] = [];
  for (let after: string | null = null; ; after = keyOfFinding(all.at(-1)!)) {
    const rows = await findingsAfter(app, run.runId, {}, { first, after });
    all.push(...rows.slice(0, first));
    if (rows.length <= first) return all;
  }
}

describe('the findings of a run', () => {
  it('come page by page, each once, those of the dead first', async () => {
    const all = await allPages(7);
    const places = all.map(({ outcome }) => FINDING_OUTCOMES.indexOf(outcome as 'DECEASED'));
    expect(all[0]!.outcome).toBe('DECEASED');
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(new Set(all.map(({ seq }) => seq)).size).toBe(all.length);
    const { VERIFIED, VERIFIED_NORMALISED, ...others } = run.counts!;
    expect(all.length).toBe(Object.values(others).reduce((sum, count) => sum + count, 0));
    expect(await countFindings(app, run.runId, {})).toBe(all.length);
  });

  it('each say what was written, and show the resident they are about first', async () => {
    for (const one of await allPages(200)) {
      expect(one.stated.fullName).not.toBe('');
      expect(one.candidates.map(({ rank }) => rank)).toEqual(one.candidates.map((_, at) => at + 1));
      if (one.personalId) expect(one.candidates[0]!.personalId).toBe(one.personalId);
    }
  });

  it('explain a score by the shares of its fields, those settled by plain equality too', async () => {
    for (const { candidates, score, outcome } of await allPages(200)) {
      if (outcome !== 'NOT_FOUND' || candidates.length > 0)
        expect(candidates[0]!.score).toBeCloseTo(score!, 3);
      for (const one of candidates) {
        const sum = Object.values(one.bits).reduce((total, bits) => total + bits, 0);
        expect(sum).toBeCloseTo(one.score, 3);
      }
    }
  });

  it('are filtered by outcome, cause and number, all of which must hold', async () => {
    const outcomes = ['MISMATCH'] as const;
    const wrong = await findingsAfter(app, run.runId, { outcomes }, { first: 200, after: null });
    const cause = wrong[0]!.causes[0]!;
    const some = await findingsAfter(
      app,
      run.runId,
      { outcomes, causes: [cause] },
      { first: 200, after: null },
    );
    expect(some).toEqual(wrong.filter(({ causes }) => causes.includes(cause)));
    const sectorNos = [wrong[0]!.sectorNo, wrong[1]!.sectorNo];
    expect(await countFindings(app, run.runId, { sectorNos, outcomes: ['NOT_FOUND'] })).toBe(0);
    expect(await findingsBySeq(app, run.runId, [wrong[1]!.seq, wrong[0]!.seq])).toEqual(wrong.slice(0, 2));
  });

  it('know the communes that an address names', async () => {
    const placed = (await allPages(200)).find(({ communes }) => communes.length > 0)!;
    expect(placed.communes[0]).toMatch(/^\d{5}$/);
    const filter = { communes: placed.communes };
    const rows = await findingsAfter(app, run.runId, filter, { first: 200, after: null });
    expect(rows.map(({ seq }) => seq)).toContain(placed.seq);
    expect(rows.every(({ communes }) => communes.some((one) => placed.communes.includes(one)))).toBe(true);
  });

  it('hold no record that is verified as it stands, though it is asked for', async () => {
    expect(await countFindings(app, run.runId, { outcomes: ['VERIFIED'] })).toBe(0);
    expect(await countFindings(app, run.runId, { outcomes: ['VERIFIED_NORMALISED'] })).toBe(
      run.counts!.VERIFIED_NORMALISED,
    );
  });

  it('refuse a key that is not theirs', async () => {
    await expect(findingsAfter(app, run.runId, {}, { first: 1, after: "0.1' or true" })).rejects.toThrow(
      RangeError,
    );
  });
});
