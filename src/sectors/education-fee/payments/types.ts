import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Guarded } from '../../../access/guarded.js';
import { PageInfo } from '../../../graphql/page.js';
import { DateTimeScalar, DongScalar } from '../../../graphql/scalars.js';

export enum PaymentMethod {
  BANK_TRANSFER = 'BANK_TRANSFER',
  CARD = 'CARD',
  WALLET = 'WALLET',
  CASH = 'CASH',
}
registerEnumType(PaymentMethod, {
  name: 'PaymentMethod',
  description: 'How a fee is paid. / Hình thức thanh toán.',
});

export enum FeePaymentStatus {
  MATCHED = 'MATCHED',
  UNMATCHED = 'UNMATCHED',
  REFUNDED = 'REFUNDED',
  REVERSED = 'REVERSED',
}
registerEnumType(FeePaymentStatus, {
  name: 'FeePaymentStatus',
  description: 'What became of a payment. / Tình trạng khoản thanh toán.',
});

@ObjectType({ description: 'A fee of a payment order. / Một khoản trong yêu cầu thanh toán.' })
@Guarded('fee:read')
export class PaymentOrderLine {
  @Field(() => ID, { description: 'The fee. / Mã khoản thu.' })
  feeId!: string;
  @Field(() => String, { description: 'What it is for. / Tên khoản thu.' })
  itemName!: string;
  @Field(() => String, { description: 'Month or term. / Kỳ thu.' })
  period!: string;
  @Field(() => DongScalar, { description: 'To pay of it. / Số tiền.' })
  amount!: number;
}

@ObjectType({
  description: 'What to pay for one pupil in one transfer. / Yêu cầu thanh toán cho một học sinh.',
})
@Guarded('fee:read')
export class PaymentOrder {
  @Field(() => ID, { description: 'What the transfer must carry, `HP…`. / Mã thanh toán.' })
  reference!: string;
  @Field(() => String, { description: 'School. / Mã trường.' })
  schoolCode!: string;
  @Field(() => DongScalar, { description: 'All of it. / Tổng số tiền.' })
  amount!: number;
  @Field(() => [PaymentOrderLine], {
    description: 'Earliest due first. / Các khoản, đến hạn trước xếp trước.',
  })
  lines!: PaymentOrderLine[];
  @Field(() => String, { description: 'The bank’s number at NAPAS. / Mã BIN ngân hàng.' })
  bankBin!: string;
  @Field(() => String, { description: 'The bank. / Ngân hàng.' })
  bankName!: string;
  @Field(() => String, { description: 'The school’s account. / Số tài khoản.' })
  accountNo!: string;
  @Field(() => String, { description: 'Its holder. / Chủ tài khoản.' })
  accountName!: string;
  @Field(() => DateTimeScalar, { description: 'When it was made. / Thời điểm lập.' })
  madeAt!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Whose, among the orders of a class. / Học sinh, khi lập cho cả lớp.',
  })
  @Guarded('enrolment:read')
  pupilName!: string | null;
  @Field(() => String, { description: 'Text of the VietQR. / Nội dung mã VietQR.' })
  qrText!: string;
  @Field(() => String, { description: 'The VietQR to print, SVG. / Mã VietQR dạng SVG.' })
  qrSvg!: string;
}

@ObjectType({ description: 'What a payment paid. / Khoản thu được thanh toán.' })
@Guarded('fee:read')
export class FeeAllocation {
  @Field(() => ID, { description: 'The fee. / Mã khoản thu.' })
  feeId!: string;
  @Field(() => DongScalar, { description: 'Of this payment. / Số tiền.' })
  amount!: number;
}

@ObjectType({
  description: 'Money that reached the school’s account, and where it is now. / Khoản thanh toán và phân bổ.',
})
@Guarded('fee:read')
export class FeePayment {
  @Field(() => ID, { description: 'The school’s number of it. / Mã khoản thanh toán.' })
  paymentId!: string;
  @Field(() => String, { nullable: true, description: 'Once it is matched. / Số biên lai.' })
  receiptNo!: string | null;
  @Field(() => String, { description: 'The bank’s. / Số tham chiếu của ngân hàng.' })
  bankReference!: string;
  @Field(() => ID, { nullable: true, description: 'The order it was matched to. / Mã thanh toán.' })
  orderReference!: string | null;
  @Field(() => DongScalar, { description: 'What came in. / Số tiền nhận được.' })
  amount!: number;
  @Field(() => DateTimeScalar, { description: 'By the bank. / Thời điểm thanh toán.' })
  paidAt!: string;
  @Field(() => PaymentMethod, { description: 'How. / Hình thức.' })
  method!: PaymentMethod;
  @Field(() => FeePaymentStatus, { description: 'What became of it. / Tình trạng.' })
  status!: FeePaymentStatus;
  @Field(() => [FeeAllocation], { description: 'What it pays. / Phân bổ vào các khoản thu.' })
  allocations!: FeeAllocation[];
  @Field(() => DongScalar, { description: 'Overpaid, held for the pupil. / Nộp thừa, còn giữ.' })
  credited!: number;
  @Field(() => DongScalar, { description: 'Nobody knows for what. / Chưa xác định.' })
  unmatched!: number;
  @Field(() => DongScalar, { description: 'Given back. / Đã hoàn trả.' })
  refunded!: number;
}

@ObjectType({
  description: 'A payment that waits for somebody to find its order. / Khoản thu chờ đối chiếu.',
})
@Guarded('fee:read')
export class UnmatchedPayment {
  @Field(() => ID, { description: 'The school’s number of it. / Mã khoản thanh toán.' })
  paymentId!: string;
  @Field(() => String, { description: 'The bank’s. / Số tham chiếu của ngân hàng.' })
  bankReference!: string;
  @Field(() => DongScalar, { description: 'What came in. / Số tiền nhận được.' })
  amount!: number;
  @Field(() => DongScalar, { description: 'Of it still unmatched. / Còn chờ đối chiếu.' })
  unmatched!: number;
  @Field(() => DateTimeScalar, { description: 'By the bank. / Thời điểm thanh toán.' })
  paidAt!: string;
  @Field(() => String, { nullable: true, description: 'Words of the transfer. / Nội dung chuyển khoản.' })
  said!: string | null;
  @Field(() => String, { description: 'NO_REFERENCE, UNKNOWN_ORDER or UNASSIGNED. / Lý do.' })
  reason!: string;
}

@ObjectType({ description: 'A page of them. / Một trang khoản thu chờ đối chiếu.' })
@Guarded('fee:read')
export class UnmatchedPaymentPage {
  @Field(() => [UnmatchedPayment], { description: 'Oldest first. / Cũ nhất trước.' })
  nodes!: UnmatchedPayment[];
  @Field(() => PageInfo, { description: 'Where it ends. / Thông tin trang.' })
  pageInfo!: PageInfo;
}

@ObjectType({ description: 'A page of payments. / Một trang khoản thanh toán.' })
@Guarded('fee:read')
export class FeePaymentPage {
  @Field(() => [FeePayment], { description: 'Newest first. / Mới nhất trước.' })
  nodes!: FeePayment[];
  @Field(() => PageInfo, { description: 'Where it ends. / Thông tin trang.' })
  pageInfo!: PageInfo;
}
