import { withPool } from '../../src/cli/workplace.js';
import { forgetRuns } from '../../src/reconciliation/runs/forget-runs.js';
import { makePrivateCluster, type PrivateCluster } from '../faults/private-cluster.js';

const AGENCY = 'insurance.demo';
const KEPT = { days: 90, runs: 2 };
let cluster: PrivateCluster;

beforeAll(async () => {
  cluster = await makePrivateCluster({ residents: 0 });
}, 120_000);
afterAll(() => cluster?.remove());
beforeEach(() =>
  cluster.sql(
    'hub',
    `delete from review.move; delete from review.finding; delete from review.cause_group;
     delete from review.queue; delete from reconciliation.run`,
  ),
);

/** A run that ended so many days ago, with its tables; `findings`: laid out for review, each in its state. */
async function run({
  ago = 100,
  state = 'FINISHED',
  kind = 'VIEW',
  findings = [] as string[],
} = {}): Promise<number> {
  const [made] = await cluster.sql<{ id: number }>(
    'hub',
    `insert into reconciliation.run (sector, source, engine_version, agency_code, state, finished_at)
     values ('social-security', json_build_object('kind', $1::text, 'units', '{82}'::text[]), 1, $2, $3,
       now() - make_interval(days => $4)) returning run_id as id`,
    [kind, AGENCY, state, ago],
  );
  const { id } = made!;
  await cluster.sql('hub', 'select matching.open_run($1)', [id]);
  await cluster.sql(
    'hub',
    `insert into reconciliation.result (run_id, seq, sector_no, outcome, claims) values ($1, 1, 'a', 'MISMATCH', false)`,
    [id],
  );
  if (state !== 'FINISHED') return id;
  await cluster.sql(
    'hub',
    `insert into review.queue (run_id, agency_code, sector, opened_at) values ($1, $2, 'social-security', now())`,
    [id, AGENCY],
  );
  for (const [at, of] of findings.entries())
    await cluster.sql(
      'hub',
      `insert into review.finding (run_id, seq, agency_code, sector_no, outcome, causes, communes, urgency,
         touches_benefits, due_on, state, decision, candidate, first_by)
       values ($1, $2::integer, $3, $2::integer, 'MISMATCH', '{}', '{}', 3, false, current_date, $4::text,
         case $4::text when 'OPEN' then null else 'DISMISS' end, null,
         case $4::text when 'OPEN' then null else 'a' end)`,
      [id, at + 1, AGENCY, of],
    );
  return id;
}

const forget = () => withPool(cluster.databases.urls.hub, (pool) => forgetRuns(pool, KEPT));
const left = async () =>
  (await cluster.sql<{ id: number }>('hub', 'select run_id as id from reconciliation.run order by 1')).map(
    ({ id }) => id,
  );

describe('old runs', () => {
  it('are forgotten with their tables, the last two of an agency kept', async () => {
    const [old, last, now] = [await run(), await run(), await run({ ago: 1 })];
    expect(await forget()).toEqual([old]);
    expect(await left()).toEqual([last, now]);
    const tables = await cluster.sql(
      'hub',
      `select from pg_tables where schemaname in ('matching', 'reconciliation') and tablename ~ $1`,
      [`_${old}$`],
    );
    expect(tables).toEqual([]);
    expect(await forget()).toEqual([]);
  });

  it('are kept while they are young, and for ever where that is asked for', async () => {
    for (let at = 0; at < 4; at += 1) await run({ ago: at === 0 ? 89 : 100 });
    const [young] = await left();
    await withPool(cluster.databases.urls.hub, (pool) => forgetRuns(pool, { days: 0, runs: 1 }));
    expect(await left()).toHaveLength(4);
    await forget();
    expect(await left()).toContain(young);
  });

  it('that came to nothing are forgotten by their day alone', async () => {
    const [failed, young] = [await run({ state: 'FAILED' }), await run({ state: 'CANCELLED', ago: 1 })];
    expect(await forget()).toEqual([failed]);
    expect(await left()).toEqual([young]);
  });

  it('stay when somebody decided one of their findings, or has taken one', async () => {
    const decided = await run({ findings: ['OPEN', 'DISMISSED'] });
    const taken = await run({ findings: ['OPEN'] });
    await cluster.sql(
      'hub',
      "update review.finding set assignee = 'a', leased_until = now() where run_id = $1",
      [taken],
    );
    await run();
    await run();
    expect(await forget()).toEqual([]);
    expect(await left()).toEqual(expect.arrayContaining([decided, taken]));
  });

  it('with open findings that nobody took go when a later run over the same view has them anew, and else stay', async () => {
    const [ofView, ofFile] = [
      await run({ findings: ['OPEN'] }),
      await run({ kind: 'FILE', findings: ['OPEN'] }),
    ];
    await run({ findings: ['OPEN'] });
    await run({ findings: ['OPEN'] });
    expect(await forget()).toEqual([ofView]);
    expect(await left()).toContain(ofFile);
  });
});
