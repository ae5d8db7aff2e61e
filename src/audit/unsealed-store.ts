import type pg from 'pg';
import type { TimeSpan } from './event-store.js';

/** Events without a leaf. */
export interface Unsealed {
  /** How many wait for the next seals, and the age of the oldest in seconds. */
  waiting: number;
  oldest: number;
  /** Those that no honest sealer would have left; the first hundred of each, oldest first. */
  suspects: { id: string; why: 'PAST' | 'LATE' }[];
}

/** What is known of the seals when events without a leaf are looked at. */
export interface SealedSoFar {
  /**
   * The transaction number before which every event has a leaf; null when that cannot be said (a database restored into
   * another server before its next seal).
   */
  horizon: string | null;
  /** The latest moment of the entries sealed so far, milliseconds since 1970. */
  latest: number;
  /** How far times and transactions may differ in their order. */
  toleranceMs: number;
  /** How long an event may wait while later ones are sealed, in milliseconds. */
  waitMs: number;
}

/** Sorts the events of a span without a leaf into those that wait and those that somebody put there. */
export async function readUnsealed(
  client: pg.ClientBase,
  { horizon, latest, toleranceMs, waitMs }: SealedSoFar,
  { from, to }: TimeSpan,
): Promise<Unsealed> {
  const moment = (back: number) => (Number.isFinite(latest) ? (latest - back) / 1000 : null);
  // NOTE: no transaction of this server can have a number that none was given yet, as this very statement sees it.
  const { rows } = await client.query<{
    id: string;
    why: 'PAST' | 'LATE' | null;
    count: number;
    oldest: number;
  }>(
    `with unsealed as (
       select e.id, e.occurred_at, case
         when e.txid < $1::text::xid8 then 'PAST'
         when $1::text is not null and e.txid >= pg_snapshot_xmax(pg_current_snapshot()) then 'PAST'
         when e.occurred_at < to_timestamp($4::float8)
           and e.occurred_at < clock_timestamp() - make_interval(secs => $7::float8) then 'PAST'
         when exists (select from audit.leaf l where l.event_id = e.id) then 'PAST'
         when e.occurred_at < to_timestamp($5::float8)
           and e.occurred_at < clock_timestamp() - make_interval(secs => $6::float8) then 'LATE' end as why
       from audit.event e
       where e.occurred_at between $2::timestamptz and $3::timestamptz
         and not exists (select from audit.leaf l where l.event_id = e.id and l.occurred_at = e.occurred_at)),
     counted as (select *, row_number() over (partition by why order by occurred_at) as at,
       count(*) over (partition by why)::int as count,
       greatest(0, extract(epoch from clock_timestamp() - min(occurred_at) over (partition by why)))::float8 as oldest
       from unsealed)
     select id, why, count, oldest from counted where at <= case when why is null then 1 else 100 end
     order by why desc, occurred_at`,
    [horizon, from, to, moment(toleranceMs), moment(waitMs), waitMs / 1000, toleranceMs / 1000],
  );
  const waits = rows.find((row) => row.why === null);
  return {
    ...{ waiting: waits?.count ?? 0, oldest: waits?.oldest ?? 0 },
    suspects: rows.flatMap(({ id, why }) => (why ? [{ id, why }] : [])),
  };
}
