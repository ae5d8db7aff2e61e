import pg from 'pg';
import { KEYS_LOCK } from './registry-sync.js';

/** A sector that this process alone reconciles, as long as the connection lives. */
export interface LockedSector {
  /**
   * Waits for a sync that is under way, and lets none begin.
   * NOTE: shared with other sectors' runs: a sync in between would judge the rest by another measure.
   */
  holdKeys(): Promise<void>;
  release(): Promise<void>;
}

/** Null when another process holds it. */
export async function lockSector(matcherUrl: string, sector: string): Promise<LockedSector | null> {
  const client = new pg.Client({
    connectionString: matcherUrl,
    application_name: 'lienthong reconcile lock',
    keepAlive: true,
  });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ held: boolean }>(
    'select pg_try_advisory_lock(hashtextextended($1, 0)) as held',
    [`reconcile ${sector}`],
  );
  if (!rows[0]!.held) {
    await client.end();
    return null;
  }
  return {
    async holdKeys() {
      await client.query('select pg_advisory_lock_shared(hashtextextended($1, 0))', [KEYS_LOCK]);
    },
    release: () => client.end(),
  };
}
