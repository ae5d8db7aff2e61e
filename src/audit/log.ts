import pg from 'pg';
import { HubError } from '../domain/errors.js';
import type { Logger } from '../process/logger.js';
import type { Metrics } from '../process/metrics.js';
import type { AuditEvent } from './event.js';

/** Where events go: an answer may leave only after `write` has resolved. */
export interface AuditLog {
  /**
   * Resolves when the event is committed.
   * @throws HubError AUDIT_UNAVAILABLE when it is not known to be
   */
  write(event: AuditEvent): Promise<void>;
  ping(): Promise<boolean>;
  close(): Promise<void>;
}

/** One statement for a whole group: the events and their subjects, each from one JSON parameter. */
const insertGroup = {
  name: 'audit_insert_group',
  text: `with events as (
    insert into audit.event (id, request_id, agency_code, agency_kind, client_id, officer, purpose, case_reference,
      emergency_reason_sealed, operation_name, operation_hash, outcome, error_codes, fields_released, fields_refused,
      fields_unavailable, duration_ms)
    select e.id, e.request_id, e.agency_code, e.agency_kind, e.client_id, e.officer, e.purpose, e.case_reference,
      decode(e.emergency, 'base64'), e.operation_name, e.operation_hash, e.outcome, e.error_codes, e.released,
      e.refused, e.unavailable, e.duration_ms
    from json_to_recordset($1::json) as e(id uuid, request_id text, agency_code text, agency_kind text,
      client_id text, officer text, purpose text, case_reference text, emergency text, operation_name text,
      operation_hash text, outcome text, error_codes text[], released text[], refused text[], unavailable text[],
      duration_ms int)
  )
  insert into audit.event_subject (event_id, subject_mac, subject_sealed, outcome)
  select s.event_id, decode(s.mac, 'base64'), decode(s.sealed, 'base64'), s.outcome
  from json_to_recordset($2::json) as s(event_id uuid, mac text, sealed text, outcome text)`,
};

const maxGroup = 256;
/** Residents of one group: a list of two thousand must not hold up the looks that wait behind it for long. */
const maxSubjects = 2_000;
const maxWaiting = 5_000;
/** The largest value of the column `duration_ms`: a clock that jumped must not fail a whole group. */
const maxInteger = 2_147_483_647;

interface Waiting {
  event: AuditEvent;
  done(): void;
  fail(error: HubError): void;
}

/**
 * Group commit: events of concurrent requests share one statement and one commit. No timer: while a flush is under
 * way the next group gathers. `synchronous_commit` stays on, whatever the server's default.
 */
export function makeAuditLog(options: {
  url: string;
  timeoutMs: number;
  logger: Logger;
  metrics: Metrics;
}): AuditLog {
  const { url, timeoutMs, logger, metrics } = options;
  const pool = new pg.Pool({
    connectionString: url,
    max: 2,
    application_name: 'lienthong audit',
    connectionTimeoutMillis: 2_000,
    query_timeout: timeoutMs,
    statement_timeout: timeoutMs,
    keepAlive: true,
    options: '-c synchronous_commit=on',
  });
  pool.on('error', (cause) => logger.warn({ cause }, 'an idle audit connection broke'));
  // NOTE: a connection that breaks in the middle of a flush says so twice; unheard it ends the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  let waiting: Waiting[] = [];
  let flushing = false;

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting.slice(0, sizeOfGroup(waiting));
      waiting = waiting.slice(group.length);
      try {
        await insert(group.map((entry) => entry.event));
        metrics.auditFlushes.inc();
        metrics.auditEvents.inc(group.length);
        for (const entry of group) entry.done();
      } catch (cause) {
        logger.error(
          { cause, events: group.length },
          'the record of looks cannot be written; answers are withheld',
        );
        metrics.auditFailures.inc(group.length);
        for (const entry of group) entry.fail(new HubError('AUDIT_UNAVAILABLE', {}, undefined, { cause }));
      }
    }
    flushing = false;
  }

  async function insert(events: AuditEvent[]): Promise<void> {
    const client = await pool.connect();
    try {
      await client.query({
        ...insertGroup,
        values: [JSON.stringify(events.map(toRow)), JSON.stringify(events.flatMap(toSubjects))],
      });
      client.release();
    } catch (cause) {
      client.release(true);
      throw cause;
    }
  }

  return {
    write(event) {
      const problem = whatIsWrongWith(event);
      if (problem || waiting.length >= maxWaiting) {
        metrics.auditFailures.inc();
        logger.error(
          { problem: problem ?? 'QUEUE_FULL' },
          'an audit event was not taken; its answer is withheld',
        );
        return Promise.reject(new HubError('AUDIT_UNAVAILABLE'));
      }
      return new Promise<void>((done, fail) => {
        waiting.push({ event, done, fail });
        // At the end of this turn of the event loop, so that answers made in one turn share the first group too.
        if (!flushing) {
          flushing = true;
          setImmediate(() => void flush());
        }
      });
    },
    async ping() {
      try {
        await pool.query('select 1');
        return true;
      } catch {
        return false;
      }
    },
    async close() {
      while (flushing) await new Promise((resolve) => setTimeout(resolve, 5));
      await pool.end();
    },
  };
}

/** How many of the events that wait go together: at least one. */
function sizeOfGroup(waiting: readonly Waiting[]): number {
  let subjects = 0;
  for (const [at, { event }] of waiting.entries()) {
    subjects += event.subjects.length;
    if (at === maxGroup || (at > 0 && subjects > maxSubjects)) return at;
  }
  return waiting.length;
}

/** Checked before it joins a group: one bad event must not fail its neighbours. NUL is what PostgreSQL text refuses. */
function whatIsWrongWith(event: AuditEvent): string | null {
  const texts = [
    ...[
      event.requestId,
      event.agencyCode,
      event.clientId,
      event.officer,
      event.caseReference,
      event.operationName,
    ],
    ...event.errorCodes,
    ...event.fieldsReleased,
  ];
  if (texts.some((text) => text !== null && (text.includes('\0') || !text.isWellFormed()))) return 'TEXT';
  return Number.isInteger(event.durationMs) && event.durationMs <= maxInteger ? null : 'DURATION';
}

function toRow(event: AuditEvent) {
  return {
    id: event.id,
    request_id: event.requestId,
    agency_code: event.agencyCode,
    agency_kind: event.agencyKind,
    client_id: event.clientId,
    officer: event.officer,
    purpose: event.purpose,
    case_reference: event.caseReference,
    emergency: event.emergencyReasonSealed?.toString('base64') ?? null,
    operation_name: event.operationName,
    operation_hash: event.operationHash,
    outcome: event.outcome,
    error_codes: event.errorCodes,
    released: event.fieldsReleased,
    refused: event.fieldsRefused,
    unavailable: event.fieldsUnavailable,
    duration_ms: event.durationMs,
  };
}

function toSubjects(event: AuditEvent) {
  return event.subjects.map((subject) => ({
    event_id: event.id,
    mac: subject.mac.toString('base64'),
    sealed: subject.sealed.toString('base64'),
    outcome: subject.outcome,
  }));
}
