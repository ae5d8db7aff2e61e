import pg from 'pg';
import hubMigrations from '../../../migrations/hub/index.js';
import { type Reader, withReader } from '../../../src/audit/reader.js';
import { type EventFilter, findEvents } from '../../../src/audit/search/search-store.js';
import { looksAt } from '../../../src/audit/usage/usage-store.js';
import { migrate } from '../../../src/database/migrate.js';
import { addManyEvents, macOfMadeUp } from '../../support/many-events.js';
import type { Findings, Proof } from '../proof.js';
import { withTemporaryCluster } from '../temporary-cluster.js';

const events = 200_000;
const times = 15;

const none: EventFilter = {
  ...{ subjects: null, agency: null, officer: null, purpose: null, outcome: null, requestId: null },
  ...{ from: null, to: null, withoutNobodys: false },
};
const search = (filter: Partial<EventFilter>) => (db: pg.ClientBase) =>
  findEvents(db, { ...none, ...filter }, 51, null);
const report = (resident: number) => async (db: pg.ClientBase) => {
  for await (const _rows of looksAt(db, [macOfMadeUp(resident)]));
};
const asResident = (resident: number): Reader => ({ kind: 'RESIDENT', subjects: [macOfMadeUp(resident)] });

const readings: readonly { what: string; reader: Reader; work(db: pg.ClientBase): Promise<unknown> }[] = [
  { what: 'report of a resident looked at 200 times', reader: asResident(1), work: report(1) },
  { what: 'report of a resident looked at twice', reader: asResident(7), work: report(7) },
  { what: 'search by subject', reader: { kind: 'AUDITOR' }, work: search({ subjects: [macOfMadeUp(1)] }) },
  { what: 'search by agency', reader: { kind: 'AUDITOR' }, work: search({ agency: 'agency-7' }) },
  { what: 'search by officer', reader: { kind: 'AUDITOR' }, work: search({ officer: 'officer-7' }) },
  { what: 'search by outcome', reader: { kind: 'AUDITOR' }, work: search({ outcome: 'REFUSED' }) },
  { what: 'the newest events', reader: { kind: 'AUDITOR' }, work: search({}) },
];

/** The record with the second lock on it, against the same statements by the owner, whom no policy concerns. */
export const readerCost: Proof = {
  name: 'reader-cost',
  title: 'What row-level security on the record of looks costs',
  about: `The statements of a resident's report and of an auditor's search on ${events.toLocaleString('en')} events (a full
run) over two months, each run ${times} times by EXPLAIN ANALYZE: by the hub's login, which sees what the policies let
this reader see, and by the table's owner, whom no policy concerns. Planning and execution on the server, median; what
writes the record asks no policy.`,
  run: (size) =>
    withTemporaryCluster(async (server) => {
      const owner = new pg.Client({ connectionString: server.superUrl('postgres') });
      await owner.connect();
      await migrate(server.superUrl('postgres'), hubMigrations);
      await owner.query("alter role lienthong_app login password 'of-this-run-only'");
      const url = new URL(server.superUrl('postgres'));
      Object.assign(url, { username: 'lienthong_app', password: 'of-this-run-only' });
      const app = new pg.Pool({ connectionString: url.href, max: 1 });
      try {
        const many = size(events);
        await addManyEvents(owner, {
          events: many,
          residents: Math.ceil(many / 2),
          ofFirst: Math.ceil(many / 200),
        });
        const rows: Record<string, string | number>[] = [];
        for (const { what, reader, work } of readings) {
          const without = await serverMs(owner, work);
          const withPolicies = await withReader(app, reader, (client) => serverMs(client, work));
          rows.push({
            what,
            'without, ms': without,
            'with, ms': withPolicies,
            'more, ms': round(withPolicies - without),
          });
        }
        const most = Math.max(...rows.map((row) => Number(row['more, ms'])));
        const findings: Findings = {
          figures: [
            { name: 'Events on record', value: many, unit: '' },
            { name: 'The most that the policies add to a reading', value: most, unit: 'ms' },
          ],
          tables: [{ title: 'Planning and execution, median', rows }],
        };
        return findings;
      } finally {
        await app.end();
        await owner.end();
      }
    }),
};

/** What the server spends on everything that `work` asks, ms, median of the runs; each statement is explained and run. */
async function serverMs(
  client: pg.ClientBase,
  work: (db: pg.ClientBase) => Promise<unknown>,
): Promise<number> {
  const spent: number[] = [];
  for (let run = 0; run < times; run += 1) {
    let ms = 0;
    const explaining = {
      async query(text: string, values: unknown[]) {
        const { rows } = await client.query(`explain (analyze, timing off, format json) ${text}`, values);
        const [plan] = rows[0]['QUERY PLAN'];
        ms += plan['Planning Time'] + plan['Execution Time'];
        return client.query(text, values);
      },
    };
    await work(explaining as unknown as pg.ClientBase);
    spent.push(ms);
  }
  return round(spent.sort((a, b) => a - b)[Math.floor(times / 2)]!);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
