import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import type { AuditEvent, AuditSubject } from '../../src/audit/event.js';
import { makeEventId } from '../../src/audit/event-id.js';
import { type Reader, withReader } from '../../src/audit/reader.js';
import { recordEvents } from '../../src/audit/record.js';
import { type Cluster, sharedCluster } from '../support/cluster.js';

const [mine, another] = [randomBytes(32), randomBytes(32)];
const requestId = `reader-${randomUUID().slice(0, 8)}`;
let cluster: Cluster;
let app: pg.Pool;

function eventBy(agencyCode: string, macs: readonly Buffer[]): AuditEvent {
  const subjects = macs.map(
    (mac): AuditSubject => ({ mac, sealed: mac, outcome: 'RELEASED', relation: 'DIRECT' }),
  );
  return {
    ...{ id: makeEventId(Date.now()), requestId, agencyCode, agencyKind: 'HOSPITAL', clientId: agencyCode },
    ...{ officer: '001', purpose: 'TREATMENT', caseReference: null, emergencyReasonSealed: null },
    ...{ operationName: null, operationHash: null, outcome: 'ANSWERED', errorCodes: [], fieldsReleased: [] },
    ...{ fieldsRefused: [], fieldsUnavailable: [], durationMs: 1, change: null, subjects },
  };
}

beforeAll(async () => {
  cluster = await sharedCluster();
  app = new pg.Pool({ connectionString: cluster.databases.urls.hub, max: 2 });
  const client = await app.connect();
  await recordEvents(client, [
    eventBy('one.test', [mine]),
    eventBy('one.test', [another]),
    eventBy('two.test', [mine, another]),
  ]);
  client.release();
});
afterAll(() => app.end());

/** What a careless query, one that asks for everything, shows. */
async function everything(db: Pick<pg.ClientBase, 'query'>) {
  const events = await db.query<{ agency_code: string }>(
    'select agency_code from audit.event where request_id = $1 order by occurred_at, agency_code',
    [requestId],
  );
  const subjects = await db.query<{ subject_mac: Buffer }>(
    `select subject_mac from audit.event_subject where subject_mac = any($1)`,
    [[mine, another]],
  );
  return {
    agencies: events.rows.map((row) => row.agency_code).sort(),
    mine: subjects.rows.filter((row) => row.subject_mac.equals(mine)).length,
    others: subjects.rows.filter((row) => row.subject_mac.equals(another)).length,
  };
}

const nothing = { agencies: [], mine: 0, others: 0 };
const as = (reader: Reader) => withReader(app, reader, everything);

describe('The record of looks, read by the app', () => {
  it('shows no row to a query that names no reader', async () => {
    expect(await everything(app)).toEqual(nothing);
  });

  it('shows a resident what is about him, whatever the query asks for', async () => {
    expect(await as({ kind: 'RESIDENT', subjects: [mine] })).toEqual({
      ...{ agencies: ['one.test', 'two.test'], mine: 2, others: 0 },
    });
    expect(await as({ kind: 'RESIDENT', subjects: [] })).toEqual(nothing);
    expect(await as({ kind: 'RESIDENT', subjects: [randomBytes(32)] })).toEqual(nothing);
  });

  it('shows an agency its own looks, and nobody whom they were about', async () => {
    expect(await as({ kind: 'AGENCY', agency: 'two.test' })).toEqual({ ...nothing, agencies: ['two.test'] });
    expect(await as({ kind: 'AGENCY', agency: '' })).toEqual(nothing);
    expect(await as({ kind: 'AGENCY', agency: "x' or true --" })).toEqual(nothing);
  });

  it('shows an auditor all of it', async () => {
    expect(await as({ kind: 'AUDITOR' })).toEqual({
      ...{ agencies: ['one.test', 'one.test', 'two.test'], mine: 2, others: 2 },
    });
  });

  it('is forgotten with the transaction: the next query on the connection names no reader', async () => {
    const one = new pg.Pool({ connectionString: cluster.databases.urls.hub, max: 1 });
    try {
      expect((await withReader(one, { kind: 'AUDITOR' }, everything)).agencies).toHaveLength(3);
      expect(await everything(one)).toEqual(nothing);
      await expect(
        withReader(one, { kind: 'AUDITOR' }, (db) => db.query('select from nowhere')),
      ).rejects.toThrow('nowhere');
      expect(await everything(one)).toEqual(nothing);
    } finally {
      await one.end();
    }
  });

  it('cannot be written in it', async () => {
    const write = withReader(app, { kind: 'AUDITOR' }, (db) => recordEvents(db, [eventBy('one.test', [])]));
    await expect(write).rejects.toMatchObject({ code: '25006' });
  });

  it('hides nothing from the logins of the auditor and the sealer', async () => {
    for (const url of [cluster.databases.auditor, cluster.databases.sealer]) {
      const pool = new pg.Pool({ connectionString: url, max: 1 });
      try {
        expect(await everything(pool)).toMatchObject({ mine: 2, others: 2 });
      } finally {
        await pool.end();
      }
    }
  });

  it('is not shown by a partition either', async () => {
    const { rows } = await app.query<{ name: string }>(
      "select format('audit.%I', c.relname) as name from pg_class c where c.relispartition and c.relkind = 'r' and c.relnamespace = 'audit'::regnamespace",
    );
    expect(rows.length).toBeGreaterThan(8);
    for (const { name } of rows)
      await expect(app.query(`select from ${name} limit 1`)).rejects.toMatchObject({ code: '42501' });
  });
});
