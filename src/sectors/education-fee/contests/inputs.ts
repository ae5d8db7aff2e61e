import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { LocalDateScalar, PersonalIdScalar } from '../../../graphql/scalars.js';

export enum ContestOutcome {
  UPHELD = 'UPHELD',
  CHANGED = 'CHANGED',
}
registerEnumType(ContestOutcome, {
  name: 'ContestOutcome',
  description: 'What was worked out stands, or not. / Giữ nguyên hoặc thay đổi.',
});

@InputType()
class KeyedInput {
  @Field(() => String, {
    description: 'The same key and input again: the same answer. 8 to 100 characters. / Khóa chống lặp.',
  })
  idempotencyKey!: string;
  @Field(() => String, { description: 'Why, up to 500 characters. / Lý do.' })
  reason!: string;
}

@InputType()
class OfContestInput extends KeyedInput {
  @Field(() => ID, { description: 'The contest. / Mã đề nghị.' })
  contest!: string;
}

@InputType({ description: 'Disagrees with an exemption worked out. / Đề nghị xem xét lại mức miễn, giảm.' })
export class ContestExemptionInput extends KeyedInput {
  @Field(() => PersonalIdScalar, { description: 'The pupil. / Số định danh của học sinh.' })
  personalId!: string;
  @Field(() => String, { description: 'School. / Mã trường.' })
  schoolCode!: string;
  @Field(() => String, { description: '`2026-2027`. / Năm học.' })
  schoolYear!: string;
}

@InputType({ description: 'Takes a contest back. / Rút đề nghị.' })
export class WithdrawExemptionContestInput extends OfContestInput {}

@InputType({ description: 'Opens a decided contest again. / Mở lại đề nghị đã giải quyết.' })
export class ReopenExemptionContestInput extends OfContestInput {}

@InputType({ description: 'A person’s decision of a contest. / Quyết định giải quyết đề nghị.' })
export class DecideExemptionContestInput extends OfContestInput {
  @Field(() => ContestOutcome, { description: 'What is decided. / Kết quả.' })
  outcome!: ContestOutcome;
  @Field(() => String, {
    nullable: true,
    description:
      'Of CHANGED: a ground of the law; none, no exemption. / Mã căn cứ, bỏ trống: không miễn, giảm.',
  })
  ground?: string | null;
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Of CHANGED: the last day; default the school year’s. / Đến ngày.',
  })
  until?: string | null;
}
