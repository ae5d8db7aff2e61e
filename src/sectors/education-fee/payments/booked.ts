import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Guarded } from '../../../access/guarded.js';
import { badField } from '../../../access/input.js';
import type { RequestContext } from '../../../context.js';
import { pageAsked, pageFrom } from '../../../graphql/page.js';
import { type EducationFee, name } from '../adapter.js';
import { School } from '../types.js';
import { statusOf } from './on-the-books.js';
import { FeePaymentPage } from './types.js';

/** What a school was paid, to find a payment that is to be refunded, credited or given a receipt. */
@Resolver(() => School)
export class BookedPaymentResolver {
  @FieldResolver(() => FeePaymentPage, {
    nullable: true,
    description: 'Money received, newest first. / Các khoản đã nhận.',
  })
  @Guarded('fee:read')
  async feePayments(
    @Root() school: School,
    @Arg('withCredit', () => Boolean, {
      defaultValue: false,
      description: 'Only with money held for a pupil. / Chỉ khoản còn giữ hộ.',
    })
    withCredit: boolean,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<FeePaymentPage> {
    const asked = pageAsked(first, after);
    if (asked.key !== null && !/^[0-9]{1,18}$/.test(asked.key)) throw badField('after');
    const { findBooked } = ctx.sectors.get<EducationFee>(name);
    const key = { schoolCode: school.code, withCredit, before: asked.key, many: asked.first + 1 };
    const rows = await ctx.sectors.ask(name, findBooked, key);
    const { nodes, pageInfo } = pageFrom(rows, asked.first, (row) => row.paymentId);
    // Who paid is part of what the list gives away.
    for (const { personalId, enrolmentId } of nodes)
      if (enrolmentId) ctx.trail.subject(personalId ?? `enrolment:${enrolmentId}`, 'VERIFIED_ONLY');
    return {
      nodes: nodes.map((row) => ({ ...row, status: statusOf({ ...row, reversed: row.reversals > 0 }) })),
      pageInfo,
    };
  }
}
