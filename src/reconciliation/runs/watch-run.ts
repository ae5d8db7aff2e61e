import type { Queryable } from '../../database/transaction.js';
import { type Run, runOf } from '../run-store.js';

const EVERY_MS = 1_000;
const OVER: readonly Run['state'][] = ['CANCELLED', 'FAILED', 'FINISHED'];

/** A run as it goes on, told at once and then whenever a look a second finds it further, until it is over. */
export async function* watchRun(
  read: <T>(work: (db: Queryable) => Promise<T>) => Promise<T>,
  begun: Run,
  agency: string,
): AsyncGenerator<Run> {
  let told = '';
  for (let run: Run | null = begun; run; run = await read((db) => runOf(db, begun.runId, agency))) {
    const now = JSON.stringify(run);
    if (now !== told) yield run;
    told = now;
    if (OVER.includes(run.state)) return;
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS).unref());
  }
}
