import type { CareKind, Circumstances } from '../domain/care.js';
import type { Sentence } from '../domain/language.js';
import type { FieldVerdict } from '../domain/verdict.js';

/** When a facility looks, as the law wants it: on arrival, during treatment, before discharge. */
export type VisitMoment = 'ARRIVAL' | 'DURING' | 'DISCHARGE';

/**
 * PENDING_VERIFICATION: recorded while a source was down, nobody's yet; NOT_CONFIRMED: the look that was made up for found
 * nobody whom the claim fits; WITHDRAWN: recorded by mistake. All three open no remit and count as no visit.
 */
export type VisitState = 'PENDING_VERIFICATION' | 'OPEN' | 'ENDED' | 'NOT_CONFIRMED' | 'WITHDRAWN';

/** How sure an entry is: its look was answered, is owed, or found nobody whom the claim fits. */
export type Verification = 'CONFIRMED' | 'PENDING' | 'NOT_CONFIRMED';

/** Why a look is owed. ARRIVAL_PENDING: that of the arrival is, so that nobody can be looked at. */
export type PendingCause =
  | 'REGISTRY_UNAVAILABLE'
  | 'SECTOR_UNAVAILABLE'
  | 'OVERLOADED'
  | 'OVER_BUDGET'
  | 'ARRIVAL_PENDING';

/** Why a look that was made up for confirmed nothing. EXPIRED: it could not be made up for in time. */
export type NotConfirmedCause =
  | 'NOT_FOUND'
  | 'MISMATCHED'
  | 'PARTIAL'
  | 'UNREADABLE'
  | 'ARRIVAL_NOT_CONFIRMED'
  | 'EXPIRED';

/** What this facility was told of a person before, with the moment it was told. */
export interface LastKnown {
  outcome: string;
  portalCode: string;
  cardNumber: string | null;
  level: number | null;
  coveredRate: number | null;
  at: string;
}

/** What a look was based on; kept encrypted. */
export interface VisitEvidence {
  /** Of a look that is owed: how long the card itself says that it is valid, and what is known from before. */
  validUntil?: string | null;
  lastKnown?: LastKnown | null;
  /** What the desk said with it; later looks go by it too (`statedSoFar`). */
  circumstances?: Circumstances | null;
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
  /** Set while no look was answered; the entry that makes up for it names this one in `corrects`. */
  pendingBecause: PendingCause | null;
  /** Of a pending one: whether the registry did answer. */
  identified: boolean;
  notConfirmedBecause: NotConfirmedCause | null;
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
  /** Null while nobody is confirmed. */
  personalId: string | null;
  /** When something was last added to it, and when a look that was owed was last made up for. */
  lastAt: string;
  answeredAt: string | null;
  /** In the order they were written. */
  entries: readonly VisitEntry[];
}

/** Null for a withdrawal, which is no look. */
export function verificationOf(
  entry: Pick<VisitEntry, 'withdraws' | 'pendingBecause' | 'notConfirmedBecause'>,
): Verification | null {
  if (entry.withdraws) return null;
  if (entry.pendingBecause) return 'PENDING';
  return entry.notConfirmedBecause ? 'NOT_CONFIRMED' : 'CONFIRMED';
}

/** The entry that stands for another one, if any does. */
export function successorOf({ entries }: Pick<Visit, 'entries'>, id: string): VisitEntry | null {
  return entries.find(({ corrects }) => corrects === id) ?? null;
}
