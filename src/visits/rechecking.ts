import { inTransaction } from '../database/transaction.js';
import { type Job, startJob } from '../process/job.js';
import type { Logger } from '../process/logger.js';
import type { Metrics } from '../process/metrics.js';
import { keptDays, type RecheckOutcome, type RecheckParts, recheck } from './recheck.js';
import { giveBack, type Leased, leaseRechecks, pendingFigures } from './recheck-store.js';

/** Looks taken at once: as many as the job has connections. */
export const atOnce = 4;
/** Between two tries while a source is down, ms; longer each time. */
const firstRestMs = 1_000;
const longestRestMs = 15_000;
/** A look that met a source which was gone again waits so long at most, ms. */
const longestBackMs = 60_000;

export interface RecheckingParts extends RecheckParts {
  everyMs: number;
  /** How long one look may take; its lease is longer. */
  deadlineMs: number;
  /** Whether every source that a look asks answers now. */
  sourcesAnswer(): Promise<boolean>;
  logger: Logger;
  metrics: Pick<Metrics, 'visitsPending' | 'visitsPendingAge' | 'visitRechecks'>;
}

/**
 * Makes up for looks that are owed, in every process at once and each look in one of them. While a source is down it
 * rests, longer each time and never in step with others; nothing is asked but whether it is back. What is owed outlives
 * the process: a lease that nobody ends is over by itself.
 */
export function startRechecking(parts: RecheckingParts): Job {
  const { everyMs, logger, metrics } = parts;
  let restUntil = 0;
  let failures = 0;

  const rest = () => {
    failures += 1;
    restUntil = Date.now() + jittered(Math.min(longestRestMs, firstRestMs * 2 ** (failures - 1)));
  };

  async function run(signal: AbortSignal): Promise<void> {
    const { count, oldestS } = await pendingFigures(parts.pool);
    metrics.visitsPending.set(count);
    metrics.visitsPendingAge.set(oldestS);
    if (count === 0 || Date.now() < restUntil) return;
    // What was kept too long is given up whoever answers; it comes first.
    if (oldestS < keptDays * 86_400 && !(await parts.sourcesAnswer())) return rest();
    // NOTE: one at first: a source that only says it is back costs one look, not a handful.
    for (let many = 1; !signal.aborted; many = atOnce) {
      const leased = await leaseRechecks(parts.pool, many, parts.deadlineMs * 2 + 10_000);
      if (leased.length === 0) break;
      const outcomes = await Promise.all(leased.map((one) => tried(parts, one, signal)));
      if (outcomes.includes('SOURCE_DOWN')) return rest();
      failures = 0;
    }
    const left = await pendingFigures(parts.pool);
    metrics.visitsPending.set(left.count);
    metrics.visitsPendingAge.set(left.oldestS);
  }

  return startJob('visit rechecks', everyMs, run, logger);
}

/** One look. What fails of itself keeps its lease and comes again later: it must not hold up the others. */
async function tried(
  parts: RecheckingParts,
  leased: Leased,
  signal: AbortSignal,
): Promise<RecheckOutcome | 'FAILED'> {
  const { logger, metrics, deadlineMs } = parts;
  const until = Date.now() + deadlineMs;
  let outcome: RecheckOutcome | 'FAILED' = 'FAILED';
  try {
    outcome = await recheck(parts, leased, () => signal.aborted || Date.now() > until);
    if (outcome === 'SOURCE_DOWN') await backTo(parts, leased);
  } catch (cause) {
    logger.error({ cause, attempts: leased.attempts }, 'a look that is owed could not be made up for');
  }
  metrics.visitRechecks.inc({ outcome });
  return outcome;
}

/**
 * The source went away, not the look is to blame, as far as one can tell: it comes again sooner than after its lease, but
 * behind the others, since a source may refuse this one look for good.
 */
function backTo({ pool }: RecheckingParts, leased: Leased): Promise<void> {
  const afterMs = jittered(Math.min(longestBackMs, firstRestMs * 2 ** Math.min(leased.attempts, 10)));
  return inTransaction(pool, (client) => giveBack(client, leased, afterMs), leased.agency);
}

/** Between half of it and all, so that processes which were told the same do not come at the same time. */
function jittered(ms: number): number {
  return ms * (0.5 + Math.random() / 2);
}
