import type { Queryable } from '../../database/transaction.js';
import type { AuditOutcome, SubjectOutcome, SubjectRelation } from '../event.js';
import { timeText } from '../event-store.js';

/** One event about a person, as far as his report needs it. */
export interface LookRow {
  eventId: string;
  mac: Buffer;
  /** RFC 3339 to the microsecond, UTC. */
  occurredAt: string;
  subjectOutcome: SubjectOutcome;
  relation: SubjectRelation;
  agencyCode: string | null;
  agencyKind: string | null;
  clientId: string | null;
  purpose: string | null;
  caseReference: string | null;
  outcome: AuditOutcome;
  fieldsReleased: string[];
}

/** Rows read at a time, so that somebody who is looked up all day costs time and not memory. */
const chunk = 5_000;

/** Every event about any of these hashes, newest first; one that names two of them, or one with two outcomes, comes twice. */
export async function* looksAt(db: Queryable, subjects: readonly Buffer[]): AsyncGenerator<LookRow[]> {
  let after = null as LookRow | null;
  for (;;) {
    const { rows }: { rows: LookRow[] } = await db.query<LookRow>(
      `select s.event_id as "eventId", s.subject_mac as mac, ${timeText('s.occurred_at')} as "occurredAt",
         s.outcome as "subjectOutcome", s.relation, e.agency_code as "agencyCode", e.agency_kind as "agencyKind",
         e.client_id as "clientId", e.purpose, e.case_reference as "caseReference", e.outcome,
         e.fields_released as "fieldsReleased"
       from audit.event_subject s
       join audit.event e on e.id = s.event_id and e.occurred_at = s.occurred_at
       where s.subject_mac = any($1::bytea[])
         and ($2::timestamptz is null
           or (s.occurred_at, s.event_id, s.subject_mac, s.outcome) < ($2::timestamptz, $3::uuid, $4::bytea, $5))
       order by s.occurred_at desc, s.event_id desc, s.subject_mac desc, s.outcome desc limit ${chunk}`,
      [
        ...[subjects, after?.occurredAt ?? null, after?.eventId ?? null],
        ...[after?.mac ?? null, after?.subjectOutcome ?? null],
      ],
    );
    if (rows.length > 0) yield rows;
    if (rows.length < chunk) return;
    after = rows.at(-1)!;
  }
}

/** Which of these events were about one of these hashes, asked for directly and answered. */
export async function askedAbout(
  db: Queryable,
  subjects: readonly Buffer[],
  eventIds: readonly string[],
): Promise<Set<string>> {
  if (subjects.length === 0 || eventIds.length === 0) return new Set();
  const { rows } = await db.query<{ id: string }>(
    `select event_id as id from audit.event_subject
     where subject_mac = any($1::bytea[]) and event_id = any($2::uuid[])
       and relation = 'DIRECT' and outcome = 'RELEASED'`,
    [subjects, eventIds],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Agencies' names by code. */
export async function agencyNames(db: Queryable, codes: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await db.query<{ code: string; name: string }>(
    'select code, name from access.agency where code = any($1::text[])',
    [codes],
  );
  return new Map(rows.map(({ code, name }) => [code, name]));
}

/** Which of these events are in a seal, by id: those of that very time. */
export async function sealedAmong(
  db: Queryable,
  events: readonly { id: string; occurredAt: string }[],
): Promise<Set<string>> {
  if (events.length === 0) return new Set();
  const { rows } = await db.query<{ id: string }>(
    `select event_id as id from audit.leaf where (event_id, occurred_at) in
       (select * from unnest($1::uuid[], $2::timestamptz[]))`,
    [events.map((event) => event.id), events.map((event) => event.occurredAt)],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Since when there is a record, RFC 3339; null when there is none. Ask as the auditor. */
export async function recordedSince(db: Queryable): Promise<string | null> {
  const { rows } = await db.query<{ since: string | null }>(
    `select ${timeText('min(occurred_at)')} as since from audit.event`,
  );
  return rows[0]!.since;
}
