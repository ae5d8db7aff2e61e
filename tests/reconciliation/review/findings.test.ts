import pg from 'pg';
import { addAgency } from '../../support/agencies.js';
import { type Hub, openHub, statementsDuring, withHub } from '../../support/hub.js';
import { addResident, type Person } from '../../support/people.js';
import { addReviewRun, type ReviewRun, whenLaidOut } from './review-run.js';
import { type Reviewer, reviewer } from './reviewer.js';

let hub: Hub;
let agency: string;
let elsewhere: string;
let officer: Reviewer;
let run: ReviewRun;
let lookAlike: Person;

beforeAll(async () => {
  hub = await openHub();
  agency = await addAgency(hub.cluster, { kind: 'SOCIAL_INSURANCE', units: ['01'] });
  elsewhere = await addAgency(hub.cluster, { kind: 'SOCIAL_INSURANCE', units: ['79'] });
  officer = reviewer(hub, agency, 'an');
  lookAlike = await addResident(hub.cluster, { fullName: 'Lê Khác Hẳn', dateOfBirth: '1951-01-02' });
  run = await addReviewRun(hub.cluster, agency, [
    { causes: ['dob:DAY_MONTH_SWAPPED'], stated: { dateOfBirth: '1990-05-18' }, office: 'DV0007' },
    { outcome: 'DECEASED', causes: ['id:DECEASED'], benefit: 'ENDED' },
    { causes: ['name:ONE_LETTER', 'id:MISSING'], stated: { personalId: '' }, benefit: 'SUSPENDED' },
    { outcome: 'DECEASED', causes: ['id:DECEASED'], benefit: 'ACTIVE' },
    { outcome: 'AMBIGUOUS', causes: [], others: [lookAlike], office: 'DV0007' },
    { province: '40', causes: ['dob:CENTURY'] },
    { province: null, causes: ['name:DIFFERENT'] },
    { outcome: 'VERIFIED_NORMALISED', causes: ['name:TONES_DROPPED'] },
  ]);
  // Laid out by another one: what this one asks the sector is what is asked of it here.
  await withHub({ config: { reviewEveryMs: 100 } }, () => whenLaidOut(hub.cluster, run.runId));
}, 60_000);
afterAll(() => hub?.stop());

const list = `query($run: ID!, $filter: FindingFilter, $first: Int = 50, $after: String) {
  findings(runId: $run, filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id outcome causes touchesBenefits state version dueOn office communes } } }`;

const read = async (variables: Record<string, unknown> = {}) =>
  (await officer.ask(list, { run: run.runId, ...variables })).body.data.findings;
const seqsOf = ({ nodes }: { nodes: { id: string }[] }) => nodes.map(({ id }) => Number(id.split('-')[1]));

describe('The queue of a run', () => {
  it('begins with who is paid on after death, then other deaths, then what touches benefits', async () => {
    const page = await read();
    // What the sector does not know counts as touching benefits; another province’s record is nobody’s business here.
    expect(seqsOf(page)).toEqual([4, 2, 3, 7, 1, 5]);
    expect(page.totalCount).toBe(6);
    expect(page.nodes.map((one: { touchesBenefits: boolean }) => one.touchesBenefits)).toEqual([
      ...[true, true, true, true, false, false],
    ]);
    expect(page.nodes[0].dueOn < page.nodes[4].dueOn).toBe(true);
  });

  it.each<[string, Record<string, unknown>, number[]]>([
    ['outcome', { outcomes: ['AMBIGUOUS', 'DECEASED'] }, [4, 2, 5]],
    ['cause', { cause: 'name:ONE_LETTER' }, [3]],
    ['field', { field: 'DATE_OF_BIRTH' }, [1]],
    ['number', { field: 'NUMBER' }, [4, 2, 3]],
    ['office', { office: 'DV0007' }, [1, 5]],
    ['commune', { commune: '00008' }, []],
    ['state', { states: ['ACCEPTED'] }, []],
    ['deadline', { dueUntil: '2020-01-01' }, []],
    ['benefits', { touchesBenefits: false }, [1, 5]],
  ])('is narrowed by %s', async (_what, filter, expected) => {
    expect(seqsOf(await read({ filter }))).toEqual(expected);
  });

  it('is read page by page without repeating or losing any', async () => {
    const seen: number[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof read>> = await read({ first: 2, after });
      seen.push(...seqsOf(page));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual([4, 2, 3, 7, 1, 5]);
  });

  it.each([
    ['a cursor of nobody’s', { after: Buffer.from('x.1').toString('base64url') }],
    ['a group below one', { filter: { group: 0 } }],
  ])('refuses %s', async (_what, variables) => {
    const { body } = await officer.ask(list, { run: run.runId, ...variables });
    expect(body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });

  it('is to another agency as one that does not exist', async () => {
    const foreign = await reviewer(hub, elsewhere, 'an').ask(list, { run: run.runId });
    const none = await officer.ask(list, { run: '999999999' });
    for (const { body } of [foreign, none]) {
      expect(body.data).toEqual({ findings: null });
      expect(body.errors[0].extensions).toMatchObject({ code: 'NOT_FOUND', argument: 'runId' });
    }
    expect(foreign.body.errors[0].message).toBe(none.body.errors[0].message);
  });

  it('is counted by cause and by office, most first', async () => {
    const query = `query($run: ID!, $by: FindingsBy!) {
      findingCounts(runId: $run, by: $by) { key findings open } }`;
    const by = async (what: string) =>
      (await officer.ask(query, { run: run.runId, by: what })).body.data.findingCounts;
    expect((await by('CAUSE'))[0]).toEqual({ key: 'id:DECEASED', findings: 2, open: 2 });
    expect(await by('OFFICE')).toEqual([{ key: 'DV0007', findings: 2, open: 2 }]);
    expect(await by('COMMUNE')).toEqual([{ key: '00004', findings: 6, open: 6 }]);
  });
});

const evidence = `query($run: ID!, $filter: FindingFilter) { findings(runId: $run, filter: $filter) { nodes {
  id stated { personalId fullName dateOfBirth }
  candidates { rank score shares { field bits } differences { field verdict reason }
    resident { personalId fullName dateOfBirth } } } } }`;

describe('The evidence of a finding', () => {
  it('shows both sides, and how the score came about', async () => {
    const { body } = await officer.ask(evidence, {
      run: run.runId,
      filter: { cause: 'dob:DAY_MONTH_SWAPPED' },
    });
    const { resident } = run.records[0]!;
    expect(body).toMatchObject({
      data: {
        findings: {
          nodes: [
            {
              stated: { personalId: resident!.personalId, dateOfBirth: '1990-05-18' },
              candidates: [
                {
                  ...{ rank: 1, score: 12, resident: { ...resident } },
                  differences: [
                    { field: 'DATE_OF_BIRTH', verdict: 'DIFFERENT', reason: 'DAY_MONTH_SWAPPED' },
                  ],
                },
              ],
            },
          ],
        },
      },
    });
    const { shares, score } = body.data.findings.nodes[0].candidates[0];
    expect(shares.reduce((sum: number, { bits }: { bits: number }) => sum + bits, 0)).toBeCloseTo(score, 1);
  });

  it('shows a resident whose number the record lacks, since the sector’s own record is like him', async () => {
    const { body } = await officer.ask(evidence, { run: run.runId, filter: { cause: 'name:ONE_LETTER' } });
    expect(body.data.findings.nodes[0].candidates[0].resident).toMatchObject(run.records[2]!.resident!);
  });

  it('shows nobody whom the sector’s record is not like, or who stands in a record that the sector lacks', async () => {
    const [unlike, unknown] = await Promise.all(
      [{ outcomes: ['AMBIGUOUS'] }, { cause: 'name:DIFFERENT' }].map((filter) =>
        officer.ask(evidence, { run: run.runId, filter }),
      ),
    );
    const people = unlike!.body.data.findings.nodes[0].candidates.map(
      (one: { resident: unknown }) => one.resident,
    );
    expect(people).toEqual([expect.objectContaining(run.records[4]!.resident!), null]);
    expect(unknown!.body.data.findings.nodes[0].candidates[0].resident).toBeNull();
    const [event] = await hub.auditOf(unlike!);
    expect(event!.subjects).toContainEqual({ personalId: lookAlike.personalId, outcome: 'OUT_OF_REMIT' });
  });

  it('costs one statement of each source, however many findings', async () => {
    const ask = () => officer.ask(evidence, { run: run.runId, filter: { outcomes: ['DECEASED'] } });
    await ask();
    expect(await statementsDuring(hub, ask)).toEqual({ population: 1, 'social-security': 1 });
  });

  it('is on record: who was looked at by the finding alone, and whose values were shown', async () => {
    const bare = await officer.ask(list, { run: run.runId, filter: { cause: 'dob:DAY_MONTH_SWAPPED' } });
    const whole = await officer.ask(evidence, { run: run.runId, filter: { cause: 'dob:DAY_MONTH_SWAPPED' } });
    const { personalId } = run.records[0]!.resident!;
    expect((await hub.auditOf(bare))[0]!.subjects).toEqual([{ personalId, outcome: 'VERIFIED_ONLY' }]);
    expect((await hub.auditOf(whole))[0]!.subjects).toEqual([{ personalId, outcome: 'RELEASED' }]);
  });

  it('leaves the record’s own values to who may read memberships, and people to who may read identities', async () => {
    const token = await hub.token(agency, { scope: ['reconciliation:review'] });
    const { body } = await hub.post(
      { query: evidence, variables: { run: run.runId } },
      { authorization: `Bearer ${token}`, 'x-purpose': 'RECONCILIATION' },
    );
    const missing = body.errors[0].extensions.missing as { coordinate: string; scope: string }[];
    expect(new Set(missing.map(({ scope }) => scope))).toEqual(
      new Set(['membership:read', 'identity:read', 'identity:verify']),
    );
  });

  it('is answered without people while the sector is not asked for them', async () => {
    expect(await statementsDuring(hub, () => read())).toEqual({});
  });
});

describe('Row-level security', () => {
  it('shows the hub’s own login no row of the review unless it acts for an agency', async () => {
    const pool = new pg.Pool({ connectionString: hub.cluster.databases.urls.hub, max: 1 });
    try {
      for (const table of ['finding', 'move', 'cause_group', 'correction', 'registry_case'])
        expect((await pool.query(`select from review.${table} limit 1`)).rowCount).toBe(0);
      await expect(pool.query('delete from review.move')).rejects.toThrow(/permission denied/);
      await expect(pool.query("update review.move set officer = 'x'")).rejects.toThrow(/permission denied/);
    } finally {
      await pool.end();
    }
  });
});
