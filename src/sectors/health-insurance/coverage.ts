import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Guarded } from '../../access/guarded.js';
import { HubError } from '../../domain/errors.js';
import { Period } from '../../graphql/period.js';
import { LocalDateScalar } from '../../graphql/scalars.js';
import { name } from './adapter.js';
import { rateOf } from './compare.js';
import { type CoverageRecord, statusOn } from './record.js';

export enum CoverageStatus {
  ACTIVE = 'ACTIVE',
  EXPIRED = 'EXPIRED',
  REVOKED = 'REVOKED',
  REDUCED = 'REDUCED',
  REPLACED = 'REPLACED',
}
registerEnumType(CoverageStatus, {
  name: 'CoverageStatus',
  description: 'State of a card on the day. / Tình trạng thẻ.',
});

@ObjectType({ description: 'A health insurance card (FHIR Coverage). / Thẻ bảo hiểm y tế.' })
@Guarded('coverage:read')
export class Coverage {
  constructor(
    private readonly card: CoverageRecord,
    private readonly day: string,
  ) {}

  @Field(() => String, {
    description: '15 characters, or the 10 digits alone. / Số thẻ BHYT.',
  })
  get cardNumber(): string {
    return this.card.cardNumber;
  }
  @Field(() => String, { description: 'The 10-digit social-insurance number. / Mã số BHXH.' })
  get insuranceNumber(): string {
    return this.card.insuranceNumber;
  }
  @Field(() => CoverageStatus, { description: 'On the day asked about. / Tình trạng trong ngày tra cứu.' })
  get status(): CoverageStatus {
    return statusOn(this.card, this.day) as CoverageStatus;
  }
  @Field(() => Period, { description: 'When it is valid. / Thời hạn.' })
  get period(): Period {
    return { startOn: this.card.startOn, endOn: this.card.endOn };
  }
  @Field(() => Int, { description: 'Benefit level 1 to 5. / Mức hưởng.' })
  get benefitLevel(): number {
    return stated(this.card.benefitLevel);
  }
  @Field(() => Int, {
    description: 'Share covered, percent, on the right route. / Tỷ lệ chi trả đúng tuyến.',
  })
  get coveredRate(): number {
    return stated(this.card.benefitLevel === null ? null : rateOf(this.card, this.day));
  }
  @Field(() => String, { description: 'Group of the insured, two letters. / Mã đối tượng.' })
  get objectCode(): string {
    return stated(this.card.objectCode);
  }
  @Field(() => String, {
    nullable: true,
    description: 'Facility of first registration. / Nơi đăng ký KCB ban đầu.',
  })
  get initialFacility(): string | null {
    return this.card.initialFacility;
  }
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Five years in a row reached on. / Ngày đủ 5 năm liên tục.',
  })
  get fiveYearOn(): string | null {
    return this.card.fiveYearOn;
  }
  @Field(() => String, { nullable: true, description: 'K1, K2 or K3. / Mã nơi sinh sống.' })
  get areaCode(): string | null {
    return this.card.areaCode;
  }
  @Field(() => String, { nullable: true, description: 'The newer card. / Số thẻ mới thay thế.' })
  get replacedByCard(): string | null {
    return this.card.replacedByCard;
  }
}

/**
 * What the schema promises of a card and a portal may leave out: the value, or why there is none.
 * NOTE: an error that is the value of a field is the field's error to the engine; one thrown by a getter would end the
 * whole compiled operation.
 */
function stated<T>(value: T | null): T {
  if (value !== null) return value;
  return new HubError('SECTOR_UNAVAILABLE', { sector: name, retryAfterMs: 86_400_000 }, notStated) as T;
}

const notStated = {
  vi: 'Cổng BHXH chỉ nêu mười số của thẻ: không biết mã đối tượng và mức hưởng.',
  en: 'The portal names this card by its ten digits only: its group and benefit level are not known.',
};
