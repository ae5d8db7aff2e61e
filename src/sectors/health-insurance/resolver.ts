import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  Int,
  ObjectType,
  Resolver,
  Root,
  registerEnumType,
} from 'type-graphql';
import { Guarded } from '../../access/guarded.js';
import type { RequestContext } from '../../context.js';
import { HubError } from '../../domain/errors.js';
import { Period } from '../../graphql/period.js';
import { LocalDateScalar } from '../../graphql/scalars.js';
import { Resident } from '../../registry/resident.js';
import { shownTo } from '../likely.js';
import { name } from './adapter.js';
import { bestCard, decideEligibility, rateOf } from './compare.js';
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

export enum CareKind {
  OUTPATIENT = 'OUTPATIENT',
  INPATIENT = 'INPATIENT',
  EMERGENCY = 'EMERGENCY',
}
registerEnumType(CareKind, { name: 'CareKind', description: 'Kind of care. / Loại khám chữa bệnh.' });

export enum EligibilityOutcome {
  ELIGIBLE = 'ELIGIBLE',
  ELIGIBLE_CHECK = 'ELIGIBLE_CHECK',
  NOT_ELIGIBLE = 'NOT_ELIGIBLE',
  NOT_COVERED = 'NOT_COVERED',
}
registerEnumType(EligibilityOutcome, {
  name: 'EligibilityOutcome',
  description: 'ELIGIBLE_CHECK: usable after a look at the identity document. / Kết luận quyền lợi.',
});

@ObjectType({ description: 'A health insurance card (FHIR Coverage). / Thẻ bảo hiểm y tế.' })
@Guarded('coverage:read')
export class Coverage {
  constructor(
    private readonly card: CoverageRecord,
    private readonly day: string,
  ) {}

  @Field(() => String, { description: '15 characters. / Số thẻ BHYT.' })
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
    return this.card.benefitLevel;
  }
  @Field(() => Int, {
    description: 'Share covered, percent, on the right route. / Tỷ lệ chi trả đúng tuyến.',
  })
  get coveredRate(): number {
    return rateOf(this.card);
  }
  @Field(() => String, { description: 'Group of the insured, two letters. / Mã đối tượng.' })
  get objectCode(): string {
    return this.card.objectCode;
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

@ObjectType({ description: 'Whether someone is covered on a day, and why not. / Kết luận quyền lợi BHYT.' })
@Guarded('coverage:read')
export class Eligibility {
  @Field(() => EligibilityOutcome, { description: 'The conclusion. / Kết luận.' })
  outcome!: EligibilityOutcome;
  @Field(() => String, {
    description: 'Three digits, as the insurance portal answers. / Mã kết quả của cổng BHXH.',
  })
  portalCode!: string;
  @Field(() => String, { description: 'One sentence in the caller’s language. / Một câu giải thích.' })
  explanation!: string;
  @Field(() => Coverage, { nullable: true, description: 'The card it rests on. / Thẻ làm căn cứ.' })
  coverage!: Coverage | null;
  @Field(() => LocalDateScalar, { description: 'The day it speaks of. / Ngày xét.' })
  on!: string;
  @Field(() => String, { description: 'The facility it speaks of. / Cơ sở khám chữa bệnh.' })
  facility!: string;
}

@Resolver(() => Resident)
export class HealthInsuranceResolver {
  @FieldResolver(() => Coverage, {
    nullable: true,
    description: 'The best card for a day (today). / Thẻ BHYT tốt nhất trong ngày.',
  })
  @Guarded('coverage:read')
  async coverage(
    @Root() resident: Resident,
    @Arg('on', () => LocalDateScalar, { nullable: true }) on: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<Coverage | null> {
    const day = on ?? ctx.today;
    const card = bestCard(await cardsOf(resident, ctx), day);
    return card && new Coverage(card, day);
  }

  @FieldResolver(() => [Coverage], {
    nullable: true,
    description: 'Every card, newest first. / Mọi thẻ, mới nhất trước.',
  })
  @Guarded('coverage:read')
  async coverages(@Root() resident: Resident, @Ctx() ctx: RequestContext): Promise<Coverage[]> {
    return (await cardsOf(resident, ctx)).map((card) => new Coverage(card, ctx.today));
  }

  @FieldResolver(() => Eligibility, {
    nullable: true,
    description: 'Covered here on that day, or why not. / Có được hưởng BHYT không, vì sao.',
  })
  @Guarded('coverage:read')
  async eligibility(
    @Root() resident: Resident,
    @Arg('facility', () => String) facility: string,
    @Arg('on', () => LocalDateScalar, { nullable: true }) on: string | null,
    @Arg('care', () => CareKind, { nullable: true }) _care: CareKind | null,
    @Ctx() ctx: RequestContext,
  ): Promise<Eligibility> {
    if (!/^[0-9A-Z]{5}$/.test(facility)) throw new HubError('BAD_USER_INPUT', { argument: 'facility' });
    const day = on ?? ctx.today;
    const decided = decideEligibility(resident, await cardsOf(resident, ctx), day);
    return {
      outcome: decided.outcome as EligibilityOutcome,
      portalCode: decided.portalCode,
      explanation: decided.explanation[ctx.language],
      coverage: decided.card && new Coverage(decided.card, day),
      on: day,
      facility,
    };
  }
}

async function cardsOf(resident: Resident, ctx: RequestContext): Promise<CoverageRecord[]> {
  return shownTo(ctx.caller, resident, (await ctx.sectors.load<CoverageRecord[]>(name, resident)) ?? []);
}
