import { leafHash } from './merkle.js';

/** An event as the database holds it, with whom it was about; times are RFC 3339 to the microsecond, UTC. */
export interface StoredEvent {
  id: string;
  occurredAt: string;
  requestId: string;
  agencyCode: string | null;
  agencyKind: string | null;
  clientId: string | null;
  officer: string | null;
  purpose: string | null;
  caseReference: string | null;
  emergencyReasonSealed: Buffer | null;
  operationName: string | null;
  operationHash: string | null;
  outcome: string;
  errorCodes: string[];
  fieldsReleased: string[];
  fieldsRefused: string[];
  fieldsUnavailable: string[];
  durationMs: number;
  change: string | null;
  /** Drawn by the database for this event alone: without it nobody can try contents against a leaf. */
  salt: Buffer;
  /** Number of its transaction. It orders events within a seal and is no part of their contents. */
  txid: string;
  subjects: StoredSubject[];
}

export interface StoredSubject {
  mac: Buffer;
  sealed: Buffer;
  outcome: string;
  relation: string;
}

/**
 * The text of an event that its leaf is made of: JSON without spaces, keys in this order, bytes in base64, subjects by
 * mac, then outcome. A column more makes another `v`, and this one stays for what it sealed. See docs/audit.md.
 */
export function canonicalText(event: StoredEvent): string {
  return JSON.stringify({
    v: 1,
    id: event.id,
    occurredAt: event.occurredAt,
    requestId: event.requestId,
    agencyCode: event.agencyCode,
    agencyKind: event.agencyKind,
    clientId: event.clientId,
    officer: event.officer,
    purpose: event.purpose,
    caseReference: event.caseReference,
    emergencyReasonSealed: event.emergencyReasonSealed?.toString('base64') ?? null,
    operationName: event.operationName,
    operationHash: event.operationHash,
    outcome: event.outcome,
    errorCodes: event.errorCodes,
    fieldsReleased: event.fieldsReleased,
    fieldsRefused: event.fieldsRefused,
    fieldsUnavailable: event.fieldsUnavailable,
    durationMs: event.durationMs,
    change: event.change,
    subjects: [...event.subjects].sort(bySubject).map(({ mac, sealed, outcome, relation }) => ({
      mac: mac.toString('base64'),
      sealed: sealed.toString('base64'),
      outcome,
      relation,
    })),
  });
}

/** SHA-256(0x00 ‖ salt ‖ canonical text in UTF-8). */
export function leafOf(event: StoredEvent): Buffer {
  return leafHash(event.salt, Buffer.from(canonicalText(event)));
}

function bySubject(a: StoredSubject, b: StoredSubject): number {
  const order = a.mac.compare(b.mac);
  if (order !== 0) return order;
  return a.outcome < b.outcome ? -1 : a.outcome > b.outcome ? 1 : 0;
}
