import { useCallback, useEffect, useRef, useState } from 'react';
import { type Asking, askHub, type HubProblem, HubRefusal, passes } from '../shell/ask-hub.js';
import { recordVisit, type Visit } from './queries.js';

/** A visit on its way to the hub. */
export interface Entry {
  /** The key of its idempotency: sent again it is the same visit. */
  key: string;
  input: Record<string, unknown>;
  /** Whom it is about, for this page alone. */
  who: { fullName: string | null; number: string | null };
  madeAt: number;
  state: 'SENDING' | 'WAITING' | 'SENT' | 'REFUSED';
  problem: HubProblem | null;
  visit: Visit | null;
}

const againMs = [1_000, 2_000, 4_000, 8_000, 15_000];

/**
 * Visits are sent until the hub has them: through a lost connection, a restart, a new sign-in of the same officer. They
 * stand in the memory of this page alone, with the moment when they were made, and under one key each.
 */
export function useOutbox(asking: Asking, aheadMs: number, onSent: (entry: Entry) => void) {
  const [entries, setEntries] = useState<Entry[]>([]);
  const now = useRef(asking);
  now.current = asking;
  const sent = useRef(onSent);
  sent.current = onSent;
  const timers = useRef(new Set<number>());

  const send = useCallback(async (entry: Entry, tries: number): Promise<void> => {
    const put = (part: Partial<Entry>) =>
      setEntries((all) => all.map((one) => (one.key === entry.key ? { ...one, ...part } : one)));
    put({ state: 'SENDING' });
    try {
      const { data } = await askHub<{ recordVisit: Visit }>(now.current, recordVisit, { input: entry.input });
      const done = { ...entry, state: 'SENT' as const, visit: data!.recordVisit, problem: null };
      put(done);
      sent.current(done);
    } catch (error) {
      const problem =
        error instanceof HubRefusal
          ? error.problem
          : { code: 'INTERNAL_SERVER_ERROR', message: '', path: [], requestId: null };
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
    (input: Record<string, unknown>, who: Entry['who']): string => {
      const key = crypto.randomUUID();
      const madeAt = Date.now();
      const entry: Entry = {
        ...{ key, who, madeAt, state: 'SENDING', problem: null, visit: null },
        input: { ...input, idempotencyKey: key, at: new Date(madeAt + aheadMs).toISOString() },
      };
      setEntries((all) => [...all, entry]);
      void send(entry, 0);
      return key;
    },
    [send, aheadMs],
  );

  /** Forgets whom the visits were about that the hub has; those on their way stay. */
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
