import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  wrap,
} from 'cockatiel';
import pg from 'pg';
import type { Logger } from '../process/logger.js';
import type { Metrics } from '../process/metrics.js';
import { types } from './postgres-types.js';

/** A statement with a name: parsed and planned once a connection. Its text never changes. */
export interface Statement {
  name: string;
  text: string;
}

/** Why a source gave no answer. */
export type SourceFailure = 'TIMEOUT' | 'OPEN' | 'FULL' | 'UNREACHABLE' | 'REJECTED';

/** A source did not answer; `retryAfterMs` is when asking again makes sense. */
export class SourceError extends Error {
  constructor(
    readonly source: string,
    readonly reason: SourceFailure,
    readonly retryAfterMs: number,
    options?: { cause?: unknown },
  ) {
    super(`${source}: ${reason}`, options);
    this.name = 'SourceError';
  }
}

export type SourceState = 'UP' | 'DOWN';

/** One database we read: a pool of its own (its bulkhead), a time limit and a breaker. */
export interface Source {
  readonly name: string;
  readonly state: SourceState;
  /** Rows of one statement. Throws `SourceError`. */
  query<Row>(statement: Statement, values: unknown[]): Promise<Row[]>;
  /** Asks the database now whether it answers; never throws. */
  ping(): Promise<boolean>;
  close(): Promise<void>;
}

export interface SourceOptions {
  name: string;
  url: string;
  poolSize: number;
  timeoutMs: number;
  /** How long a source that failed several times in a row is left alone, ms. */
  restMs?: number;
  readOnly?: boolean;
  logger: Logger;
  metrics: Metrics;
}

/** Opens a source lazily: nothing is connected before the first statement. */
export function makeSource(options: SourceOptions): Source {
  const { name, url, poolSize, timeoutMs, restMs = 2_000, readOnly = true, logger, metrics } = options;
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    types,
    application_name: `lienthong ${name}`,
    connectionTimeoutMillis: Math.min(timeoutMs, 2_000),
    query_timeout: timeoutMs,
    statement_timeout: timeoutMs,
    keepAlive: true,
    idleTimeoutMillis: 60_000,
    ...(readOnly && { options: '-c default_transaction_read_only=on' }),
  });
  // NOTE: without both listeners a connection that breaks, idle or in the middle of a statement, ends the process.
  pool.on('error', (cause) => logger.warn({ source: name, cause }, 'an idle connection broke'));
  pool.on('connect', (client) => client.on('error', () => undefined));

  const breaker = circuitBreaker(
    handleWhen((error) => !(error instanceof SourceError && error.reason === 'REJECTED')),
    { halfOpenAfter: restMs, breaker: new ConsecutiveBreaker(3) },
  );
  let state: SourceState = 'UP';
  const setState = (next: SourceState) => {
    if (next !== state) logger.warn({ source: name, state: next }, `source is ${next}`);
    state = next;
    metrics.sourceUp.set({ source: name }, next === 'UP' ? 1 : 0);
  };
  setState('UP');
  const policy = wrap(bulkhead(poolSize * 2, 200), breaker);

  async function runOnce<Row>(statement: Statement, values: unknown[], stale = 0): Promise<Row[]> {
    let client: pg.PoolClient;
    try {
      client = await pool.connect();
    } catch (cause) {
      setState('DOWN');
      throw new SourceError(name, 'UNREACHABLE', restMs, { cause });
    }
    try {
      metrics.statements.inc({ source: name });
      const result = await client.query({ ...statement, values });
      client.release();
      setState('UP');
      return result.rows as Row[];
    } catch (cause) {
      if (isStalePlan(cause) && stale < poolSize) {
        client.release(true);
        return runOnce(statement, values, stale + 1);
      }
      const error = classify(name, restMs, cause);
      // NOTE: destroyed unless PostgreSQL itself answered: after a time-out the client would stay checked out.
      client.release(error.reason !== 'REJECTED');
      if (error.reason !== 'REJECTED') setState('DOWN');
      throw error;
    }
  }

  return {
    name,
    get state() {
      return state;
    },
    async query<Row>(statement: Statement, values: unknown[]) {
      try {
        return await policy.execute(() => runOnce<Row>(statement, values));
      } catch (cause) {
        const error =
          cause instanceof BrokenCircuitError
            ? new SourceError(name, 'OPEN', restMs)
            : cause instanceof BulkheadRejectedError
              ? new SourceError(name, 'FULL', restMs)
              : cause;
        if (error instanceof SourceError) {
          metrics.sourceFailures.inc({ source: name, reason: error.reason });
          if (error.cause)
            logger.warn({ source: name, reason: error.reason, cause: error.cause }, 'source failed');
        }
        throw error;
      }
    },
    async ping() {
      try {
        await runOnce({ name: 'ping', text: 'select 1' }, []);
        return true;
      } catch {
        return false;
      }
    },
    close: () => pool.end(),
  };
}

/**
 * Whether a connection remembers a statement whose view was replaced since (an agency changed a column's type): the
 * statement was not run, and only a connection that does not remember it can run it.
 */
function isStalePlan(cause: unknown): boolean {
  const { code, routine } = cause as { code?: unknown; routine?: unknown };
  return code === '0A000' && routine === 'RevalidateCachedQuery';
}

/** SQLSTATE classes 08, 53, 57 and 3D/28 mean the database is not to be had; other SQL errors are ours. */
function classify(source: string, restMs: number, cause: unknown): SourceError {
  const code = (cause as { code?: unknown }).code;
  const message = cause instanceof Error ? cause.message : '';
  if (code === '57014' || /timeout/i.test(message))
    return new SourceError(source, 'TIMEOUT', restMs, { cause });
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !/^(08|53|57|3D|28|55)/.test(code)) {
    return new SourceError(source, 'REJECTED', restMs, { cause });
  }
  return new SourceError(source, 'UNREACHABLE', restMs, { cause });
}
