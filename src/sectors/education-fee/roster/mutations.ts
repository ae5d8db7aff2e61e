import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Guarded } from '../../../access/guarded.js';
import { badField, optionalText, requireText } from '../../../access/input.js';
import type { RequestContext } from '../../../context.js';
import { HubError } from '../../../domain/errors.js';
import { addDays } from '../../../domain/local-date.js';
import { endOfSchoolYear, schoolYearOn } from '../../../fees/school-year.js';
import { ownSchool, requireSchoolYear } from '../../../students/own-school.js';
import type { CorrectAct } from '../../../students/register.js';
import { refusalOf } from '../../../students/register.js';
import { Enrolment } from '../types.js';
import { inTheRegister, requirePupil } from './in-the-register.js';
import { CorrectEnrolmentInput, EndEnrolmentInput, EnrolStudentInput } from './inputs.js';

/** From the first of July to the first of September. */
const daysBeforeSeptember = 62;

/** Pupils who come, go and are corrected. Nothing is deleted; each act is done once, and is on record. */
@Resolver()
export class EnrolmentMutations {
  @Mutation(() => Enrolment, {
    description: 'Enrols a pupil who is identified now. / Tiếp nhận học sinh vào lớp.',
  })
  @Guarded('enrolment:write')
  async enrolStudent(
    @Arg('input', () => EnrolStudentInput) input: EnrolStudentInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Enrolment> {
    const schoolYear = requireSchoolYear(input.schoolYear);
    const className = requireText('className', input.className, 50);
    const moetCode = requireMoetCode(input.moetCode) ?? null;
    const startOn = requireWithin(schoolYear, input.startOn ?? ctx.today);
    // Nobody is looked up for a school that is not the caller's.
    ownSchool(ctx, input.schoolCode);
    const pupil = await requirePupil(ctx, input.claim);
    return inTheRegister(ctx, input, 'ENROL_STUDENT', async (register, whose) => {
      const [made] = await register.enrol([{ ...whose, pupil, schoolYear, className, moetCode, startOn }]);
      if (typeof made === 'string') throw refusalOf(made);
      return made!;
    });
  }

  @Mutation(() => Enrolment, { description: 'A pupil goes. / Học sinh chuyển trường, thôi học, tốt nghiệp.' })
  @Guarded('enrolment:write')
  endEnrolment(
    @Arg('input', () => EndEnrolmentInput) input: EndEnrolmentInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Enrolment> {
    const enrolmentId = requireText('enrolmentId', input.enrolmentId, 100);
    const reason = optionalText('reason', input.reason, 300) ?? null;
    const endOn = requireLastDay(input.on, ctx.today);
    return inTheRegister(ctx, input, 'END_ENROLMENT', (register, whose) =>
      register.end({ ...whose, enrolmentId, status: input.status, endOn, reason }),
    );
  }

  @Mutation(() => Enrolment, {
    description: 'Sets the register right; what it was is kept. / Đính chính sổ đăng bộ.',
  })
  @Guarded('enrolment:write')
  async correctEnrolment(
    @Arg('input', () => CorrectEnrolmentInput) input: CorrectEnrolmentInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Enrolment> {
    const enrolmentId = requireText('enrolmentId', input.enrolmentId, 100);
    const reason = requireText('reason', input.reason, 300);
    const { className, moetCode, status, on, claim } = input;
    const wanted: Omit<CorrectAct, 'schoolCode' | 'by' | 'key'> = { enrolmentId, reason };
    if (className) wanted.className = requireText('className', className, 50);
    if (moetCode !== undefined) wanted.moetCode = requireMoetCode(moetCode) ?? null;
    if (status) wanted.status = status;
    if (on) wanted.endOn = requireLastDay(on, ctx.today);
    ownSchool(ctx, input.schoolCode);
    if (claim) wanted.pupil = await requirePupil(ctx, claim);
    return inTheRegister(ctx, input, 'CORRECT_ENROLMENT', (register, whose) =>
      register.correct({ ...whose, ...wanted }),
    );
  }
}

/** Ten digits; a personal id in its place is named. @throws HubError BAD_USER_INPUT */
function requireMoetCode(text: string | null | undefined): string | null | undefined {
  const code = optionalText('moetCode', text, 30);
  if (!code || /^\d{10}$/.test(code)) return code;
  if (!/^0\d{11}$/.test(code)) throw badField('moetCode', { digits: 10 });
  throw new HubError(
    'BAD_USER_INPUT',
    { field: 'moetCode', reason: 'PERSONAL_ID_IN_MOET_COLUMN' },
    {
      vi: 'Đây là số định danh cá nhân (12 chữ số), không phải mã định danh Bộ GD&ĐT (10 chữ số).',
      en: 'This is a personal ID (12 digits), not the ministry’s pupil code (10 digits).',
    },
  );
}

/**
 * A last day: until then the pupil is in the school's remit, so none after this school year; from July on, when pupils
 * are enrolled for the next, none after that. @throws HubError BAD_USER_INPUT
 */
function requireLastDay(day: string, today: string): string {
  const until = endOfSchoolYear(schoolYearOn(addDays(today, daysBeforeSeptember)));
  if (day > until) throw badField('on', { until });
  return day;
}

/** A day on which that school year can begin for a pupil: from July to the end of August a year later. */
function requireWithin(schoolYear: string, day: string): string {
  const [from, until] = [`${schoolYear.slice(0, 4)}-07-01`, `${schoolYear.slice(5)}-08-31`];
  if (day < from || day > until) throw badField('startOn', { from, until });
  return day;
}
