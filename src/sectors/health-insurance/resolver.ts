import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Guarded } from '../../access/guarded.js';
import type { RequestContext } from '../../context.js';
import type { CareKind } from '../../domain/care.js';
import { HubError } from '../../domain/errors.js';
import { CareCircumstances, CareKindEnum } from '../../graphql/care.js';
import { LocalDateScalar } from '../../graphql/scalars.js';
import { Resident } from '../../registry/resident.js';
import { shownTo } from '../likely.js';
import { type HealthInsurance, name } from './adapter.js';
import { isFacilityCode, parseCircumstances } from './circumstances.js';
import { bestCard } from './compare.js';
import { Coverage } from './coverage.js';
import { decideEligibility, type EligibilityDecision } from './decide.js';
import { Eligibility } from './eligibility.js';
import { insuranceLaw } from './law/law.js';
import type { Insurance } from './record.js';

@Resolver(() => Resident)
export class HealthInsuranceResolver {
  @FieldResolver(() => Coverage, {
    nullable: true,
    description: 'The best card for a day (today). / Thẻ BHYT tốt nhất trong ngày.',
  })
  @Guarded('coverage:read')
  async coverage(
    @Root() resident: Resident,
    @Arg('on', () => LocalDateScalar, { nullable: true }) on: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<Coverage | null> {
    const day = on ?? ctx.today;
    const card = bestCard((await insuranceOf(resident, ctx)).cards, day);
    return card && new Coverage(card, day);
  }

  @FieldResolver(() => [Coverage], {
    nullable: true,
    description: 'Every card, newest first. / Mọi thẻ, mới nhất trước.',
  })
  @Guarded('coverage:read')
  async coverages(@Root() resident: Resident, @Ctx() ctx: RequestContext): Promise<Coverage[]> {
    return (await insuranceOf(resident, ctx)).cards.map((card) => new Coverage(card, ctx.today));
  }

  @FieldResolver(() => Eligibility, {
    nullable: true,
    description:
      'Covered here on that day, or why not; OUTPATIENT where no care is said. / Có được hưởng BHYT không, vì sao.',
  })
  @Guarded('coverage:read')
  async eligibility(
    @Root() resident: Resident,
    @Arg('facility', () => String) facilityCode: string,
    @Arg('on', () => LocalDateScalar, { nullable: true }) on: string | null,
    @Arg('care', () => CareKindEnum, { nullable: true }) care: CareKind | null,
    @Arg('circumstances', () => CareCircumstances, { nullable: true }) stated: CareCircumstances | null,
    @Ctx() ctx: RequestContext,
  ): Promise<Eligibility> {
    if (!isFacilityCode(facilityCode)) throw new HubError('BAD_USER_INPUT', { argument: 'facility' });
    const day = on ?? ctx.today;
    const circumstances = parseCircumstances(stated ?? {}, day);
    const { facilities } = ctx.sectors.get<HealthInsurance>(name);
    const [held, facility] = await Promise.all([insuranceOf(resident, ctx), facilities.find(facilityCode)]);
    const question = {
      ...{ person: resident, ...held, facilityCode, facility, on: day, care: care ?? 'OUTPATIENT' },
      ...circumstances,
    };
    const decided = decideEligibility(question, insuranceLaw);
    return {
      ...shown(decided, day, ctx),
      on: day,
      facility: facilityCode,
      facilityName: facility?.name ?? null,
    };
  }
}

function shown(decided: EligibilityDecision, day: string, { language }: RequestContext) {
  const { outcome, portalCode, level, route, share, card, newCard, coveredUntil, legalBasis } = decided;
  const { coveredRate = null, coPayment = null, exemption = null } = share ?? {};
  return {
    ...{ outcome, portalCode, level, coveredRate, coveredUntil, legalBasis },
    explanation: decided.explanation[language],
    coverage: card && new Coverage(card, day),
    newCard: newCard && new Coverage(newCard, day),
    ...{ route: route?.route ?? null, routeCode: route?.code ?? null },
    coPayment: coveredRate === null ? null : { rate: 100 - coveredRate, amount: coPayment, exemption },
  };
}

/** What of it this caller may see; of a stranger's cards under his number neither the cards nor what was said of them. */
async function insuranceOf(resident: Resident, ctx: RequestContext): Promise<Insurance> {
  const held = await ctx.sectors.load<Insurance>(name, resident);
  if (!held) return { cards: [], said: null };
  const cards = shownTo(ctx.caller, resident, held.cards);
  return { cards, said: cards.length > 0 || held.cards.length === 0 ? held.said : null };
}
