import { randomUUID } from 'node:crypto';
import { type ChildHub, settingsOf, startChildHub } from '../../faults/child-hub.js';
import { makePrivateCluster, type PrivateCluster } from '../../faults/private-cluster.js';
import { until } from '../../faults/until.js';
import { addAgency } from '../../support/agencies.js';
import { answerOf, type Hub } from '../../support/hub.js';
import { addReviewRun, type ReviewRun, whenLaidOut } from './review-run.js';
import { type Reviewer, reviewer } from './reviewer.js';

let cluster: PrivateCluster;
let agency: string;
let child: ChildHub;

beforeAll(async () => {
  cluster = await makePrivateCluster({ residents: 0 });
  agency = await addAgency(cluster, { kind: 'SOCIAL_INSURANCE', units: ['01'] });
  child = await start();
}, 120_000);
afterAll(async () => {
  await child?.end('SIGKILL');
  await cluster?.remove();
});

const start = () => startChildHub(cluster, { ...settingsOf(cluster), LIENTHONG_REVIEW_EVERY_MS: '200' });

/** The officer at whatever process is the hub now. */
function officer(): Reviewer {
  const at: Pick<Hub, 'post' | 'token'> = {
    token: (code, wish) => child.tokens.of(code, wish),
    post: async (body, headers) =>
      answerOf(
        await fetch(`${child.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify(body),
        }),
      ),
  };
  return reviewer(at, agency, 'an');
}

async function accepted(count: number): Promise<ReviewRun> {
  const wrong = { stated: { dateOfBirth: '1990-05-18' } };
  const run = await addReviewRun(
    cluster,
    agency,
    Array.from({ length: count }, () => wrong),
  );
  await whenLaidOut(cluster, run.runId);
  await officer().decide(
    run.runId,
    run.records.map(({ finding }) => ({ finding, version: 1, act: 'ACCEPT' as const })),
  );
  return run;
}

const apply = ({ runId, records }: ReviewRun, wish: { idempotencyKey: string; revert?: boolean }) =>
  officer().act(
    'applyCorrections',
    'ApplyCorrectionsInput',
    '{ applied pending results { outcome state } }',
    {
      ...{ runId, findings: records.map(({ finding }) => finding), ...wish },
    },
  );

/** Each record as the hub has it and as the sector has it. */
async function bothSides({ runId, records }: ReviewRun) {
  const hub = await cluster.sql<{ seq: number; state: string; corrections: string[] }>(
    'hub',
    `select f.seq, f.state, array(select c.state from review.correction c where (c.run_id, c.seq) = (f.run_id, f.seq))
       as corrections from review.finding f where f.run_id = $1 order by f.seq`,
    [runId],
  );
  const sector = await cluster.sql<{ birth: string; times: number }>(
    'social_security',
    `select p.birth_date as birth, (select count(*)::int from public.correction c
       where c.sector_no = p.sector_no and c.reverted_at is null) as times
     from unnest($1::text[]) with ordinality as n(sector_no, place)
     join public.insured_person p using (sector_no) order by place`,
    [records.map(({ sectorNo }) => sectorNo)],
  );
  return hub.map((one, at) => ({ ...one, ...sector[at]! }));
}

const settled = (run: ReviewRun) =>
  until(
    'every answer of the sector is noted',
    async () => (await bothSides(run)).every(({ state }) => !['SENDING', 'REVERTING'].includes(state)),
    30_000,
  );

describe('A hub that is killed', () => {
  it('after the sector has acted and before it has noted that: the next one finds it done, once', async () => {
    const run = await accepted(2);
    await cluster.sql(
      'social_security',
      `create function public.wait_a_little() returns trigger language plpgsql as $$
         begin perform pg_sleep(0.7); return new; end $$;
       create trigger slow before insert on public.correction for each row execute function public.wait_a_little()`,
    );
    const asked = { idempotencyKey: randomUUID() };
    const answer = apply(run, asked).catch(() => null);
    const isAsked = async () => {
      const rows = await cluster.sql(
        'postgres',
        "select from pg_stat_activity where state = 'active' and wait_event = 'PgSleep'",
      );
      return rows.length > 0;
    };
    await until('the sector is at work', isAsked);
    await child.end('SIGKILL');
    expect(await answer).toBeNull();
    await until('the sector is done', async () => !(await isAsked()));
    await cluster.sql('social_security', 'drop trigger slow on public.correction');
    expect(await bothSides(run)).toEqual(
      [1, 2].map((seq) => ({
        seq,
        state: 'SENDING',
        corrections: ['SENDING'],
        birth: '1990-05-17',
        times: 1,
      })),
    );
    child = await start();
    await settled(run);
    expect(await bothSides(run)).toEqual(
      [1, 2].map((seq) => ({
        seq,
        state: 'APPLIED',
        corrections: ['APPLIED'],
        birth: '1990-05-17',
        times: 1,
      })),
    );
    expect(await apply(run, asked)).toMatchObject({ applied: 2, pending: 0 });
  }, 120_000);

  it('at any moment: both sides say the same afterwards, and asking again completes it', async () => {
    for (const revert of [false, true, false]) {
      const run = await accepted(30);
      if (revert) await apply(run, { idempotencyKey: randomUUID() });
      await officer().ask('{ hub { version } }');
      const asked = { idempotencyKey: randomUUID(), revert };
      const answer = apply(run, asked).catch(() => null);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 250));
      await child.end('SIGKILL');
      await answer;
      child = await start();
      await settled(run);
      for (const { state, times, birth } of await bothSides(run)) {
        const isApplied = state === 'APPLIED';
        expect({ state, times, birth }).toEqual({
          ...{ state: isApplied ? 'APPLIED' : 'ACCEPTED', times: isApplied ? 1 : 0 },
          birth: isApplied ? '1990-05-17' : '1990-05-18',
        });
      }
      expect(await apply(run, asked)).toMatchObject({ applied: 30, pending: 0 });
      const states = (await bothSides(run)).map(({ state }) => state);
      expect(new Set(states)).toEqual(new Set([revert ? 'ACCEPTED' : 'APPLIED']));
    }
  }, 180_000);
});

describe('A sector that takes no corrections at the moment', () => {
  it('is asked again until it does: what was asked for is pending, and then applied', async () => {
    const run = await accepted(2);
    const login = (verb: string) => cluster.sql('postgres', `alter role social_security_writer ${verb}`);
    await login('nologin');
    await cluster.sql(
      'postgres',
      "select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = 'social_security_writer'",
    );
    const asked = { idempotencyKey: randomUUID() };
    expect(await apply(run, asked)).toMatchObject({ applied: 0, pending: 2 });
    await login('login');
    await settled(run);
    expect(await apply(run, asked)).toMatchObject({ applied: 2, pending: 0 });
    expect((await bothSides(run)).map(({ times }) => times)).toEqual([1, 1]);
  }, 120_000);
});
