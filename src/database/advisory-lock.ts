import pg from 'pg';

/** A connection that holds, or tries for, one advisory lock. */
export interface LockHolder {
  /**
   * The connection while it holds the lock, else null: somebody else does. What is done on it is done by the holder
   * alone, since the lock and the connection end together.
   * @throws what the connection throws; the next call makes a new one
   */
  claim(): Promise<pg.Client | null>;
  /** Lets go of the lock and the connection. */
  release(): Promise<void>;
}

/** After so long without a word a holder counts as dead: a process that was frozen, a machine that lost its network. */
const deadMs = 10_000;
const serverNotices = [
  ...[`idle_session_timeout=${deadMs}`, `idle_in_transaction_session_timeout=${deadMs}`],
  ...['tcp_keepalives_idle=4', 'tcp_keepalives_interval=2', 'tcp_keepalives_count=3'],
]
  .map((setting) => `-c ${setting}`)
  .join(' ');

/**
 * One of many processes at a time: whoever has the advisory lock `key`. It needs a connection of its own, and
 * none through a pooler that hands connections from one transaction to the next. A holder claims at least every few
 * seconds, or the server takes the lock from it.
 */
export function makeLockHolder(options: { url: string; key: number; applicationName: string }): LockHolder {
  let connected: { client: pg.Client; holds: boolean; broken: boolean } | null = null;

  async function open() {
    const client = new pg.Client({
      ...{ connectionString: options.url, application_name: options.applicationName, keepAlive: true },
      ...{ connectionTimeoutMillis: 2_000, query_timeout: deadMs, options: serverNotices },
    });
    const made = { client, holds: false, broken: false };
    client.on('error', () => {
      made.broken = true;
    });
    await client.connect();
    return made;
  }
  async function release() {
    const { client } = connected ?? {};
    connected = null;
    await client?.end().catch(() => undefined);
  }

  return {
    async claim() {
      if (connected?.broken) await release();
      connected ??= await open();
      try {
        if (!connected.holds) {
          const { rows } = await connected.client.query<{ held: boolean }>(
            'select pg_try_advisory_lock($1) as held',
            [options.key],
          );
          connected.holds = rows[0]!.held;
        }
        return connected.holds ? connected.client : null;
      } catch (error) {
        await release();
        throw error;
      }
    },
    release,
  };
}
