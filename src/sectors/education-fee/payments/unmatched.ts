import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Guarded } from '../../../access/guarded.js';
import type { RequestContext } from '../../../context.js';
import { pageOf } from '../../../graphql/page.js';
import { type EducationFee, name } from '../adapter.js';
import { School } from '../types.js';
import { UnmatchedPaymentPage } from './types.js';

/** The queue of what came in and nobody could match. */
@Resolver(() => School)
export class UnmatchedPaymentResolver {
  @FieldResolver(() => UnmatchedPaymentPage, {
    nullable: true,
    description: 'Money received that waits for its order. / Khoản thu chờ đối chiếu.',
  })
  @Guarded('fee:read')
  async unmatchedPayments(
    @Root() school: School,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<UnmatchedPaymentPage> {
    const { findUnmatched } = ctx.sectors.get<EducationFee>(name);
    const waiting = await ctx.sectors.ask(name, findUnmatched, school.code);
    const { nodes, pageInfo } = pageOf(waiting, (one) => one.paymentId, first, after ?? null);
    return { nodes, pageInfo };
  }
}
