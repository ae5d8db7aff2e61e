import type { Caller } from '../access/caller.js';
import { makeEventId } from '../audit/event-id.js';
import type { RequestContext } from '../context.js';
import type { Circumstances } from '../domain/care.js';
import type { FieldVerdict } from '../domain/verdict.js';
import type { RawClaim } from '../registry/claim.js';
import type { IdentifyResult } from '../registry/identify.js';
import type { Resident } from '../registry/resident.js';
import type { Visit, VisitEntry, VisitMoment } from './visit.js';
import { dayOf } from './visit-rules.js';

/** What insurance is asked about one moment of a visit; the stay begins at arrival unless the desk says another day. */
export function coverQuestion(
  { facility, care, openedOn }: Pick<Visit, 'facility' | 'care' | 'openedOn'>,
  at: string,
  circumstances: Circumstances | null | undefined,
) {
  return {
    ...{ facility, care, on: dayOf(at) },
    circumstances: { ...circumstances, admittedOn: circumstances?.admittedOn ?? openedOn },
  };
}

type CoverQuestion = ReturnType<typeof coverQuestion>;

/** What came of a look, as an entry keeps it. */
export type Look = Pick<VisitEntry, 'outcome' | 'portalCode' | 'routeCode' | 'coveredRate' | 'evidence'>;

/** Who a claim is about and what insurance says of him; null where it fits nobody. */
export interface ClaimLook {
  identified: IdentifyResult;
  found: { personalId: string; look: Look } | null;
}

/**
 * Looks at a claim. `known` gets what the registry said as soon as it has, whatever insurance does then.
 * @throws HubError REGISTRY_UNAVAILABLE, SECTOR_UNAVAILABLE, OVERLOADED
 */
export async function lookAtClaim(
  ctx: RequestContext,
  claim: RawClaim,
  question: CoverQuestion,
  known: { identified: IdentifyResult | null } = { identified: null },
): Promise<ClaimLook> {
  const identified = await ctx.identify(claim);
  known.identified = identified;
  const { personalId, verdicts } = identified;
  const resident = personalId === null ? null : await ctx.residents.find(personalId);
  if (!resident) return { identified, found: null };
  return {
    identified,
    found: { personalId: resident.personalId, look: await lookAt(ctx, resident, question, verdicts) },
  };
}

/** The second and third look, at whom the visit itself names, as long as the remit lasts. @throws as `lookAtClaim` */
export async function lookAtPatient(
  ctx: RequestContext,
  personalId: string,
  question: CoverQuestion,
): Promise<Look | null> {
  const resident = await ctx.residents.find(personalId);
  return resident && lookAt(ctx, resident, question, []);
}

/** What insurance says of the person, and what the entry keeps of it. */
async function lookAt(
  ctx: RequestContext,
  resident: Resident,
  question: CoverQuestion,
  verdicts: readonly FieldVerdict[],
): Promise<Look> {
  const cover = await ctx.sectors.cover(resident, question);
  if (!cover) throw new Error('no sector of this hub insures');
  const { cardNumber, level, explanation, legalBasis, ...found } = cover;
  return { ...found, evidence: { verdicts, cardNumber, level, explanation, legalBasis } };
}

/** An entry that says nothing yet but who wrote it, when and in which request. */
export function newEntry(
  { now, caller, requestId }: { now: number; caller: Pick<Caller, 'officer'>; requestId: string },
  moment: VisitMoment,
  at: string,
): Omit<VisitEntry, 'recordedAt'> {
  return {
    ...{ id: makeEventId(now), moment, at, officer: caller.officer, requestId },
    ...{ recognisedAs: null, outcome: null, portalCode: null, routeCode: null, coveredRate: null },
    ...{ evidence: null, corrects: null, withdraws: false, reason: null },
    ...{ pendingBecause: null, identified: false, notConfirmedBecause: null },
  };
}
