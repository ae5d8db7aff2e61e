import { Arg, Ctx, Field, FieldResolver, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { Guarded } from '../../../access/guarded.js';
import { badField } from '../../../access/input.js';
import type { RequestContext } from '../../../context.js';
import { pageAsked, pageFrom } from '../../../graphql/page.js';
import { type EducationFee, name } from '../adapter.js';
import { requirePeriod, requireSchoolYear } from '../items/checks.js';
import type { FiguresAsked } from './figures-adapter.js';
import { FeeFigures, SchoolFiguresPage } from './types.js';

@ObjectType({
  description: 'How fees are paid, and who is exempt. / Số liệu thu không dùng tiền mặt và miễn, giảm.',
})
@Guarded('indicator:read')
export class FeeIndicators {
  constructor(
    readonly asked: FiguresAsked,
    all: readonly FeeFigures[],
  ) {
    this.total = all.find((one) => one.province === null)!;
    this.provinces = all.filter((one) => one.province !== null);
  }

  @Field(() => FeeFigures, { description: 'Of all schools asked about. / Toàn bộ.' })
  readonly total: FeeFigures;
  @Field(() => [FeeFigures], { description: 'By province. / Theo tỉnh.' })
  readonly provinces: FeeFigures[];
}

@Resolver(() => FeeIndicators)
export class FeeIndicatorResolver {
  @Query(() => FeeIndicators, {
    nullable: true,
    description:
      'A school’s own figures; for others of all schools. / Số liệu của trường mình, hoặc của mọi trường.',
  })
  @Guarded('indicator:read')
  async feeIndicators(
    @Arg('schoolYear', () => String) schoolYear: string,
    @Arg('period', () => String, { nullable: true, description: 'Month or term; the whole year. / Kỳ thu.' })
    period: string | null,
    @Arg('province', () => String, { nullable: true, description: 'One only. / Mã tỉnh.' }) province:
      | string
      | null,
    @Ctx() ctx: RequestContext,
  ): Promise<FeeIndicators> {
    const asked: FiguresAsked = {
      schoolYear: requireSchoolYear(schoolYear),
      period: period ? requirePeriod(period) : null,
      province: province ? requireProvince(province) : null,
      schools: ownSchools(ctx),
      today: ctx.today,
    };
    const rows = await ctx.sectors.get<EducationFee>(name).findFigures(asked);
    return new FeeIndicators(
      asked,
      rows.map((row) => new FeeFigures({ ...row, name: nameOf(row.province, ctx) })),
    );
  }

  @FieldResolver(() => SchoolFiguresPage, { nullable: true, description: 'School by school. / Theo trường.' })
  async schools(
    @Root() { asked }: FeeIndicators,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<SchoolFiguresPage> {
    const { first: count, key } = pageAsked(first, after);
    const education = ctx.sectors.get<EducationFee>(name);
    const rows = await education.findSchoolFigures({ ...asked, after: key, many: count + 1 });
    const { nodes, pageInfo } = pageFrom(rows, count, ({ school }) => school!);
    return { nodes: nodes.map((row) => new FeeFigures(row)), pageInfo };
  }
}

function nameOf(province: string | null, { units, today }: RequestContext): string | null {
  return (province && units.find(province, today)?.name) || null;
}

/** A school, and whoever else has units of care or study, sees its own; agencies of a territory see all. */
function ownSchools({ caller }: RequestContext): readonly string[] | null {
  const { kind, units } = caller.agency;
  return kind === 'SCHOOL' || kind === 'HOSPITAL' ? units : null;
}

function requireProvince(code: string): string {
  if (!/^\d{2}$/.test(code)) throw badField('province');
  return code;
}
