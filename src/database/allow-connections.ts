import pg from 'pg';

/**
 * Stops one database of a server (whoever is connected loses the connection, nobody gets a new one) or lets it answer
 * again. `server` is the superuser's connection to another database. Safe to repeat.
 */
export async function allowConnections(
  server: Pick<pg.Pool, 'query'>,
  database: string,
  allowed: boolean,
): Promise<void> {
  await server.query(
    `alter database ${pg.escapeIdentifier(database)} with allow_connections ${allowed ? 'true' : 'false'}`,
  );
  if (allowed) return;
  await server.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [database]);
}

/** Those of these databases that were stopped so. */
export async function stoppedOf(
  server: Pick<pg.Pool, 'query'>,
  databases: readonly string[],
): Promise<string[]> {
  const { rows } = await server.query<{ name: string }>(
    'select datname as name from pg_database where datname = any($1) and not datallowconn',
    [databases],
  );
  return rows.map(({ name }) => name);
}
