import type { CareKind } from '../domain/care.js';
import type { Sentence } from '../domain/language.js';
import type { FieldVerdict } from '../domain/verdict.js';

/** When a facility looks, as the law wants it: on arrival, during treatment, before discharge. */
export type VisitMoment = 'ARRIVAL' | 'DURING' | 'DISCHARGE';

/** WITHDRAWN: recorded by mistake, kept for the record, and counted nowhere. */
export type VisitState = 'OPEN' | 'ENDED' | 'WITHDRAWN';

/** What a look was based on; kept encrypted. */
export interface VisitEvidence {
  /** Of the claim at arrival; empty later, when the visit itself says who it is. */
  verdicts: readonly FieldVerdict[];
  cardNumber: string | null;
  level: number | null;
  explanation: Sentence;
  legalBasis: readonly string[];
}

/** One look of a visit, or a correction of one. Never changed once written. */
export interface VisitEntry {
  id: string;
  moment: VisitMoment;
  /** When it happened, and when it was written down; RFC 3339, UTC. */
  at: string;
  recordedAt: string;
  officer: string | null;
  requestId: string;
  /** What was scanned or typed at arrival. */
  recognisedAs: string | null;
  /** Null for a withdrawal, which is no look. */
  outcome: 'ELIGIBLE' | 'ELIGIBLE_CHECK' | 'NOT_ELIGIBLE' | 'NOT_COVERED' | null;
  portalCode: string | null;
  routeCode: string | null;
  coveredRate: number | null;
  evidence: VisitEvidence | null;
  /** The entry that this one stands for, and why. */
  corrects: string | null;
  withdraws: boolean;
  reason: string | null;
}

/** One person's visit to one facility (lượt khám chữa bệnh). */
export interface Visit {
  id: string;
  facility: string;
  care: CareKind;
  state: VisitState;
  openedAt: string;
  openedOn: string;
  endedAt: string | null;
  personalId: string;
  /** In the order they were written. */
  entries: readonly VisitEntry[];
}
