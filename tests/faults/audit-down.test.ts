import { type Answer, type Hub, openHub } from '../support/hub.js';
import { deskQuery, type KnownPeople, knownPeople } from './looks.js';
import { makePrivateCluster, type PrivateCluster } from './private-cluster.js';
import { until } from './until.js';

let cluster: PrivateCluster;
let hub: Hub;
let people: KnownPeople;
let holderName: string;

beforeAll(async () => {
  cluster = await makePrivateCluster();
  people = await knownPeople(cluster);
  hub = await openHub({ cluster });
  holderName = (await desk()).body.data.identify.resident.fullName;
});

afterAll(async () => {
  await hub?.stop();
  await cluster?.remove();
});

const desk = (headers?: Record<string, string>) =>
  hub.ask('hospital.demo', 'TREATMENT', deskQuery, { card: people.card }, headers);
const comesBack = () =>
  until('looks are answered again', async () => (await desk()).body.errors === undefined);

function expectWithheld({ status, body, text }: Answer): void {
  expect(status).toBe(503);
  expect(Object.keys(body)).toEqual(['errors']);
  expect(body.errors).toHaveLength(1);
  expect(body.errors[0].extensions).toEqual({
    code: 'AUDIT_UNAVAILABLE',
    requestId: expect.any(String),
  });
  for (const secret of [people.holder, holderName]) expect(text).not.toContain(secret);
}

describe('a record of looks that cannot be written', () => {
  it('withholds the answer when its login may not write, and answers again once it may', async () => {
    await cluster.sql('hub', 'revoke execute on function audit.record from lienthong_audit_writer');
    try {
      const withheld = await desk();
      expectWithheld(withheld);
      expect(await hub.auditOf(withheld)).toEqual([]);
      const { values } = await hub.metrics.auditFailures.get();
      expect(values[0]?.value).toBeGreaterThanOrEqual(1);
    } finally {
      await cluster.sql('hub', 'grant execute on function audit.record to lienthong_audit_writer');
    }
    const answered = await desk();
    expect(answered.status).toBe(200);
    expect(await hub.auditOf(answered)).toMatchObject([{ outcome: 'ANSWERED' }]);
  });

  const subjects = 'alter table audit.event_subject';

  it('withholds the answer when only whom it was about cannot be written, and keeps no half of it', async () => {
    await cluster.sql('hub', `${subjects} add constraint unwritable check (false) not valid`);
    try {
      const withheld = await desk();
      expectWithheld(withheld);
      expect(await hub.auditOf(withheld)).toEqual([]);
    } finally {
      await cluster.sql('hub', `${subjects} drop constraint unwritable`);
    }
    await comesBack();
  });

  it('withholds refusals too: nobody may try doors unseen', async () => {
    await cluster.sql('hub', 'revoke execute on function audit.record from lienthong_audit_writer');
    try {
      expectWithheld(await hub.post({ query: '{ hub { version } }' }));
      expectWithheld(await hub.ask('auditor.demo', 'INSPECTION', deskQuery, { card: people.card }));
    } finally {
      await cluster.sql('hub', 'grant execute on function audit.record to lienthong_audit_writer');
    }
    await comesBack();
  });

  it('withholds every answer while its login is cut off, and answers again without a restart', async () => {
    await cluster.sql('postgres', 'alter role lienthong_audit_writer nologin');
    const end = `select pg_terminate_backend(pid, 5000) from pg_stat_activity
                 where usename = 'lienthong_audit_writer'`;
    await cluster.sql('postgres', end);
    try {
      for (const answer of await Promise.all([desk(), desk(), desk()])) expectWithheld(answer);
      const ready = await fetch(`${hub.url}/readyz`);
      expect(ready.status).toBe(503);
      expect(await ready.json()).toMatchObject({
        dependencies: expect.arrayContaining([{ name: 'audit', required: true, up: false }]),
      });
    } finally {
      await cluster.sql('postgres', 'alter role lienthong_audit_writer login');
    }
    await comesBack();
  });

  it('answers after a broken connection without a failed look in between', async () => {
    await desk();
    await cluster.sql(
      'postgres',
      "select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = 'lienthong_audit_writer'",
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await desk()).status).toBe(200);
  });
});

describe('a record of looks under load', () => {
  it('holds exactly one event a request, with fewer commits than requests', async () => {
    const count = 200;
    const flushes = async () => (await hub.metrics.auditFlushes.get()).values[0]?.value ?? 0;
    const before = await flushes();
    const answers = await Promise.all(
      Array.from({ length: count }, (_, n) => desk({ 'x-request-id': `group-commit-${n}` })),
    );
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200));
    const rows = await cluster.sql<{ request_id: string; events: number; subjects: number }>(
      'hub',
      `select request_id, count(distinct e.id)::int as events, count(s.event_id)::int as subjects
       from audit.event e left join audit.event_subject s on s.event_id = e.id
       where request_id like 'group-commit-%' group by request_id`,
    );
    expect(rows).toHaveLength(count);
    expect(rows.filter((row) => row.events !== 1 || row.subjects !== 1)).toEqual([]);
    expect((await flushes()) - before).toBeLessThan(count);
  });
});
