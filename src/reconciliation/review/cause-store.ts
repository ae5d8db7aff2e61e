import type { Queryable } from '../../database/transaction.js';
import { type FindingFilter, filterCondition, filterValues } from './finding-store.js';

/** By what findings are counted. */
export type CountedBy = 'CAUSE' | 'COMMUNE' | 'OFFICE' | 'OUTCOME' | 'STATE';

export interface FindingCount {
  key: string;
  findings: number;
  /** Not decided yet. */
  open: number;
}

/** Our own words, so they may stand in a statement; a finding of several causes or communes counts once in each. */
const counted: Readonly<Record<CountedBy, readonly [from: string, key: string]>> = {
  CAUSE: ['review.finding f cross join unnest(f.causes) as k', 'k'],
  COMMUNE: ['review.finding f cross join unnest(f.communes) as k', 'k'],
  OFFICE: ['review.finding f', 'f.office'],
  OUTCOME: ['review.finding f', 'f.outcome::text'],
  STATE: ['review.finding f', 'f.state'],
};

/** Most first, at most 200; findings that say nothing of it are in none. */
export async function countFindingsBy(
  db: Queryable,
  runId: number,
  by: CountedBy,
  filter: FindingFilter,
): Promise<FindingCount[]> {
  const [from, key] = counted[by];
  const { rows } = await db.query<FindingCount>(
    `select ${key} as key, count(*)::integer as findings,
       count(*) filter (where f.state in ('OPEN', 'PROPOSED'))::integer as open
     from ${from} where ${filterCondition} and ${key} is not null
     group by ${key} order by 2 desc, 1 limit 200`,
    filterValues(runId, filter),
  );
  return rows;
}
