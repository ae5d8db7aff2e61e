import type pg from 'pg';

/** What one statement at a time can be asked of: a pool, or a connection inside a transaction. */
export type Queryable = Pick<pg.PoolClient, 'query'>;

/** Too many wait for a connection: nothing was asked of the database, and nothing is done. */
export class NoConnection extends Error {}

/**
 * Runs work in one transaction: committed when it resolves, rolled back when it rejects. The commit is on disk when
 * this resolves, whatever the server's default. A connection that may be in any state is closed, not reused.
 * @throws NoConnection where none came free in time; what the driver and the work throw
 * @param agency whose rows row-level security lets pass in it; nobody's where it is null
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
  agency: string | null = null,
): Promise<T> {
  const client = await connected(pool);
  let broken = true;
  // NOTE: a connection that breaks in between says so by itself too; unheard it ends the process.
  const heard = () => undefined;
  client.on('error', heard);
  try {
    const acting =
      agency === null ? '' : `; select set_config('lienthong.agency', ${client.escapeLiteral(agency)}, true)`;
    // One round trip.
    await client.query(`begin; set local synchronous_commit = on${acting}`);
    try {
      const result = await work(client);
      await client.query('commit');
      broken = false;
      return result;
    } catch (error) {
      await client.query('rollback');
      broken = false;
      throw error;
    }
  } finally {
    client.off('error', heard);
    client.release(broken);
  }
}

/** NOTE: the driver tells a pool that is full from a server that is down by this sentence alone. */
async function connected(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (cause) {
    if (cause instanceof Error && cause.message === 'timeout exceeded when trying to connect')
      throw new NoConnection('no connection came free in time', { cause });
    throw cause;
  }
}
