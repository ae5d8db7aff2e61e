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

/** The events with these ids that happened in the span, by id. Of two under one id: the one that has a leaf. */
export async function readEvents(
  client: pg.ClientBase | pg.Pool,
  ids: readonly string[],
  span: TimeSpan = always,
): Promise<Map<string, StoredEvent>> {
  const rows = await eventRows(
    client,
    ids,
    span,
    `order by exists (select from audit.leaf l
    where l.event_id = e.id and l.occurred_at = e.occurred_at)`,
  );
  const events = await withSubjects(client, rows, span);
  return new Map(events.map((event) => [event.id, event]));
}

/** The event of each leaf, by `placeOf` it; what else stands under the id is another event. */
export async function readEventsOf(
  client: pg.ClientBase | pg.Pool,
  leaves: readonly { eventId: string; occurredAt: string }[],
): Promise<Map<string, StoredEvent>> {
  if (leaves.length === 0) return new Map();
  const rows = await rowsOf(client, leaves);
  const events = await withSubjects(client, rows, spanOf(leaves));
  return new Map(events.map((event) => [placeOf(event.id, event.occurredAt), event]));
}

/** An event as verification looks at it. */
export interface SuspectEvent extends StoredEvent {
  /** Somebody it was about stands under its id at another time: no reader finds him there. */
  displaced: boolean;
}

/**
 * The same by `placeOf` the leaf, with everybody who stands under the id of an event within the span of the leaves; where there is no event at
 * the time of a leaf, one of another time.
 */
export async function readSuspects(
  client: pg.ClientBase,
  leaves: readonly { eventId: string; occurredAt: string }[],
  isExcused: (eventId: string) => boolean,
): Promise<Map<string, SuspectEvent>> {
  if (leaves.length === 0) return new Map();
  const rows = await rowsOf(client, leaves);
  const there = new Set(rows.map((row) => row.id));
  const sought = leaves.flatMap(({ eventId: id }) => (there.has(id) || isExcused(id) ? [] : [id]));
  const elsewhere = await eventRows(client, sought, always);
  const [near, far] = [
    await subjectRows(client, idsOf(rows), spanOf(leaves)),
    await subjectRows(client, idsOf(elsewhere), always),
  ];
  const about = grouped([...near, ...far], (row) => row.eventId);
  const places = new Set(rows.map((row) => placeOf(row.id, row.occurredAt)));
  const suspect = (row: EventRow): SuspectEvent => {
    const own = (about.get(row.id) ?? []).filter(
      ({ occurredAt }) => occurredAt === row.occurredAt || !places.has(placeOf(row.id, occurredAt)),
    );
    const displaced = own.some((subject) => subject.occurredAt !== row.occurredAt);
    return { ...row, displaced, subjects: own.map(asSubject) };
  };
  const moved = new Map(elsewhere.map((row) => [row.id, row]));
  const found = new Map(rows.map((row) => [placeOf(row.id, row.occurredAt), suspect(row)]));
  for (const { eventId, occurredAt } of leaves) {
    const row = moved.get(eventId);
    if (row) found.set(placeOf(eventId, occurredAt), suspect(row));
  }
  return found;
}

/** Events and sealed events under whose id somebody stands at another time; the first hundred, oldest first. */
export async function readStraySubjects(
  client: pg.ClientBase,
  { from, to }: TimeSpan,
): Promise<{ eventId: string }[]> {
  const { rows } = await client.query<{ eventId: string }>(
    `select s.event_id as "eventId" from audit.event_subject s
     where s.occurred_at between $1::timestamptz and $2::timestamptz and not exists
       (select from audit.event e where e.id = s.event_id and e.occurred_at = s.occurred_at)
       and (exists (select from audit.event e where e.id = s.event_id)
         or exists (select from audit.leaf l where l.event_id = s.event_id))
     group by s.event_id order by min(s.occurred_at) limit 100`,
    [from, to],
  );
  return rows;
}

/** Adds to events whom they were about: those who stand at their very time. */
export async function withSubjects(
  client: pg.ClientBase | pg.Pool,
  rows: readonly EventRow[],
  span: TimeSpan = always,
): Promise<StoredEvent[]> {
  const subjects = await subjectRows(client, idsOf(rows), span);
  const byEvent = grouped(subjects, ({ eventId, occurredAt }) => placeOf(eventId, occurredAt));
  return rows.map((row) => ({
    ...row,
    subjects: (byEvent.get(placeOf(row.id, row.occurredAt)) ?? []).map(asSubject),
  }));
}

type EventRow = Omit<StoredEvent, 'subjects'>;
interface SubjectRow extends StoredSubject {
  eventId: string;
  occurredAt: string;
}

/** NOTE: an id alone does not name an event: the key of the table has the time in it. */
export const placeOf = (id: string, occurredAt: string) => `${id} ${occurredAt}`;
const idsOf = (rows: readonly EventRow[]) => rows.map((row) => row.id);
const asSubject = ({ mac, sealed, outcome, relation }: SubjectRow): StoredSubject => ({
  ...{ mac, sealed, outcome, relation },
});

async function rowsOf(
  client: pg.ClientBase | pg.Pool,
  leaves: readonly { eventId: string; occurredAt: string }[],
): Promise<EventRow[]> {
  const places = new Set(leaves.map((leaf) => placeOf(leaf.eventId, leaf.occurredAt)));
  const ids = leaves.map((leaf) => leaf.eventId);
  const rows = await eventRows(client, ids, spanOf(leaves));
  return rows.filter((row) => places.has(placeOf(row.id, row.occurredAt)));
}

async function eventRows(
  client: pg.ClientBase | pg.Pool,
  ids: readonly string[],
  { from, to }: TimeSpan,
  order = '',
): Promise<EventRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await client.query<EventRow>(
    `select ${eventColumns} from audit.event e
     where e.id = any($1::uuid[]) and e.occurred_at between $2::timestamptz and $3::timestamptz ${order}`,
    [ids, from, to],
  );
  return rows;
}

async function subjectRows(
  client: pg.ClientBase | pg.Pool,
  ids: readonly string[],
  { from, to }: TimeSpan,
): Promise<SubjectRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await client.query<SubjectRow>(
    `select event_id as "eventId", ${timeText('occurred_at')} as "occurredAt", subject_mac as mac,
       subject_sealed as sealed, outcome, relation
     from audit.event_subject
     where event_id = any($1::uuid[]) and occurred_at between $2::timestamptz and $3::timestamptz`,
    [ids, from, to],
  );
  return rows;
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}
