import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  wrap,
} from 'cockatiel';
import type { Logger } from '../process/logger.js';
import type { Metrics } from '../process/metrics.js';

/** Why a source gave no answer. */
export type SourceFailure = 'TIMEOUT' | 'OPEN' | 'FULL' | 'UNREACHABLE' | 'REJECTED';

/** A source did not answer; `retryAfterMs` is when asking again makes sense. */
export class SourceError extends Error {
  constructor(
    readonly source: string,
    readonly reason: SourceFailure,
    readonly retryAfterMs: number,
    options?: { cause?: unknown },
  ) {
    super(`${source}: ${reason}`, options);
    this.name = 'SourceError';
  }
}

export type SourceState = 'UP' | 'DOWN';

/** Since when a source is as it is, ms since 1970, and why it gave no answer. */
export interface SourceHealth {
  since: number;
  failure: SourceFailure | null;
}

/** What health is told of, whatever kind of source it is. */
export interface Reachable {
  readonly name: string;
  readonly state: SourceState;
  readonly health: SourceHealth;
  /** Asks now whether it answers; never throws. */
  ping(): Promise<boolean>;
  close(): Promise<void>;
}

export interface GuardOptions {
  name: string;
  /** How long a source that failed several times in a row is left alone, ms. */
  restMs: number;
  /** Questions under way at once; ten score more may wait. */
  slots: number;
  logger: Logger;
  metrics: Metrics;
}

/** What stands before every question to a source: its breaker and its bulkhead, and what is known of its health. */
export interface Guard {
  readonly state: SourceState;
  readonly health: SourceHealth;
  /** @param failure why it is down */
  setState(state: SourceState, failure?: SourceFailure | null): void;
  /** Runs a question. What was REJECTED counts as answered. @throws SourceError, also OPEN and FULL */
  run<T>(question: () => Promise<T>): Promise<T>;
}

export function makeGuard({ name, restMs, slots, logger, metrics }: GuardOptions): Guard {
  const breaker = circuitBreaker(
    handleWhen((error) => !(error instanceof SourceError && error.reason === 'REJECTED')),
    { halfOpenAfter: restMs, breaker: new ConsecutiveBreaker(3) },
  );
  const policy = wrap(bulkhead(slots, 200), breaker);
  let state: SourceState = 'UP';
  let health: SourceHealth = { since: Date.now(), failure: null };
  const setState = (next: SourceState, failure: SourceFailure | null = null) => {
    if (next !== state) {
      logger.warn({ source: name, state: next }, `source is ${next}`);
      health = { since: Date.now(), failure };
    } else if (failure !== health.failure) health = { ...health, failure };
    state = next;
    metrics.sourceUp.set({ source: name }, next === 'UP' ? 1 : 0);
  };
  setState('UP');
  return {
    get state() {
      return state;
    },
    get health() {
      return health;
    },
    setState,
    async run(question) {
      try {
        return await policy.execute(question);
      } catch (cause) {
        const error =
          cause instanceof BrokenCircuitError
            ? new SourceError(name, 'OPEN', restMs)
            : cause instanceof BulkheadRejectedError
              ? new SourceError(name, 'FULL', restMs)
              : cause;
        if (error instanceof SourceError) {
          metrics.sourceFailures.inc({ source: name, reason: error.reason });
          if (error.cause)
            logger.warn({ source: name, reason: error.reason, cause: error.cause }, 'source failed');
        }
        throw error;
      }
    },
  };
}
