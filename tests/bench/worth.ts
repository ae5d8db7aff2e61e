import { dayIn, systemClock } from '../../src/process/clock.js';
import { type FeeRecord, feeStatusOn, outstanding } from '../../src/sectors/education-fee/record.js';
import { bestCard } from '../../src/sectors/health-insurance/compare.js';
import { type CoverageRecord, statusOn } from '../../src/sectors/health-insurance/record.js';

/** What cards and fees are worth on the day the bench started, by the sectors' own pure functions: one for all servers. */
export const today = dayIn(systemClock);

export interface Coverage {
  cardNumber: string;
  status: string;
  benefitLevel: number | null;
  period: { startOn: string; endOn: string | null };
  initialFacility: string | null;
}

/** The columns of a card that its worth follows from. */
export type CardRow = Pick<
  CoverageRecord,
  'cardNumber' | 'status' | 'benefitLevel' | 'initialFacility' | 'startOn' | 'endOn'
>;

/** The best of a person's cards as the servers answer it, or null when there is none. */
export function coverageOf(cards: readonly CardRow[]): Coverage | null {
  const card = bestCard(cards as CoverageRecord[], today);
  if (!card) return null;
  const { cardNumber, benefitLevel, startOn, endOn, initialFacility } = card;
  return {
    cardNumber,
    status: statusOn(card, today),
    benefitLevel,
    period: { startOn, endOn },
    initialFacility,
  };
}

/** The columns of a fee that its worth follows from. */
export type FeeRow = Pick<
  FeeRecord,
  'feeId' | 'itemName' | 'period' | 'amountDue' | 'amountExempt' | 'amountPaid' | 'dueOn'
>;

/** An enrolment's fees as the servers answer them, in the order given. */
export function feesOf({ fees }: { fees: readonly FeeRow[] }) {
  return (fees as FeeRecord[]).map((fee) => ({
    ...{ feeId: fee.feeId, itemName: fee.itemName, period: fee.period, amountDue: fee.amountDue },
    ...{ amountPaid: fee.amountPaid, amountOutstanding: outstanding(fee), status: feeStatusOn(fee, today) },
  }));
}
