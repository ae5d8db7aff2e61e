import type { SourceFailure, SourceHealth } from '../database/guard.js';

/** What of the hub a database is. */
export type DependencyPart = 'HUB' | 'RECORD' | 'REGISTRY' | 'SECTOR';

/** One database or service the hub stands on, and how to ask whether it answers. */
export interface Watched {
  name: string;
  part: DependencyPart;
  /** Never throws. */
  ping(): Promise<boolean>;
  /** What looks have told of it so far, where it keeps that itself. */
  readonly health?: SourceHealth;
}

/** How one of them stands at this moment. */
export interface DependencyNow {
  name: string;
  part: DependencyPart;
  state: 'UP' | 'DOWN';
  /** Milliseconds since 1970; of what answers since the start, the start. */
  since: number;
  /** Why there is no answer. */
  cause: SourceFailure | null;
  /** How long its answer took; null without one. */
  latencyMs: number | null;
}

/** An operator does not wait for what is frozen: so long without an answer is none. */
const patienceMs = 2_000;

/**
 * Asks every dependency now, all at once, and tells since when each is as it is. NOTE: asked when somebody looks, not by a
 * timer: a hub that nobody watches sends nothing to its sources for it.
 */
export function makeDependencies(watched: readonly Watched[], now: () => number) {
  const seen = new Map<string, { state: DependencyNow['state']; since: number }>();
  const startedAt = now();
  return {
    look: (): Promise<DependencyNow[]> =>
      Promise.all(
        watched.map(async (one) => {
          const { name, part } = one;
          const { isUp, tookMs } = await timed(() => one.ping(), now);
          const state = isUp ? 'UP' : 'DOWN';
          const before = seen.get(name) ?? { state: 'UP', since: startedAt };
          if (before.state !== state) seen.set(name, { state, since: now() });
          const health = one.health;
          const own = seen.get(name)?.since ?? startedAt;
          return {
            ...{ name, part, state },
            since: health && (health.failure === null) === isUp ? health.since : own,
            cause: isUp ? null : (health?.failure ?? (tookMs === null ? 'TIMEOUT' : 'UNREACHABLE')),
            latencyMs: isUp ? tookMs : null,
          } satisfies DependencyNow;
        }),
      ),
  };
}

export type Dependencies = ReturnType<typeof makeDependencies>;

/** Whether it answered, and in how many whole milliseconds; null for not in time. */
async function timed(
  ping: () => Promise<boolean>,
  now: () => number,
): Promise<{ isUp: boolean; tookMs: number | null }> {
  const begun = now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, patienceMs, null);
  });
  try {
    const isUp = await Promise.race([ping(), late]);
    return { isUp: isUp === true, tookMs: isUp === null ? null : now() - begun };
  } finally {
    clearTimeout(timer);
  }
}
