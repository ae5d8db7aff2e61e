import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Guarded } from '../../../access/guarded.js';
import type { RequestContext } from '../../../context.js';
import { pageAsked, pageFrom } from '../../../graphql/page.js';
import { Resident } from '../../../registry/resident.js';
import { School } from '../types.js';
import { contest, decide, reopen, withdraw } from './acts.js';
import type { Contest } from './contest.js';
import { type ContestsOf, findContests } from './contest-store.js';
import {
  ContestExemptionInput,
  DecideExemptionContestInput,
  ReopenExemptionContestInput,
  WithdrawExemptionContestInput,
} from './inputs.js';
import { ExemptionReview, ExemptionReviewPage } from './review-types.js';
import { ExemptionContest, ExemptionContestPage } from './types.js';
import { requireId } from './whose.js';

const given = (input: () => new () => object) => Arg('input', input);
const shown = (one: Contest, { today, caller }: RequestContext) =>
  new ExemptionContest(one, today, caller.self !== null);

/** One page of them, oldest first, and whether more follow. */
async function page(ctx: RequestContext, of: ContestsOf, open: boolean, first: number, after: string | null) {
  const asked = pageAsked(first, after);
  const afterId = asked.key === null ? null : requireId('after', asked.key);
  const rows = await ctx.read((db) =>
    findContests(db, ctx.keys, of, { open, afterId, many: asked.first + 1 }),
  );
  return pageFrom(rows, asked.first, ({ id }) => id);
}

/** The school's side, and the pupil's. */
@Resolver(() => ExemptionContest)
export class ContestResolver {
  @Mutation(() => ExemptionContest, {
    description: 'Disagrees with an exemption that was worked out. / Đề nghị xem xét lại mức miễn, giảm.',
  })
  @Guarded('fee:read')
  async contestExemption(
    @given(() => ContestExemptionInput) input: ContestExemptionInput,
    @Ctx() ctx: RequestContext,
  ): Promise<ExemptionContest> {
    return shown(await contest(ctx, input), ctx);
  }

  @Mutation(() => ExemptionContest, { description: 'Takes it back. / Rút đề nghị.' })
  @Guarded('fee:read')
  async withdrawExemptionContest(
    @given(() => WithdrawExemptionContestInput) input: WithdrawExemptionContestInput,
    @Ctx() ctx: RequestContext,
  ): Promise<ExemptionContest> {
    return shown(await withdraw(ctx, input), ctx);
  }

  @FieldResolver(() => Resident, { nullable: true, description: 'The pupil, inside the remit. / Học sinh.' })
  resident(@Root() { contest: of }: ExemptionContest, @Ctx() ctx: RequestContext): Promise<Resident | null> {
    return ctx.residents.find(of.personalId);
  }
}

@Resolver(() => School)
export class SchoolContestResolver {
  @FieldResolver(() => ExemptionContestPage, {
    nullable: true,
    description: 'Contests about the school’s pupils. / Đề nghị về học sinh của trường.',
  })
  @Guarded('fee:read')
  async exemptionContests(
    @Root() school: School,
    @Arg('open', () => Boolean, {
      defaultValue: false,
      description: 'Undecided ones only. / Chỉ đề nghị đang mở.',
    })
    open: boolean,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<ExemptionContestPage> {
    const { nodes, pageInfo } = await page(ctx, { schools: [school.code] }, open, first, after);
    // Whom they are about is part of what a list of them gives away.
    for (const { personalId } of nodes) ctx.trail.subject(personalId, 'VERIFIED_ONLY');
    return { nodes: nodes.map((one) => shown(one, ctx)), pageInfo };
  }
}

@Resolver(() => Resident)
export class ResidentContestResolver {
  @FieldResolver(() => [ExemptionContest], {
    nullable: true,
    description: 'Contests about his exemptions, the 50 oldest; to a school its own. / Đề nghị của học sinh.',
  })
  @Guarded('fee:read')
  async exemptionContests(
    @Root() resident: Resident,
    @Ctx() ctx: RequestContext,
  ): Promise<ExemptionContest[]> {
    const schools = ctx.caller.self ? null : ctx.caller.agency.units;
    const of = { personalId: resident.personalId, schools };
    const { nodes } = await page(ctx, of, false, 50, null);
    return nodes.map((one) => shown(one, ctx));
  }
}

/** The side of the authority where the pupil lives. */
@Resolver(() => ExemptionReview)
export class ContestReviewResolver {
  @Query(() => ExemptionReviewPage, {
    nullable: true,
    description:
      'Contested exemptions of one’s own communes to decide. / Đề nghị thuộc địa bàn cần giải quyết.',
  })
  @Guarded('correction:review')
  async exemptionReviews(
    @Arg('open', () => Boolean, {
      defaultValue: true,
      description: 'Undecided ones only. / Chỉ đề nghị đang mở.',
    })
    open: boolean,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<ExemptionReviewPage> {
    const { nodes, pageInfo } = await page(ctx, { units: ctx.caller.agency.units }, open, first, after);
    const people = await ctx.residents.findMany(nodes.map(({ personalId }) => personalId));
    // Who moved away since is outside the remit, and so is his contest.
    return {
      nodes: nodes.filter((_, at) => people[at]).map((one) => new ExemptionReview(one, ctx.today)),
      pageInfo,
    };
  }

  @Mutation(() => ExemptionReview, { description: 'Decides a contest. / Giải quyết đề nghị.' })
  @Guarded('correction:review')
  async decideExemptionContest(
    @given(() => DecideExemptionContestInput) input: DecideExemptionContestInput,
    @Ctx() ctx: RequestContext,
  ): Promise<ExemptionReview> {
    return new ExemptionReview(await decide(ctx, input), ctx.today);
  }

  @Mutation(() => ExemptionReview, { description: 'Undoes a decision. / Mở lại đề nghị đã giải quyết.' })
  @Guarded('correction:review')
  async reopenExemptionContest(
    @given(() => ReopenExemptionContestInput) input: ReopenExemptionContestInput,
    @Ctx() ctx: RequestContext,
  ): Promise<ExemptionReview> {
    return new ExemptionReview(await reopen(ctx, input), ctx.today);
  }

  @FieldResolver(() => Resident, { nullable: true, description: 'The pupil. / Học sinh.' })
  resident(@Root() { contest: of }: ExemptionReview, @Ctx() ctx: RequestContext): Promise<Resident | null> {
    return ctx.residents.find(of.personalId);
  }
}
