import type { Outcome } from '../decision.js';

/** What a review goes by; the reasons stand in docs/reconciliation.md. */
export const POLICY = {
  /** How long a finding that was taken stays with its officer, minutes. */
  leaseMinutes: 30,
  /** How long those who decided may take it back, hours. */
  undoHours: 72,
  /** Days until a finding is to be decided, by its urgency: paid on after death, another death, benefits, the rest. */
  dueDays: [5, 10, 15, 30, 60],
  /** Days that the registry's owner has. */
  registryDueDays: 30,
  /** Findings with one cause and one origin that make a group. */
  groupFrom: 40,
  /** How many of a group people decide first; if all are right, at most one in seven of the rest is not (95 %). */
  sample: 20,
  /** What one request takes, decides or applies at most. */
  items: 200,
  /** Members of a group that one request accepts at most. */
  groupItems: 1_000,
} as const;

/** Causes that no one mistake makes many times over: each such finding is looked at by itself. */
export const SINGULAR_CAUSES: readonly string[] = [
  ...['name:DIFFERENT', 'dob:DIFFERENT', 'gender:DIFFERENT', 'dob:MISSING', 'dob:UNREADABLE'],
  ...['id:OTHER_PERSON', 'id:NOT_ON_RECORD', 'id:ONE_OR_TWO_DIGITS', 'id:CLAIMED_TWICE', 'id:DECEASED'],
  'id:CANCELLED',
];

/** Of what is verified, only an office's wrong encoding is worth a correction. */
export const WRITING_CAUSE = 'name:ENCODING';

/** The order of the queue: what costs most when it waits comes first. */
export function urgencyOf(outcome: Outcome, { isPaid, hasBenefits }: Benefits): number {
  if (outcome === 'DECEASED') return isPaid ? 0 : 1;
  if (hasBenefits) return 2;
  return outcome === 'VERIFIED_NORMALISED' ? 4 : 3;
}

export interface Benefits {
  isPaid: boolean;
  hasBenefits: boolean;
}
