import { type ChildHub, settingsOf, startChildHub } from '../faults/child-hub.js';
import { makePrivateCluster, type PrivateCluster } from '../faults/private-cluster.js';
import { until } from '../faults/until.js';

let cluster: PrivateCluster;
let hub: ChildHub | null = null;

beforeAll(async () => {
  cluster = await makePrivateCluster({ residents: 3_000 });
  // Records enough for a run to be met in every stage, most of them written so that they must be looked for.
  await cluster.sql(
    'social_security',
    `insert into public.insured_person
     select (8000000000 + row_number() over (order by m.sector_no, g))::text,
       case when g % 3 = 0 then m.personal_id end, m.old_cmnd,
       case when g % 2 = 0 then m.full_name || ' ' || chr(96 + g) else m.full_name end,
       m.birth_date, m.gender_code, m.address, '01', m.employer_code, m.status, m.joined_on, m.months_contributed
     from public.insured_person m, generate_series(1, 12) g where m.province_code = '01'`,
  );
}, 180_000);
afterAll(async () => {
  await hub?.end('SIGKILL');
  await cluster?.remove();
});

const open = async () => {
  const { hubMatcher } = cluster.databases.urls;
  hub = await startChildHub(cluster, { ...settingsOf(cluster), LIENTHONG_HUB_MATCHER_URL: hubMatcher! });
  return hub;
};

async function start({ url, tokens }: ChildHub, key: string): Promise<number> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await tokens.of('insurance.demo')}`,
      ...{ 'content-type': 'application/json', 'x-purpose': 'RECONCILIATION' },
    },
    body: JSON.stringify({
      query: 'mutation S($input: StartReconciliationInput!) { startReconciliation(input: $input) { id } }',
      variables: { input: { idempotencyKey: key, sector: 'social-security' } },
    }),
  });
  const { data } = (await answer.json()) as { data: { startReconciliation: { id: string } } };
  return Number(data.startReconciliation.id);
}

async function stateOf(runId: number) {
  const [run] = await cluster.sql<{ state: string; stage: string; taken: number }>(
    'hub',
    'select state, stage, taken from reconciliation.run where run_id = $1',
    [runId],
  );
  return run!;
}

/** Everything that a run found, as one hash. */
async function foundBy(runId: number): Promise<Record<string, unknown>> {
  const [found] = await cluster.sql<Record<string, unknown>>(
    'hub',
    `select (select md5(string_agg(r::text, '|' order by r.seq)) from (select seq, sector_no, outcome, resident_id, score,
         claims, causes, candidates from reconciliation.result where run_id = $1) r) as results,
       (select md5(string_agg(c::text, '|' order by c.seq, c.rank)) from (select seq, rank, resident_id, score, classes,
         via, prior_bits, id_bits, name_bits, birth_bits, sex_bits, place_bits
         from reconciliation.candidate where run_id = $1) c) as candidates,
       (select md5(string_agg(s::text, '|' order by s.seq)) from (select seq, sector_no, line, full_name, communes, extras
         from reconciliation.stated where run_id = $1) s) as stated,
       (select counts::text || causes::text || rows_read || digest from reconciliation.run where run_id = $1) as counts`,
    [runId],
  );
  return found!;
}

describe('the gateway, killed at ten moments of a run of the contract view', () => {
  it('goes on with it whenever it is back, and the run comes out as if nothing had been', async () => {
    let child = await open();
    const whole = await start(child, 'undisturbed-1');
    await until('the first run is over', async () => (await stateOf(whole)).state === 'FINISHED', 120_000);
    const runs = [await start(child, 'disturbed-0')];
    let met = 0;
    for (let moment = 0; moment < 10; moment += 1) {
      if ((await stateOf(runs.at(-1)!)).state === 'FINISHED')
        runs.push(await start(child, `disturbed-${runs.length}`));
      const run = runs.at(-1)!;
      const { taken } = await stateOf(run);
      const isTaken = async () => {
        const now = await stateOf(run);
        return now.state === 'FINISHED' || now.taken > taken || (now.state === 'RUNNING' && moment === 0);
      };
      await until('it is taken up', isTaken, 30_000);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 400));
      if ((await stateOf(run)).state === 'RUNNING') met += 1;
      await child.end('SIGKILL');
      child = await open();
    }
    expect(met).toBeGreaterThan(3);
    const over = async () => (await stateOf(runs.at(-1)!)).state === 'FINISHED';
    await until('the last run is over', over, 120_000);
    const undisturbed = await foundBy(whole);
    for (const run of runs) expect(await foundBy(run)).toEqual(undisturbed);
    const left = await cluster.sql(
      'hub',
      "select tablename from pg_tables where schemaname = 'matching' and tablename like 'record\\_%'",
    );
    expect(left).toEqual([]);
  }, 600_000);

  it('hands a run back when it stops in good order, and the next one goes on', async () => {
    const runId = await start(hub!, 'stopped-1');
    await until('it runs', async () => (await stateOf(runId)).state === 'RUNNING', 30_000);
    expect(await hub!.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(['WAITING', 'FINISHED']).toContain((await stateOf(runId)).state);
    await open();
    await until('the run is over', async () => (await stateOf(runId)).state === 'FINISHED', 120_000);
  }, 180_000);
});
