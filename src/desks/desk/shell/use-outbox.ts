import { useCallback, useEffect, useRef, useState } from 'react';
import { type Asking, askHub, type HubProblem, passes, problemOf } from './ask-hub.js';

/** Something that was entered, on its way to the hub. */
export interface Entry<Who, Done> {
  /** The key of its idempotency: sent again it is the same visit. */
  key: string;
  /** A mutation of one field that takes an `$input` with an `idempotencyKey`. */
  document: string;
  input: Record<string, unknown>;
  /** Whom or what it is about, for this page alone. */
  who: Who;
  madeAt: number;
  state: 'SENDING' | 'WAITING' | 'SENT' | 'REFUSED';
  problem: HubProblem | null;
  /** What the hub answered. */
  done: Done | null;
}

const againMs = [1_000, 2_000, 4_000, 8_000, 15_000];

/**
 * What was entered is sent until the hub has it: through a lost connection, a restart, a new sign-in of the same officer. It
 * stands in the memory of this page alone, and under one key each.
 */
export function useOutbox<Who, Done>(asking: Asking, onSent: (entry: Entry<Who, Done>) => void) {
  const [entries, setEntries] = useState<Entry<Who, Done>[]>([]);
  const now = useRef(asking);
  now.current = asking;
  const sent = useRef(onSent);
  sent.current = onSent;
  const timers = useRef(new Set<number>());

  const send = useCallback(async (entry: Entry<Who, Done>, tries: number): Promise<void> => {
    const put = (part: Partial<Entry<Who, Done>>) =>
      setEntries((all) => all.map((one) => (one.key === entry.key ? { ...one, ...part } : one)));
    put({ state: 'SENDING' });
    try {
      const { document, input } = entry;
      const { data } = await askHub<Record<string, Done>>(
        now.current,
        document,
        { input },
        // What is sent again by itself keeps no session going.
        { unasked: tries > 0 },
      );
      const there = { ...entry, state: 'SENT' as const, done: Object.values(data!)[0]!, problem: null };
      put(there);
      sent.current(there);
    } catch (error) {
      const problem = problemOf(error);
      if (!passes(problem)) return put({ state: 'REFUSED', problem });
      put({ state: 'WAITING', problem });
      const pause = againMs[Math.min(tries, againMs.length - 1)]!;
      const timer = window.setTimeout(() => {
        timers.current.delete(timer);
        void send(entry, tries + 1);
      }, pause);
      timers.current.add(timer);
    }
  }, []);

  const add = useCallback(
    (document: string, input: Record<string, unknown>, who: Who): string => {
      const key = crypto.randomUUID();
      const entry: Entry<Who, Done> = {
        ...{ key, document, who, madeAt: Date.now(), state: 'SENDING', problem: null, done: null },
        input: { ...input, idempotencyKey: key },
      };
      setEntries((all) => [...all, entry]);
      void send(entry, 0);
      return key;
    },
    [send],
  );

  /** Forgets what the hub has; what is on its way stays. */
  const forgetSent = useCallback(
    () => setEntries((all) => all.filter(({ state }) => state === 'SENDING' || state === 'WAITING')),
    [],
  );
  const drop = useCallback((key: string) => setEntries((all) => all.filter((one) => one.key !== key)), []);

  useEffect(() => {
    const held = timers.current;
    return () => {
      for (const timer of held) window.clearTimeout(timer);
    };
  }, []);
  const unsent = entries.filter(({ state }) => state === 'SENDING' || state === 'WAITING');
  useEffect(() => {
    if (unsent.length === 0) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [unsent.length]);
  return { entries, unsent, add, drop, forgetSent };
}
