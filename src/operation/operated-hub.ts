import type { SampleSources } from '../database/sample-sources.js';
import type { Queryable } from '../database/transaction.js';
import type { Dependencies } from './dependencies.js';

/** Work that waits: what, how much of it where that is known, and for how long its oldest piece. */
export interface QueueNow {
  name: 'SEALING' | 'VISITS' | 'RECONCILIATION';
  waiting: number | null;
  oldestSeconds: number | null;
}

/** The hub as its operator sees it. */
export interface OperatedHub {
  /** Milliseconds since 1970. */
  startedAt: number;
  dependencies: Dependencies;
  queues(db: Queryable): Promise<QueueNow[]>;
  /** What can be stopped to see what callers see; null but in a demonstration. */
  samples: SampleSources | null;
}
