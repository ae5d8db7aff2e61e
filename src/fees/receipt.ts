import type { Dong } from '../domain/money.js';
import type { PaymentMethod } from './payment.js';

/** A receipt (biên lai) of a school: what was received from whom, for what. It holds no number of a person. */
export interface Receipt {
  /** `01000701-2026-000001`. */
  receiptNo: string;
  schoolCode: string;
  schoolName: string;
  paymentId: string;
  pupilName: string;
  className: string;
  schoolYear: string;
  orderReference: string;
  bankReference: string;
  method: PaymentMethod;
  amount: Dong;
  paidAt: string;
  issuedAt: string;
  /** Since when it counts no more, and why; its number is not given again. */
  voidedAt: string | null;
  voidReason: string | null;
  /** Refunded or called back since. */
  givenBack: Dong;
  /** A line without a name is what was paid beyond the order. */
  lines: readonly { itemName: string | null; period: string | null; amount: Dong }[];
}
