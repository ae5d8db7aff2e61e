import pg from 'pg';
import type { Config, DatabaseUrls } from '../config/config.js';
import type { Logger } from '../process/logger.js';

/** Connections to the hub's own database as role `app`, for the hub's requests or for one job. */
export function openHubPool(
  config: Pick<Config, 'poolSize' | 'registryTimeoutMs'>,
  urls: Pick<DatabaseUrls, 'hub'>,
  logger: Logger,
  name = 'lienthong hub',
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: urls.hub,
    max: config.poolSize,
    application_name: name,
    connectionTimeoutMillis: 2_000,
    query_timeout: config.registryTimeoutMs,
    statement_timeout: config.registryTimeoutMs,
  });
  pool.on('error', (cause) => logger.warn({ cause }, 'an idle hub connection broke'));
  return pool;
}
