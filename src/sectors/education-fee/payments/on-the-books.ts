import type { RequestContext } from '../../../context.js';
import type { Queryable } from '../../../database/transaction.js';
import { HubError } from '../../../domain/errors.js';
import type { Booker, FeeBook } from '../../../fees/fee-book.js';
import type { Payment } from '../../../fees/payment.js';
import { ownSchool } from '../../../students/own-school.js';
import { type EducationFee, name } from '../adapter.js';
import type { FeeInput } from './inputs.js';
import { type FeePayment, FeePaymentStatus, type PaymentMethod } from './types.js';

type Whose = Booker & { schoolCode: string };

/** Whom what was booked concerns; nobody as long as a payment is unmatched. */
export interface Concerns {
  enrolmentId: string | null;
  personalId: string | null;
}

/**
 * One act on the books of the caller's own school, on record with the pupil it concerns: that it was asked before it is
 * done, and what came of it after. The school's database commits in between and is idempotent by itself: if our own
 * record then fails the caller is told so, and the same request again finds the act done and puts it on record.
 * `act` is lent the transaction of that record.
 * @throws HubError NOT_FOUND for another agency's school, SECTOR_UNAVAILABLE, what the books refuse
 */
export async function onTheBooks<T>(
  ctx: RequestContext,
  input: FeeInput,
  what: string,
  act: (
    book: FeeBook,
    whose: Whose,
    hub: Queryable,
  ) => Promise<{ made: T; changed: Readonly<Record<string, unknown>> }>,
  whom: (made: T) => readonly Concerns[],
): Promise<T> {
  const { book } = ctx.sectors.get<EducationFee>(name);
  if (!book) throw new HubError('SECTOR_UNAVAILABLE', { sector: name, reason: 'NO_WRITER' });
  const { agency, officer } = ctx.caller;
  const schoolCode = ownSchool(ctx, input.schoolCode);
  const note = (made: T) => {
    for (const { personalId, enrolmentId } of whom(made))
      if (enrolmentId) ctx.trail.subject(personalId ?? `enrolment:${enrolmentId}`, 'RELEASED');
  };
  let isNew = false;
  const acted = async (hub: Queryable) => {
    const { made, changed } = await act(book, { schoolCode, by: `${agency.code}/${officer}` }, hub);
    isNew = true;
    note(made);
    return { value: made, change: { what, target: `school:${schoolCode}`, before: null, after: changed } };
  };
  const kept = await ctx.write(input.idempotencyKey, input, acted, { elsewhere: true });
  if (!isNew) note(kept);
  return kept;
}

/** The same for an act that ends in a payment. */
export async function bookPayment(
  ctx: RequestContext,
  input: FeeInput,
  what: string,
  act: (book: FeeBook, whose: Whose) => Promise<Payment>,
): Promise<FeePayment> {
  const booked = async (book: FeeBook, whose: Whose) => {
    const made = await act(book, whose);
    return { made, changed: { paymentId: made.paymentId, amount: made.amount } };
  };
  const payment = await onTheBooks(ctx, input, what, booked, (made) => [made]);
  return { ...payment, method: payment.method as PaymentMethod, status: statusOf(payment) };
}

/** What became of a payment. */
export function statusOf({
  reversed,
  amount,
  refunded,
  unmatched,
}: Pick<Payment, 'reversed' | 'amount' | 'refunded' | 'unmatched'>): FeePaymentStatus {
  if (reversed) return FeePaymentStatus.REVERSED;
  if (refunded === amount) return FeePaymentStatus.REFUNDED;
  return unmatched > 0 ? FeePaymentStatus.UNMATCHED : FeePaymentStatus.MATCHED;
}
