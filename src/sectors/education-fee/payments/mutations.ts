import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Guarded } from '../../../access/guarded.js';
import { badField, requireText } from '../../../access/input.js';
import type { RequestContext } from '../../../context.js';
import { findOrderReference, isOrderReference } from '../../../fees/order-reference.js';
import { requireAmount, requireBankReference, requireFeeIds, requireMoment } from './checks.js';
import {
  AssignFeePaymentInput,
  RecordFeePaymentInput,
  RefundFeePaymentInput,
  RequestFeePaymentInput,
  ReverseFeePaymentInput,
  UnassignFeePaymentInput,
} from './inputs.js';
import { bookPayment, onTheBooks } from './on-the-books.js';
import { withQr } from './order-with-qr.js';
import { FeePayment, PaymentOrder } from './types.js';

const given = (input: () => new () => object) => Arg('input', input);

/** What a school books. Each act is done once in the school's own database, whoever repeats it, and is on record. */
@Resolver()
export class FeePaymentMutations {
  @Mutation(() => PaymentOrder, {
    description: 'An order to pay, with its VietQR. / Lập yêu cầu thanh toán.',
  })
  @Guarded('fee:write')
  async requestFeePayment(
    @given(() => RequestFeePaymentInput) input: RequestFeePaymentInput,
    @Ctx() ctx: RequestContext,
  ): Promise<PaymentOrder> {
    const { idempotencyKey: key } = input;
    const feeIds = requireFeeIds(input.feeIds);
    const order = await onTheBooks(
      ctx,
      input,
      'REQUEST_FEE_PAYMENT',
      async (book, whose) => {
        const made = await book.makeOrder({ ...whose, key, feeIds });
        return { made, changed: { reference: made.reference, amount: made.amount } };
      },
      (made) => [made],
    );
    return withQr({ ...order, pupilName: null });
  }

  @Mutation(() => FeePayment, { description: 'Books money received, once. / Ghi nhận khoản thanh toán.' })
  @Guarded('fee:write')
  recordFeePayment(
    @given(() => RecordFeePaymentInput) input: RecordFeePaymentInput,
    @Ctx() ctx: RequestContext,
  ): Promise<FeePayment> {
    const { method } = input;
    const paidAt = requireMoment('paidAt', input.paidAt, ctx.clock);
    const bankReference = requireBankReference(input.bankReference);
    const amount = requireAmount(input.amount);
    const said = input.description?.trim() ? requireText('description', input.description, 500) : null;
    const stated = input.orderReference?.trim()
      ? requireText('orderReference', input.orderReference, 50)
      : null;
    // A reference that is none is no reason to refuse money that has come in: a person will look at it.
    const orderReference = stated ? (findOrderReference(stated) ?? stated) : said && findOrderReference(said);
    return bookPayment(ctx, input, 'RECORD_FEE_PAYMENT', async (book, whose) => {
      const notice = { ...whose, bankReference, amount, paidAt, method, orderReference, said };
      return (await book.record(notice)).payment;
    });
  }

  @Mutation(() => FeePayment, { description: 'Says what a payment is for. / Đối chiếu khoản thanh toán.' })
  @Guarded('fee:write')
  assignFeePayment(
    @given(() => AssignFeePaymentInput) input: AssignFeePaymentInput,
    @Ctx() ctx: RequestContext,
  ): Promise<FeePayment> {
    const { orderReference, idempotencyKey: key } = input;
    const paymentId = requireText('paymentId', input.paymentId);
    if (!isOrderReference(orderReference)) throw badField('orderReference');
    return bookPayment(ctx, input, 'ASSIGN_FEE_PAYMENT', (book, whose) =>
      book.assign({ ...whose, key, paymentId, orderReference }),
    );
  }

  @Mutation(() => FeePayment, {
    description: 'Undoes a wrong match: it waits again, its receipt is void. / Hủy đối chiếu sai.',
  })
  @Guarded('fee:write')
  unassignFeePayment(
    @given(() => UnassignFeePaymentInput) input: UnassignFeePaymentInput,
    @Ctx() ctx: RequestContext,
  ): Promise<FeePayment> {
    const { idempotencyKey: key } = input;
    const paymentId = requireText('paymentId', input.paymentId);
    const reason = requireText('reason', input.reason, 500);
    return bookPayment(ctx, input, 'UNASSIGN_FEE_PAYMENT', (book, whose) =>
      book.unassign({ ...whose, key, paymentId, reason }),
    );
  }

  @Mutation(() => FeePayment, { description: 'Books money given back. / Ghi nhận hoàn trả.' })
  @Guarded('fee:write')
  refundFeePayment(
    @given(() => RefundFeePaymentInput) input: RefundFeePaymentInput,
    @Ctx() ctx: RequestContext,
  ): Promise<FeePayment> {
    const { idempotencyKey: key } = input;
    const paymentId = requireText('paymentId', input.paymentId);
    const refundedAt = requireMoment('at', input.at, ctx.clock);
    const amount = requireAmount(input.amount);
    const bankReference = requireBankReference(input.bankReference);
    const reason = requireText('reason', input.reason, 500);
    return bookPayment(ctx, input, 'REFUND_FEE_PAYMENT', (book, whose) =>
      book.refund({ ...whose, key, paymentId, amount, bankReference, refundedAt, reason }),
    );
  }

  @Mutation(() => FeePayment, { description: 'Books a payment called back. / Ghi nhận hủy giao dịch.' })
  @Guarded('fee:write')
  reverseFeePayment(
    @given(() => ReverseFeePaymentInput) input: ReverseFeePaymentInput,
    @Ctx() ctx: RequestContext,
  ): Promise<FeePayment> {
    const { idempotencyKey: key } = input;
    const paymentId = requireText('paymentId', input.paymentId);
    const reversedAt = requireMoment('at', input.at, ctx.clock);
    const bankReference = requireBankReference(input.bankReference);
    const reason = requireText('reason', input.reason, 500);
    return bookPayment(ctx, input, 'REVERSE_FEE_PAYMENT', (book, whose) =>
      book.reverse({ ...whose, key, paymentId, bankReference, reversedAt, reason }),
    );
  }
}
