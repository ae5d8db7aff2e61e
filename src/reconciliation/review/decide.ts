import type { FindingDecision, FindingState, ReviewedFinding } from './finding.js';
import { POLICY } from './policy.js';

/** UNDO takes back what is decided or proposed; the finding is open again, and counts from the start. */
export type DecisionAct = FindingDecision | 'UNDO';

/** One officer's word on one finding. */
export interface Asked {
  act: DecisionAct;
  /** The version that the officer saw. */
  version: number;
  officer: string;
  /** Whom it is about, twelve digits; by default whom our judgement names. */
  candidate: string | null;
}

/** Why a decision is not taken. */
export type Refusal =
  | 'VERSION'
  | 'STATE'
  | 'ASSIGNED'
  | 'SAME_OFFICER'
  | 'OTHER_DECISION'
  | 'NO_CANDIDATE'
  | 'TOO_LATE'
  | 'NOT_YOURS'
  | 'OUT_OF_REMIT';

/** What a decision makes of a finding. */
export type Decided = Pick<
  ReviewedFinding,
  'state' | 'decision' | 'candidate' | 'firstBy' | 'secondBy' | 'decidedAt' | 'assignee' | 'leasedUntil'
>;

const settled: Readonly<Record<FindingDecision, FindingState>> = {
  ACCEPT: 'ACCEPTED',
  DISMISS: 'DISMISSED',
  ROUTE: 'ROUTED',
};

const free = { assignee: null, leasedUntil: null };
const open: Decided = {
  ...{ state: 'OPEN', decision: null, candidate: null, firstBy: null, secondBy: null, decidedAt: null },
  ...free,
};

/**
 * What becomes of a finding by one officer's word; pure. What touches benefits is PROPOSED by the first officer and
 * settled when another says the same: whatever was taken back in between, two of them have to agree anew.
 */
export function decideFinding(finding: ReviewedFinding, asked: Asked, now: Date): Decided | Refusal {
  if (asked.version !== finding.version) return 'VERSION';
  if (isHeldByAnother(finding, asked.officer, now)) return 'ASSIGNED';
  if (asked.act === 'UNDO') return undo(finding, asked.officer, now);
  const candidate = asked.act === 'DISMISS' ? null : (asked.candidate ?? finding.personalId);
  if (asked.act !== 'DISMISS' && candidate === null) return 'NO_CANDIDATE';
  if (finding.state === 'OPEN') {
    const { act, officer } = asked;
    return {
      state: finding.touchesBenefits ? 'PROPOSED' : settled[act as FindingDecision],
      ...{ decision: act as FindingDecision, candidate, firstBy: officer, secondBy: null, decidedAt: now },
      ...free,
    };
  }
  if (finding.state !== 'PROPOSED') return 'STATE';
  if (finding.firstBy === asked.officer) return 'SAME_OFFICER';
  if (finding.decision !== asked.act || finding.candidate !== candidate) return 'OTHER_DECISION';
  const { decision, firstBy } = finding;
  return {
    ...{ state: settled[finding.decision], decision, candidate, firstBy },
    ...{ secondBy: asked.officer, decidedAt: now, ...free },
  };
}

/** A lease that is over holds nobody up. */
function isHeldByAnother(
  { assignee, leasedUntil }: Pick<ReviewedFinding, 'assignee' | 'leasedUntil'>,
  officer: string,
  now: Date,
): boolean {
  return assignee !== null && assignee !== officer && leasedUntil !== null && leasedUntil > now;
}

/** A proposal may be sent back by anybody; what is settled, by those who settled it, for so long. */
function undo(finding: ReviewedFinding, officer: string, now: Date): Decided | Refusal {
  switch (finding.state) {
    case 'PROPOSED':
    case 'REGISTRY_CORRECTED':
    case 'REGISTRY_REFUSED':
      return open;
    case 'ACCEPTED':
    case 'DISMISSED':
    case 'ROUTED': {
      if (finding.firstBy !== officer && finding.secondBy !== officer) return 'NOT_YOURS';
      const until = finding.decidedAt!.getTime() + POLICY.undoHours * 3_600_000;
      return now.getTime() > until ? 'TOO_LATE' : open;
    }
    default:
      return 'STATE';
  }
}
