import { useCallback, useEffect, useRef, useState } from 'react';
import { type Asking, askHub } from '../shell/ask-hub.js';
import { dayInVietnam } from '../shell/written.js';
import {
  type Figures,
  figuresOfDay,
  type Visit,
  type VisitPage,
  visitsOfDay,
  visitsPending,
  visitsWithNames,
} from './queries.js';

/** Something that was fetched, when, and whether the last try to fetch it anew failed. */
export interface Fetched<T> {
  value: T | null;
  at: number | null;
  failed: boolean;
}

const nothing = { value: null, at: null, failed: false };
const pollMs = 20_000;

export interface Day {
  pending: Fetched<{ nodes: Visit[]; total: number }>;
  today: Fetched<{ nodes: Visit[]; total: number }>;
  figures: Fetched<NonNullable<Figures['visitIndicators']>>;
}

/**
 * The day's lists. What waits for verification names nobody and is watched; the list of the day is a look at everybody
 * on it, so it is fetched when the desk opens, when something came of what waited, and when the officer asks.
 */
export function useDay(asking: Asking, isIdle: boolean) {
  const [day, setDay] = useState<Day>({ pending: nothing, today: nothing, figures: nothing });
  const [withNames, setWithNames] = useState(false);
  const now = useRef(asking);
  now.current = asking;
  const names = useRef(withNames);
  names.current = withNames;
  const waited = useRef<number | null>(null);

  const fetchOne = useCallback(
    async <Key extends keyof Day>(key: Key, get: () => Promise<Day[Key]['value']>): Promise<boolean> => {
      try {
        const value = await get();
        if (value === null) throw new Error('nothing');
        setDay((all) => ({ ...all, [key]: { value, at: Date.now(), failed: false } }));
        return true;
      } catch {
        setDay((all) => ({ ...all, [key]: { ...all[key], failed: true } }));
        return false;
      }
    },
    [],
  );

  const refreshToday = useCallback(
    (unasked = false) =>
      fetchOne('today', async () => {
        const query = names.current ? visitsWithNames : visitsOfDay;
        const on = dayInVietnam(Date.now());
        const { data } = await askHub<VisitPage>(now.current, query, { on }, { unasked });
        const page = data?.visits;
        // The newest first: whom somebody looks for came a moment ago.
        return page ? { nodes: page.nodes.toReversed(), total: page.totalCount ?? page.nodes.length } : null;
      }),
    [fetchOne],
  );
  const refreshFigures = useCallback(
    (unasked = false) =>
      fetchOne('figures', async () => {
        const variables = { day: dayInVietnam(Date.now()) };
        const { data } = await askHub<Figures>(now.current, figuresOfDay, variables, { unasked });
        return data?.visitIndicators ?? null;
      }),
    [fetchOne],
  );
  const refreshPending = useCallback(
    async (unasked = false) => {
      let total = 0;
      const there = await fetchOne('pending', async () => {
        const { data } = await askHub<VisitPage>(now.current, visitsPending, {}, { unasked });
        const page = data?.visits;
        total = page?.totalCount ?? 0;
        return page ? { nodes: page.nodes, total } : null;
      });
      if (!there) return;
      const fewer = waited.current !== null && total < waited.current;
      waited.current = total;
      if (fewer) await Promise.all([refreshToday(unasked), refreshFigures(unasked)]);
    },
    [fetchOne, refreshToday, refreshFigures],
  );
  const refresh = useCallback(
    () => void Promise.all([refreshPending(), refreshToday(), refreshFigures()]),
    [refreshPending, refreshToday, refreshFigures],
  );

  useEffect(refresh, [refresh]);
  useEffect(() => {
    if (isIdle) return;
    const timer = setInterval(() => void refreshPending(true), pollMs);
    return () => clearInterval(timer);
  }, [isIdle, refreshPending]);

  /** A visit that was just recorded, without asking for the others again. */
  const put = useCallback(
    (visit: Visit) => {
      const first = <T extends { nodes: Visit[]; total: number }>(list: Fetched<T>): Fetched<T> =>
        list.value && !list.value.nodes.some(({ id }) => id === visit.id)
          ? {
              ...list,
              value: { ...list.value, nodes: [visit, ...list.value.nodes], total: list.value.total + 1 },
            }
          : list;
      const isPending = visit.state === 'PENDING_VERIFICATION';
      setDay((all) => ({
        ...all,
        today: first(all.today),
        ...(isPending && { pending: first(all.pending) }),
      }));
      if (isPending) waited.current = (waited.current ?? 0) + 1;
      void refreshFigures();
    },
    [refreshFigures],
  );

  const showNames = useCallback(
    (on: boolean) => {
      setWithNames(on);
      names.current = on;
      if (on) void refreshToday();
      else
        setDay(({ today, ...all }) => ({
          ...all,
          today: {
            ...today,
            value: today.value && {
              ...today.value,
              nodes: today.value.nodes.map(({ resident: _, ...visit }) => visit),
            },
          },
        }));
    },
    [refreshToday],
  );

  return { day, withNames, showNames, refresh, put };
}
