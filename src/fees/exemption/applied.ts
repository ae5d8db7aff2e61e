import type { LocalDate } from '../../domain/local-date.js';
import type { Dong } from '../../domain/money.js';
import type { FactKind } from './rules.js';

/** What one fee is to be reduced by; without a rate by nothing. */
export interface FeeExemption {
  feeId: string;
  /** The day whose facts count: the fee's due day, or today while that is to come. */
  asOf: LocalDate;
  rate?: number;
  ground?: string;
  legalBasis?: string;
  restsOn: readonly FactKind[];
}

/** What the school's books made of a list of them. */
export interface AppliedExemptions {
  changed: {
    feeId: string;
    enrolmentId: string;
    personalId: string | null;
    exemptBefore: Dong;
    exemptAfter: Dong;
    /** Paid already and owed no more: held for the pupil as credit, to be given back or to pay another order. */
    released: Dong;
  }[];
  /** Right already. */
  same: number;
  /** Decided by the school itself, and left alone. */
  byHand: number;
}
