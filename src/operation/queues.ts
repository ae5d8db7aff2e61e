import type { Queryable } from '../database/transaction.js';
import { runsUnderWay } from '../reconciliation/runs/run-indicator-store.js';
import { pendingFigures } from '../visits/recheck-store.js';
import type { QueueNow } from './operated-hub.js';

/** A figure that this process keeps. */
interface Gauge {
  get(): Promise<{ values: { value: number }[] }>;
}

/**
 * What waits: looks for their seal, looks that are owed since a source was down, runs of reconciliation.
 * @param sealLag null where this process does not seal, and so does not know
 */
export async function queuesNow(db: Queryable, sealLag: Gauge | null): Promise<QueueNow[]> {
  const owed = await pendingFigures(db);
  const runs = await runsUnderWay(db);
  const lag = sealLag && Math.round((await sealLag.get()).values[0]?.value ?? 0);
  return [
    { name: 'SEALING', waiting: null, oldestSeconds: lag },
    { name: 'VISITS', waiting: owed.count, oldestSeconds: owed.count > 0 ? Math.round(owed.oldestS) : null },
    { name: 'RECONCILIATION', waiting: runs.count, oldestSeconds: runs.oldestSeconds },
  ];
}
