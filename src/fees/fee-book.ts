import type { AppliedExemptions, FeeExemption } from './exemption/applied.js';
import type { ChargedItem, FeeItem, NewFeeItem } from './fee-item.js';
import type { Payment, PaymentNotice, PaymentOrder } from './payment.js';
import { type BookRefusal, bookRefusal } from './refusal-words.js';

/** Who books, as the school's ledger names it: `agency/officer`. */
export interface Booker {
  by: string;
}

/** The order of one pupil among those of his class. */
export interface ClassOrder extends PaymentOrder {
  pupilName: string;
}

export interface ClassOrders {
  orders: ClassOrder[];
  leftOut: LeftOut[];
}

/** A pupil who owed something and got no order, and why: NOTHING_DUE any more, NOT_FOUND, CONFLICT. */
export interface LeftOut {
  enrolmentId: string;
  personalId: string | null;
  pupilName: string;
  reason: string;
}

/** An act that is told apart from another by its key: the same key and request again change nothing. */
interface Keyed extends Booker {
  schoolCode: string;
  key: string;
}

type Outcome = 'DONE' | 'REPEATED' | BookRefusal;

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
  /** By the bank's reference. @throws HubError CONFLICT when the reference stands for another amount or order */
  record(notice: PaymentNotice & Booker): Promise<{ payment: Payment; repeated: boolean }>;
  /** What came in for nobody, or a pupil's credit, to an order. @throws HubError NOT_FOUND, CONFLICT */
  assign(asked: Keyed & { paymentId: string; orderReference: string }): Promise<Payment>;
  /** A match was wrong: the payment waits again, its receipt is void. @throws HubError NOT_FOUND, CONFLICT */
  unassign(asked: Keyed & { paymentId: string; reason: string }): Promise<Payment>;
  /** @throws HubError NOT_FOUND; CONFLICT when less than that is left of the payment; BAD_USER_INPUT before it was */
  refund(
    asked: Keyed & {
      paymentId: string;
      amount: number;
      bankReference: string;
      refundedAt: string;
      reason: string;
    },
  ): Promise<Payment>;
  /** All of a payment, called back by the bank. @throws HubError NOT_FOUND, CONFLICT, BAD_USER_INPUT before it was */
  reverse(
    asked: Keyed & { paymentId: string; bankReference: string; reversedAt: string; reason: string },
  ): Promise<Payment>;
  /** @throws HubError CONFLICT while the same item of the period is open at another price */
  openItem(asked: Keyed & NewFeeItem): Promise<FeeItem>;
  /** What was charged stays. @throws HubError NOT_FOUND, CONFLICT */
  closeItem(asked: Keyed & { itemId: string; endOn: string; reason: string }): Promise<FeeItem>;
  /** To every pupil of a class who has not got it. @throws HubError NOT_FOUND, CONFLICT when it is not open */
  chargeItem(asked: Keyed & { itemId: string; className: string }): Promise<ChargedItem>;
  /** Takes back what no order and no payment stands on. @throws HubError NOT_FOUND */
  unchargeItem(asked: Keyed & { itemId: string; className: string }): Promise<ChargedItem>;
  /** One order for all that each pupil of a class owes; none for who owes nothing. @throws HubError NOT_FOUND */
  makeClassOrders(asked: Keyed & { schoolYear: string; className: string }): Promise<ClassOrders>;
  /** What the law takes off each fee; what the school decided itself is left alone. @throws HubError NOT_FOUND */
  applyExemptions(asked: Keyed & { changes: readonly FeeExemption[] }): Promise<AppliedExemptions>;
}

/** The contract functions of a school's database, as `sectors check` looks for them. */
export const bookFunctions = [
  'make_payment_order',
  'record_payment',
  'assign_payment',
  'refund_payment',
  'reverse_payment',
  'unassign_payment',
  'open_fee_item',
  'close_fee_item',
  'charge_fee_item',
  'uncharge_fee_item',
  'make_class_orders',
  'apply_exemptions',
] as const;

const callOf = (name: (typeof bookFunctions)[number]) => ({
  name,
  text: `select lienthong.${name}($1::jsonb) as answer`,
});

export function makeFeeBook(call: CallBook): FeeBook {
  const done = async <Answer>(name: (typeof bookFunctions)[number], request: object) => {
    const { outcome, ...answer } = await call<Answer>(callOf(name), request);
    if (outcome !== 'DONE' && outcome !== 'REPEATED') throw bookRefusal(outcome);
    return { ...(answer as Answer), repeated: outcome === 'REPEATED' };
  };
  const paid = async (name: (typeof bookFunctions)[number], request: object) =>
    (await done<{ payment: Payment }>(name, request)).payment;
  return {
    makeOrder: async (asked) => (await done<{ order: PaymentOrder }>('make_payment_order', asked)).order,
    record: (notice) => done<{ payment: Payment }>('record_payment', notice),
    assign: (asked) => paid('assign_payment', asked),
    unassign: (asked) => paid('unassign_payment', asked),
    refund: (asked) => paid('refund_payment', asked),
    reverse: (asked) => paid('reverse_payment', asked),
    openItem: async (asked) => (await done<{ item: FeeItem }>('open_fee_item', asked)).item,
    closeItem: async (asked) => (await done<{ item: FeeItem }>('close_fee_item', asked)).item,
    chargeItem: (asked) => done<ChargedItem>('charge_fee_item', asked),
    unchargeItem: (asked) => done<ChargedItem>('uncharge_fee_item', asked),
    async makeClassOrders(asked) {
      // NOTE: a school's own functions of before 0012 answer orders alone.
      const { orders, leftOut = [] } = await done<Partial<ClassOrders>>('make_class_orders', asked);
      return { orders: orders ?? [], leftOut };
    },
    applyExemptions: (asked) => done<AppliedExemptions>('apply_exemptions', asked),
  };
}
