import pg from 'pg';
import { type Reader, withReader } from '../../src/audit/reader.js';
import { countEvents, type EventFilter, findEvents, summarise } from '../../src/audit/search/search-store.js';
import { looksAt } from '../../src/audit/usage/usage-store.js';
import { makePrivateCluster, type PrivateCluster } from '../faults/private-cluster.js';
import { addManyEvents, macOfMadeUp } from '../support/many-events.js';

const none: EventFilter = {
  ...{ subjects: null, agency: null, officer: null, purpose: null, outcome: null, requestId: null },
  ...{ from: null, to: null, withoutNobodys: false },
};

let cluster: PrivateCluster;
let app: pg.Pool;
beforeAll(async () => {
  cluster = await makePrivateCluster({ residents: 0 });
  const client = new pg.Client({ connectionString: cluster.server.superUrl('hub') });
  await client.connect();
  await addManyEvents(client, { events: 60_000, residents: 20_000, ofFirst: 1_000 });
  await client.end();
  app = new pg.Pool({ connectionString: cluster.databases.urls.hub, max: 1 });
});
afterAll(async () => {
  await app?.end();
  await cluster?.remove();
});

/** The plans of what `work` sends as this reader, as PostgreSQL writes them. */
async function plansOf(reader: Reader, work: (db: pg.ClientBase) => Promise<unknown>): Promise<string[]> {
  return withReader(app, reader, async (client) => {
    const plans: string[] = [];
    const explaining = {
      async query(text: string, values: unknown[]) {
        const { rows } = await client.query(`explain (analyze, timing off) ${text}`, values);
        plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
        return client.query(text, values);
      },
    };
    await work(explaining as unknown as pg.ClientBase);
    return plans;
  });
}

/** A partition read whole, and there was something in it. */
const wholeTable =
  /Seq Scan on (event|event_subject)_\w+ \w* *\(cost=\S+ rows=\d+ width=\d+\) \(actual rows=[1-9]/;

describe('What reads the record asks an index in every month that has events', () => {
  it('a resident’s report', async () => {
    const subjects = [macOfMadeUp(1), macOfMadeUp(7)];
    const plans = await plansOf({ kind: 'RESIDENT', subjects }, async (db) => {
      let rows = 0;
      for await (const chunk of looksAt(db, subjects)) rows += chunk.length;
      expect(rows).toBeGreaterThan(60);
    });
    for (const plan of plans) expect(plan).not.toMatch(wholeTable);
  });

  it.each([
    ['subject', { subjects: [macOfMadeUp(1)] }, 50],
    ['agency', { agency: 'agency-7' }, 50],
    ['officer', { officer: 'rare' }, 1],
    ['agency and officer', { agency: 'agency-7', officer: 'officer-7' }, 10],
    ['outcome', { outcome: 'REFUSED' }, 50],
    ['time', { from: new Date(Date.now() - 3_600_000).toISOString(), to: '2100-01-01T00:00:00Z' }, 50],
    ['nothing', {}, 50],
  ])('an auditor’s search by %s', async (_what, filter, atLeast) => {
    const plans = await plansOf({ kind: 'AUDITOR' }, async (db) => {
      const found = await findEvents(db, { ...none, ...filter }, 51, null);
      expect(found.length).toBeGreaterThanOrEqual(atLeast);
    });
    expect(plans.length).toBeGreaterThan(0);
    for (const plan of plans) expect(plan).not.toMatch(wholeTable);
  });

  it('the page after a page', async () => {
    const plans = await plansOf({ kind: 'AUDITOR' }, async (db) => {
      const filter = { ...none, agency: 'agency-7' };
      const first = await findEvents(db, filter, 50, null);
      const second = await findEvents(db, filter, 50, first.at(-1)!);
      expect(second.map((one) => one.id)).not.toContain(first.at(-1)!.id);
      expect(second).toHaveLength(50);
    });
    for (const plan of plans) expect(plan).not.toMatch(wholeTable);
  });

  it('counts what is few, and does not tell what is many', async () => {
    await withReader(app, { kind: 'AUDITOR' }, async (db) => {
      expect(await countEvents(db, { ...none, officer: 'rare' }, 100)).toBeGreaterThan(0);
      expect(await countEvents(db, { ...none, agency: 'agency-7' }, 1_000)).toBeNull();
      const span = { from: '2000-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' };
      const rows = await summarise(db, span, 1_000);
      expect(rows.reduce((sum, row) => sum + row.count, 0)).toBe(60_000);
      expect(await summarise(db, span, 3)).toHaveLength(3);
    });
  });
});
