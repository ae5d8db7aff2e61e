import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Asking, askHub, type HubProblem, HubRefusal, problemOf } from '../shell/ask-hub.js';
import { type FindingPage, findingsQuery, type ItemResult, type ListedFinding } from './queries.js';

/** The queue as far as it was looked at: what was fetched is kept, what is only passed by is never asked for. */
export interface Found {
  /** By place in the queue; holes where nobody looked. */
  rows: ReadonlyMap<number, ListedFinding>;
  total: number | null;
  since: number | null;
  problem: HubProblem | null;
  /** These are in sight. */
  look(from: number, until: number): void;
  refresh(): void;
  /** What a decision made of findings that are listed. */
  note(results: readonly ItemResult[]): void;
  put(findings: readonly ListedFinding[]): void;
}

/** NOTE: each row that comes is a look, on record: a page is not much more than a screen. */
const pageSize = 50;
/** So long a place is in sight before it is asked for, so that what flies past is not. */
const restMs = 120;
interface Held {
  /** Of which run and filter. */
  of: string;
  rows: ReadonlyMap<number, ListedFinding>;
  total: number | null;
}
const nothing: Held = { of: '', rows: new Map(), total: null };

/** @param runId null where nothing is to be asked */
export function useFindings(asking: Asking, runId: string | null, filter: Record<string, unknown>): Found {
  const given = JSON.stringify(filter);
  const of = `${runId} ${given}`;
  const [held, setHeld] = useState<Held>(nothing);
  // What another filter had is not shown for a moment even.
  const { rows, total } = held.of === of ? held : nothing;
  const [since, setSince] = useState<number | null>(null);
  const [problem, setProblem] = useState<HubProblem | null>(null);
  const now = useRef(asking);
  now.current = asking;
  const pages = useRef(new Set<number>());
  const sight = useRef<readonly [number, number]>([0, pageSize]);
  const stopper = useRef<AbortController | null>(null);
  const timer = useRef(0);

  const go = useCallback(async () => {
    if (runId === null || stopper.current) return;
    const own = new AbortController();
    stopper.current = own;
    try {
      for (let page = missing(pages.current, sight.current); page !== null; ) {
        setSince(Date.now());
        const variables = { runId, filter: JSON.parse(given), first: pageSize, skip: page * pageSize };
        const { data, problems } = await askHub<FindingPage<ListedFinding>>(
          ...([now.current, findingsQuery, variables, { signal: own.signal }] as const),
        );
        const found = data?.findings;
        if (!found) throw new HubRefusal(problems[0]!);
        const from = page * pageSize;
        pages.current.add(page);
        const fetched = found.nodes.map((row, at) => [from + at, row] as const);
        setHeld((all) => ({
          ...{ of, total: found.totalCount },
          rows: new Map([...(all.of === of ? all.rows : []), ...fetched]),
        }));
        setProblem(null);
        page = missing(pages.current, [sight.current[0], Math.min(sight.current[1], found.totalCount ?? 0)]);
      }
    } catch (error) {
      if (stopper.current === own) setProblem(problemOf(error));
    }
    if (stopper.current !== own) return;
    setSince(null);
    stopper.current = null;
  }, [runId, given, of]);

  const refresh = useCallback(() => {
    stopper.current?.abort();
    stopper.current = null;
    pages.current = new Set();
    void go();
  }, [go]);
  useEffect(() => {
    setHeld(nothing);
    setProblem(null);
    sight.current = [0, pageSize];
    refresh();
    return () => {
      stopper.current?.abort();
      stopper.current = null;
      window.clearTimeout(timer.current);
    };
  }, [refresh]);

  const look = useCallback(
    (from: number, until: number) => {
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => {
        sight.current = [from, until];
        void go();
      }, restMs);
    },
    [go],
  );
  const change = useCallback((made: (row: ListedFinding) => ListedFinding) => {
    setHeld((all) => ({ ...all, rows: new Map([...all.rows].map(([at, row]) => [at, made(row)])) }));
  }, []);
  const note = useCallback(
    (results: readonly ItemResult[]) => {
      const byId = new Map(results.map((one) => [one.finding, one]));
      change((row) => {
        const { state = null, version = null } = byId.get(row.id) ?? {};
        return state && version ? { ...row, state, version, assignee: null } : row;
      });
    },
    [change],
  );
  const put = useCallback(
    (findings: readonly ListedFinding[]) => {
      const byId = new Map(findings.map((one) => [one.id, one]));
      change((row) => byId.get(row.id) ?? row);
    },
    [change],
  );
  return useMemo(
    () => ({ rows, total, since, problem, look, refresh, note, put }),
    [rows, total, since, problem, look, refresh, note, put],
  );
}

/** The first page of what is in sight that is not there; null when all of it is. */
function missing(pages: ReadonlySet<number>, [from, until]: readonly [number, number]): number | null {
  for (let page = Math.floor(from / pageSize); page * pageSize < until; page += 1)
    if (!pages.has(page)) return page;
  return null;
}
