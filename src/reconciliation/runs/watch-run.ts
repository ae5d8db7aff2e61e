import { setTimeout as pause } from 'node:timers/promises';
import type { Queryable } from '../../database/transaction.js';
import { type Run, runOf } from '../run-store.js';

const EVERY_MS = 1_000;
const OVER: readonly Run['state'][] = ['CANCELLED', 'FAILED', 'FINISHED'];

type Read = <T>(work: (db: Queryable) => Promise<T>) => Promise<T>;

/**
 * A run as it goes on, told at once and then whenever a look a second finds it further, until it is over. `return()` ends
 * the looks at once, also of a run that stands still: a generator's own would wait for the next change.
 */
export function watchRun(read: Read, begun: Run, agency: string): AsyncGenerator<Run> {
  const left = new AbortController();
  const runs = looks(read, begun, agency, left.signal);
  const end = runs.return.bind(runs);
  runs.return = (value) => {
    left.abort();
    return end(value);
  };
  return runs;
}

async function* looks(read: Read, begun: Run, agency: string, left: AbortSignal): AsyncGenerator<Run> {
  let told = '';
  for (let run: Run | null = begun; run; run = await read((db) => runOf(db, begun.runId, agency))) {
    const now = JSON.stringify(run);
    if (now !== told) yield run;
    told = now;
    if (OVER.includes(run.state)) return;
    await pause(EVERY_MS, undefined, { signal: left, ref: false }).catch(() => undefined);
    if (left.aborted) return;
  }
}
