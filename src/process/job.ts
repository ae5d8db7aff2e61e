import type { Logger } from './logger.js';

/** Periodic work under way. */
export interface Job {
  /** No run begins any more, and the one under way is told by its signal. Safe to call twice. */
  stop(): void;
  /** Resolves when a whole run that began after this call has ended. Never rejects: a failed run is logged. */
  now(): Promise<void>;
}

/**
 * Runs `work` every `everyMs`, one run at a time, the first after one interval. A run that fails is logged by the job's
 * name and the next one comes as usual. The timer keeps no process alive.
 */
export function startJob(
  name: string,
  everyMs: number,
  work: (signal: AbortSignal) => Promise<void>,
  logger: Logger,
): Job {
  const stopping = new AbortController();
  const { signal } = stopping;
  let underWay: Promise<void> | null = null;
  let following: Promise<void> | null = null;

  async function run(): Promise<void> {
    try {
      if (!signal.aborted) await work(signal);
    } catch (cause) {
      if (!signal.aborted) logger.error({ job: name, cause }, 'a run of a job failed');
    }
  }
  function begin(): Promise<void> {
    underWay ??= run().finally(() => {
      underWay = null;
    });
    return underWay;
  }
  // NOTE: a tick in the middle of a run is left out, or slow runs would queue up without end.
  const timer = setInterval(() => void begin(), everyMs);
  timer.unref();
  return {
    stop() {
      clearInterval(timer);
      stopping.abort();
    },
    now() {
      if (!underWay) return begin();
      // A run that is under way may already have looked past what the caller wants seen.
      following ??= underWay.then(() => {
        following = null;
        return begin();
      });
      return following;
    },
  };
}
