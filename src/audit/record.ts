import type pg from 'pg';
import type { AuditEvent } from './event.js';

const call = { name: 'audit_record', text: 'select audit.record($1::json, $2::json)' };

/**
 * Writes events with their subjects in one statement, in whatever transaction the client is in: a change and its event
 * commit together. Time, salt and transaction number are the database's own.
 */
export async function recordEvents(client: pg.ClientBase, events: readonly AuditEvent[]): Promise<void> {
  await client.query({
    ...call,
    values: [JSON.stringify(events.map(toRow)), JSON.stringify(events.flatMap(toSubjects))],
  });
}

function toRow(event: AuditEvent) {
  return {
    id: event.id,
    request_id: event.requestId,
    agency_code: event.agencyCode,
    agency_kind: event.agencyKind,
    client_id: event.clientId,
    officer: event.officer,
    purpose: event.purpose,
    case_reference: event.caseReference,
    emergency: event.emergencyReasonSealed?.toString('base64') ?? null,
    operation_name: event.operationName,
    operation_hash: event.operationHash,
    outcome: event.outcome,
    error_codes: arrayText(event.errorCodes),
    released: arrayText(event.fieldsReleased),
    refused: arrayText(event.fieldsRefused),
    unavailable: arrayText(event.fieldsUnavailable),
    duration_ms: event.durationMs,
    change: event.change,
  };
}

/**
 * Names as PostgreSQL writes an array. NOTE: it reads that twice as fast as an array of JSON. Codes and coordinates alone:
 * of what JSON escapes, an array knows only the quote and the backslash.
 */
const arrayText = (names: readonly string[]): string =>
  `{${names.map((name) => JSON.stringify(name)).join(',')}}`;

function toSubjects(event: AuditEvent) {
  return event.subjects.map((subject) => ({
    event_id: event.id,
    mac: subject.mac.toString('base64'),
    sealed: subject.sealed.toString('base64'),
    outcome: subject.outcome,
    relation: subject.relation,
  }));
}
