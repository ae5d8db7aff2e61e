import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Guarded } from '../../../access/guarded.js';
import type { RequestContext } from '../../../context.js';
import type { Sex } from '../../../domain/sex.js';
import { tellNumbersApart } from '../../../domain/student-numbers.js';
import { Identification } from '../../../registry/identification.js';
import { Resident } from '../../../registry/resident.js';
import { isOfCaller } from '../../../students/own-school.js';
import { isLikely } from '../../likely.js';
import { name } from '../adapter.js';
import { type EnrolmentRecord, isCurrent } from '../record.js';
import { Enrolment } from '../types.js';

@Resolver(() => Enrolment)
export class EnrolmentCheckResolver {
  /**
   * What the school holds of a pupil against the registry, as a claim: number, name, birth date and sex. Nobody was
   * shown at a desk, so a match opens nothing that the school could not see before.
   */
  @FieldResolver(() => Identification, {
    nullable: true,
    description:
      'The school’s record against the registry, field by field; null once he has left. / So hồ sơ của trường với CSDL dân cư.',
  })
  @Guarded('identity:verify')
  async check(@Root() { record }: Enrolment, @Ctx() ctx: RequestContext): Promise<Identification | null> {
    if (!isCurrent(record, ctx.today)) return null;
    const { fullName, dateOfBirth } = record;
    const sex = record.sex as Sex;
    const held = { moetCode: record.moetCode ?? '', personalId: record.personalId ?? '' };
    const { personalId, notes } = tellNumbersApart(held, { dateOfBirth, sex });
    const repairs = notes.map(({ note }) => note);
    if (personalId === null) return new Identification({ ...unreadable, repairs });
    const result = await ctx.identify({ personalId, fullName, dateOfBirth, sex }, { shown: false });
    return new Identification({ ...result, repairs });
  }
}

@Resolver(() => Resident)
export class EnrolledElsewhereResolver {
  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'Whether another school has this pupil today; never which. / Học sinh có đang theo học ở trường khác không.',
  })
  @Guarded('enrolment:read')
  async enrolledElsewhere(@Root() resident: Resident, @Ctx() ctx: RequestContext): Promise<boolean> {
    const held = (await ctx.sectors.load<EnrolmentRecord[]>(name, resident)) ?? [];
    return held.some(
      (record) =>
        !isOfCaller(ctx.caller, record) &&
        record.status === 'ENROLLED' &&
        isCurrent(record, ctx.today) &&
        isLikely(record, resident),
    );
  }
}

/** A record without a number that could be asked about. */
const unreadable: Omit<Identification['result'], 'repairs'> = {
  ...{ outcome: 'UNREADABLE', recognisedAs: null, problem: 'NO_NUMBER', answeredBy: null, personalId: null },
  ...{ signals: [], verdicts: [] },
};
