import pg from 'pg';

/**
 * What a PostgreSQL server says of itself: its version and its clock, milliseconds since 1970. Connects for this one
 * question. @throws what the connection throws, with its code
 */
export async function serverFacts(url: string): Promise<{ version: string; now: number }> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; now: number }>(
      `select current_setting('server_version') as version,
         extract(epoch from clock_timestamp())::float8 * 1000 as now`,
    );
    return rows[0]!;
  } finally {
    await client.end().catch(() => undefined);
  }
}
