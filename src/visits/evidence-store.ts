import type { Queryable } from '../database/transaction.js';
import type { VisitEntry } from './visit.js';

/** An event of the record of looks, and where it stands in the sealed tree; null while it is not sealed. */
export interface RecordedEvent {
  requestId: string;
  id: string;
  occurredAt: string;
  outcome: string;
  leaf: number | null;
}

/** The events that an agency's entries were committed with. They stand within a minute of each other. */
export async function eventsOf(
  db: Queryable,
  agency: string,
  entries: readonly Pick<VisitEntry, 'requestId' | 'recordedAt'>[],
): Promise<RecordedEvent[]> {
  const { rows } = await db.query<Omit<RecordedEvent, 'occurredAt'> & { occurredAt: string | Date }>(
    `select distinct e.request_id as "requestId", e.id, e.occurred_at as "occurredAt", e.outcome, l.seq::float8 as leaf
     from unnest($2::text[], $3::timestamptz[]) as asked (request_id, at)
     join audit.event e on e.agency_code = $1 and e.request_id = asked.request_id
       and e.occurred_at between asked.at - interval '1 minute' and asked.at + interval '1 minute'
     left join audit.leaf l on l.event_id = e.id and l.occurred_at = e.occurred_at
     order by e.occurred_at`,
    [agency, entries.map(({ requestId }) => requestId), entries.map(({ recordedAt }) => recordedAt)],
  );
  return rows.map((row) => ({ ...row, occurredAt: new Date(row.occurredAt).toISOString() }));
}
