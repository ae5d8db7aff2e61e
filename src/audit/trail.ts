import type { Caller, Reason } from '../access/caller.js';
import type { Keyring } from '../access/keys.js';
import type { AuditEvent, AuditOutcome, SubjectOutcome } from './event.js';
import { makeEventId } from './event-id.js';

const strength: Record<SubjectOutcome, number> = {
  NOT_FOUND: 0,
  OUT_OF_REMIT: 1,
  REFUSED: 2,
  MISMATCHED: 3,
  VERIFIED_ONLY: 4,
  RELEASED: 5,
};

/** What one request does, gathered while it runs, to become its one audit event. */
export class Trail {
  readonly #subjects = new Map<string, SubjectOutcome>();
  caller: Caller | null = null;
  reason: Reason | null = null;
  operationName: string | null = null;
  operationHash: string | null = null;
  /** Field coordinates that the answer gives a value for, was refused, and could not be had. */
  released: readonly string[] = [];
  refused: readonly string[] = [];
  unavailable: readonly string[] = [];

  constructor(
    readonly requestId: string,
    private readonly startedAt: number,
  ) {}

  /** Notes a resident by number (as found, or as asked when unknown); the most telling outcome stays. */
  subject(personalId: string, outcome: SubjectOutcome): void {
    const known = this.#subjects.get(personalId);
    if (known === undefined || strength[outcome] > strength[known]) this.#subjects.set(personalId, outcome);
  }

  /** Closes the trail into an event; numbers leave here only as keyed hashes and encrypted. */
  toEvent(keys: Keyring, outcome: AuditOutcome, errorCodes: string[], now: number): AuditEvent {
    const id = makeEventId(now);
    const { caller, reason } = this;
    const emergency = reason?.emergencyReason;
    return {
      id,
      requestId: this.requestId,
      agencyCode: caller?.agency.code ?? null,
      agencyKind: caller?.agency.kind ?? null,
      clientId: caller?.clientId ?? null,
      officer: caller?.officer ?? null,
      purpose: reason?.purpose ?? null,
      caseReference: reason?.caseReference ?? null,
      emergencyReasonSealed: emergency ? keys.seal('emergency-reason', emergency, id) : null,
      operationName: this.operationName,
      operationHash: this.operationHash,
      outcome,
      errorCodes: errorCodes.length > 1 ? [...new Set(errorCodes)] : errorCodes,
      fieldsReleased: outcome === 'ANSWERED' || outcome === 'PARTIAL' ? this.released : [],
      fieldsRefused: this.refused,
      fieldsUnavailable: this.unavailable,
      durationMs: Math.max(0, Math.round(now - this.startedAt)),
      subjects: [...this.#subjects].map(([personalId, subjectOutcome]) => ({
        mac: keys.mac('audit-subject', personalId),
        sealed: keys.seal('audit-seal', personalId, id),
        outcome: subjectOutcome,
      })),
    };
  }
}
