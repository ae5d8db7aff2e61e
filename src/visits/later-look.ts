import { badField } from '../access/input.js';
import type { RequestContext } from '../context.js';
import { HubError } from '../domain/errors.js';
import { coverQuestion, lookAtPatient, newEntry } from './look.js';
import { pendingWords, provisionally } from './outage.js';
import { owedText } from './owed.js';
import { addRecheck, requireFewOwed } from './recheck-store.js';
import type { VisitRequest } from './record-visit.js';
import { statedSoFar, withStated } from './stated.js';
import type { Visit } from './visit.js';
import {
  type Correction,
  correcting,
  isInCare,
  parseMoment,
  requireId,
  requireOrder,
  stateAfter,
} from './visit-rules.js';
import { addEntry, amendVisit, findVisit, ownRows } from './visit-store.js';

/** The later looks, and corrections: the visit says who it is about, the remit whether he may still be looked at. */
export async function goOn(
  ctx: RequestContext,
  request: VisitRequest,
  correction: Correction | null,
): Promise<Visit> {
  const { moment } = request;
  if (request.claim) throw badField('claim');
  if (request.facility) throw badField('facility');
  const id = requireId('visit', request.visit);
  const { caller } = ctx;
  const access = ownRows(ctx);
  const known = await ctx.readRecord({ kind: 'AGENCY', agency: access.agency }, (db) =>
    findVisit(db, access, id),
  );
  if (!known) throw new HubError('NOT_FOUND');
  // The time of an arrival is the visit's own: it orders the list of the day and stays.
  if (moment === 'ARRIVAL' && request.at) throw badField('at');
  const at = moment === 'ARRIVAL' ? known.openedAt : parseMoment(request.at, ctx.now);
  requireOrder(known, { moment, at }, correction);
  const care = request.care ?? known.care;
  const circumstances = statedSoFar(known, request.circumstances);
  const question = coverQuestion({ ...known, care }, at, circumstances);
  ctx.sectors.requireCoverQuestion(question);
  const { look, because } = await laterLook(ctx, known, question, correction);
  const written = { ...newEntry(ctx, moment, at), ...correcting(known, correction) };
  const made = look
    ? { ...written, ...look }
    : { ...written, pendingBecause: because, evidence: { ...pendingWords, ...nothingKnown } };
  const entry = withStated(made, request.circumstances);
  return ctx.write(request.idempotencyKey, request, async (client) => {
    const visit = (await findVisit(client, access, id, { lock: true }))!;
    // Again, since another look may have been written meanwhile.
    requireOrder(visit, entry, correction);
    if (!look) await requireFewOwed(client, access, id);
    await addEntry(client, access, id, caller.clientId, entry);
    await amendVisit(
      client,
      access,
      { id, care, ...stateAfter(visit, moment, at) },
      { looked: look !== null },
    );
    if (!look) {
      const owed = owedText(ctx, { claim: null, care, circumstances });
      await addRecheck(client, access, { entryId: entry.id, visitId: id, owed });
    }
    return { value: (await findVisit(client, access, id))! };
  });
}

const nothingKnown = { verdicts: [], cardNumber: null, level: null };

/**
 * A look at the visit's own patient. What is owed opens no remit: it takes one that is open. A correction is no moment
 * of care, and waits for the source. @throws HubError NOT_FOUND when the remit is over
 */
async function laterLook(
  ctx: RequestContext,
  known: Visit,
  question: ReturnType<typeof coverQuestion>,
  correction: Correction | null,
) {
  const { personalId } = known;
  if (personalId === null) return { look: null, because: 'ARRIVAL_PENDING' as const };
  const look = async () => {
    const came = await lookAtPatient(ctx, personalId, question);
    if (!came) throw new HubError('NOT_FOUND');
    return came;
  };
  if (correction) return { look: await look(), because: null };
  try {
    await ctx.residents.chargeFor([personalId]);
  } catch (error) {
    ctx.trail.subject(personalId, 'REFUSED');
    throw error;
  }
  const came = await provisionally(ctx, look);
  if (came.look) return came;
  if (!isInCare(known, ctx.now)) throw new HubError('NOT_FOUND');
  ctx.trail.subject(personalId, 'REFUSED');
  return came;
}
