import { Field, InputType, registerEnumType } from 'type-graphql';
import type { CareKind, Circumstances, RouteBasis } from '../domain/care.js';
import { DongScalar, LocalDateScalar } from './scalars.js';

export const CareKindEnum: { [Kind in CareKind]: Kind } = {
  OUTPATIENT: 'OUTPATIENT',
  INPATIENT: 'INPATIENT',
  EMERGENCY: 'EMERGENCY',
};
registerEnumType(CareKindEnum, { name: 'CareKind', description: 'Kind of care. / Loại khám chữa bệnh.' });

export const RouteBasisEnum: { [Basis in RouteBasis]: Basis } = {
  REFERRAL: 'REFERRAL',
  RESIDENCE_CHANGE: 'RESIDENCE_CHANGE',
  APPOINTMENT: 'APPOINTMENT',
  ORGAN_DONOR: 'ORGAN_DONOR',
  NEWBORN: 'NEWBORN',
  LISTED_DISEASE: 'LISTED_DISEASE',
  MEDICINE_IN_EPIDEMIC: 'MEDICINE_IN_EPIDEMIC',
};
registerEnumType(RouteBasisEnum, {
  name: 'RouteBasis',
  description: 'Why someone comes to this facility, by his papers. / Lý do đến cơ sở này theo giấy tờ.',
});

@InputType({ description: 'What the desk knows of this visit. / Thông tin của lần khám.' })
export class CareCircumstances implements Circumstances {
  @Field(() => [RouteBasisEnum], {
    nullable: true,
    description: 'Papers that are shown. / Giấy tờ xuất trình.',
  })
  bases?: RouteBasis[] | null;
  @Field(() => LocalDateScalar, { nullable: true, description: 'First day of the stay. / Ngày vào viện.' })
  admittedOn?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Read from a card that is shown, 15 characters or 10 digits. / Mã thẻ xuất trình.',
  })
  cardNumber?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Facility of registration on that card. / Nơi đăng ký ban đầu ghi trên thẻ.',
  })
  cardFacility?: string | null;
  @Field(() => DongScalar, {
    nullable: true,
    description: 'Co-payments of the year, as the portal shows. / Lũy kế cùng chi trả trong năm.',
  })
  coPaidThisYear?: number | null;
  @Field(() => DongScalar, {
    nullable: true,
    description: 'Insured cost of this visit, once known. / Chi phí trong phạm vi của lần khám.',
  })
  cost?: number | null;
}
