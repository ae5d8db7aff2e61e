import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Guarded } from '../access/guarded.js';
import type { RequestContext } from '../context.js';
import { pageAsked, pageFrom } from '../graphql/page.js';
import { LocalDateScalar } from '../graphql/scalars.js';
import { Resident } from '../registry/resident.js';
import { recordVisit } from './record-visit.js';
import { requireId } from './visit-rules.js';
import { visitsOn } from './visit-store.js';
import { RecordVisitInput, Visit, VisitPage } from './visit-types.js';

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
    description: 'The facility’s own visits that began on a day. / Lượt khám trong ngày của cơ sở.',
  })
  @Guarded('visit:read')
  async visits(
    @Arg('on', () => LocalDateScalar) on: string,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: RequestContext,
  ) {
    const asked = pageAsked(first, after);
    const afterId = asked.key === null ? null : requireId('after', asked.key);
    const access = { keys: ctx.keys, agency: ctx.caller.agency.code };
    const { rows, total } = await ctx.readRecord({ kind: 'AGENCY', agency: access.agency }, (db) =>
      visitsOn(db, access, on, afterId, asked.first + 1),
    );
    // Who was there is part of what a list of visits gives away.
    for (const { personalId } of rows.slice(0, asked.first)) ctx.trail.subject(personalId, 'VERIFIED_ONLY');
    const page = pageFrom(rows, asked.first, ({ id }) => id);
    return { ...page, nodes: page.nodes.map((visit) => new Visit(visit, ctx.language)), totalCount: total };
  }

  @FieldResolver(() => Resident, {
    nullable: true,
    description: 'Who, while the remit lasts: until 15 days after the end. / Người bệnh.',
  })
  @Guarded('identity:verify')
  resident(@Root() { visit }: Visit, @Ctx() ctx: RequestContext): Promise<Resident | null> {
    return ctx.residents.find(visit.personalId);
  }
}
