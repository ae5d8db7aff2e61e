import type pg from 'pg';
import type { Keyring } from '../../src/access/keys.js';
import type { AuditOutcome, SubjectOutcome } from '../../src/audit/event.js';
import { makeEventId } from '../../src/audit/event-id.js';

/** One operation as it will stand on record. */
export interface Look {
  /** Milliseconds since 1970. */
  at: number;
  agency: string;
  kind: string;
  officer: string;
  purpose: string;
  outcome?: AuditOutcome;
  errorCodes?: readonly string[];
  subjects: readonly { number: string; outcome: SubjectOutcome; relation?: 'DIRECT' | 'RELATED' }[];
}

/** Puts looks on record as if they had been taken then; the pool must have the owner's rights. Answers the events' ids. */
export async function putOnRecord(owner: pg.Pool, keys: Keyring, looks: readonly Look[]): Promise<string[]> {
  const ids: string[] = [];
  for (let from = 0; from < looks.length; from += 5_000) {
    const part = looks.slice(from, from + 5_000).map((look) => ({ look, id: makeEventId(look.at) }));
    ids.push(...part.map(({ id }) => id));
    await owner.query(
      `with event as (
         insert into audit.event (id, occurred_at, request_id, agency_code, agency_kind, officer, purpose, outcome,
           error_codes, duration_ms)
         select e.id, to_timestamp(e.at / 1000.0), e.id::text, e.agency, e.kind, e.officer, e.purpose, e.outcome,
           e.codes, 1
         from json_to_recordset($1) as e (id uuid, at float8, agency text, kind text, officer text, purpose text,
           outcome text, codes text[])
         returning id, occurred_at)
       insert into audit.event_subject (event_id, occurred_at, subject_mac, subject_sealed, outcome, relation)
       select s.id, e.occurred_at, decode(s.mac, 'base64'), decode(s.sealed, 'base64'), s.outcome, s.relation
       from json_to_recordset($2) as s (id uuid, mac text, sealed text, outcome text, relation text)
       join event e on e.id = s.id`,
      [JSON.stringify(part.map(toEvent)), JSON.stringify(part.flatMap((one) => toSubjects(one, keys)))],
    );
  }
  return ids;
}

function toEvent({ look, id }: { look: Look; id: string }) {
  const { at, agency, kind, officer, purpose, outcome = 'ANSWERED', errorCodes = [] } = look;
  return { id, at, agency, kind, officer, purpose, outcome, codes: errorCodes };
}

function toSubjects({ look, id }: { look: Look; id: string }, keys: Keyring) {
  return look.subjects.map(({ number, outcome, relation = 'DIRECT' }) => ({
    ...{ id, outcome, relation },
    mac: keys.mac('audit-subject', number).toString('base64'),
    sealed: keys.seal('audit-seal', number, id).toString('base64'),
  }));
}
