import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Asking, askHub, type HubProblem, problemOf } from '../shell/ask-hub.js';
import { type FindingPage, findingsQuery, type ItemResult, type ListedFinding } from './queries.js';

/** The queue as far as it was fetched. Cursors go forward alone: what was fetched is kept. */
export interface Found {
  rows: readonly ListedFinding[];
  total: number | null;
  since: number | null;
  problem: HubProblem | null;
  /** Asks for pages until the row is there. */
  reach(row: number): void;
  refresh(): void;
  /** What a decision made of findings that are listed. */
  note(results: readonly ItemResult[]): void;
  put(findings: readonly ListedFinding[]): void;
}

const pageSize = 200;
interface Fetched {
  rows: ListedFinding[];
  cursor: string | null;
  isWhole: boolean;
}
const nothing: Fetched = { rows: [], cursor: null, isWhole: false };

/** @param runId null where nothing is to be asked */
export function useFindings(asking: Asking, runId: string | null, filter: Record<string, unknown>): Found {
  const [shown, setShown] = useState<{ rows: ListedFinding[]; total: number | null }>({
    ...{ rows: [], total: null },
  });
  const [going, setGoing] = useState<{ since: number | null; problem: HubProblem | null }>({
    ...{ since: null, problem: null },
  });
  const now = useRef(asking);
  now.current = asking;
  const fetched = useRef<Fetched>(nothing);
  const wanted = useRef(0);
  const stopper = useRef<AbortController | null>(null);
  const given = JSON.stringify(filter);

  const go = useCallback(async () => {
    if (runId === null || stopper.current) return;
    const own = new AbortController();
    stopper.current = own;
    setGoing({ since: Date.now(), problem: null });
    try {
      while (!fetched.current.isWhole && fetched.current.rows.length <= wanted.current) {
        const { rows, cursor } = fetched.current;
        const variables = { runId, filter: JSON.parse(given), first: pageSize, after: cursor };
        const { data, problems } = await askHub<FindingPage<ListedFinding>>(
          ...([now.current, findingsQuery, variables, { signal: own.signal }] as const),
        );
        const page = data!.findings;
        if (!page) throw problems[0];
        const total = page.totalCount;
        fetched.current = {
          rows: rows.concat(page.nodes),
          ...{ cursor: page.pageInfo.endCursor, isWhole: !page.pageInfo.hasNextPage },
        };
        setShown({ rows: fetched.current.rows, total });
      }
      if (stopper.current === own) setGoing({ since: null, problem: null });
    } catch (error) {
      const problem = isProblem(error) ? error : problemOf(error);
      if (stopper.current === own) setGoing({ since: null, problem });
    }
    if (stopper.current === own) stopper.current = null;
  }, [runId, given]);

  const refresh = useCallback(() => {
    stopper.current?.abort();
    stopper.current = null;
    fetched.current = nothing;
    wanted.current = 0;
    void go();
  }, [go]);
  useEffect(() => {
    setShown({ rows: [], total: null });
    refresh();
    return () => {
      stopper.current?.abort();
      stopper.current = null;
    };
  }, [refresh]);

  const reach = useCallback(
    (row: number) => {
      wanted.current = row;
      if (row >= fetched.current.rows.length && !fetched.current.isWhole) void go();
    },
    [go],
  );
  const change = useCallback((made: (row: ListedFinding) => ListedFinding) => {
    fetched.current = { ...fetched.current, rows: fetched.current.rows.map(made) };
    setShown(({ total }) => ({ rows: fetched.current.rows, total }));
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
    () => ({ ...shown, ...going, reach, refresh, note, put }),
    [shown, going, reach, refresh, note, put],
  );
}

const isProblem = (error: unknown): error is HubProblem =>
  typeof error === 'object' && error !== null && 'code' in error && 'path' in error;
