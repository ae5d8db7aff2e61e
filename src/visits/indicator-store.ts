import type { Queryable } from '../database/transaction.js';
import type { LocalDate } from '../domain/local-date.js';

/** How many visits began at a facility on a day, in one way and with one outcome. */
export interface VisitCount {
  facility: string;
  on: LocalDate;
  recognisedAs: string | null;
  outcome: string | null;
  visits: number;
}

export interface CountedVisits {
  counts: VisitCount[];
  /** Different persons over all days and facilities. */
  people: number;
  /** Visits that are no visit of anybody yet, or turned out to be none. */
  pending: number;
  notConfirmed: number;
}

/** The visits of a span of days; of one agency where it is given, else of all. */
export async function countVisits(
  db: Queryable,
  from: LocalDate,
  until: LocalDate,
  agency: string | null,
): Promise<CountedVisits> {
  const counted = await db.query<VisitCount>(
    `select i.facility, i."on"::text as "on", i.recognised_as as "recognisedAs", i.outcome, i.visits
     from visit.indicators($1::date, $2::date, $3::text) i`,
    [from, until, agency],
  );
  const { rows } = await db.query<{ people: number }>(
    'select visit.people($1::date, $2::date, $3::text) as people',
    [from, until, agency],
  );
  const unconfirmed = await db.query<{ pending: number; notConfirmed: number }>(
    'select u.pending, u.not_confirmed as "notConfirmed" from visit.unconfirmed($1::date, $2::date, $3::text) u',
    [from, until, agency],
  );
  return { counts: counted.rows, people: rows[0]!.people, ...unconfirmed.rows[0]! };
}
