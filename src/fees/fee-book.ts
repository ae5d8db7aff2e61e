import { HubError } from '../domain/errors.js';
import type { Payment, PaymentNotice, PaymentOrder } from './payment.js';

/** Who books, as the school's ledger names it: `agency/officer`. */
export interface Booker {
  by: string;
}

/** An act that is told apart from another by its key: the same key and request again change nothing. */
interface Keyed extends Booker {
  schoolCode: string;
  key: string;
}

type Outcome =
  | 'DONE'
  | 'REPEATED'
  | 'NOT_FOUND'
  | 'NOTHING_DUE'
  | 'NO_ACCOUNT'
  | 'UNKNOWN_ORDER'
  | 'NOTHING_HELD'
  | 'OTHER_PUPIL'
  | 'REVERSED'
  | 'REFUNDED'
  | 'EXCEEDS'
  | 'CONFLICT';

/** One contract function: its request and answer are JSON. @throws what the source throws */
export type CallBook = <Answer>(
  act: { name: string; text: string },
  request: object,
) => Promise<Answer & { outcome: Outcome }>;

/**
 * A school's own books, behind the contract functions of its database. Each act is one transaction there, done once
 * however often it is asked for, and refused with a HubError that leaves nothing behind.
 */
export interface FeeBook {
  /** @throws HubError NOT_FOUND for fees that are not one pupil's of this school, CONFLICT when nothing is due */
  makeOrder(order: Keyed & { feeIds: readonly string[] }): Promise<PaymentOrder>;
  /** By the bank's reference. @throws HubError CONFLICT when the reference stands for another amount */
  record(notice: PaymentNotice & Booker): Promise<{ payment: Payment; repeated: boolean }>;
  /** What came in for nobody, or a pupil's credit, to an order. @throws HubError NOT_FOUND, CONFLICT */
  assign(asked: Keyed & { paymentId: string; orderReference: string }): Promise<Payment>;
  /** @throws HubError NOT_FOUND; CONFLICT when less than that is left of the payment */
  refund(
    asked: Keyed & {
      paymentId: string;
      amount: number;
      bankReference: string;
      refundedAt: string;
      reason: string;
    },
  ): Promise<Payment>;
  /** All of a payment, called back by the bank. @throws HubError NOT_FOUND, CONFLICT */
  reverse(
    asked: Keyed & { paymentId: string; bankReference: string; reversedAt: string; reason: string },
  ): Promise<Payment>;
}

/** The contract functions of a school's database, as `sectors check` looks for them. */
export const bookFunctions = [
  'make_payment_order',
  'record_payment',
  'assign_payment',
  'refund_payment',
  'reverse_payment',
] as const;

const [makeOrder, record, assign, refund, reverse] = bookFunctions.map((name) => ({
  name,
  text: `select lienthong.${name}($1::jsonb) as answer`,
}));

export function makeFeeBook(call: CallBook): FeeBook {
  const done = async <Answer>(act: Parameters<CallBook>[0], request: object) => {
    const { outcome, ...answer } = await call<Answer>(act, request);
    if (outcome !== 'DONE' && outcome !== 'REPEATED') throw refusalOf(outcome);
    return { ...(answer as Answer), repeated: outcome === 'REPEATED' };
  };
  type Paid = { payment: Payment };
  return {
    makeOrder: async (asked) => (await done<{ order: PaymentOrder }>(makeOrder!, asked)).order,
    record: (notice) => done<Paid>(record!, notice),
    assign: async (asked) => (await done<Paid>(assign!, asked)).payment,
    refund: async (asked) => (await done<Paid>(refund!, asked)).payment,
    reverse: async (asked) => (await done<Paid>(reverse!, asked)).payment,
  };
}

const unknown: readonly Outcome[] = ['NOT_FOUND', 'UNKNOWN_ORDER', 'NO_ACCOUNT'];

/** What the school's books refuse, in its own words beside the code. */
function refusalOf(outcome: Outcome): HubError {
  return new HubError(unknown.includes(outcome) ? 'NOT_FOUND' : 'CONFLICT', { reason: outcome });
}
