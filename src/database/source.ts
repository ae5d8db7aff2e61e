import pg from 'pg';
import type { Logger } from '../process/logger.js';
import type { Metrics } from '../process/metrics.js';
import { makeGuard, type Reachable, SourceError } from './guard.js';
import { types } from './postgres-types.js';

export { SourceError, type SourceFailure, type SourceHealth, type SourceState } from './guard.js';

/**
 * A statement with a name: parsed and planned once a connection, for whatever values come. Its text never changes. NOTE:
 * of arrays PostgreSQL expects ten keys, finds that dearer than the few that come, and would plan anew each time.
 */
export interface Statement {
  name: string;
  text: string;
}

/** One database we read: a pool of its own (its bulkhead), a time limit and a breaker. */
export interface Source extends Reachable {
  /** Rows of one statement. Throws `SourceError`. */
  query<Row>(statement: Statement, values: unknown[]): Promise<Row[]>;
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
    options: `${readOnly ? '-c default_transaction_read_only=on ' : ''}-c plan_cache_mode=force_generic_plan`,
  });
  // NOTE: without both listeners a connection that breaks, idle or in the middle of a statement, ends the process.
  pool.on('error', (cause) => logger.warn({ source: name, cause }, 'an idle connection broke'));
  pool.on('connect', (client) => client.on('error', () => undefined));

  const guard = makeGuard({ name, restMs, slots: poolSize * 2, logger, metrics });

  async function runOnce<Row>(statement: Statement, values: unknown[], stale = 0): Promise<Row[]> {
    let client: pg.PoolClient;
    try {
      client = await pool.connect();
    } catch (cause) {
      guard.setState('DOWN', 'UNREACHABLE');
      throw new SourceError(name, 'UNREACHABLE', restMs, { cause });
    }
    try {
      metrics.statements.inc({ source: name });
      const result = await client.query({ ...statement, values });
      client.release();
      guard.setState('UP');
      return result.rows as Row[];
    } catch (cause) {
      if (isStalePlan(cause) && stale < poolSize) {
        client.release(true);
        return runOnce(statement, values, stale + 1);
      }
      const error = classify(name, restMs, cause);
      // NOTE: destroyed unless PostgreSQL itself answered: after a time-out the client would stay checked out.
      client.release(error.reason !== 'REJECTED');
      if (error.reason !== 'REJECTED') guard.setState('DOWN', error.reason);
      throw error;
    }
  }

  return {
    name,
    get state() {
      return guard.state;
    },
    get health() {
      return guard.health;
    },
    query: <Row>(statement: Statement, values: unknown[]) => guard.run(() => runOnce<Row>(statement, values)),
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
