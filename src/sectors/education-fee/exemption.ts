import type { RequestContext } from '../../context.js';
import { unitsOfResidence } from '../../domain/units-of-residence.js';
import { computeExemption, isImpersonal, rulesFor } from '../../fees/exemption/compute.js';
import { exemptionRules, type WelfareGround } from '../../fees/exemption/rules.js';
import type { Resident } from '../../registry/resident.js';
import { isLikely } from '../likely.js';
import { type EnrolmentRecord, isCurrent } from './record.js';
import type { FactKind, TuitionExemption } from './types.js';

/**
 * What the law takes off a pupil's tuition. Where the school alone decides nobody is asked about him; else the registry
 * and the welfare sector are, on the hub's own behalf, all pupils of the operation in one statement each, and only the
 * rate and its ground leave. Null for a pupil whom the registry does not know, who is outside the remit, or whose
 * number is held under a name and birth date that are not his: a wrong number must not tell about a stranger.
 * @throws HubError REGISTRY_UNAVAILABLE, SECTOR_UNAVAILABLE
 */
export async function exemptionOf(
  record: EnrolmentRecord,
  ctx: RequestContext,
): Promise<TuitionExemption | null> {
  const { schoolKind: kind, schoolOwnership: ownership, personalId } = record;
  if (kind === null || ownership === null || !isCurrent(record, ctx.today)) return null;
  const school = { kind, ownership };
  const rules = rulesFor(exemptionRules, school, ctx.today);
  if (rules.length === 0) return null;
  if (rules.every(isImpersonal)) {
    return answerOf(
      computeExemption(rules, { school, dateOfBirth: '', welfare: [], disadvantaged: [] }, ctx.today),
      ctx,
    );
  }
  const resident = personalId ? await ctx.residents.find(personalId) : null;
  if (!resident || !isLikely(record, resident)) return null;
  const asksArea = rules.some(({ disadvantagedArea }) => disadvantagedArea);
  const { grounds, hardAreas } = await ctx.sectors.welfareOf(
    resident.personalId,
    asksArea ? communesOf(resident, ctx) : [],
  );
  const facts = {
    ...{ school, dateOfBirth: resident.dateOfBirth, disadvantaged: hardAreas },
    welfare: grounds.map((one) => ({ ...one, ground: one.ground as WelfareGround })),
  };
  return answerOf(computeExemption(rules, facts, ctx.today), ctx);
}

/** Codes of the communes in force that a permanent residence may lie in; of a divided one only when it is known which. */
function communesOf({ record }: Resident, { units }: RequestContext): string[] {
  const residence = record.residences?.find(({ kind }) => kind === 'PERMANENT');
  const communes = residence ? unitsOfResidence(residence, units) : [];
  return communes.length === 1 ? [communes[0]!.code] : [];
}

function answerOf(
  computed: ReturnType<typeof computeExemption>,
  { today }: RequestContext,
): TuitionExemption | null {
  if (!computed) return null;
  const restsOn = computed.restsOn as readonly FactKind[];
  return { ...computed, restsOn, asOf: today };
}
