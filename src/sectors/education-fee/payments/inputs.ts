import { Field, ID, InputType } from 'type-graphql';
import { DateTimeScalar, DongScalar } from '../../../graphql/scalars.js';
import { PaymentMethod } from './types.js';

@InputType()
export class FeeInput {
  @Field(() => String, {
    description: 'The same key and input again: the same answer. 8 to 100 characters. / Khóa chống lặp.',
  })
  idempotencyKey!: string;
  @Field(() => String, { nullable: true, description: 'For an agency of several schools. / Mã trường.' })
  schoolCode?: string | null;
}

@InputType({ description: 'Fees of one pupil to pay in one transfer. / Lập yêu cầu thanh toán.' })
export class RequestFeePaymentInput extends FeeInput {
  @Field(() => [ID], { description: 'One to 50, of one pupil. / Các khoản thu của một học sinh.' })
  feeIds!: string[];
}

@InputType({ description: 'A bank’s notice of money received. / Thông báo có tiền vào của ngân hàng.' })
export class RecordFeePaymentInput extends FeeInput {
  @Field(() => String, { description: 'Booked once by it. / Số tham chiếu của ngân hàng.' })
  bankReference!: string;
  @Field(() => DongScalar, { description: 'What came in. / Số tiền.' })
  amount!: number;
  @Field(() => DateTimeScalar, { description: 'By the bank; at most a day ahead. / Thời điểm thanh toán.' })
  paidAt!: string;
  @Field(() => PaymentMethod, { defaultValue: PaymentMethod.BANK_TRANSFER, description: 'How. / Hình thức.' })
  method!: PaymentMethod;
  @Field(() => String, {
    nullable: true,
    description: 'Of the order; left out, it is looked for in the description. / Mã thanh toán.',
  })
  orderReference?: string | null;
  @Field(() => String, { nullable: true, description: 'Words of the transfer. / Nội dung chuyển khoản.' })
  description?: string | null;
}

@InputType({ description: 'What an unmatched payment, or a credit, is for. / Đối chiếu khoản thu.' })
export class AssignFeePaymentInput extends FeeInput {
  @Field(() => ID, { description: 'The payment. / Mã khoản thanh toán.' })
  paymentId!: string;
  @Field(() => String, { description: 'Of the order. / Mã thanh toán.' })
  orderReference!: string;
}

@InputType({ description: 'A match that was wrong. / Hủy đối chiếu sai.' })
export class UnassignFeePaymentInput extends FeeInput {
  @Field(() => ID, { description: 'The payment. / Mã khoản thanh toán.' })
  paymentId!: string;
  @Field(() => String, { description: 'Why; it stands on the void receipt. / Lý do.' })
  reason!: string;
}

@InputType()
class GivenBackInput extends FeeInput {
  @Field(() => ID, { description: 'The payment. / Mã khoản thanh toán.' })
  paymentId!: string;
  @Field(() => String, { description: 'The bank’s, of the money going out. / Số tham chiếu khoản chi.' })
  bankReference!: string;
  @Field(() => String, { description: 'Why, for the record. / Lý do.' })
  reason!: string;
  @Field(() => DateTimeScalar, { description: 'By the bank, not before the payment. / Thời điểm.' })
  at!: string;
}

@InputType({ description: 'Money given back. / Hoàn trả.' })
export class RefundFeePaymentInput extends GivenBackInput {
  @Field(() => DongScalar, { description: 'At most what is left of it. / Số tiền hoàn trả.' })
  amount!: number;
}

@InputType({ description: 'A payment the bank called back, all of it. / Hủy giao dịch.' })
export class ReverseFeePaymentInput extends GivenBackInput {}
