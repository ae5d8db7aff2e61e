import { randomUUID } from 'node:crypto';
import { withPool } from '../../../src/cli/workplace.js';
import { addAgency } from '../../support/agencies.js';
import { type Hub, openHub } from '../../support/hub.js';
import { addReviewRun, type RecordWish, type ReviewRun, whenLaidOut } from './review-run.js';
import { type Reviewer, reviewer } from './reviewer.js';

let hub: Hub;
let agency: string;
let an: Reviewer;
let binh: Reviewer;

beforeAll(async () => {
  hub = await openHub({ config: { reviewEveryMs: 100 } });
  agency = await addAgency(hub.cluster, { kind: 'SOCIAL_INSURANCE', units: ['01'] });
  [an, binh] = [reviewer(hub, agency, 'an'), reviewer(hub, agency, 'binh')];
}, 60_000);
afterAll(() => hub?.stop());

async function begin(wishes: readonly RecordWish[]): Promise<ReviewRun> {
  const run = await addReviewRun(hub.cluster, agency, wishes);
  await whenLaidOut(hub.cluster, run.runId);
  return run;
}

const idOf = (run: ReviewRun, at: number) => run.records[at]!.finding;
const reason = 'đã kiểm tra hồ sơ gốc';

async function historyOf(run: ReviewRun, at: number) {
  const query = `query($run: ID!) { findings(runId: $run) { nodes { id state decidedBy confirmedBy assignee
    history { version officer act state reason } } } }`;
  const { nodes } = (await an.ask(query, { run: run.runId })).body.data.findings;
  return nodes.find(({ id }: { id: string }) => id === idOf(run, at));
}

describe('decideFindings', () => {
  it('does each decision that it can, and says of the others how they stand', async () => {
    const run = await begin([{}, {}, {}]);
    await an.decide(run.runId, [{ finding: idOf(run, 1), version: 1, act: 'ACCEPT' }]);
    const results = await binh.decide(run.runId, [
      { finding: idOf(run, 0), version: 1, act: 'DISMISS', reason },
      { finding: idOf(run, 1), version: 1, act: 'DISMISS', reason },
      { finding: `${run.runId}-999`, version: 1, act: 'ACCEPT' },
      { finding: idOf(run, 2), version: 1, act: 'ACCEPT', candidate: 2 },
    ]);
    expect(results).toEqual([
      { finding: idOf(run, 0), outcome: 'DONE', reason: null, state: 'DISMISSED', version: 2 },
      { finding: idOf(run, 1), outcome: 'CONFLICT', reason: 'VERSION', state: 'ACCEPTED', version: 2 },
      { finding: `${run.runId}-999`, outcome: 'NOT_FOUND', reason: null, state: null, version: null },
      { finding: idOf(run, 2), outcome: 'CONFLICT', reason: 'NO_CANDIDATE', state: 'OPEN', version: 1 },
    ]);
  });

  it('answers the same key again with the same, and moves nothing twice', async () => {
    const run = await begin([{}]);
    const key = randomUUID();
    const decisions = [{ finding: idOf(run, 0), version: 1, act: 'ACCEPT' as const }];
    const first = await an.decide(run.runId, decisions, key);
    expect(await an.decide(run.runId, decisions, key)).toEqual(first);
    expect((await historyOf(run, 0)).history).toHaveLength(1);
  });

  it.each([
    ['no reason', { act: 'DISMISS' as const }, 'reason'],
    ['a reason with a number', { act: 'DISMISS' as const, reason: 'xem 001090000001' }, 'reason'],
    ['a finding of another run', { act: 'ACCEPT' as const, finding: '999999-1' }, 'finding'],
  ])('refuses %s', async (_what, wish, field) => {
    const run = await begin([{}]);
    const refused = an.decide(run.runId, [{ finding: idOf(run, 0), version: 1, ...wish }]);
    await expect(refused).rejects.toThrow(new RegExp(`"code":"BAD_USER_INPUT".*|"field":"${field}"`));
    expect((await historyOf(run, 0)).history).toEqual([]);
  });

  it('keeps who did what and why, and nobody can change it', async () => {
    const run = await begin([{}]);
    const [one] = [idOf(run, 0)];
    await an.decide(run.runId, [{ finding: one, version: 1, act: 'DISMISS', reason }]);
    await an.decide(run.runId, [{ finding: one, version: 2, act: 'UNDO', reason: 'bấm nhầm' }]);
    await binh.decide(run.runId, [{ finding: one, version: 3, act: 'ACCEPT' }]);
    expect((await historyOf(run, 0)).history).toEqual([
      { version: 2, officer: 'an', act: 'DISMISS', state: 'DISMISSED', reason },
      { version: 3, officer: 'an', act: 'UNDO', state: 'OPEN', reason: 'bấm nhầm' },
      { version: 4, officer: 'binh', act: 'ACCEPT', state: 'ACCEPTED', reason: null },
    ]);
  });
});

describe('Four eyes', () => {
  it('are not passed by one officer under two spellings, nor by undoing and deciding again', async () => {
    const run = await begin([{ benefit: 'ACTIVE' }]);
    const finding = idOf(run, 0);
    const [lower, upper] = [reviewer(hub, agency, 'bs.ha'), reviewer(hub, agency, 'BS.HA')];
    const say = async (who: Reviewer, version: number, act: 'ACCEPT' | 'UNDO') =>
      (await who.decide(run.runId, [{ finding, version, act, reason }]))[0]!;
    expect(await say(lower, 1, 'ACCEPT')).toMatchObject({ outcome: 'DONE', state: 'PROPOSED' });
    expect(await say(upper, 2, 'ACCEPT')).toMatchObject({ outcome: 'CONFLICT', reason: 'SAME_OFFICER' });
    expect(await say(upper, 2, 'UNDO')).toMatchObject({ outcome: 'DONE', state: 'OPEN' });
    expect(await say(upper, 3, 'ACCEPT')).toMatchObject({ outcome: 'DONE', state: 'PROPOSED' });
    expect(await say(lower, 4, 'ACCEPT')).toMatchObject({ outcome: 'CONFLICT', reason: 'SAME_OFFICER' });
    expect(await say(binh, 4, 'ACCEPT')).toMatchObject({ outcome: 'DONE', state: 'ACCEPTED' });
    expect(await say(upper, 5, 'UNDO')).toMatchObject({ outcome: 'DONE', state: 'OPEN' });
    expect(await say(upper, 6, 'ACCEPT')).toMatchObject({ outcome: 'DONE', state: 'PROPOSED' });
  });

  it('are demanded by the database too', async () => {
    const run = await begin([{ benefit: 'ACTIVE' }]);
    const settle = (second: string) =>
      withPool(hub.cluster.databases.urls.hubOwner!, (pool) =>
        pool.query(
          `update review.finding set state = 'ACCEPTED', decision = 'ACCEPT', candidate = resident_id,
             first_by = 'an', second_by = ${second} where run_id = $1`,
          [run.runId],
        ),
      );
    await expect(settle('null')).rejects.toThrow(/four_eyes/);
    await expect(settle("'an'")).rejects.toThrow(/four_eyes/);
  });
});

const take = (who: Reviewer, run: ReviewRun, count: number, filter = {}) =>
  who.act('takeFindings', 'TakeFindingsInput', '{ id assignee leasedUntil version state }', {
    ...{ runId: run.runId, count, filter },
  }) as Promise<{ id: string; assignee: string; version: number }[]>;

describe('Assignment', () => {
  it('gives two officers who ask at once different findings, the most urgent first', async () => {
    const run = await begin([{}, {}, { benefit: 'ACTIVE' }, {}, {}, {}]);
    const [mine, yours] = await Promise.all([take(an, run, 3), take(binh, run, 3)]);
    const all = [...mine, ...yours].map(({ id }) => id);
    expect(new Set(all).size).toBe(6);
    expect([mine[0]!.id, yours[0]!.id]).toContain(idOf(run, 2));
    expect(await take(an, run, 3)).toEqual([]);
  });

  it('keeps a finding for its officer until he gives it back', async () => {
    const run = await begin([{}]);
    const [mine] = await take(an, run, 1);
    const { id: finding, version } = mine!;
    const refused = await binh.decide(run.runId, [{ finding, version, act: 'ACCEPT' }]);
    expect(refused[0]).toMatchObject({ outcome: 'CONFLICT', reason: 'ASSIGNED' });
    const give = (who: Reviewer) =>
      who.act('releaseFindings', 'ReleaseFindingsInput', '{ results { outcome reason version } }', {
        ...{ runId: run.runId, findings: [finding] },
      });
    expect((await give(binh)).results[0]).toMatchObject({ outcome: 'CONFLICT', reason: 'ASSIGNED' });
    expect((await give(an)).results[0]).toMatchObject({ outcome: 'DONE', version: version + 1 });
    expect((await take(binh, run, 1))[0]).toMatchObject({ id: finding, assignee: 'binh' });
  });

  it('ends by itself when its time is over', async () => {
    const run = await begin([{}]);
    await take(an, run, 1);
    await withPool(hub.cluster.databases.urls.hubOwner!, (pool) =>
      pool.query("update review.finding set leased_until = now() - interval '1 second' where run_id = $1", [
        run.runId,
      ]),
    );
    expect((await take(binh, run, 1))[0]).toMatchObject({ assignee: 'binh' });
  });

  it('never gives an officer his own proposal to confirm', async () => {
    const run = await begin([{ benefit: 'ACTIVE' }]);
    await an.decide(run.runId, [{ finding: idOf(run, 0), version: 1, act: 'ACCEPT' }]);
    expect(await take(an, run, 1)).toEqual([]);
    expect(await take(binh, run, 1)).toHaveLength(1);
  });
});

describe('A group of findings with one cause', () => {
  const groups = `query($run: ID!) { findingGroups(runId: $run) { nodes {
    group causes placeKind place members state sample sampleAccepted sampleRefused open } } }`;
  const swapped: RecordWish = { causes: ['dob:DAY_MONTH_SWAPPED'], office: 'DV-TCVN', resident: null };
  const input = 'FindingGroupInput';

  /** Forty-five findings of one office, and as many with a cause that nobody makes by habit. */
  async function beginGroup() {
    const [one] = await Promise.all([begin([{ office: 'DV-TCVN', causes: ['dob:DAY_MONTH_SWAPPED'] }])]);
    const { resident } = one!.records[0]!;
    const run = await begin([
      ...Array.from({ length: 45 }, (): RecordWish => ({ ...swapped, resident })),
      ...Array.from(
        { length: 42 },
        (): RecordWish => ({ causes: ['name:DIFFERENT'], office: 'DV-K', resident }),
      ),
      { ...swapped, resident, benefit: 'ACTIVE' },
    ]);
    return run;
  }

  const sampleOf = async (run: ReviewRun) => {
    const query = `query($run: ID!) { findings(runId: $run, filter: { group: 1 }, first: 200) {
      nodes { id version state inSample } } }`;
    const { nodes } = (await an.ask(query, { run: run.runId })).body.data.findings;
    return nodes as { id: string; version: number; state: string; inSample: boolean }[];
  };

  it('is accepted whole after people have accepted a sample drawn by lot', async () => {
    const run = await beginGroup();
    const [group, ...others] = (await an.ask(groups, { run: run.runId })).body.data.findingGroups.nodes;
    // What touches benefits is in no group, and neither is what no one habit explains.
    expect(group).toMatchObject({
      group: 1,
      placeKind: 'OFFICE',
      place: 'DV-TCVN',
      members: 45,
      state: 'OPEN',
    });
    expect(others).toEqual([]);
    const accept = () =>
      binh.act('acceptFindingGroup', input, '{ accepted group { state open } }', {
        runId: run.runId,
        group: 1,
      });
    await expect(accept()).rejects.toThrow(/CONFLICT/);
    const drawn = await an.act('sampleFindingGroup', input, '{ state sample open }', {
      runId: run.runId,
      group: 1,
    });
    expect(drawn).toEqual({ state: 'SAMPLED', sample: 20, open: 45 });
    const again = an.act('sampleFindingGroup', input, '{ state }', { runId: run.runId, group: 1 });
    await expect(again).rejects.toThrow(/CONFLICT/);
    const sample = (await sampleOf(run)).filter(({ inSample }) => inSample);
    expect(sample).toHaveLength(20);
    const decisions = sample.map(({ id: finding, version }) => ({
      finding,
      version,
      act: 'ACCEPT' as const,
    }));
    await an.decide(run.runId, decisions.slice(1));
    await expect(accept()).rejects.toThrow(/SAMPLE/);
    await an.decide(run.runId, decisions.slice(0, 1));
    expect(await accept()).toEqual({ accepted: 25, group: { state: 'ACCEPTED', open: 0 } });
    expect((await sampleOf(run)).map(({ state }) => state)).toEqual(Array(45).fill('ACCEPTED'));
  }, 60_000);

  it('is refused for good when one of its sample is dismissed', async () => {
    const run = await beginGroup();
    await an.act('sampleFindingGroup', input, '{ state }', { runId: run.runId, group: 1 });
    const sample = (await sampleOf(run)).filter(({ inSample }) => inSample);
    const decisions = sample.map(({ id: finding, version }, at) => ({
      ...{ finding, version, act: at === 7 ? ('DISMISS' as const) : ('ACCEPT' as const), reason },
    }));
    await an.decide(run.runId, decisions);
    const accept = () =>
      binh.act('acceptFindingGroup', input, '{ accepted group { state } }', { runId: run.runId, group: 1 });
    expect(await accept()).toEqual({ accepted: 0, group: { state: 'REFUSED' } });
    await an.decide(run.runId, [
      { finding: decisions[7]!.finding, version: decisions[7]!.version + 1, act: 'UNDO', reason },
    ]);
    expect(await accept()).toEqual({ accepted: 0, group: { state: 'REFUSED' } });
    expect((await sampleOf(run)).filter(({ state }) => state === 'ACCEPTED')).toHaveLength(19);
  }, 60_000);
});
