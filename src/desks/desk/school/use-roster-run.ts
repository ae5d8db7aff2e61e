import { useCallback, useEffect, useRef, useState } from 'react';
import { type Asking, askHub, type HubProblem, passes, problemOf } from '../shell/ask-hub.js';
import { continueRoster, type RosterRun } from './roster-queries.js';

/** A roster that this page is checking, chunk by chunk. */
export interface RosterRunner {
  id: string | null;
  /** As the last chunk left it. */
  run: RosterRun | null;
  state: 'STILL' | 'CHECKING' | 'QUOTA' | 'HELD_UP';
  /** When it goes on by itself, ms since 1970. */
  until: number | null;
  /** Why it was held up, or stopped. */
  problem: HubProblem | null;
  start(id: string, from: number): void;
  pause(): void;
}

const wholeChunk = 100;
const leastChunk = 10;
const againMs = [1_000, 2_000, 4_000, 8_000, 15_000];
const still = { id: null, run: null, state: 'STILL', until: null, problem: null } as const;

/**
 * Checks the next rows of a roster until the last, with pauses where the quota or the hub wants them. A chunk that was lost
 * on the way is asked for again from where the hub stands, so nothing is checked twice or left out. Nobody need be at the
 * keys; the session is not kept going by it.
 */
export function useRosterRun(asking: Asking): RosterRunner {
  const [known, setKnown] = useState<Omit<RosterRunner, 'start' | 'pause'>>(still);
  const now = useRef(asking);
  now.current = asking;
  const going = useRef<AbortController | null>(null);

  const pause = useCallback(() => {
    going.current?.abort();
    going.current = null;
    setKnown((all) => ({ ...all, state: 'STILL', until: null }));
  }, []);

  const start = useCallback((id: string, first: number) => {
    going.current?.abort();
    const own = new AbortController();
    going.current = own;
    const put = (part: Partial<RosterRunner>) => {
      if (going.current === own) setKnown((all) => ({ ...all, ...part }));
    };
    setKnown({ ...still, id, state: 'CHECKING' });
    const waitFor = async (ms: number, part: Partial<RosterRunner>) => {
      put({ ...part, until: Date.now() + ms });
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        own.signal.addEventListener('abort', () => {
          clearTimeout(timer);
          resolve();
        });
      });
    };
    const go = async () => {
      let from = first;
      let tries = 0;
      let rows = wholeChunk;
      while (!own.signal.aborted) {
        const input = { idempotencyKey: crypto.randomUUID(), id, from, rows };
        try {
          const options = { signal: own.signal, unasked: true };
          const { data } = await askHub<{ continueRosterImport: RosterRun }>(
            ...([now.current, continueRoster, { input }, options] as const),
          );
          const run = data!.continueRosterImport;
          tries = 0;
          from = run.checkedCount;
          put({ run, state: 'CHECKING', until: null, problem: null });
          if (run.state === 'FINISHED') break;
          if (run.retryAfterMs !== null) await waitFor(run.retryAfterMs + 250, { state: 'QUOTA' });
        } catch (error) {
          if (own.signal.aborted) return;
          const problem = problemOf(error);
          // An officer of few looks a minute: more than that at once would never be answered.
          if (problem.code === 'LIMIT_EXCEEDED' && rows > leastChunk) {
            rows = Math.max(leastChunk, Math.floor(rows / 2));
            continue;
          }
          if (!passes(problem)) {
            put({ state: 'STILL', until: null, problem });
            break;
          }
          const ms = againMs[Math.min(tries, againMs.length - 1)]!;
          tries += 1;
          await waitFor(ms, { state: 'HELD_UP', problem });
        }
      }
      if (going.current !== own) return;
      put({ state: 'STILL', until: null });
      going.current = null;
    };
    void go();
  }, []);

  useEffect(() => () => going.current?.abort(), []);
  return { ...known, start, pause };
}
