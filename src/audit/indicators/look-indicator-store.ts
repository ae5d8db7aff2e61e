import type { Queryable } from '../../database/transaction.js';
import type { TimeSpan } from '../event-store.js';

/** Looks of one kind of agency on one day in Vietnam. */
export interface LookCount {
  on: string;
  kind: string;
  looks: number;
}

/** Answers about at least one resident, by day and kind of agency; nobody is named in it. */
export async function countLooks(db: Queryable, span: TimeSpan): Promise<LookCount[]> {
  const { rows } = await db.query<LookCount>(
    `select ((e.occurred_at at time zone 'UTC') + interval '7 hours')::date::text as "on", e.agency_kind as kind,
       count(*)::int as looks
     from audit.event e
     where e.occurred_at between $1::timestamptz and $2::timestamptz and e.agency_kind is not null
       and e.outcome in ('ANSWERED', 'PARTIAL')
       and exists (select from audit.event_subject s where s.event_id = e.id and s.occurred_at = e.occurred_at)
     group by 1, 2 order by 1, 2`,
    [span.from, span.to],
  );
  return rows;
}
