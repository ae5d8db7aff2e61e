import type { Dong } from '../domain/money.js';

export type PaymentMethod = 'BANK_TRANSFER' | 'CARD' | 'WALLET' | 'CASH';

/** What to pay for one pupil in one transfer, and where to. */
export interface PaymentOrder {
  /** `HP` and ten digits: what the transfer must carry. */
  reference: string;
  schoolCode: string;
  amount: Dong;
  bankBin: string;
  bankName: string;
  accountNo: string;
  accountName: string;
  madeAt: string;
  /** Earliest due first. */
  lines: { feeId: string; itemName: string; period: string; amount: Dong }[];
  enrolmentId: string;
  personalId: string | null;
}

/** A payment that reached a school's account, and where its money is now. */
export interface Payment {
  paymentId: string;
  schoolCode: string;
  bankReference: string;
  orderReference: string | null;
  /** `01000701-2026-000001`; null while nobody knows what it is for. */
  receiptNo: string | null;
  amount: Dong;
  paidAt: string;
  method: PaymentMethod;
  /** allocations + credited + unmatched + refunded = amount, until it is reversed: then nothing is left. */
  allocations: { feeId: string; amount: Dong }[];
  credited: Dong;
  unmatched: Dong;
  refunded: Dong;
  reversed: boolean;
  unmatchedReason: 'NO_REFERENCE' | 'UNKNOWN_ORDER' | null;
  enrolmentId: string | null;
  personalId: string | null;
}

/** A bank's notice of money that came in. */
export interface PaymentNotice {
  schoolCode: string;
  bankReference: string;
  amount: Dong;
  paidAt: string;
  method: PaymentMethod;
  orderReference: string | null;
  /** The words of the transfer, for whoever has to find out what it is for. */
  said: string | null;
}
