import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Guarded } from '../../access/guarded.js';
import { DongScalar, LocalDateScalar } from '../../graphql/scalars.js';
import type { Exemption } from './co-payment.js';
import { Coverage } from './coverage.js';
import type { EligibilityOutcome } from './law/portal-codes.js';
import type { Route } from './law/route-rule.js';

/** The values of an enum of the schema, each named like its value. */
const valuesOf = <Value extends string>(values: { [Key in Value]: Key }) => values;

const EligibilityOutcomes = valuesOf<EligibilityOutcome>({
  ELIGIBLE: 'ELIGIBLE',
  ELIGIBLE_CHECK: 'ELIGIBLE_CHECK',
  NOT_ELIGIBLE: 'NOT_ELIGIBLE',
  NOT_COVERED: 'NOT_COVERED',
});
registerEnumType(EligibilityOutcomes, {
  name: 'EligibilityOutcome',
  description: 'ELIGIBLE_CHECK: usable after a look at the identity document. / Kết luận quyền lợi.',
});

const Routes = valuesOf<Route>({
  RIGHT_FACILITY: 'RIGHT_FACILITY',
  INITIAL_LEVEL: 'INITIAL_LEVEL',
  SAME_PROVINCE: 'SAME_PROVINCE',
  REFERRAL: 'REFERRAL',
  RESIDENCE_CHANGE: 'RESIDENCE_CHANGE',
  APPOINTMENT: 'APPOINTMENT',
  ORGAN_DONOR: 'ORGAN_DONOR',
  NEWBORN: 'NEWBORN',
  LISTED_DISEASE: 'LISTED_DISEASE',
  DIFFICULT_AREA: 'DIFFICULT_AREA',
  EMERGENCY: 'EMERGENCY',
  MEDICINE_COLLECTION: 'MEDICINE_COLLECTION',
  SELF_PRESENTED: 'SELF_PRESENTED',
});
registerEnumType(Routes, {
  name: 'CareRoute',
  description: 'On what route someone came. SELF_PRESENTED: without referral, elsewhere. / Tuyến.',
});

const Exemptions = valuesOf<Exemption>({ FIVE_YEARS: 'FIVE_YEARS', LOW_COST: 'LOW_COST' });
registerEnumType(Exemptions, {
  name: 'CoPaymentExemption',
  description:
    'FIVE_YEARS in a row and co-payments over six base salaries; LOW_COST of one visit. / Miễn cùng chi trả.',
});

@ObjectType({ description: 'What the person pays himself. / Phần người bệnh cùng chi trả.' })
@Guarded('coverage:read')
export class CoPayment {
  @Field(() => Float, { description: 'Percent of the insured cost. / Tỷ lệ cùng chi trả.' })
  rate!: number;
  @Field(() => DongScalar, { nullable: true, description: 'Where the cost is given. / Số tiền.' })
  amount!: number | null;
  @Field(() => Exemptions, { nullable: true, description: 'Why it is nothing. / Lý do được miễn.' })
  exemption!: Exemption | null;
}

@ObjectType({ description: 'Whether someone is covered on a day, and why not. / Kết luận quyền lợi BHYT.' })
@Guarded('coverage:read')
export class Eligibility {
  @Field(() => EligibilityOutcomes, { description: 'The conclusion. / Kết luận.' })
  outcome!: EligibilityOutcome;
  @Field(() => String, {
    description: 'Three digits, as the insurance portal answers. / Mã kết quả của cổng BHXH.',
  })
  portalCode!: string;
  @Field(() => String, {
    description: 'To read out, in the caller’s language. / Lời giải thích để đọc cho người bệnh.',
  })
  explanation!: string;
  @Field(() => Coverage, { nullable: true, description: 'The card it rests on. / Thẻ làm căn cứ.' })
  coverage!: Coverage | null;
  @Field(() => Coverage, { nullable: true, description: 'To use instead of the old one. / Thẻ mới.' })
  newCard!: Coverage | null;
  @Field(() => Int, { nullable: true, description: 'Benefit level 1 to 5. / Mức hưởng.' })
  level!: number | null;
  @Field(() => Routes, { nullable: true, description: 'None where no rule fits. / Tuyến.' })
  route!: Route | null;
  @Field(() => String, {
    nullable: true,
    description: 'Code of the visit in insurance data (MA_DOITUONG_KCB). / Mã đối tượng KCB.',
  })
  routeCode!: string | null;
  @Field(() => Float, {
    nullable: true,
    description: 'Share that insurance pays here, percent. / Tỷ lệ quỹ BHYT chi trả tại đây.',
  })
  coveredRate!: number | null;
  @Field(() => CoPayment, { nullable: true, description: 'The rest. / Phần còn lại.' })
  coPayment!: CoPayment | null;
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Last day of a stay during which the card ended. / Ngày cuối được trả khi thẻ hết hạn.',
  })
  coveredUntil!: string | null;
  @Field(() => [String], { description: 'Provisions it rests on. / Căn cứ pháp lý.' })
  legalBasis!: readonly string[];
  @Field(() => LocalDateScalar, { description: 'The day it speaks of. / Ngày xét.' })
  on!: string;
  @Field(() => String, { description: 'The facility it speaks of. / Cơ sở khám chữa bệnh.' })
  facility!: string;
  @Field(() => String, { nullable: true, description: 'Its name, where listed. / Tên cơ sở.' })
  facilityName!: string | null;
}
