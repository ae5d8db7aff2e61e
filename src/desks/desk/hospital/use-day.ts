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

export type Visits = Fetched<{ nodes: Visit[]; total: number }>;

export interface Day {
  pending: Visits;
  today: Visits;
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

  /** A visit as it was just recorded, without asking for the others again. */
  const put = useCallback(
    (visit: Visit) => {
      const isPending = visit.state === 'PENDING_VERIFICATION';
      const isOfToday = dayInVietnam(Date.parse(visit.openedAt)) === dayInVietnam(Date.now());
      setDay((all) => ({
        ...all,
        today: withVisit(all.today, visit, isOfToday),
        pending: withVisit(all.pending, visit, isPending),
      }));
      // Counted once too often it makes the day be fetched once more.
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

/** A visit that was pending when it was shown, as it is once that is over. */
export function visitNow(visit: Visit, { today }: Day): Visit {
  const now = today.value?.nodes.find(({ id }) => id === visit.id);
  const isOver = visit.state === 'PENDING_VERIFICATION' && now && now.state !== 'PENDING_VERIFICATION';
  return isOver ? { ...visit, ...now } : visit;
}

export type TheDay = ReturnType<typeof useDay>;

/** A list in which a visit stands as it is now: in its place, first where it is new, not at all where it belongs no more. */
function withVisit(list: Visits, visit: Visit, belongs: boolean): Visits {
  if (!list.value) return list;
  const { nodes, total } = list.value;
  const isThere = nodes.some(({ id }) => id === visit.id);
  const value = belongs
    ? {
        nodes: isThere
          ? nodes.map((one) => (one.id === visit.id ? { ...one, ...visit } : one))
          : [visit, ...nodes],
        total: total + (isThere ? 0 : 1),
      }
    : { nodes: nodes.filter(({ id }) => id !== visit.id), total: total - (isThere ? 1 : 0) };
  return { ...list, value };
}
