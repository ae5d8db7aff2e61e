import pg from 'pg';
import { RunStore } from './run-store.js';

/** Asks a run to stop after the chunk in hand, so that it can go on later; false when it does not run. */
export async function pauseRun(matcherUrl: string, runId: number): Promise<boolean> {
  const pool = new pg.Pool({ connectionString: matcherUrl, max: 1 });
  pool.on('error', () => undefined);
  try {
    return await new RunStore(pool).ask(runId, 'PAUSING');
  } finally {
    await pool.end();
  }
}
