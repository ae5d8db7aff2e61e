import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Guarded } from '../../../access/guarded.js';
import type { RequestContext } from '../../../context.js';
import { ownSchool, requireExemptionReader } from '../../../students/own-school.js';
import { type EducationFee, name } from '../adapter.js';
import { charge, classList } from '../class-list.js';
import { weighingOf } from '../exemption.js';
import { requireClassName, requireSchoolYear } from '../items/checks.js';
import { OfClassInput } from '../items/types.js';
import { onTheBooks } from '../payments/on-the-books.js';
import { type FactKind, Fee } from '../types.js';
import { applyTo } from './apply.js';
import { recompute } from './recompute.js';
import { ExemptionChange, RecomputedExemptions } from './types.js';

@Resolver(() => Fee)
export class ExemptionChangeResolver {
  @FieldResolver(() => [ExemptionChange], {
    nullable: true,
    description: 'How what the law takes off it changed, newest first. / Lịch sử miễn, giảm.',
  })
  @Guarded('exemption:read')
  async exemptionChanges(@Root() { fee }: Fee, @Ctx() ctx: RequestContext): Promise<ExemptionChange[]> {
    const { findExemptionChanges } = ctx.sectors.get<EducationFee>(name);
    const changes = await ctx.sectors.ask(name, findExemptionChanges, fee.feeId);
    return changes.map((one) => ({
      ...one,
      restsOn: one.restsOn.split(',').filter(Boolean) as FactKind[],
    }));
  }
}

@Resolver()
export class RecomputeResolver {
  @Mutation(() => RecomputedExemptions, {
    description:
      'Puts on the books what the law takes off the tuition of a class now. / Tính lại miễn, giảm cho lớp.',
  })
  @Guarded('fee:write')
  async recomputeExemptions(
    @Arg('input', () => OfClassInput) input: OfClassInput,
    @Ctx() ctx: RequestContext,
  ): Promise<RecomputedExemptions> {
    // It writes, and it tells: whatever is selected of the answer, both scopes are needed.
    requireExemptionReader(ctx, 'Mutation.recomputeExemptions');
    const schoolYear = requireSchoolYear(input.schoolYear);
    const className = requireClassName(input.className);
    const schoolCode = ownSchool(ctx, input.schoolCode);
    const rows = await classList(ctx, { schoolCode, schoolYear, className });
    await charge(rows, ctx);
    for (const row of rows) if (row.personalId) ctx.sectors.note(name, row.personalId, [row]);
    return onTheBooks(
      ctx,
      input,
      'RECOMPUTE_EXEMPTIONS',
      async (book, whose) => {
        const { changes, ...counts } = await recompute(rows, weighingOf(ctx));
        const applied = await applyTo(book, { ...whose, key: input.idempotencyKey, changes });
        const made = { ...applied, right: counts.right + applied.same, unknown: counts.unknown };
        return { made, changed: { className, fees: made.changed.length } };
      },
      ({ changed }) => changed,
    );
  }
}
