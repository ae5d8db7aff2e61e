import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Guarded } from '../../../access/guarded.js';
import type { RequestContext } from '../../../context.js';
import { pageOf } from '../../../graphql/page.js';
import { requireSchoolYear } from '../../../students/own-school.js';
import { type EducationFee, name } from '../adapter.js';
import { inSchoolOrder } from '../roster-order.js';
import { Enrolment, EnrolmentPage, EnrolmentStatus, School } from '../types.js';
import { chargePage } from './roster-page.js';

/** The list of a year counts as so many persons: it goes alone. */
const yearWeight = 200;

@Resolver(() => School)
export class RosterResolver {
  /** Two statements, however many pupils: who is in the school, and this page with what each owes. */
  @FieldResolver(() => EnrolmentPage, {
    nullable: true,
    description:
      'All pupils of a year, class by class, each by given name. / Danh sách học sinh toàn trường.',
  })
  @Guarded('enrolment:read')
  async roster(
    @Root() school: School,
    @Arg('schoolYear', () => String) schoolYear: string,
    @Arg('status', () => EnrolmentStatus, {
      nullable: true,
      description: 'Only these. / Lọc theo trạng thái.',
    })
    status: EnrolmentStatus | null,
    @Arg('first', () => Int, { defaultValue: 100 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<EnrolmentPage> {
    const { findRegister, findEnrolments } = ctx.sectors.get<EducationFee>(name);
    const key = { schoolCode: school.code, schoolYear: requireSchoolYear(schoolYear) };
    const lines = await ctx.sectors.ask(name, findRegister, key, yearWeight);
    // NOTE: all lines give the page its place, so that a pupil who leaves between two pages hides nobody.
    const page = pageOf(
      inSchoolOrder(status ? lines.filter((line) => line.status === status) : lines),
      (line) => line.enrolmentId,
      first,
      after ?? null,
    );
    const found = await Promise.all(
      page.nodes.map(({ enrolmentId }) => ctx.sectors.ask(name, findEnrolments, enrolmentId)),
    );
    const rows = found.filter((row) => row !== null && row.schoolCode === school.code) as NonNullable<
      (typeof found)[number]
    >[];
    await chargePage(rows, ctx);
    return { ...page, nodes: rows.map((row) => new Enrolment(row, ctx.today)) };
  }
}
