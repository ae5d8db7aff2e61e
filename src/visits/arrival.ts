import { badField } from '../access/input.js';
import { makeEventId } from '../audit/event-id.js';
import type { RequestContext } from '../context.js';
import { HubError } from '../domain/errors.js';
import { type Claim, parseClaim, type RawClaim } from '../registry/claim.js';
import type { IdentifyResult } from '../registry/identify.js';
import { coverQuestion, lookAtClaim, newEntry } from './look.js';
import { lastKnownOf, pendingWords, provisionally } from './outage.js';
import { owedText } from './owed.js';
import type { VisitRequest } from './record-visit.js';
import { withStated } from './stated.js';
import type { PendingCause, Visit, VisitEntry } from './visit.js';
import { dayOf, parseMoment } from './visit-rules.js';
import { openVisit, ownRows } from './visit-store.js';

/** The first look: who stands at the desk is told by his claim. */
export async function arrive(ctx: RequestContext, request: VisitRequest): Promise<Visit> {
  const { facility, claim, care, circumstances } = request;
  if (request.visit) throw badField('visit');
  if (!facility || !ctx.caller.agency.units.includes(facility)) throw badField('facility');
  if (!claim) throw badField('claim');
  if (!care) throw badField('care');
  const at = parseMoment(request.at, ctx.now);
  const place = { facility, care, openedOn: dayOf(at) };
  const question = coverQuestion(place, at, circumstances);
  ctx.sectors.requireCoverQuestion(question);
  const stated = requireClaim(claim);
  // Charged apart, so that no look is owed that was not: making up for it is not charged again.
  const number = numberIn(stated);
  await ctx.residents.chargeForClaim(number, stated);
  const known: { identified: IdentifyResult | null } = { identified: null };
  const { look: came, because } = await provisionally(ctx, () => lookAtClaim(ctx, claim, question, known));
  if (came && !came.found) throw unfit(came.identified.outcome);
  const found = came?.found ?? null;
  const written = newEntry(ctx, 'ARRIVAL', at);
  const made: Omit<VisitEntry, 'recordedAt'> = found
    ? { ...written, ...found.look, recognisedAs: stated.kind }
    : { ...written, ...(await pendingArrival(ctx, stated, known.identified, because!)) };
  const entry = withStated(made, circumstances);
  if (!found && !known.identified) ctx.trail.subject(number, 'REFUSED');
  const personalId = found?.personalId ?? null;
  const visit = { id: makeEventId(ctx.now), ...place, openedAt: at, personalId };
  const owed = found ? null : owedText(ctx, { claim, care, circumstances: circumstances ?? null });
  const { clientId } = ctx.caller;
  return ctx.write(request.idempotencyKey, request, async (client) => ({
    value: await openVisit(client, ownRows(ctx), visit, entry, { clientId, owed }),
  }));
}

const unfit = (outcome: string) => new HubError('BAD_USER_INPUT', { field: 'claim', outcome });

/** A claim that can be read. @throws HubError BAD_USER_INPUT */
function requireClaim(raw: RawClaim): Claim {
  const claim = parseClaim(raw);
  if (claim.kind === null) throw unfit('UNREADABLE');
  return claim;
}

function numberIn({ personalId, oldIdNumber, insuranceNumber }: Claim): string {
  return (personalId ?? oldIdNumber ?? insuranceNumber)!;
}

/**
 * What is known of somebody whose look is owed: what stands on the card itself, the verdicts where the registry gave
 * them, and the last decision where policy allows. @throws HubError BAD_USER_INPUT for what could never match
 */
async function pendingArrival(
  ctx: RequestContext,
  { kind, insuranceCard, expiresOn, fullName, dateOfBirth }: Claim,
  identified: IdentifyResult | null,
  because: PendingCause,
): Promise<Partial<VisitEntry>> {
  if (identified && identified.outcome !== 'MATCHED') throw unfit(identified.outcome);
  if (!fullName || !dateOfBirth) throw unfit('PARTIAL');
  const personalId = identified?.personalId ?? null;
  return {
    ...{ recognisedAs: kind, pendingBecause: because, identified: personalId !== null },
    evidence: {
      ...pendingWords,
      ...{ verdicts: identified?.verdicts ?? [], validUntil: expiresOn ?? null, level: null },
      cardNumber: insuranceCard?.cardNumber ?? null,
      lastKnown: personalId === null ? null : await lastKnownOf(ctx, personalId),
    },
  };
}
