import type { Caller, Reason } from '../access/caller.js';
import type { Keyring } from '../access/keys.js';
import { type ClosedTrail, eventOf } from './closed-trail.js';
import type { AuditEvent, AuditOutcome, SubjectOutcome, SubjectRelation } from './event.js';

const strength: Record<SubjectOutcome, number> = {
  NOT_FOUND: 0,
  OUT_OF_REMIT: 1,
  REFUSED: 2,
  MISMATCHED: 3,
  VERIFIED_ONLY: 4,
  RELEASED: 5,
};

interface Subject {
  outcome: SubjectOutcome;
  relation: SubjectRelation;
  /** Whether a claim about him mismatched, whatever another one did. */
  mismatched: boolean;
}

/** What one request does, gathered while it runs, to become its one audit event. */
export class Trail {
  readonly #subjects = new Map<string, Subject>();
  caller: Caller | null = null;
  reason: Reason | null = null;
  operationName: string | null = null;
  operationHash: string | null = null;
  /** Field coordinates that the answer gives a value for, was refused, and could not be had. */
  released: readonly string[] = [];
  refused: readonly string[] = [];
  unavailable: readonly string[] = [];
  /** By which fields of its filter an auditor's search was narrowed, by coordinate: on record beside what it gave. */
  filteredBy: readonly string[] = [];
  /** What this operation changed, as `AuditEvent.change` has it. */
  change: string | null = null;
  #recorded = false;
  #leavesOut = false;

  constructor(
    readonly requestId: string,
    private readonly startedAt: number,
  ) {}

  /**
   * Notes a resident by number (as found, or as asked when unknown); the most telling outcome stays, beside it that
   * another claim mismatched, and who was asked for directly too stays DIRECT.
   */
  subject(personalId: string, outcome: SubjectOutcome, relation: SubjectRelation = 'DIRECT'): void {
    this.#recorded = false;
    if (outcome === 'NOT_FOUND' || outcome === 'OUT_OF_REMIT') this.#leavesOut = true;
    const mismatched = outcome === 'MISMATCHED';
    const known = this.#subjects.get(personalId);
    if (known === undefined) {
      this.#subjects.set(personalId, { outcome, relation, mismatched });
      return;
    }
    if (strength[outcome] > strength[known.outcome]) known.outcome = outcome;
    if (relation === 'DIRECT') known.relation = relation;
    if (mismatched) known.mismatched = true;
  }

  /** Whether somebody who was asked for is unknown or outside the remit, which the caller must not tell apart. */
  get leavesOut(): boolean {
    return this.#leavesOut;
  }

  /** Its event was committed with a write. A resident who is noted after that wants another event. */
  markRecorded(): void {
    this.#recorded = true;
  }

  get isRecorded(): boolean {
    return this.#recorded;
  }

  #given(): readonly string[] {
    return this.filteredBy.length > 0 ? [...this.released, ...this.filteredBy] : this.released;
  }

  /** What there is to record of it, as plain data. */
  close(outcome: AuditOutcome, errorCodes: string[], now: number): ClosedTrail {
    const { caller, reason } = this;
    return {
      at: now,
      requestId: this.requestId,
      agencyCode: caller?.agency.code ?? null,
      agencyKind: caller?.agency.kind ?? null,
      clientId: caller?.clientId ?? null,
      officer: caller?.officer ?? null,
      purpose: reason?.purpose ?? null,
      caseReference: reason?.caseReference ?? null,
      emergencyReason: reason?.emergencyReason ?? null,
      operationName: this.operationName,
      operationHash: this.operationHash,
      outcome,
      errorCodes: errorCodes.length > 1 ? [...new Set(errorCodes)] : errorCodes,
      fieldsReleased: outcome === 'ANSWERED' || outcome === 'PARTIAL' ? this.#given() : [],
      fieldsRefused: this.refused,
      fieldsUnavailable: this.unavailable,
      durationMs: Math.max(0, Math.round(now - this.startedAt)),
      change: this.change,
      subjects: [...this.#subjects].flatMap(([personalId, { relation, ...subject }]) =>
        outcomesOf(subject).map((outcomeOfIt) => ({ personalId, outcome: outcomeOfIt, relation })),
      ),
    };
  }

  /** Closes the trail into an event, for whoever commits it with a change. */
  toEvent(keys: Keyring, outcome: AuditOutcome, errorCodes: string[], now: number): AuditEvent {
    return eventOf(this.close(outcome, errorCodes, now), keys);
  }
}

/** NOTE: a match must not hide the tries before it, or birth dates could be tried out unseen. */
function outcomesOf({ outcome, mismatched }: Omit<Subject, 'relation'>): SubjectOutcome[] {
  return mismatched && outcome !== 'MISMATCHED' ? [outcome, 'MISMATCHED'] : [outcome];
}
