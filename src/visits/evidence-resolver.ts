import { Arg, Ctx, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import { holds } from '../access/authorize.js';
import { Guarded } from '../access/guarded.js';
import type { RequestContext } from '../context.js';
import { type EvidencePack, evidencePackOf } from './evidence-pack.js';
import { evidencePage } from './evidence-page.js';
import { eventsOf } from './evidence-store.js';
import { requireId } from './visit-rules.js';
import { findVisit } from './visit-store.js';

@ObjectType({ description: 'What the insurer is sent of one visit. / Hồ sơ chứng minh của một lượt khám.' })
@Guarded('coverage:read')
export class VisitEvidencePack {
  constructor(private readonly pack: EvidencePack) {}

  @Field(() => String, {
    description:
      'As JSON text: looks, interruptions, decisions, legal basis, events on record. No name, no personal id. / Dạng JSON.',
  })
  get document(): string {
    return JSON.stringify(this.pack);
  }
  @Field(() => String, {
    description: 'The same as one HTML page to print on A4, complete in itself. / Trang HTML để in.',
  })
  get page(): string {
    return evidencePage(this.pack);
  }
}

@Resolver()
export class EvidenceResolver {
  @Query(() => VisitEvidencePack, {
    nullable: true,
    description:
      'Evidence of the looks of one of the facility’s own visits, for the insurer; null for any other. / Hồ sơ chứng minh tra cứu của một lượt khám.',
  })
  @Guarded('visit:read')
  async visitEvidence(
    @Arg('visit', () => ID) visit: string,
    @Ctx() ctx: RequestContext,
  ): Promise<VisitEvidencePack | null> {
    const id = requireId('visit', visit);
    const { keys, caller, reason } = ctx;
    const { code: agency, name } = caller.agency;
    const read = await ctx.readRecord({ kind: 'AGENCY', agency }, async (db) => {
      const found = await findVisit(db, { keys, agency }, id);
      return found && { found, events: await eventsOf(db, agency, found.entries) };
    });
    if (!read) return null;
    if (read.found.personalId) ctx.trail.subject(read.found.personalId, 'VERIFIED_ONLY');
    const madeAt = new Date(ctx.now).toISOString();
    const made = { madeAt, madeBy: { agency, name, officer: caller.officer } };
    const withVerdicts = holds('identity:verify', caller, reason);
    return new VisitEvidencePack(evidencePackOf(read.found, read.events, { ...made, withVerdicts }));
  }
}
