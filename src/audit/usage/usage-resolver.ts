import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { Guarded } from '../../access/guarded.js';
import type { RequestContext } from '../../context.js';
import { pageOf } from '../../graphql/page.js';
import { PersonalIdScalar } from '../../graphql/scalars.js';
import { leafProofOf } from '../search/proof-of.js';
import { chosenLooks, countLooks } from './chosen-looks.js';
import { questionsAbout } from './question-store.js';
import { asNode } from './question-types.js';
import { type Look, readUsage, sealedLooks } from './report.js';
import { UsageCount, UsageEntry, UsageFilter, UsagePage, WithheldInYear } from './usage-types.js';
import { dayAt } from './vietnam-day.js';
import { whoseReport } from './whose-report.js';

@Resolver()
export class UsageResolver {
  @Query(() => UsagePage, {
    nullable: true,
    description:
      'Who looked at the resident who asks, or at his child under 14, newest first. / Ai đã tra cứu dữ liệu của tôi, hoặc của con tôi dưới 14 tuổi.',
  })
  @Guarded('usage:read')
  async usage(
    @Arg('personalId', () => PersonalIdScalar, { nullable: true }) personalId: string | null,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Arg('filter', () => UsageFilter, { nullable: true }) filter: UsageFilter | null,
    @Ctx() ctx: RequestContext,
  ): Promise<UsagePage | null> {
    const subject = await whoseReport(ctx, personalId ?? null);
    if (!subject) return null;
    const { looks, withheld } = await readUsage(ctx, subject.numbers, ctx.now, subject.guardian);
    const chosen = chosenLooks(looks, filter ?? {});
    const askedAbout = filter?.asked ? await questionsOf(ctx, chosen) : null;
    const told = askedAbout ? chosen.filter(({ id }) => askedAbout.has(id)) : chosen;
    const page = pageOf(told, (look) => look.id, first, after ?? null);
    const sealed = await sealedLooks(ctx.readRecord, page.nodes);
    const questions = askedAbout ?? (await questionsOf(ctx, page.nodes));
    const today = dayAt(ctx.now);
    return {
      ...page,
      counts: countLooks(looks).map((one) => new UsageCount(one)),
      nodes: page.nodes.map((look) => {
        const question = questions.get(look.id);
        const asked = question ? asNode(question, today) : null;
        return new UsageEntry(look, ctx.language, sealed.has(look.event.id), asked);
      }),
      withheld: withheld.map((one) => new WithheldInYear(one, ctx.language)),
    };
  }
}

function questionsOf({ read, keys }: RequestContext, looks: readonly Look[]) {
  const ids = looks.map(({ id }) => id);
  return read((db) => questionsAbout(db, keys, ids));
}

@Resolver(() => UsageEntry)
export class UsageEntryResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Proof that this look is in the sealed record, as JSON for the verifier: the hash of the entry, not what it was made of. Null until it is sealed, and of a COARSE look. At most 20 an operation. / Bằng chứng niêm phong.',
  })
  proof(@Root() { look }: UsageEntry, @Ctx() ctx: RequestContext): Promise<string | null> | null {
    return look.disclosure.class === 'COARSE' ? null : leafProofOf(ctx, look.event);
  }
}
