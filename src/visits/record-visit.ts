import type pg from 'pg';
import { badField, requireText } from '../access/input.js';
import { makeEventId } from '../audit/event-id.js';
import type { RequestContext } from '../context.js';
import type { CareKind, Circumstances } from '../domain/care.js';
import { HubError } from '../domain/errors.js';
import type { FieldVerdict } from '../domain/verdict.js';
import type { RawClaim } from '../registry/claim.js';
import type { Resident } from '../registry/resident.js';
import type { Visit, VisitEntry, VisitMoment } from './visit.js';
import { type Correction, dayOf, parseMoment, requireId, requireOrder, stateAfter } from './visit-rules.js';
import { actAs, addEntry, addVisit, amendVisit, findVisit, type VisitAccess } from './visit-store.js';

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
 * one transaction. The same key and request again change nothing and give the same answer.
 * @throws HubError BAD_USER_INPUT naming the field, NOT_FOUND for a visit or person that is not the caller's, CONFLICT
 * for a moment that cannot follow, SECTOR_UNAVAILABLE, REGISTRY_UNAVAILABLE
 */
export function recordVisit(ctx: RequestContext, request: VisitRequest): Promise<Visit> {
  const { moment } = request;
  if (!request.correction) return moment === 'ARRIVAL' ? arrive(ctx, request) : goOn(ctx, request, null);
  const correction = { ...request.correction, reason: requireText('reason', request.correction.reason, 300) };
  return correction.withdraw ? withdraw(ctx, request, correction) : goOn(ctx, request, correction);
}

async function arrive(ctx: RequestContext, request: VisitRequest): Promise<Visit> {
  const { facility, claim, care } = request;
  if (request.visit) throw badField('visit');
  if (!facility || !ctx.caller.agency.units.includes(facility)) throw badField('facility');
  if (!claim) throw badField('claim');
  if (!care) throw badField('care');
  const at = parseMoment(request.at, ctx.now);
  const identified = await ctx.identify(claim);
  const resident = identified.personalId && (await ctx.residents.find(identified.personalId));
  if (!resident) throw new HubError('BAD_USER_INPUT', { field: 'claim', outcome: identified.outcome });
  const place = { facility, care, openedOn: dayOf(at) };
  const look = await lookAt(ctx, resident, place, at, request.circumstances, identified.verdicts);
  const entry = { ...newEntry(ctx, 'ARRIVAL', at), ...look, recognisedAs: identified.recognisedAs };
  const visit = { id: makeEventId(ctx.now), ...place, openedAt: at, personalId: resident.personalId };
  return ctx.write(request.idempotencyKey, request, async (client) => {
    const access = await asOwn(ctx, client);
    await addVisit(client, access, visit);
    await addEntry(client, access, visit.id, ctx.caller.clientId, entry);
    return { value: (await findVisit(client, access, visit.id))! };
  });
}

/** The later looks, and corrections: the visit says who it is about, the remit whether he may still be looked at. */
async function goOn(
  ctx: RequestContext,
  request: VisitRequest,
  correction: Correction | null,
): Promise<Visit> {
  const { moment, circumstances } = request;
  if (request.claim) throw badField('claim');
  if (request.facility) throw badField('facility');
  const id = requireId('visit', request.visit);
  const { keys, caller } = ctx;
  const access = { keys, agency: caller.agency.code };
  const known = await ctx.readRecord({ kind: 'AGENCY', agency: access.agency }, (db) =>
    findVisit(db, access, id),
  );
  if (!known) throw new HubError('NOT_FOUND');
  // The time of an arrival is the visit's own: it orders the list of the day and stays.
  if (moment === 'ARRIVAL' && request.at) throw badField('at');
  const at = moment === 'ARRIVAL' ? known.openedAt : parseMoment(request.at, ctx.now);
  requireOrder(known, { moment, at }, correction);
  const resident = await ctx.residents.find(known.personalId);
  if (!resident) throw new HubError('NOT_FOUND');
  const place = { ...known, care: request.care ?? known.care };
  const look = await lookAt(ctx, resident, place, at, circumstances, []);
  const entry = { ...newEntry(ctx, moment, at), ...look, ...correcting(known, correction) };
  return ctx.write(request.idempotencyKey, request, async (client) => {
    await asOwn(ctx, client);
    const visit = (await findVisit(client, access, id, { lock: true }))!;
    // Again, since another look may have been written meanwhile.
    requireOrder(visit, entry, correction);
    await addEntry(client, access, id, caller.clientId, entry);
    await amendVisit(client, access, { id, care: place.care, ...stateAfter(visit, moment, at) });
    return { value: (await findVisit(client, access, id))! };
  });
}

/** Says that a visit was a mistake: it stays on record, opens no remit and counts nowhere. Nobody is looked up. */
function withdraw(ctx: RequestContext, request: VisitRequest, correction: Correction): Promise<Visit> {
  const id = requireId('visit', request.visit);
  if (request.moment !== 'ARRIVAL') throw badField('moment');
  return ctx.write(request.idempotencyKey, request, async (client) => {
    const access = await asOwn(ctx, client);
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
    ctx.trail.subject(visit.personalId, 'VERIFIED_ONLY');
    return { value: (await findVisit(client, access, id))! };
  });
}

/** Asks insurance about this moment of the visit; what it says is the evidence. */
async function lookAt(
  ctx: RequestContext,
  resident: Resident,
  { facility, care, openedOn }: Pick<Visit, 'facility' | 'care' | 'openedOn'>,
  at: string,
  circumstances: Circumstances | null | undefined,
  verdicts: readonly FieldVerdict[],
) {
  const cover = await ctx.sectors.cover(resident, {
    ...{ facility, care, on: dayOf(at) },
    circumstances: { ...circumstances, admittedOn: circumstances?.admittedOn ?? openedOn },
  });
  if (!cover) throw new Error('no sector of this hub insures');
  const { cardNumber, level, explanation, legalBasis, ...found } = cover;
  return { ...found, evidence: { verdicts, cardNumber, level, explanation, legalBasis } };
}

/** An entry that says nothing yet but who wrote it, when and in which request. */
function newEntry(ctx: RequestContext, moment: VisitMoment, at: string): Omit<VisitEntry, 'recordedAt'> {
  return {
    ...{ id: makeEventId(ctx.now), moment, at, officer: ctx.caller.officer, requestId: ctx.requestId },
    ...{ recognisedAs: null, outcome: null, portalCode: null, routeCode: null, coveredRate: null },
    ...{ evidence: null, corrects: null, withdraws: false, reason: null },
  };
}

/** What a correction keeps of the entry it stands for. */
function correcting({ entries }: Visit, correction: Correction | null) {
  const recognisedAs = entries.find(({ id }) => id === correction?.entry)?.recognisedAs ?? null;
  return { recognisedAs, corrects: correction?.entry ?? null, reason: correction?.reason ?? null };
}

async function asOwn({ keys, caller }: RequestContext, client: pg.PoolClient): Promise<VisitAccess> {
  await actAs(client, caller.agency.code);
  return { keys, agency: caller.agency.code };
}
