import pg from 'pg';
import { canonicalText, leafOf } from '../../src/audit/canonical.js';
import { readEvents } from '../../src/audit/event-store.js';
import { recordEvents } from '../../src/audit/record.js';
import { withPool } from '../../src/cli/workplace.js';
import { auditEvent } from '../support/audit-event.js';
import { type Cluster, sharedCluster } from '../support/cluster.js';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await sharedCluster();
});

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
const read = (id: string) =>
  withPool(cluster.databases.auditor, async (pool) => (await readEvents(pool, [id])).get(id));

describe('putting events on record', () => {
  it('commits with the transaction it is in, or not at all', async () => {
    const [kept, lost] = [auditEvent(), auditEvent()];
    await withClient(cluster.databases.urls.hub, async (client) => {
      await client.query('begin');
      await recordEvents(client, [kept]);
      await client.query('commit');
      await client.query('begin');
      await recordEvents(client, [lost]);
      await client.query('rollback');
    });
    expect(await read(kept.id)).toMatchObject({ id: kept.id, change: null });
    expect(await read(lost.id)).toBeUndefined();
  });

  it('adds nobody to an event of another call', async () => {
    const event = auditEvent();
    await withClient(cluster.databases.urls.hubAudit, async (client) => {
      await recordEvents(client, [event]);
      const late = JSON.stringify([
        { event_id: event.id, mac: 'AAAA', sealed: 'AAAA', outcome: 'RELEASED', relation: 'DIRECT' },
      ]);
      const adding = client.query("select audit.record('[]', $1)", [late]);
      await expect(adding).rejects.toMatchObject({ code: '23503' });
    });
    expect((await read(event.id))!.subjects).toHaveLength(1);
  });

  it('takes the time, the salt and the transaction from the database, whatever the caller says', async () => {
    const event = { ...auditEvent(), occurred_at: '2001-01-01', salt: 'AA==', txid: '3' };
    await withClient(cluster.databases.urls.hubAudit, (client) => recordEvents(client, [event]));
    const stored = (await read(event.id))!;
    expect(Math.abs(Date.parse(stored.occurredAt) - Date.now())).toBeLessThan(60_000);
    expect(stored.salt).toHaveLength(16);
    expect(Number(stored.txid)).toBeGreaterThan(100);
  });
});

describe('the canonical text of an event', () => {
  /** Columns that say nothing of the look itself. */
  const left = ['salt', 'txid'];

  it('has every column of the event and of whom it was about', async () => {
    const columns = await withPool(cluster.databases.auditor, async (pool) => {
      const text = `select table_name, column_name from information_schema.columns
        where table_schema = 'audit' and table_name in ('event', 'event_subject')`;
      return (await pool.query<{ table_name: string; column_name: string }>(text)).rows;
    });
    const event = auditEvent();
    await withClient(cluster.databases.urls.hubAudit, (client) => recordEvents(client, [event]));
    const text = JSON.parse(canonicalText((await read(event.id))!));
    const named = (table: string) =>
      columns
        .filter((column) => column.table_name === table && !left.includes(column.column_name))
        .map(({ column_name: one }) => one.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()));
    const { v, subjects, ...rest } = text;
    expect(v).toBe(1);
    expect(Object.keys(rest).sort()).toEqual(named('event').sort());
    const ofSubject = { subjectMac: 'mac', subjectSealed: 'sealed' } as Record<string, string>;
    const inSubject = named('event_subject').filter((one) => one !== 'eventId' && one !== 'occurredAt');
    expect(Object.keys(subjects[0]).sort()).toEqual(inSubject.map((one) => ofSubject[one] ?? one).sort());
  });

  it('is this, byte by byte', () => {
    const stored = {
      ...{ id: '00000000-0000-7000-8000-000000000001', occurredAt: '2026-11-22T01:02:03.000004Z' },
      ...{ requestId: 'request-1', agencyCode: 'hospital.demo', agencyKind: 'HOSPITAL', clientId: null },
      ...{
        officer: '001',
        purpose: 'TREATMENT',
        caseReference: 'HS "1"',
        emergencyReasonSealed: Buffer.of(1),
      },
      ...{ operationName: 'Desk', operationHash: null, outcome: 'ANSWERED', errorCodes: [] },
      ...{ fieldsReleased: ['Resident.fullName'], fieldsRefused: [], fieldsUnavailable: [], durationMs: 5 },
      ...{ change: null, salt: Buffer.alloc(16), txid: '7' },
      subjects: [
        { mac: Buffer.of(2), sealed: Buffer.of(9), outcome: 'RELEASED', relation: 'RELATED' },
        { mac: Buffer.of(1), sealed: Buffer.of(8), outcome: 'NOT_FOUND', relation: 'DIRECT' },
      ],
    };
    expect(canonicalText(stored)).toBe(
      '{"v":1,"id":"00000000-0000-7000-8000-000000000001","occurredAt":"2026-11-22T01:02:03.000004Z",' +
        '"requestId":"request-1","agencyCode":"hospital.demo","agencyKind":"HOSPITAL","clientId":null,' +
        '"officer":"001","purpose":"TREATMENT","caseReference":"HS \\"1\\"","emergencyReasonSealed":"AQ==",' +
        '"operationName":"Desk","operationHash":null,"outcome":"ANSWERED","errorCodes":[],' +
        '"fieldsReleased":["Resident.fullName"],"fieldsRefused":[],"fieldsUnavailable":[],"durationMs":5,' +
        '"change":null,"subjects":[{"mac":"AQ==","sealed":"CA==","outcome":"NOT_FOUND","relation":"DIRECT"},' +
        '{"mac":"Ag==","sealed":"CQ==","outcome":"RELEASED","relation":"RELATED"}]}',
    );
    expect(leafOf({ ...stored, txid: '8' })).toEqual(leafOf(stored));
    expect(leafOf({ ...stored, subjects: [...stored.subjects].reverse() })).toEqual(leafOf(stored));
    expect(leafOf({ ...stored, salt: Buffer.alloc(16, 1) })).not.toEqual(leafOf(stored));
  });
});
