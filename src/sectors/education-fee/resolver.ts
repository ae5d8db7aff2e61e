import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { Guarded } from '../../access/guarded.js';
import type { RequestContext } from '../../context.js';
import { HubError } from '../../domain/errors.js';
import { pageOf } from '../../graphql/page.js';
import { Resident } from '../../registry/resident.js';
import { isOfCaller } from '../../students/own-school.js';
import { shownTo } from '../likely.js';
import { type EducationFee, name } from './adapter.js';
import { classList } from './class-list.js';
import { exemptionOf } from './exemption.js';
import { type EnrolmentRecord, isCurrent } from './record.js';
import { chargePage } from './roster/roster-page.js';
import { inRosterOrder } from './roster-order.js';
import { isHeldElsewhere } from './stay.js';
import { Enrolment, EnrolmentPage, Fee, School, SchoolClass, TuitionExemption } from './types.js';

@Resolver(() => School)
export class SchoolResolver {
  @Query(() => School, {
    nullable: true,
    description: 'One’s own school; null for any other. / Trường của mình.',
  })
  @Guarded('enrolment:read')
  async school(@Arg('code', () => String) code: string, @Ctx() ctx: RequestContext): Promise<School | null> {
    const { findSchools } = ctx.sectors.get<EducationFee>(name);
    const found = await ctx.sectors.ask(name, findSchools, requireCode('code', code));
    // Another school's lists are outside the remit, and look like a school that does not exist.
    const mine = found !== null && ctx.caller.agency.units.includes(found.code);
    if (!mine) ctx.trail.subject(`school:${code}`, found ? 'OUT_OF_REMIT' : 'NOT_FOUND');
    return mine ? new School(found) : null;
  }

  @FieldResolver(() => [SchoolClass], { description: 'Classes of a school year. / Các lớp trong năm học.' })
  classes(@Root() school: School, @Arg('schoolYear', () => String) schoolYear: string): SchoolClass[] {
    return school.record.classes
      .filter((one) => one.schoolYear === schoolYear)
      .map((one) => ({ schoolCode: school.code, name: one.name, schoolYear }));
  }

  @FieldResolver(() => SchoolClass, { nullable: true, description: 'One class by name. / Một lớp theo tên.' })
  class(
    @Root() school: School,
    @Arg('schoolYear', () => String) schoolYear: string,
    @Arg('name', () => String) className: string,
  ): SchoolClass | null {
    return this.classes(school, schoolYear).find((one) => one.name === className) ?? null;
  }
}

@Resolver(() => SchoolClass)
export class SchoolClassResolver {
  @FieldResolver(() => EnrolmentPage, { description: 'Its pupils, at most 200 a page. / Học sinh của lớp.' })
  async enrolments(
    @Root() schoolClass: SchoolClass,
    @Arg('first', () => Int, { defaultValue: 100 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<EnrolmentPage> {
    const { schoolCode, schoolYear, name: className } = schoolClass;
    const rows = await classList(ctx, { schoolCode, schoolYear, className });
    const page = pageOf(inRosterOrder(rows), (row) => row.enrolmentId, first, after ?? null);
    await chargePage(page.nodes, ctx);
    return { ...page, nodes: page.nodes.map((row) => new Enrolment(row, ctx.today)) };
  }
}

@Resolver(() => Enrolment)
export class EnrolmentResolver {
  @FieldResolver(() => Resident, {
    nullable: true,
    description: 'The pupil in the registry, inside the remit. / Học sinh trong CSDL dân cư.',
  })
  resident(@Root() enrolment: Enrolment, @Ctx() ctx: RequestContext): Promise<Resident | null> | null {
    const { personalId } = enrolment.record;
    return personalId ? ctx.residents.find(personalId) : null;
  }

  @FieldResolver(() => Boolean, {
    description:
      'Another school has had this pupil since before: until it ends that, the registry’s word on him is shown here only to who identifies him. / Trường khác đang quản lý học sinh từ trước; chờ trường đó ghi chuyển đi.',
  })
  awaitsTransfer(@Root() { record, today }: Enrolment): boolean {
    return isCurrent(record, today) && isHeldElsewhere(record, record, today);
  }

  @FieldResolver(() => [Fee], {
    nullable: true,
    description: 'What is to pay in this class; null to another school. / Các khoản thu.',
  })
  @Guarded('fee:read')
  fees(@Root() { record, today }: Enrolment, @Ctx() ctx: RequestContext): Fee[] | null {
    return isOfCaller(ctx.caller, record) ? record.fees.map((fee) => new Fee(fee, today)) : null;
  }
}

@Resolver(() => Enrolment)
export class ExemptionResolver {
  @FieldResolver(() => TuitionExemption, {
    nullable: true,
    description:
      'Worked out by law from facts that stay where they are; null without a right to one, and of facts about the pupil while another school has him since earlier. / Miễn, giảm học phí; null khi trường khác đang quản lý học sinh từ trước.',
  })
  @Guarded('exemption:read')
  exemption(
    @Root() { record }: Enrolment,
    @Ctx() ctx: RequestContext,
  ): Promise<TuitionExemption | null> | null {
    return isOfCaller(ctx.caller, record) ? exemptionOf(record, ctx) : null;
  }
}

@Resolver(() => Resident)
export class ResidentEducationResolver {
  @FieldResolver(() => [Enrolment], {
    nullable: true,
    description: 'Newest year first. / Quá trình học tập.',
  })
  @Guarded('enrolment:read')
  async enrolments(
    @Root() resident: Resident,
    @Arg('schoolYear', () => String, { nullable: true }) schoolYear: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<Enrolment[]> {
    return (await enrolmentsOf(resident, schoolYear, ctx)).map((record) => new Enrolment(record, ctx.today));
  }

  @FieldResolver(() => [Fee], {
    nullable: true,
    description: 'Fees of every enrolment; to a school its own. / Các khoản thu.',
  })
  @Guarded('fee:read')
  async fees(
    @Root() resident: Resident,
    @Arg('schoolYear', () => String, { nullable: true }) schoolYear: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<Fee[]> {
    const enrolments = await enrolmentsOf(resident, schoolYear, ctx);
    return enrolments.flatMap((record) => record.fees.map((fee) => new Fee(fee, ctx.today)));
  }
}

async function enrolmentsOf(
  resident: Resident,
  schoolYear: string | null,
  ctx: RequestContext,
): Promise<EnrolmentRecord[]> {
  const held = (await ctx.sectors.load<EnrolmentRecord[]>(name, resident)) ?? [];
  const all = shownTo(ctx.caller, resident, held).filter((record) => isOfCaller(ctx.caller, record));
  return schoolYear ? all.filter((record) => record.schoolYear === schoolYear) : all;
}

function requireCode(argument: string, text: string): string {
  if (!/^[0-9A-Za-z.-]{1,30}$/.test(text)) throw new HubError('BAD_USER_INPUT', { argument });
  return text;
}
