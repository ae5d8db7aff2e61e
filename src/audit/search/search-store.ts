import type { Queryable } from '../../database/transaction.js';
import type { StoredEvent } from '../canonical.js';
import { eventColumns, spanOf, withSubjects } from '../event-store.js';

/** What narrows a search of the record; all of it must hold. */
export interface EventFilter {
  /** Keyed hashes of a resident's number. */
  subjects: readonly Buffer[] | null;
  agency: string | null;
  officer: string | null;
  purpose: string | null;
  outcome: string | null;
  requestId: string | null;
  /** RFC 3339; from is in it, to is not. */
  from: string | null;
  to: string | null;
  /** Leaves out what was answered, was about nobody and changed nothing: what pages ask by themselves. */
  withoutNobodys: boolean;
}

/** Where a page ends: the time and id of its last event. */
export interface EventPlace {
  occurredAt: string;
  id: string;
}

/** One condition a filter, each with its values; what is not asked for is not in the statement. */
function conditionsOf(filter: EventFilter, after: EventPlace | null, values: unknown[]): string {
  const value = (one: unknown) => `$${values.push(one)}`;
  const conditions = ['true'];
  if (filter.from !== null) conditions.push(`e.occurred_at >= ${value(filter.from)}::timestamptz`);
  if (filter.to !== null) conditions.push(`e.occurred_at < ${value(filter.to)}::timestamptz`);
  if (filter.agency !== null) conditions.push(`e.agency_code = ${value(filter.agency)}`);
  if (filter.officer !== null) conditions.push(`e.officer = ${value(filter.officer)}`);
  if (filter.purpose !== null) conditions.push(`e.purpose = ${value(filter.purpose)}`);
  if (filter.outcome !== null) conditions.push(`e.outcome = ${value(filter.outcome)}`);
  if (filter.requestId !== null) conditions.push(`e.request_id = ${value(filter.requestId)}`);
  if (filter.withoutNobodys) {
    conditions.push(`(e.outcome <> 'ANSWERED' or e.change is not null or exists (
      select from audit.event_subject s where s.event_id = e.id and s.occurred_at = e.occurred_at))`);
  }
  if (after) {
    conditions.push(
      `(e.occurred_at, e.id) < (${value(after.occurredAt)}::timestamptz, ${value(after.id)}::uuid)`,
    );
  }
  return conditions.join(' and ');
}

/** The events from which a filter picks: those about the residents it names, by their hashes' index, or all. */
function eventsOf({ subjects, from, to }: EventFilter, after: EventPlace | null, values: unknown[]): string {
  if (!subjects) return 'audit.event e';
  const value = (one: unknown) => `$${values.push(one)}`;
  // The same bounds on both tables: each is read from the months that can hold them.
  const bounds = [`subject_mac = any(${value(subjects)}::bytea[])`];
  if (from !== null) bounds.push(`occurred_at >= ${value(from)}::timestamptz`);
  if (to !== null) bounds.push(`occurred_at < ${value(to)}::timestamptz`);
  if (after) bounds.push(`occurred_at <= ${value(after.occurredAt)}::timestamptz`);
  return `(select distinct event_id, occurred_at from audit.event_subject where ${bounds.join(' and ')}) s
    join audit.event e on e.id = s.event_id and e.occurred_at = s.occurred_at`;
}

/** Events that a filter picks, newest first, with whom they were about. */
export async function findEvents(
  db: Queryable,
  filter: EventFilter,
  limit: number,
  after: EventPlace | null,
): Promise<StoredEvent[]> {
  const values: unknown[] = [];
  const source = eventsOf(filter, after, values);
  const { rows } = await db.query<Omit<StoredEvent, 'subjects'>>(
    `select ${eventColumns} from ${source} where ${conditionsOf(filter, after, values)}
     order by e.occurred_at desc, e.id desc limit ${limit}`,
    values,
  );
  return rows.length === 0 ? [] : withSubjects(db as Parameters<typeof withSubjects>[0], rows, spanOf(rows));
}

/** How many events a filter picks; null when more than `most`. */
export async function countEvents(db: Queryable, filter: EventFilter, most: number): Promise<number | null> {
  const values: unknown[] = [];
  const source = eventsOf(filter, null, values);
  const { rows } = await db.query<{ count: number }>(
    `select count(*)::int as count from (select from ${source} where ${conditionsOf(filter, null, values)}
     limit ${most + 1}) few`,
    values,
  );
  const { count } = rows[0]!;
  return count > most ? null : count;
}

/** How many events of a span there are by agency, purpose and outcome, the most first. */
export interface SummaryRow {
  agency: string | null;
  agencyKind: string | null;
  purpose: string | null;
  outcome: string;
  count: number;
}

export async function summarise(
  db: Queryable,
  span: { from: string; to: string },
  limit: number,
): Promise<SummaryRow[]> {
  const { rows } = await db.query<SummaryRow>(
    `select e.agency_code as agency, e.agency_kind as "agencyKind", e.purpose, e.outcome, count(*)::int as count
     from audit.event e where e.occurred_at >= $1::timestamptz and e.occurred_at < $2::timestamptz
     group by 1, 2, 3, 4 order by count desc, 1, 3, 4 limit ${limit}`,
    [span.from, span.to],
  );
  return rows;
}
