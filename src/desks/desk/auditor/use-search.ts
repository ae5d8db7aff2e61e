import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Asking } from '../shell/ask-hub.js';
import { useAsk } from '../shell/use-ask.js';
import { type EventFilter, type EventPage, findEvents } from './queries.js';

/** What stands in the form, as it was entered. */
export interface Entered {
  agency: string;
  officer: string;
  purpose: string;
  outcome: string;
  from: string;
  to: string;
  subject: string;
}

export const nothingEntered: Entered = {
  ...{ agency: '', officer: '', purpose: '', outcome: '', from: '', to: '', subject: '' },
};

/**
 * A search of the record and its pages, kept while other parts are looked at: going back asks nothing anew, since each
 * search is on record. Nobody is there: what was entered and found is gone.
 */
export function useSearch(asking: Asking, isIdle: boolean) {
  const [entered, setEntered] = useState(nothingEntered);
  const [filter, setFilter] = useState<EventFilter>({});
  /** The cursors of the pages that were gone through, the last of this one. */
  const [cursors, setCursors] = useState<readonly string[]>([]);
  /** What pages ask by themselves, about nobody, would drown the looks. */
  const [hidesNobodys, hide] = useState(true);
  const variables = useMemo(
    () => ({ filter: { ...filter, withoutNobodys: hidesNobodys }, after: cursors.at(-1) ?? null }),
    [filter, hidesNobodys, cursors],
  );
  const asked = useAsk<EventPage>(asking, isIdle ? null : findEvents, variables);
  const { refresh } = asked;
  const setHidesNobodys = useCallback((hides: boolean) => {
    hide(hides);
    setCursors([]);
  }, []);
  const search = useCallback(
    (next: EventFilter) => {
      const isSame = cursors.length === 0 && JSON.stringify(next) === JSON.stringify(filter);
      // The same once more: what came since.
      if (isSame) return refresh();
      setFilter(next);
      setCursors([]);
    },
    [cursors, filter, refresh],
  );
  useEffect(() => {
    if (!isIdle) return;
    setEntered(nothingEntered);
    setFilter({});
    setCursors([]);
  }, [isIdle]);
  const end = asked.value?.auditEvents?.pageInfo;
  const onward = useCallback(() => {
    if (end?.hasNextPage) setCursors((all) => [...all, end.endCursor!]);
  }, [end]);
  const back = useCallback(() => setCursors((all) => all.slice(0, -1)), []);
  const paging = { page: cursors.length + 1, onward, back };
  return { entered, setEntered, filter, search, asked, ...paging, hidesNobodys, setHidesNobodys };
}

export type Search = ReturnType<typeof useSearch>;
