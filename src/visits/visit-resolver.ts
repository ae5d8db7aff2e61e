import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Guarded } from '../access/guarded.js';
import { badField } from '../access/input.js';
import type { RequestContext } from '../context.js';
import { pageAsked, pageFrom } from '../graphql/page.js';
import { DateTimeScalar, LocalDateScalar } from '../graphql/scalars.js';
import { Resident } from '../registry/resident.js';
import { recordVisit } from './record-visit.js';
import type { Verification } from './visit.js';
import { requireId } from './visit-rules.js';
import { findVisits, ownRows } from './visit-store.js';
import { RecordVisitInput, VerificationEnum, Visit, VisitPage } from './visit-types.js';

@Resolver(() => Visit)
export class VisitResolver {
  @Mutation(() => Visit, {
    description: 'Records a moment of a visit, with its look. / Ghi một thời điểm của lượt khám.',
  })
  @Guarded('visit:write')
  async recordVisit(
    @Arg('input', () => RecordVisitInput) input: RecordVisitInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Visit> {
    return new Visit(await recordVisit(ctx, input), ctx.language);
  }

  @Query(() => VisitPage, {
    nullable: true,
    description:
      'The facility’s own visits: of a day in Vietnam (UTC+7), or those that wait for verification or changed since a moment. / Lượt khám của cơ sở: trong ngày (giờ Việt Nam), chờ xác minh, hoặc mới thay đổi.',
  })
  @Guarded('visit:read')
  async visits(
    @Arg('on', () => LocalDateScalar, {
      nullable: true,
      description:
        'Day of arrival in Vietnam (UTC+7); may be left out beside one of the other two. / Ngày tiếp đón (giờ Việt Nam).',
    })
    on: string | null,
    @Arg('verification', () => VerificationEnum, {
      nullable: true,
      description:
        'PENDING: a look is owed; NOT_CONFIRMED: one fits nobody; CONFIRMED: neither. / Mức xác minh.',
    })
    verification: Verification | null,
    @Arg('answeredSince', () => DateTimeScalar, {
      nullable: true,
      description: 'A look that was owed was made up for since. / Có kết quả tra cứu lại từ lúc này.',
    })
    answeredSince: string | null,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: RequestContext,
  ) {
    const filter = {
      on: on ?? null,
      verification: verification ?? null,
      answeredSince: answeredSince ?? null,
    };
    if (!filter.on && !filter.verification && !filter.answeredSince) throw badField('on');
    const asked = pageAsked(first, after);
    const afterId = asked.key === null ? null : requireId('after', asked.key);
    const access = ownRows(ctx);
    const { rows, total } = await ctx.readRecord({ kind: 'AGENCY', agency: access.agency }, (db) =>
      findVisits(db, access, filter, afterId, asked.first + 1),
    );
    // Who was there is part of what a list of visits gives away.
    for (const { personalId } of rows.slice(0, asked.first))
      if (personalId) ctx.trail.subject(personalId, 'VERIFIED_ONLY');
    const page = pageFrom(rows, asked.first, ({ id }) => id);
    return { ...page, nodes: page.nodes.map((visit) => new Visit(visit, ctx.language)), totalCount: total };
  }

  @FieldResolver(() => Resident, {
    nullable: true,
    description: 'Who, once confirmed and while the remit lasts: until 15 days after the end. / Người bệnh.',
  })
  @Guarded('identity:verify')
  resident(@Root() { visit }: Visit, @Ctx() ctx: RequestContext): Promise<Resident | null> | null {
    return visit.personalId ? ctx.residents.find(visit.personalId) : null;
  }
}
