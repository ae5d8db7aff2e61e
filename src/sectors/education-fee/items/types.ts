import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Guarded } from '../../../access/guarded.js';
import { DongScalar, LocalDateScalar } from '../../../graphql/scalars.js';
import { FeeInput } from '../payments/inputs.js';
import { PaymentOrder } from '../payments/types.js';

@ObjectType({ description: 'What a school asks for in a period. / Khoản thu của trường trong kỳ.' })
@Guarded('fee:read')
export class FeeItem {
  @Field(() => ID, { description: 'The school’s number of it. / Mã khoản thu của trường.' })
  itemId!: string;
  @Field(() => String, { description: '`2026-2027`. / Năm học.' })
  schoolYear!: string;
  @Field(() => String, { description: 'Kind of item; HOC_PHI is tuition. / Mã loại thu.' })
  itemCode!: string;
  @Field(() => String, { description: 'What it is for. / Tên khoản thu.' })
  itemName!: string;
  @Field(() => String, { description: 'Month or term, `2026-09` or `HK1`. / Kỳ thu.' })
  period!: string;
  @Field(() => DongScalar, { description: 'Of one pupil. / Mức thu một học sinh.' })
  amount!: number;
  @Field(() => LocalDateScalar, { description: 'To be paid by. / Hạn nộp.' })
  dueOn!: string;
  @Field(() => LocalDateScalar, { description: 'Charged from. / Áp dụng từ ngày.' })
  startOn!: string;
  @Field(() => LocalDateScalar, { nullable: true, description: 'Charged until. / Áp dụng đến ngày.' })
  endOn!: string | null;
  @Field(() => String, { nullable: true, description: 'The decision that sets it. / Căn cứ thu.' })
  legalBasis!: string | null;
  @Field(() => Int, { description: 'How many pupils have it. / Số học sinh đã giao.' })
  charged!: number;
}

@ObjectType({ description: 'What charging a class came to. / Kết quả giao khoản thu cho lớp.' })
@Guarded('fee:read')
export class ChargedFeeItem {
  @Field(() => FeeItem, { description: 'As it is now. / Khoản thu.' })
  item!: FeeItem;
  @Field(() => Int, { description: 'Now; below zero, taken back. / Số học sinh vừa giao (âm: thu hồi).' })
  charged!: number;
  @Field(() => Int, { description: 'Had it before. / Đã giao từ trước.' })
  before!: number;
  @Field(() => Int, { description: 'Kept: an order or payment stands on it. / Không thu hồi được.' })
  kept!: number;
}

@ObjectType({
  description: 'A pupil who owed something and got no order. / Học sinh không lập được yêu cầu.',
})
@Guarded('fee:read')
export class PupilLeftOut {
  @Field(() => String, { description: 'Who. / Họ và tên.' })
  @Guarded('enrolment:read')
  pupilName!: string;
  @Field(() => String, {
    description:
      'NOTHING_DUE: paid, exempted or taken back meanwhile; NOT_FOUND, CONFLICT: ask again. / Lý do.',
  })
  reason!: string;
}

@ObjectType({ description: 'The orders of a class. / Yêu cầu thanh toán của cả lớp.' })
@Guarded('fee:read')
export class ClassPaymentOrders {
  @Field(() => [PaymentOrder], { description: 'One of each who owes. / Mỗi học sinh còn nợ một yêu cầu.' })
  orders!: PaymentOrder[];
  @Field(() => [PupilLeftOut], { description: 'Those who owed and got none. / Học sinh chưa có yêu cầu.' })
  leftOut!: PupilLeftOut[];
}

@InputType({ description: 'A new fee item. / Lập khoản thu.' })
export class OpenFeeItemInput extends FeeInput {
  @Field(() => String, { description: '`2026-2027`. / Năm học.' })
  schoolYear!: string;
  @Field(() => String, { description: 'Capitals, digits, _; HOC_PHI is tuition. / Mã loại thu.' })
  itemCode!: string;
  @Field(() => String, { description: 'What it is for. / Tên khoản thu.' })
  itemName!: string;
  @Field(() => String, { description: '`2026-09` or `HK1`. / Kỳ thu.' })
  period!: string;
  @Field(() => DongScalar, { description: 'Of one pupil. / Mức thu một học sinh.' })
  amount!: number;
  @Field(() => LocalDateScalar, { description: 'To be paid by. / Hạn nộp.' })
  dueOn!: string;
  @Field(() => LocalDateScalar, { description: 'Charged from. / Áp dụng từ ngày.' })
  startOn!: string;
  @Field(() => String, { nullable: true, description: 'The decision that sets it. / Căn cứ thu.' })
  legalBasis?: string | null;
}

@InputType({ description: 'The last day of an item; what was charged stays. / Đóng khoản thu.' })
export class CloseFeeItemInput extends FeeInput {
  @Field(() => ID, { description: 'The item. / Mã khoản thu của trường.' })
  itemId!: string;
  @Field(() => LocalDateScalar, { description: 'Its last day. / Ngày cuối áp dụng.' })
  endOn!: string;
  @Field(() => String, { description: 'Why, for the record. / Lý do.' })
  reason!: string;
}

@InputType({ description: 'An item for a class. / Giao khoản thu cho lớp.' })
export class ChargeFeeItemInput extends FeeInput {
  @Field(() => ID, { description: 'The item. / Mã khoản thu của trường.' })
  itemId!: string;
  @Field(() => String, { description: 'The class, of the item’s school year. / Lớp.' })
  className!: string;
}

@InputType({ description: 'A class of a school year. / Lớp trong năm học.' })
export class OfClassInput extends FeeInput {
  @Field(() => String, { description: '`2026-2027`. / Năm học.' })
  schoolYear!: string;
  @Field(() => String, { description: 'The class. / Lớp.' })
  className!: string;
}
