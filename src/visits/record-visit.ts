import { badField, requireText } from '../access/input.js';
import type { RequestContext } from '../context.js';
import type { CareKind, Circumstances } from '../domain/care.js';
import { HubError } from '../domain/errors.js';
import type { RawClaim } from '../registry/claim.js';
import { arrive } from './arrival.js';
import { goOn } from './later-look.js';
import { newEntry } from './look.js';
import { forgetRechecks } from './recheck-store.js';
import type { Visit, VisitMoment } from './visit.js';
import { type Correction, correcting, requireId, requireOrder } from './visit-rules.js';
import { addEntry, amendVisit, findVisit, ownRows } from './visit-store.js';

/** What a desk says of one moment of a visit. */
export interface VisitRequest {
  idempotencyKey: string;
  moment: VisitMoment;
  /** At arrival: where, who and for what. */
  facility?: string | null;
  claim?: RawClaim | null;
  care?: CareKind | null;
  /** Later: which visit. */
  visit?: string | null;
  /** When it happened; now where it is not said. */
  at?: string | null;
  circumstances?: Circumstances | null;
  /** The entry that this one stands for, why, and whether the whole visit was a mistake. */
  correction?: (Correction & { withdraw?: boolean | null }) | null;
}

/**
 * Records a moment of a visit: looks the person up, decides about insurance, and writes visit, entry and audit event in
 * one transaction. While a source is down or slow the moment is recorded all the same, as pending, and its look is owed.
 * The same key and request again change nothing and give the same answer.
 * @throws HubError BAD_USER_INPUT naming the field, NOT_FOUND for a visit or person that is not the caller's, CONFLICT
 * for a moment that cannot follow, RATE_LIMITED; of corrections SECTOR_UNAVAILABLE, REGISTRY_UNAVAILABLE
 */
export async function recordVisit(ctx: RequestContext, request: VisitRequest): Promise<Visit> {
  try {
    return await record(ctx, request);
  } catch (refusal) {
    // What was answered stays the answer, whatever a source or another look says by now.
    const answered = await ctx.repeated<Visit>(request.idempotencyKey, request).catch(() => null);
    if (!answered) throw refusal;
    if (answered.personalId) ctx.trail.subject(answered.personalId, 'VERIFIED_ONLY');
    return answered;
  }
}

function record(ctx: RequestContext, request: VisitRequest): Promise<Visit> {
  const { moment } = request;
  if (!request.correction) return moment === 'ARRIVAL' ? arrive(ctx, request) : goOn(ctx, request, null);
  const correction = { ...request.correction, reason: requireText('reason', request.correction.reason, 300) };
  return correction.withdraw ? withdraw(ctx, request, correction) : goOn(ctx, request, correction);
}

/** Says that a visit was a mistake: it stays on record, opens no remit and counts nowhere. Nobody is looked up. */
function withdraw(ctx: RequestContext, request: VisitRequest, correction: Correction): Promise<Visit> {
  const id = requireId('visit', request.visit);
  if (request.moment !== 'ARRIVAL') throw badField('moment');
  const access = ownRows(ctx);
  return ctx.write(request.idempotencyKey, request, async (client) => {
    const visit = await findVisit(client, access, id, { lock: true });
    if (!visit) throw new HubError('NOT_FOUND');
    const entry = {
      ...newEntry(ctx, 'ARRIVAL', visit.openedAt),
      ...correcting(visit, correction),
      withdraws: true,
    };
    requireOrder(visit, entry, correction);
    await addEntry(client, access, id, ctx.caller.clientId, entry);
    await amendVisit(client, access, { id, care: visit.care, state: 'WITHDRAWN', endedAt: null });
    await forgetRechecks(client, id);
    if (visit.personalId) ctx.trail.subject(visit.personalId, 'VERIFIED_ONLY');
    return { value: (await findVisit(client, access, id))! };
  });
}
