import type { LocalDate } from '../domain/local-date.js';
import type { Dong } from '../domain/money.js';

/** Tuition (học phí): what exemptions by law are taken off. */
export const tuitionCode = 'HOC_PHI';

/** What a school asks for in a school year and period, and from when to when it may be charged. */
export interface NewFeeItem {
  schoolYear: string;
  /** `HOC_PHI`, `BAN_TRU` … */
  itemCode: string;
  itemName: string;
  /** `2026-09`, or `HK1`. */
  period: string;
  amount: Dong;
  dueOn: LocalDate;
  startOn: LocalDate;
  /** The decision that sets it; null where there is none. */
  legalBasis: string | null;
}

/** The same as the school keeps it. */
export interface FeeItem extends NewFeeItem {
  itemId: string;
  schoolCode: string;
  /** The last day on which it is charged; null while it is open. */
  endOn: LocalDate | null;
  closeReason?: string | null;
  /** How many pupils have it. */
  charged: number;
}

/** What a charge of a class came to. */
export interface ChargedItem {
  item: FeeItem;
  /** Charged now; below zero, taken back. */
  charged: number;
  /** Had it before. */
  before: number;
  /** Not taken back, since an order or a payment stands on it. */
  kept: number;
}
