import type { Outcome } from '../decision.js';

export const FINDING_STATES = [
  ...(['OPEN', 'PROPOSED', 'ACCEPTED', 'DISMISSED', 'ROUTED', 'SENDING', 'APPLIED', 'REVERTING'] as const),
  ...(['REGISTRY_CORRECTED', 'REGISTRY_REFUSED'] as const),
] as const;

/**
 * How far a finding is. PROPOSED waits for a second officer. ACCEPTED: the sector's record is wrong, nothing is changed
 * yet. ROUTED: the registry is said to be wrong, and its owner is asked. SENDING and REVERTING: the sector was asked to
 * change its record, or to change it back, and its answer is not known yet.
 */
export type FindingState = (typeof FINDING_STATES)[number];

/** What a finding comes to: the sector's record is corrected, nothing is, or the registry's owner is asked. */
export type FindingDecision = 'ACCEPT' | 'DISMISS' | 'ROUTE';

/** One finding under review. */
export interface ReviewedFinding {
  runId: number;
  seq: number;
  sectorNo: string;
  outcome: Outcome;
  causes: string[];
  communes: string[];
  office: string | null;
  /** Whose record it is by our judgement, twelve digits. */
  personalId: string | null;
  urgency: number;
  touchesBenefits: boolean;
  groupNo: number | null;
  inSample: boolean;
  state: FindingState;
  /** Counts its moves: a decision names the one it was made on. */
  version: number;
  dueOn: string;
  assignee: string | null;
  leasedUntil: Date | null;
  decision: FindingDecision | null;
  /** Whom it was decided to be about, twelve digits. */
  candidate: string | null;
  firstBy: string | null;
  secondBy: string | null;
  decidedAt: Date | null;
}

/** One step of its history. */
export interface FindingMove {
  seq: number;
  version: number;
  at: Date;
  officer: string;
  act: string;
  state: FindingState;
  reason: string | null;
}

/** What callers name a finding by: its run and its place in it. */
export const idOfFinding = ({ runId, seq }: Pick<ReviewedFinding, 'runId' | 'seq'>): string =>
  `${runId}-${seq}`;

/** Null for what is not the id of a finding. */
export function parseFindingId(id: string): { runId: number; seq: number } | null {
  const [, runId, seq] = /^(\d{1,9})-(\d{1,9})$/.exec(id) ?? [];
  return runId === undefined || seq === undefined ? null : { runId: Number(runId), seq: Number(seq) };
}
