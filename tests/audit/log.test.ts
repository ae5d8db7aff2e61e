import { randomUUID } from 'node:crypto';
import type { AuditEvent } from '../../src/audit/event.js';
import { type AuditLog, makeAuditLog } from '../../src/audit/log.js';
import { withPool } from '../../src/cli/workplace.js';
import { HubError } from '../../src/domain/errors.js';
import { makeLogger } from '../../src/process/logger.js';
import { makeMetrics } from '../../src/process/metrics.js';
import { type Cluster, sharedCluster } from '../support/cluster.js';

let cluster: Cluster;
let log: AuditLog;
let metrics: ReturnType<typeof makeMetrics>;

beforeAll(async () => {
  cluster = await sharedCluster();
});

beforeEach(() => {
  metrics = makeMetrics();
  const url = cluster.databases.urls.hubAudit;
  log = makeAuditLog({ url, timeoutMs: 5_000, logger: makeLogger('silent'), metrics });
});

afterEach(() => log.close());

function event(changes: Partial<AuditEvent> = {}): AuditEvent {
  return {
    ...{ id: randomUUID(), requestId: randomUUID(), agencyCode: 'test.agency', agencyKind: 'HOSPITAL' },
    ...{ clientId: 'test.agency', officer: '001', purpose: 'TREATMENT', caseReference: null },
    ...{
      emergencyReasonSealed: null,
      operationName: null,
      operationHash: null,
      outcome: 'ANSWERED' as const,
    },
    ...{
      errorCodes: [],
      fieldsReleased: [],
      fieldsRefused: [],
      fieldsUnavailable: [],
      durationMs: 1,
      change: null,
    },
    subjects: [],
    ...changes,
  };
}

function onRecord(events: readonly AuditEvent[]): Promise<string[]> {
  return withPool(cluster.databases.auditor, async (pool) => {
    const { rows } = await pool.query<{ id: string }>(
      'select id from audit.event where id = any($1::uuid[])',
      [events.map((one) => one.id)],
    );
    return rows.map((row) => row.id);
  });
}

const residents = (count: number): AuditEvent['subjects'] =>
  Array.from({ length: count }, () => {
    const mac = Buffer.from(randomUUID());
    return { mac, sealed: mac, outcome: 'RELEASED' as const, relation: 'DIRECT' as const };
  });

const outcomes = async (events: readonly AuditEvent[]) =>
  (await Promise.allSettled(events.map((one) => log.write(one)))).map((one) => one.status);

describe('events that wait together', () => {
  it('go in groups of at most two thousand residents, so that long lists do not hold up the looks behind them', async () => {
    const events = [1_500, 1_500, 0, 0].map((count) => event({ subjects: residents(count) }));
    expect(await outcomes(events)).toEqual(Array(4).fill('fulfilled'));
    expect((await metrics.auditFlushes.get()).values[0]!.value).toBe(2);
    expect(await onRecord(events)).toHaveLength(4);
  });

  it('go at least one at a time, however long its list', async () => {
    const events = [event({ subjects: residents(2_500) }), event()];
    expect(await outcomes(events)).toEqual(['fulfilled', 'fulfilled']);
    expect(await onRecord(events)).toHaveLength(2);
  });
});

describe('writing an event', () => {
  it('keeps every part of it, commas, quotes and braces too', async () => {
    const odd = 'a,"b" {c} \\ \' Nguyễn';
    const change = JSON.stringify({ what: 'A_TEST', target: odd, before: null, after: odd });
    const written = event({
      caseReference: odd,
      operationName: 'Desk',
      fieldsReleased: ['Resident.fullName', odd],
      emergencyReasonSealed: Buffer.from([0, 255, 10]),
      change,
      subjects: [
        {
          mac: Buffer.from([1, 0]),
          sealed: Buffer.from([2, 0, 3]),
          outcome: 'RELEASED',
          relation: 'RELATED',
        },
      ],
    });
    await log.write(written);
    const [row] = await withPool(cluster.databases.auditor, async (pool) => {
      const text = `select e.*, s.subject_mac, s.subject_sealed, s.outcome as subject_outcome, s.relation
                    from audit.event e join audit.event_subject s on s.event_id = e.id where e.id = $1`;
      return (await pool.query(text, [written.id])).rows;
    });
    expect(row).toMatchObject({
      case_reference: odd,
      operation_name: 'Desk',
      fields_released: ['Resident.fullName', odd],
      emergency_reason_sealed: Buffer.from([0, 255, 10]),
      subject_mac: Buffer.from([1, 0]),
      subject_sealed: Buffer.from([2, 0, 3]),
      subject_outcome: 'RELEASED',
      change,
      relation: 'RELATED',
    });
  });

  it.each<[string, Partial<AuditEvent>]>([
    ['a NUL that PostgreSQL refuses', { caseReference: 'a\0b' }],
    ['half a character', { officer: '\ud83d' }],
    ['a duration beyond an integer column', { durationMs: 2 ** 40 }],
    ['a duration that is none', { durationMs: Number.NaN }],
  ])('refuses an event with %s, and its neighbours are written', async (_name, wrong) => {
    const events = [event(), event(wrong), event(), event()];
    // The first fills a group of its own; the others share the next one.
    expect(await outcomes(events)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect((await onRecord(events)).sort()).toEqual([0, 2, 3].map((at) => events[at]!.id).sort());
  });

  it('says AUDIT_UNAVAILABLE and nothing of the event when it refuses', async () => {
    const error = await log.write(event({ caseReference: 'HS-1\0' })).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(HubError);
    expect(error).toMatchObject({ code: 'AUDIT_UNAVAILABLE', details: {} });
    expect(String(error)).not.toContain('HS-1');
  });

  it('shares commits: events that wait for one go together in the next', async () => {
    const events = Array.from({ length: 300 }, () => event());
    expect(new Set(await outcomes(events))).toEqual(new Set(['fulfilled']));
    expect(await onRecord(events)).toHaveLength(300);
    const { values } = await metrics.auditFlushes.get();
    expect(values[0]!.value).toBeLessThanOrEqual(4);
  });

  it('takes no more than it can hold, and writes what it took', async () => {
    const events = Array.from({ length: 5_300 }, () => event());
    const results = await outcomes(events);
    const refused = results.filter((result) => result === 'rejected').length;
    expect(refused).toBeGreaterThan(0);
    const written = await onRecord(events);
    expect(written).toHaveLength(results.length - refused);
  });

  it('waits for what is under way before it closes', async () => {
    const events = Array.from({ length: 50 }, () => event());
    const writing = outcomes(events);
    await log.close();
    expect(new Set(await writing)).toEqual(new Set(['fulfilled']));
    log = makeAuditLog({
      ...{ url: cluster.databases.urls.hubAudit, timeoutMs: 5_000 },
      ...{ logger: makeLogger('silent'), metrics: makeMetrics() },
    });
  });
});
