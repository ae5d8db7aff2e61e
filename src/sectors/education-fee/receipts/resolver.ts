import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Guarded } from '../../../access/guarded.js';
import { badField } from '../../../access/input.js';
import type { RequestContext } from '../../../context.js';
import { type EducationFee, name } from '../adapter.js';
import { School } from '../types.js';
import { FeeReceipt } from './types.js';

@Resolver(() => School)
export class ReceiptResolver {
  @FieldResolver(() => FeeReceipt, {
    nullable: true,
    description: 'By its number; null for another school’s. / Biên lai theo số.',
  })
  @Guarded('fee:read')
  async receipt(
    @Root() school: School,
    @Arg('receiptNo', () => String) receiptNo: string,
    @Ctx() ctx: RequestContext,
  ): Promise<FeeReceipt | null> {
    if (!/^[0-9A-Za-z.-]{1,50}$/.test(receiptNo)) throw badField('receiptNo');
    const { findReceipts } = ctx.sectors.get<EducationFee>(name);
    const found = await ctx.sectors.ask(name, findReceipts, { schoolCode: school.code, receiptNo });
    if (!found) return null;
    const { personalId, enrolmentId } = found;
    const pupil = personalId ?? `enrolment:${enrolmentId}`;
    await ctx.residents.chargeFor([pupil]);
    ctx.trail.subject(pupil, 'RELEASED');
    return new FeeReceipt(found);
  }
}
