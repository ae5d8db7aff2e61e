import type pg from 'pg';
import type { StoredEvent, StoredSubject } from './canonical.js';

/** A time as leaves have it: RFC 3339 to the microsecond, UTC. */
export const timeText = (column: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** The columns of an event `e` under the names of `StoredEvent`. */
export const eventColumns = `e.id, ${timeText('e.occurred_at')} as "occurredAt", e.request_id as "requestId",
  e.agency_code as "agencyCode", e.agency_kind as "agencyKind", e.client_id as "clientId", e.officer, e.purpose,
  e.case_reference as "caseReference", e.emergency_reason_sealed as "emergencyReasonSealed",
  e.operation_name as "operationName", e.operation_hash as "operationHash", e.outcome,
  e.error_codes as "errorCodes", e.fields_released as "fieldsReleased", e.fields_refused as "fieldsRefused",
  e.fields_unavailable as "fieldsUnavailable", e.duration_ms as "durationMs", e.change, e.salt, e.txid::text as txid`;

/** A span of time as texts that PostgreSQL reads, both ends in it. It names the partitions to look into. */
export interface TimeSpan {
  from: string;
  to: string;
}

export const always: TimeSpan = { from: '-infinity', to: 'infinity' };

/** A month, `2026-01`, in UTC. */
export function monthSpan(month: string): TimeSpan {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const last = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
  return { from: `${month}-01T00:00:00.000000Z`, to: `${last}T23:59:59.999999Z` };
}

/** From one day in Vietnam to another, both whole. Vietnam keeps UTC+7. */
export function daySpan(from: string, to: string): TimeSpan {
  const at = (time: string) => new Date(`${time}+07:00`).toISOString().slice(0, 19);
  return { from: `${at(`${from}T00:00:00`)}.000000Z`, to: `${at(`${to}T23:59:59`)}.999999Z` };
}

/** From the first moment of these to the last. */
export function spanOf(rows: readonly { occurredAt: string }[]): TimeSpan {
  // NOTE: as text, since all are written alike.
  const times = rows.map((row) => row.occurredAt).sort();
  return { from: times[0]!, to: times.at(-1)! };
}

/** The events with these ids that happened in the span, by id. */
export async function readEvents(
  client: pg.ClientBase | pg.Pool,
  ids: readonly string[],
  { from, to }: TimeSpan = always,
): Promise<Map<string, StoredEvent>> {
  if (ids.length === 0) return new Map();
  const { rows } = await client.query<Omit<StoredEvent, 'subjects'>>(
    `select ${eventColumns} from audit.event e
     where e.id = any($1::uuid[]) and e.occurred_at between $2::timestamptz and $3::timestamptz`,
    [ids, from, to],
  );
  const events = await withSubjects(client, rows, { from, to });
  return new Map(events.map((event) => [event.id, event]));
}

/** Adds to events whom they were about. */
export async function withSubjects(
  client: pg.ClientBase | pg.Pool,
  rows: readonly Omit<StoredEvent, 'subjects'>[],
  { from, to }: TimeSpan = always,
): Promise<StoredEvent[]> {
  const subjects = await client.query<StoredSubject & { eventId: string }>(
    `select event_id as "eventId", subject_mac as mac, subject_sealed as sealed, outcome, relation
     from audit.event_subject
     where event_id = any($1::uuid[]) and occurred_at between $2::timestamptz and $3::timestamptz`,
    [rows.map((row) => row.id), from, to],
  );
  const byEvent = new Map<string, StoredSubject[]>();
  for (const { eventId, ...subject } of subjects.rows) {
    const known = byEvent.get(eventId);
    if (known) known.push(subject);
    else byEvent.set(eventId, [subject]);
  }
  return rows.map((row) => ({ ...row, subjects: byEvent.get(row.id) ?? [] }));
}

/** How many events wait for a seal, and since when the oldest; `inThePast` are those that no seal will ever take. */
export interface Unsealed {
  waiting: number;
  /** Seconds. */
  oldest: number;
  inThePast: { id: string; occurredAt: string }[];
}

/**
 * Events without a leaf.
 * @param horizon the transaction number before which every event has one; null when that cannot be said (a database
 *   restored into another server before its next seal)
 */
export async function readUnsealed(
  client: pg.ClientBase,
  horizon: string | null,
  { from, to }: TimeSpan,
): Promise<Unsealed> {
  const unsealed = `from audit.event e where e.occurred_at between $2::timestamptz and $3::timestamptz
    and not exists (select from audit.leaf l where l.event_id = e.id and l.occurred_at = e.occurred_at)`;
  const past = `coalesce(e.txid < $1::text::xid8, false)`;
  const values = [horizon, from, to];
  const { rows } = await client.query<{ waiting: number; oldest: number }>(
    `select count(*) filter (where not ${past})::int as waiting,
       coalesce(extract(epoch from clock_timestamp() - min(e.occurred_at) filter (where not ${past})), 0)::float8
         as oldest ${unsealed}`,
    values,
  );
  const inThePast = await client.query<{ id: string; occurredAt: string }>(
    `select e.id, ${timeText('e.occurred_at')} as "occurredAt" ${unsealed} and ${past}
     order by e.occurred_at limit 100`,
    values,
  );
  return { ...rows[0]!, inThePast: inThePast.rows };
}
