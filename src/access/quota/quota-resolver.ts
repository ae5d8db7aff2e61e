import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../context.js';
import { administer } from '../administration/agency-mutations.js';
import { Agency } from '../administration/agency-types.js';
import { requireNoWatcher } from '../agency-admin.js';
import type { AgencyDetails } from '../agency-details.js';
import { Guarded } from '../guarded.js';
import { requireOfficerId } from '../input.js';
import { defaultLimits } from './limits.js';
import { clearQuota, listQuotas, mostUsed, type QuotaPlace, setQuota } from './quota-admin.js';
import { AgencyQuota, ClearAgencyQuotaInput, QuotaUse, SetAgencyQuotaInput } from './quota-types.js';

/** What an agency may look up, what was agreed otherwise, and who uses most of it (hạn mức tra cứu). */
@Resolver(() => Agency)
export class QuotaResolver {
  @FieldResolver(() => [AgencyQuota], {
    description: 'Of its kind, then what was agreed; the most exact counts. / Hạn mức tra cứu.',
  })
  async quotas(@Root() { code, kind }: AgencyDetails, @Ctx() ctx: RequestContext): Promise<AgencyQuota[]> {
    const agreed = await ctx.read((db) => listQuotas(db, code));
    return [
      { officer: null, purpose: null, ...defaultLimits(kind, null), agreed: false },
      ...agreed.map((one) => ({ ...one, agreed: true })),
    ];
  }

  @FieldResolver(() => [QuotaUse], {
    description: 'Ten at most, of today in Vietnam, the most first; no residents. / Dùng nhiều nhất hôm nay.',
  })
  async quotaUse(@Root() { code, kind }: AgencyDetails, @Ctx() ctx: RequestContext): Promise<QuotaUse[]> {
    // NOTE: the holders of a portal's quota are residents, whom no operator is told of.
    return kind === 'RESIDENT' ? [] : ctx.read((db) => mostUsed(db, code));
  }

  @Mutation(() => Agency, {
    description: 'Agrees a quota, counting within a minute; none for those that watch. / Thỏa thuận hạn mức.',
  })
  @Guarded('agency:admin')
  setAgencyQuota(
    @Arg('input', () => SetAgencyQuotaInput) input: SetAgencyQuotaInput,
    @Ctx() ctx: RequestContext,
  ) {
    const { perMinute = null, perDay = null, agencyPerMinute = null } = input;
    const place = placeOf(input);
    return administer(ctx, input, async (db) => {
      await requireNoWatcher(db, place.agency);
      return setQuota(db, { ...place, perMinute, perDay, agencyPerMinute });
    });
  }

  @Mutation(() => Agency, { description: 'Back to the limits of its kind. / Bỏ hạn mức riêng.' })
  @Guarded('agency:admin')
  clearAgencyQuota(
    @Arg('input', () => ClearAgencyQuotaInput) input: ClearAgencyQuotaInput,
    @Ctx() ctx: RequestContext,
  ) {
    const place = placeOf(input);
    return administer(ctx, input, async (db) => {
      await requireNoWatcher(db, place.agency);
      return clearQuota(db, place);
    });
  }
}

/** @throws HubError BAD_USER_INPUT for an officer who could be somebody's number */
function placeOf({ agency, officer, purpose }: ClearAgencyQuotaInput): QuotaPlace {
  return { agency, officer: officer ? requireOfficerId(officer) : null, purpose: purpose ?? null };
}
