import { randomUUID } from 'node:crypto';
import { addAgency } from '../../support/agencies.js';
import { type Hub, openHub, withHub } from '../../support/hub.js';
import { rowsOf } from '../../support/people.js';
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

const wrong: RecordWish = { stated: { dateOfBirth: '1990-05-18', fullName: 'Trần Hư Cau' } };

/** A run whose findings are accepted, by two officers where benefits hang on them. */
async function accepted(wishes: readonly RecordWish[]): Promise<ReviewRun> {
  const run = await addReviewRun(hub.cluster, agency, wishes);
  await whenLaidOut(hub.cluster, run.runId);
  const decide = (who: Reviewer, version: number) =>
    who.decide(
      run.runId,
      run.records.map(({ finding }) => ({ finding, version, act: 'ACCEPT' as const })),
    );
  await decide(an, 1);
  await decide(binh, 2);
  return run;
}

const selection = `{ dryRun applied skipped failed pending
  results { finding outcome reason state changes { field before after } } }`;
const apply = (who: Reviewer, { runId, records }: ReviewRun, wish: Record<string, unknown> = {}) =>
  who.act('applyCorrections', 'ApplyCorrectionsInput', selection, {
    ...{ runId, findings: records.map(({ finding }) => finding), ...wish },
  });

/** The sector's own rows of the records, whole. */
async function rowsOfSector({ records }: ReviewRun): Promise<unknown> {
  const numbers = [records.map(({ sectorNo }) => sectorNo)];
  const rows = (table: string, order: string) =>
    rowsOf(
      hub.cluster,
      'socialSecurity',
      `select * from public.${table} where sector_no = any($1::text[]) order by ${order}`,
      numbers,
    );
  return [await rows('insured_person', 'sector_no'), await rows('benefit_order', 'benefit_no')];
}

describe('applyCorrections', () => {
  it('leaves the sector, applied, taken back and applied again, as after once', async () => {
    const run = await accepted([
      wrong,
      { stated: { personalId: '' }, benefit: 'ENDED', causes: ['id:MISSING'] },
      { stated: { dateOfBirth: '1990' }, benefit: 'SUSPENDED', causes: ['dob:YEAR_ONLY'] },
    ]);
    const before = await rowsOfSector(run);
    expect(await apply(an, run)).toMatchObject({ applied: 3, skipped: 0, failed: 0, pending: 0 });
    const once = await rowsOfSector(run);
    expect(once).not.toEqual(before);
    expect(await apply(an, run, { revert: true })).toMatchObject({ applied: 2, skipped: 1 });
    expect(await apply(binh, run, { revert: true })).toMatchObject({ applied: 1, skipped: 2 });
    expect(await rowsOfSector(run)).toEqual(before);
    expect(await apply(an, run)).toMatchObject({ applied: 3 });
    expect(await rowsOfSector(run)).toEqual(once);
  });

  it('gives the registry’s values to the record, and leaves all else of it', async () => {
    const run = await accepted([wrong]);
    const { resident, sectorNo } = run.records[0]!;
    const { results } = await apply(an, run);
    expect(results[0]).toEqual({
      ...{ finding: run.records[0]!.finding, outcome: 'APPLIED', reason: null, state: 'APPLIED' },
      changes: [
        { field: 'FULL_NAME', before: 'Trần Hư Cau', after: 'Trần Hư Cấu' },
        { field: 'DATE_OF_BIRTH', before: '1990-05-18', after: '1990-05-17' },
      ],
    });
    const [row] = await rowsOf<Record<string, unknown>>(
      hub.cluster,
      'socialSecurity',
      'select * from public.insured_person where sector_no = $1',
      [sectorNo],
    );
    expect(row).toMatchObject({
      ...{ personal_id: resident!.personalId, full_name: 'Trần Hư Cấu', birth_date: '1990-05-17' },
      ...{ address: 'Hư Cấu', status: 'PARTICIPATING', months_contributed: 12 },
    });
  });

  it('suspends what is paid to the dead, and pays again when two officers take it back', async () => {
    const run = await accepted([{ outcome: 'DECEASED', causes: ['id:DECEASED'], benefit: 'ACTIVE' }]);
    const [one] = run.records;
    await rowsOf(
      hub.cluster,
      'population',
      "update public.citizen set life_status = 'DECEASED', deceased_on = '2026-01-01' where personal_id = $1",
      [one!.resident!.personalId],
    );
    const statusOf = async () =>
      (
        await rowsOf<{ status: string }>(
          hub.cluster,
          'socialSecurity',
          'select status from public.benefit_order where sector_no = $1',
          [one!.sectorNo],
        )
      )[0]!.status;
    expect((await apply(an, run)).results[0].changes).toEqual([
      { field: 'BENEFITS', before: 'ACTIVE', after: 'SUSPENDED' },
    ]);
    expect(await statusOf()).toBe('SUSPENDED');
    const first = await apply(an, run, { revert: true });
    expect(first.results[0]).toMatchObject({ outcome: 'SKIPPED', reason: 'NEEDS_SECOND' });
    const same = await apply(reviewer(hub, agency, 'AN'), run, { revert: true });
    expect(same.results[0]).toMatchObject({ outcome: 'SKIPPED', reason: 'SAME_OFFICER' });
    expect(await statusOf()).toBe('SUSPENDED');
    expect((await apply(binh, run, { revert: true })).results[0]).toMatchObject({
      ...{ outcome: 'REVERTED', state: 'ACCEPTED' },
    });
    expect(await statusOf()).toBe('ACTIVE');
  });

  it('tells in a dry run what would come of it, and changes nothing on either side', async () => {
    const run = await accepted([wrong, {}]);
    const before = await rowsOfSector(run);
    const tried = await apply(an, run, { dryRun: true });
    expect(tried).toMatchObject({ dryRun: true, applied: 0, skipped: 1, failed: 0, pending: 0 });
    expect(
      tried.results.map((one: { outcome: string; reason: string }) => [one.outcome, one.reason]),
    ).toEqual([
      ['WOULD_APPLY', null],
      ['SKIPPED', 'ALREADY_RIGHT'],
    ]);
    expect(await rowsOfSector(run)).toEqual(before);
    expect(await apply(an, run)).toMatchObject({ applied: 1, skipped: 1 });
  });

  it('answers the same key again with the same, and asks the sector no second time', async () => {
    const run = await accepted([wrong]);
    const idempotencyKey = randomUUID();
    const first = await apply(an, run, { idempotencyKey });
    expect(await apply(an, run, { idempotencyKey })).toEqual(first);
    const asked = await rowsOf(
      hub.cluster,
      'socialSecurity',
      'select key from public.correction where sector_no = $1',
      [run.records[0]!.sectorNo],
    );
    expect(asked).toHaveLength(1);
  });

  it('applies once what is asked for twice at the same time', async () => {
    const run = await accepted([wrong, wrong, wrong]);
    const both = await Promise.all([apply(an, run), apply(binh, run)]);
    expect(both.map(({ applied }) => applied).sort()).toEqual([0, 3]);
    const asked = await rowsOf(
      hub.cluster,
      'socialSecurity',
      'select key from public.correction where sector_no = any($1::text[])',
      [run.records.map(({ sectorNo }) => sectorNo)],
    );
    expect(asked).toHaveLength(3);
  });

  it('leaves out what is not accepted, not in the remit, or has come to touch benefits', async () => {
    const run = await addReviewRun(hub.cluster, agency, [wrong, wrong, wrong, { ...wrong, province: null }]);
    await whenLaidOut(hub.cluster, run.runId);
    const [open, moved, paid, unknown] = run.records;
    await an.decide(
      run.runId,
      [moved!, paid!, unknown!].map(({ finding }) => ({ finding, version: 1, act: 'ACCEPT' as const })),
    );
    await binh.decide(run.runId, [{ finding: unknown!.finding, version: 2, act: 'ACCEPT' }]);
    await rowsOf(
      hub.cluster,
      'socialSecurity',
      "update public.insured_person set province_code = '40' where sector_no = $1",
      [moved!.sectorNo],
    );
    await rowsOf(
      hub.cluster,
      'socialSecurity',
      `insert into public.benefit_order (benefit_no, sector_no, kind, monthly_amount, start_on, status)
       values ('N' || $1, $1, 'PENSION', 1, '2026-01-01', 'ACTIVE')`,
      [paid!.sectorNo],
    );
    const { results } = await apply(an, run);
    expect(results.map((one: { reason: string; state: string }) => [one.reason, one.state])).toEqual([
      ['STATE', 'OPEN'],
      ['OUT_OF_REMIT', 'ACCEPTED'],
      ['NEEDS_SECOND', 'ACCEPTED'],
      ['UNKNOWN_RECORD', 'ACCEPTED'],
    ]);
    expect(open).toBeDefined();
    const [version] = (
      await an.ask(`{ findings(runId: "${run.runId}", filter: { states: [PROPOSED] }) {
      nodes { id version decidedBy } } }`)
    ).body.data.findings.nodes;
    expect(version).toMatchObject({ id: paid!.finding, decidedBy: 'an' });
    const second = await binh.decide(run.runId, [
      { finding: paid!.finding, version: version.version, act: 'ACCEPT' },
    ]);
    expect(second[0]).toMatchObject({ outcome: 'DONE', state: 'ACCEPTED' });
    expect((await apply(an, { ...run, records: [paid!] })).applied).toBe(1);
  });

  it('is refused where the sector’s record has changed since, also when it is to be taken back', async () => {
    const run = await accepted([wrong]);
    await apply(an, run);
    await rowsOf(
      hub.cluster,
      'socialSecurity',
      "update public.insured_person set full_name = 'Trần Đổi Tên' where sector_no = $1",
      [run.records[0]!.sectorNo],
    );
    const { failed, results } = await apply(an, run, { revert: true });
    expect(failed).toBe(1);
    expect(results[0]).toMatchObject({ outcome: 'FAILED', reason: 'CHANGED', state: 'APPLIED' });
  });

  it('keeps what both sides had, encrypted here, and who asked in the sector', async () => {
    const run = await accepted([wrong]);
    await apply(an, run);
    const [kept] = await rowsOf<Record<string, unknown>>(
      hub.cluster,
      'socialSecurity',
      'select before, applied_by from public.correction where sector_no = $1',
      [run.records[0]!.sectorNo],
    );
    expect(kept).toMatchObject({
      ...{ before: { fullName: 'Trần Hư Cau', dateOfBirth: '1990-05-18' }, applied_by: `${agency}/an` },
    });
  });

  it('cannot be undone as a decision while it is applied', async () => {
    const run = await accepted([wrong]);
    await apply(an, run);
    const [one] = (
      await an.ask(`{ findings(runId: "${run.runId}") { nodes { id version history { act } } } }`)
    ).body.data.findings.nodes;
    const [refused] = await an.decide(run.runId, [
      { finding: one.id, version: one.version, act: 'UNDO', reason: 'nhầm' },
    ]);
    expect(refused).toMatchObject({ outcome: 'CONFLICT', reason: 'STATE', state: 'APPLIED' });
    expect(one.history.map(({ act }: { act: string }) => act)).toEqual(['ACCEPT', 'APPLY', 'APPLIED']);
  });

  it('is not there where the hub has no login to write with', async () => {
    const run = await accepted([wrong]);
    const urls = { ...hub.cluster.databases.urls, hubOwner: null, socialSecurityWrite: null };
    await withHub({ config: { urls } }, async (reading) => {
      const only = reviewer(reading, agency, 'an');
      await expect(apply(only, run)).rejects.toThrow(/NO_WRITER/);
    });
  });

  it('is for who holds reconciliation:apply alone', async () => {
    const token = await hub.token(agency, { scope: ['reconciliation:review'] });
    const { body } = await hub.post(
      {
        query: `mutation { applyCorrections(input: { idempotencyKey: "abcdefgh", runId: "1", findings: ["1-1"] }) {
          applied } }`,
      },
      { authorization: `Bearer ${token}`, 'x-purpose': 'RECONCILIATION' },
    );
    expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
  });

  it('is on record with whom it concerned', async () => {
    const run = await accepted([wrong]);
    const answer = await an.ask(
      `mutation($input: ApplyCorrectionsInput!) { applyCorrections(input: $input) { applied } }`,
      { input: { idempotencyKey: randomUUID(), runId: run.runId, findings: [run.records[0]!.finding] } },
    );
    const subjects = (await hub.auditOf(answer)).flatMap((event) => event.subjects);
    expect(subjects).toContainEqual({
      ...{ personalId: run.records[0]!.resident!.personalId, outcome: 'RELEASED' },
    });
  });
});
