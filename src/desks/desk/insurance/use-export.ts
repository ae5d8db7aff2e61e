import { useCallback, useEffect, useRef, useState } from 'react';
import { type Asking, askHub, type HubProblem, HubRefusal, passes, problemOf } from '../shell/ask-hub.js';
import { byteOrderMark, type Cell, csvRow, csvType } from '../shell/csv.js';
import { download } from '../shell/download.js';
import {
  exportQuery,
  exportWithValuesQuery,
  type FindingPage,
  type ListedFinding,
  type Stated,
} from './queries.js';

type Exported = ListedFinding & {
  communes: string[];
  confirmedBy: string | null;
  decidedAt: string | null;
  decision: string | null;
  stated?: Stated;
};

/** A file in the making: how many rows of how many. */
export interface Making {
  rows: number;
  total: number | null;
  state: 'GOING' | 'WAITING' | 'DONE' | 'STOPPED' | 'FAILED';
  problem: HubProblem | null;
}

const head = [
  ...['finding', 'sector_no', 'outcome', 'causes', 'state', 'decision', 'decided_by', 'confirmed_by'],
  ...['decided_at', 'due_on', 'touches_benefits', 'office', 'communes'],
];
const headOfValues = ['personal_id', 'old_cmnd', 'full_name', 'dob', 'gender', 'address'];
const againMs = 3_000;

/** The queue as a CSV, made in this page a page of the queue at a time; what a broken line interrupts goes on. */
export function useExport(asking: Asking) {
  const [making, setMaking] = useState<Making | null>(null);
  const stopper = useRef<AbortController | null>(null);
  const now = useRef(asking);
  now.current = asking;

  const make = useCallback(async (runId: string, filter: object, withValues: boolean) => {
    stopper.current?.abort();
    const own = new AbortController();
    stopper.current = own;
    const put = (part: Partial<Making>) =>
      own.signal.aborted || setMaking((all) => ({ ...(all ?? nothing), ...part }));
    setMaking(nothing);
    const parts = [byteOrderMark, csvRow(withValues ? [...head, ...headOfValues] : head)];
    let [after, rows]: [string | null, number] = [null, 0];
    for (;;) {
      try {
        const page: Page = await pageAfter(now.current, { runId, filter, after, withValues }, own.signal);
        parts.push(...page.nodes.map((one) => csvRow(cellsOf(one))));
        rows += page.nodes.length;
        put({ rows, total: page.totalCount, state: 'GOING', problem: null });
        after = page.pageInfo.endCursor;
        if (!page.pageInfo.hasNextPage) break;
      } catch (error) {
        if (own.signal.aborted) return;
        const problem = problemOf(error);
        if (!passes(problem)) return put({ state: 'FAILED', problem });
        put({ state: 'WAITING', problem });
        await new Promise((resolve) => setTimeout(resolve, againMs));
        if (own.signal.aborted) return;
      }
    }
    download(`findings-${runId}.csv`, parts, csvType);
    return put({ state: 'DONE' });
  }, []);
  const stop = useCallback(() => {
    stopper.current?.abort();
    setMaking((all) => all && { ...all, state: 'STOPPED' });
  }, []);
  useEffect(() => () => stopper.current?.abort(), []);
  return { making, make, stop };
}

type Page = NonNullable<FindingPage<Exported>['findings']>;

async function pageAfter(
  asking: Asking,
  { withValues, ...of }: { runId: string; filter: object; after: string | null; withValues: boolean },
  signal: AbortSignal,
): Promise<Page> {
  const document = withValues ? exportWithValuesQuery : exportQuery;
  const { data, problems } = await askHub<FindingPage<Exported>>(
    asking,
    document,
    { ...of, first: 200 },
    { signal },
  );
  // NOTE: a file with holes is no file: what could not be had in part is asked for again.
  if (!data?.findings || problems[0]) throw new HubRefusal(problems[0]!);
  return data.findings;
}

const nothing: Making = { rows: 0, total: null, state: 'GOING', problem: null };

function cellsOf(one: Exported): Cell[] {
  const { id, sectorNo, outcome, causes, state, decision, decidedBy, confirmedBy, decidedAt } = one;
  const { dueOn, touchesBenefits, office, communes, stated } = one;
  const number = (verbatim: string) => ({ verbatim });
  return [
    ...[number(id), number(sectorNo), outcome, causes.join(';'), state],
    ...[decision ?? '', number(decidedBy ?? ''), number(confirmedBy ?? ''), decidedAt ?? '', dueOn],
    ...[touchesBenefits ? '1' : '0', office ?? '', number(communes.join(' '))],
    ...(stated
      ? [
          ...[number(stated.personalId), number(stated.oldIdNumber), stated.fullName],
          ...[stated.dateOfBirth, stated.gender, stated.address],
        ]
      : []),
  ];
}
