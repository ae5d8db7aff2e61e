import { Arg, Ctx, Field, Float, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { Guarded } from '../access/guarded.js';
import { badField } from '../access/input.js';
import type { RequestContext } from '../context.js';
import { addDays } from '../domain/local-date.js';
import { LocalDateScalar } from '../graphql/scalars.js';
import { countVisits } from './indicator-store.js';
import { type Indicators, indicatorsOf } from './indicators.js';

/** The most days one question spans. */
const mostDays = 200;

@ObjectType({ description: 'Visits of one facility on one day. / Số lượt trong ngày của một cơ sở.' })
@Guarded('indicator:read')
export class FacilityDay {
  @Field(() => String, { description: 'Code of the facility. / Mã cơ sở.' })
  facility!: string;
  @Field(() => LocalDateScalar, { description: 'Day of arrival in Vietnam (UTC+7). / Ngày (giờ Việt Nam).' })
  on!: string;
  @Field(() => Int, { description: 'Visits that began. / Số lượt.' })
  visits!: number;
  @Field(() => Int, { description: 'Of them by an identity card. / Số lượt dùng thẻ căn cước.' })
  byIdentityCard!: number;
}

@ObjectType({ description: 'Visits of all facilities on one day. / Số lượt của mọi cơ sở trong ngày.' })
@Guarded('indicator:read')
export class VisitDay {
  @Field(() => LocalDateScalar, { description: 'Day of arrival in Vietnam (UTC+7). / Ngày (giờ Việt Nam).' })
  on!: string;
  @Field(() => Int, { description: 'Visits that began. / Số lượt.' })
  visits!: number;
  @Field(() => Int, { description: 'Of them by an identity card. / Số lượt dùng thẻ căn cước.' })
  byIdentityCard!: number;
}

@ObjectType({ description: 'How many visits came to one conclusion. / Số lượt theo kết luận.' })
@Guarded('indicator:read')
export class OutcomeShare {
  @Field(() => String, { description: 'As in Eligibility. / Kết luận.' })
  outcome!: string;
  @Field(() => Int, { description: 'Visits. / Số lượt.' })
  visits!: number;
  @Field(() => Float, { description: 'Of all visits, percent. / Tỷ lệ.' })
  share!: number;
}

@ObjectType({ description: 'Figures of a span of days. / Số liệu trong khoảng thời gian.' })
@Guarded('indicator:read')
export class VisitIndicators {
  @Field(() => Int, { description: 'Facilities with a visit. / Số cơ sở có lượt khám.' })
  facilities!: number;
  @Field(() => Int, { description: 'Of them with an identity card. / Số cơ sở dùng thẻ căn cước.' })
  facilitiesByIdentityCard!: number;
  @Field(() => Int, { description: 'Different persons. / Số người.' })
  people!: number;
  @Field(() => Int, { description: 'Visits that began. / Số lượt.' })
  visits!: number;
  @Field(() => Int, { description: 'Of them by an identity card. / Số lượt dùng thẻ căn cước.' })
  byIdentityCard!: number;
  @Field(() => Int, {
    description: 'Not among them: looks that are owed. / Số lượt chờ xác minh, chưa tính.',
  })
  pending!: number;
  @Field(() => Int, { description: 'Not among them: claims that fit nobody. / Số lượt không xác minh được.' })
  notConfirmed!: number;
  @Field(() => [OutcomeShare], { description: 'At arrival, most first. / Theo kết luận lúc tiếp đón.' })
  outcomes!: OutcomeShare[];
  @Field(() => [FacilityDay], {
    description: 'By facility and day; the 200 with most visits. / Theo cơ sở và ngày.',
  })
  days!: FacilityDay[];
  @Field(() => [VisitDay], { description: 'By day, oldest first; all of them. / Theo ngày.' })
  byDay!: VisitDay[];
}

@Resolver()
export class IndicatorResolver {
  @Query(() => VisitIndicators, {
    nullable: true,
    description:
      'How identity cards are used for care, by days in Vietnam (UTC+7): a hospital’s own, for others of all facilities. / Số liệu dùng thẻ căn cước khi khám chữa bệnh, theo ngày giờ Việt Nam.',
  })
  @Guarded('indicator:read')
  async visitIndicators(
    @Arg('from', () => LocalDateScalar, {
      description: 'First day in Vietnam (UTC+7). / Từ ngày (giờ Việt Nam).',
    })
    from: string,
    @Arg('until', () => LocalDateScalar, {
      description: 'Last day in Vietnam (UTC+7). / Đến ngày (giờ Việt Nam).',
    })
    until: string,
    @Ctx() ctx: RequestContext,
  ): Promise<Indicators> {
    if (until < from || until > addDays(from, mostDays - 1)) throw badField('until', { days: mostDays });
    const { kind, code } = ctx.caller.agency;
    const own = kind === 'HOSPITAL' ? code : null;
    return indicatorsOf(await ctx.read((db) => countVisits(db, from, until, own)));
  }
}
