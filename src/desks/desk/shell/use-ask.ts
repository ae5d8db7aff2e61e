import { useCallback, useEffect, useRef, useState } from 'react';
import { type Asking, askHub, type HubProblem, problemOf } from './ask-hub.js';

/** Something asked of the hub, as far as it has come. */
export interface Asked<T> {
  /** What came last, also while it is asked for anew. */
  value: T | null;
  /** When it came, ms since 1970. */
  at: number | null;
  /** Since when an answer is waited for; null when none is. */
  since: number | null;
  /** Why the last try came to nothing. */
  problem: HubProblem | null;
  /** What could not be had of an answer that came. */
  partly: readonly HubProblem[];
  refresh(): void;
  /** Waits no longer. */
  stop(): void;
}

const nothing = { value: null, at: null, since: null, problem: null, partly: [] };

/**
 * What a page shows of the hub: asked for when it is first shown and whenever what is asked changes, and again every so
 * often. A question that was replaced is stopped, and its answer never shown.
 * @param document null where nothing is to be asked and nothing shown, as when nobody is there
 * @param everyMs how often it is asked for anew, without anybody at the keys
 */
export function useAsk<T>(
  asking: Asking,
  document: string | null,
  variables: object = {},
  everyMs: number | null = null,
): Asked<T> {
  const [asked, setAsked] = useState<Omit<Asked<T>, 'refresh' | 'stop'>>(nothing);
  const now = useRef(asking);
  now.current = asking;
  const stopper = useRef<AbortController | null>(null);
  // Under another purpose it is another question.
  const given = JSON.stringify([asking.purpose.purpose, variables]);

  const stop = useCallback(() => {
    stopper.current?.abort();
    stopper.current = null;
    setAsked((all) => ({ ...all, since: null }));
  }, []);

  const ask = useCallback(
    async (unasked: boolean) => {
      if (document === null) return;
      stopper.current?.abort();
      const own = new AbortController();
      stopper.current = own;
      setAsked((all) => ({ ...all, since: Date.now() }));
      const end = (part: Partial<Asked<T>>) => {
        if (stopper.current !== own) return;
        stopper.current = null;
        setAsked((all) => ({ ...all, since: null, ...part }));
      };
      try {
        const options = { signal: own.signal, unasked };
        const { data, problems } = await askHub<T>(now.current, document, JSON.parse(given)[1], options);
        end({ value: data, at: Date.now(), problem: null, partly: problems });
      } catch (error) {
        if (!own.signal.aborted) end({ problem: problemOf(error) });
      }
    },
    [document, given],
  );
  const refresh = useCallback(() => void ask(false), [ask]);

  useEffect(() => {
    setAsked(nothing);
    void ask(false);
    return () => {
      stopper.current?.abort();
      stopper.current = null;
    };
  }, [ask]);
  useEffect(() => {
    if (everyMs === null || document === null) return;
    const timer = setInterval(() => {
      if (!stopper.current) void ask(true);
    }, everyMs);
    return () => clearInterval(timer);
  }, [ask, everyMs, document]);
  return { ...asked, refresh, stop };
}
