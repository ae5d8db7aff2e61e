import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Guarded } from '../../../access/guarded.js';
import { DateTimeScalar, DongScalar, LocalDateScalar } from '../../../graphql/scalars.js';
import { FactKind } from '../types.js';

@ObjectType({ description: 'A change of what the law takes off a fee. / Một lần thay đổi mức miễn, giảm.' })
@Guarded('exemption:read')
export class ExemptionChange {
  @Field(() => DateTimeScalar, { description: 'When the books changed. / Thời điểm ghi.' })
  changedAt!: string;
  @Field(() => LocalDateScalar, { description: 'By the facts of this day. / Theo dữ kiện ngày.' })
  asOf!: string;
  @Field(() => [FactKind], { description: 'What it rests on. / Dựa trên loại dữ kiện.' })
  restsOn!: FactKind[];
  @Field(() => Int, { nullable: true, description: 'Percent before. / Tỷ lệ trước đó.' })
  rateBefore!: number | null;
  @Field(() => String, { nullable: true, description: 'Ground before. / Mã căn cứ trước đó.' })
  groundBefore!: string | null;
  @Field(() => DongScalar, { description: 'Exempted before. / Số được miễn, giảm trước đó.' })
  exemptBefore!: number;
  @Field(() => Int, { nullable: true, description: 'Percent after. / Tỷ lệ sau đó.' })
  rateAfter!: number | null;
  @Field(() => String, { nullable: true, description: 'Ground after. / Mã căn cứ sau đó.' })
  groundAfter!: string | null;
  @Field(() => String, { nullable: true, description: 'The provision. / Căn cứ pháp lý.' })
  basisAfter!: string | null;
  @Field(() => DongScalar, { description: 'Exempted after. / Số được miễn, giảm sau đó.' })
  exemptAfter!: number;
  @Field(() => DongScalar, {
    description:
      'Paid already: held for the pupil since, to give back or to pay another order. / Số đã nộp nay được giữ hộ.',
  })
  released!: number;
}

@ObjectType({ description: 'What became of one fee. / Khoản thu được tính lại.' })
@Guarded('exemption:read')
export class RecomputedFee {
  @Field(() => ID, { description: 'The fee. / Mã khoản thu.' })
  feeId!: string;
  @Field(() => DongScalar, { description: 'Exempted before. / Trước đó.' })
  exemptBefore!: number;
  @Field(() => DongScalar, { description: 'Exempted now. / Hiện nay.' })
  exemptAfter!: number;
  @Field(() => DongScalar, { description: 'Of what was paid, held for the pupil since. / Số giữ hộ.' })
  released!: number;
}

@ObjectType({ description: 'Exemptions of a class worked out anew. / Kết quả tính lại miễn, giảm của lớp.' })
@Guarded('exemption:read')
export class RecomputedExemptions {
  @Field(() => [RecomputedFee], { description: 'Fees that changed. / Khoản thay đổi.' })
  changed!: RecomputedFee[];
  @Field(() => Int, { description: 'Fees that were right. / Khoản giữ nguyên.' })
  right!: number;
  @Field(() => Int, {
    description: 'The school decided itself: left alone. / Khoản do trường tự quyết định.',
  })
  byHand!: number;
  @Field(() => Int, { description: 'Of pupils not known well enough. / Khoản chưa xác định được học sinh.' })
  unknown!: number;
}
