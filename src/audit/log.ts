import pg from 'pg';
import { HubError } from '../domain/errors.js';
import type { Logger } from '../process/logger.js';

import type { AuditEvent } from './event.js';
import { recordEvents } from './record.js';
import type { RecordMetrics } from './record-metrics.js';

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
  metrics: RecordMetrics;
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
      await recordEvents(client, events);
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
      event.change,
    ],
    ...event.errorCodes,
    ...event.fieldsReleased,
  ];
  if (texts.some((text) => text !== null && (text.includes('\0') || !text.isWellFormed()))) return 'TEXT';
  return Number.isInteger(event.durationMs) && event.durationMs <= maxInteger ? null : 'DURATION';
}
