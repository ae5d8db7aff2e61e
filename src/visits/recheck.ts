import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { AgencyStore } from '../access/agency-store.js';
import { barredBy } from '../access/authenticate.js';
import { authorize } from '../access/authorize.js';
import type { Agency, Caller } from '../access/caller.js';
import type { Keyring } from '../access/keys.js';
import { isScope } from '../access/kinds.js';
import { withReader } from '../audit/reader.js';
import { recordEvents } from '../audit/record.js';
import { Trail } from '../audit/trail.js';
import type { RequestContext } from '../context.js';
import { inTransaction } from '../database/transaction.js';
import { HubError } from '../domain/errors.js';
import type { Clock } from '../process/clock.js';
import { notConfirmedCauses } from './evidence-words.js';
import { coverQuestion, type Look, lookAtClaim, lookAtPatient, newEntry } from './look.js';
import { causeOf, madeUpFor } from './outage.js';
import type { OwedLook } from './owed.js';
import { type Leased, settleRecheck } from './recheck-store.js';
import type { NotConfirmedCause, Visit, VisitEntry } from './visit.js';
import { addEntry, answerVisit, findVisit } from './visit-store.js';

/** What a recheck is on record as. NOTE: the detectors of misuse know it by this name, which no caller's can be. */
const operationName = 'job visit-recheck';
/** What the look gave away, for the record. */
const released = ['Mutation.recordVisit', 'Visit.state', 'VisitEntry.outcome', 'VisitEntry.verdicts'];
/** How long a claim is kept when nothing answers; then it is erased, and the look is told as not made up for. */
export const keptDays = 30;

/** What a look is made with besides the request: in the name of whoever asked, charged to nobody again. */
export interface Asking {
  requestId: string;
  language: RequestContext['language'];
  caller: Caller;
  reason: RequestContext['reason'];
  trail: Trail;
  isGone(): boolean;
}

export interface RecheckParts {
  pool: pg.Pool;
  keys: Keyring;
  clock: Clock;
  agencies: AgencyStore;
  contextFor(asking: Asking): RequestContext;
}

/**
 * What came of a recheck. DEFERRED: who asked may not at present. SOURCE_DOWN: no answer. LOST: somebody else was at it,
 * or the visit was withdrawn. FAILED of itself, and tried again later.
 */
export type RecheckOutcome = 'CONFIRMED' | 'NOT_CONFIRMED' | 'DEFERRED' | 'SOURCE_DOWN' | 'LOST';

/** What the entry that makes up for the look will say. */
type Answer = { found: { personalId: string; look: Look } } | { found: null; because: NotConfirmedCause };
type Kept = Pick<VisitEntry, 'evidence'>;

/**
 * Makes up for one look that is owed: in the name of the agency and officer who asked, for the same purpose, by what the
 * agency holds now. Event, entry and visit commit together and the claim is erased with it; whoever has the lease last
 * does it, once.
 */
export async function recheck(
  parts: RecheckParts,
  leased: Leased,
  isGone: () => boolean,
): Promise<RecheckOutcome> {
  const { pool, keys, clock, agencies } = parts;
  const access = { keys, agency: leased.agency };
  const visit = await withReader(pool, { kind: 'AGENCY', agency: leased.agency }, (db) =>
    findVisit(db, access, leased.visitId),
  );
  const entry = visit?.entries.find(({ id }) => id === leased.entryId);
  const text = keys.open('visit-recheck', leased.sealed, leased.entryId);
  if (!visit || !entry || text === null)
    throw new Error('what is owed cannot be opened with this master key');
  const owed = JSON.parse(text) as OwedLook;
  const { asker } = owed;
  const trail = new Trail(randomUUID(), clock.now());
  const store = (answer: Answer, kept: Kept = entry) =>
    settle(parts, { leased, entry, owed, trail }, answer, kept);
  if (visit.state === 'NOT_CONFIRMED') return store({ found: null, because: 'ARRIVAL_NOT_CONFIRMED' });
  if (Date.parse(entry.recordedAt) < clock.now() - keptDays * 86_400_000)
    return store({ found: null, because: 'EXPIRED' });
  const agency = await agencies.find(leased.agency);
  const caller = agency && callerOf(agency, asker);
  if (!caller || !mayAsk(caller, asker.reason)) return 'DEFERRED';
  const { reason, language } = asker;
  const ctx = parts.contextFor({ requestId: trail.requestId, language, caller, reason, trail, isGone });
  try {
    const question = coverQuestion({ ...visit, care: owed.care }, entry.at, owed.circumstances);
    if (owed.claim === null) {
      const look = await lookAtPatient(ctx, visit.personalId!, question);
      if (!look) return await store({ found: null, because: 'NOT_FOUND' });
      return await store({ found: { personalId: visit.personalId!, look } });
    }
    const { identified, found } = await lookAtClaim(ctx, owed.claim, question);
    if (found) return await store({ found });
    const because = identified.outcome === 'MATCHED' ? 'NOT_FOUND' : identified.outcome;
    const evidence = { ...entry.evidence!, verdicts: identified.verdicts };
    return await store({ found: null, because }, { evidence });
  } catch (error) {
    const isLate = error instanceof HubError && error.code === 'DEADLINE_EXCEEDED';
    if (!causeOf(error) && !isLate) throw error;
    await record(parts, trail, leased, owed, 'FAILED', [(error as HubError).code]);
    return 'SOURCE_DOWN';
  }
}

function callerOf(agency: Agency, { clientId, officer, scopes }: OwedLook['asker']): Caller {
  const held = new Set(scopes.filter(isScope).filter((scope) => agency.grants.has(scope)));
  const barred = barredBy(agency, officer);
  return { agency, clientId, officer, self: null, subject: null, scopes: held, barred };
}

/** Whether who asked then might ask now: grants, purpose, officer. */
function mayAsk(caller: Caller, reason: OwedLook['asker']['reason']): boolean {
  try {
    authorize([{ coordinate: 'Mutation.recordVisit', scope: 'visit:write' }], caller, reason);
    return caller.barred === null;
  } catch (error) {
    if (error instanceof HubError) return false;
    throw error;
  }
}

interface Settling {
  leased: Leased;
  entry: VisitEntry;
  owed: OwedLook;
  trail: Trail;
}

/** Event, entry and visit in one transaction. The look is on record even where its answer comes too late. */
function settle(
  { pool, keys, clock }: RecheckParts,
  { leased, entry, owed, trail }: Settling,
  answer: Answer,
  kept: Kept,
): Promise<RecheckOutcome> {
  const access = { keys, agency: leased.agency };
  const { asker } = owed;
  const made = {
    ...newEntry({ now: clock.now(), requestId: trail.requestId, caller: asker }, entry.moment, entry.at),
    ...{ recognisedAs: entry.recognisedAs, corrects: entry.id, reason: madeUpFor },
    ...(answer.found
      ? answer.found.look
      : { notConfirmedBecause: answer.because, evidence: unconfirmed(kept, answer.because) }),
  };
  return inTransaction(
    pool,
    async (client) => {
      const visit = await findVisit(client, access, leased.visitId, { lock: true });
      await recordEvents(client, [eventOf({ keys, clock }, trail, leased, owed, 'ANSWERED', [])]);
      if (!visit || !(await settleRecheck(client, leased))) return 'LOST';
      await addEntry(client, access, visit.id, asker.clientId, made);
      const state = answer.found || owed.claim === null ? stateOf(visit) : 'NOT_CONFIRMED';
      const personalId = answer.found?.personalId ?? visit.personalId;
      await answerVisit(
        client,
        access,
        { id: visit.id, state, personalId },
        { looked: answer.found !== null },
      );
      return answer.found ? 'CONFIRMED' : 'NOT_CONFIRMED';
    },
    leased.agency,
  );
}

/** What is kept of a look that confirmed nobody. NOTE: what the desk said stays with the pending entry alone. */
function unconfirmed({ evidence }: Kept, because: NotConfirmedCause): VisitEntry['evidence'] {
  if (!evidence) return null;
  const { circumstances: _said, ...rest } = evidence;
  const { vi, en } = notConfirmedCauses[because];
  const explanation = {
    vi: `Không xác minh được người bệnh: ${vi[0]!.toLowerCase()}${vi.slice(1)}.`,
    en: `The person was not confirmed: ${en}.`,
  };
  return { ...rest, explanation };
}

function stateOf({ state, endedAt }: Visit): Visit['state'] {
  if (state !== 'PENDING_VERIFICATION') return state;
  return endedAt === null ? 'OPEN' : 'ENDED';
}

/** An attempt that came to nothing, on record too: the registry may have been asked. */
async function record(
  { pool, keys, clock }: RecheckParts,
  ...[trail, leased, owed, outcome, codes]: [Trail, Leased, OwedLook, 'FAILED', string[]]
): Promise<void> {
  await inTransaction(pool, (client) =>
    recordEvents(client, [eventOf({ keys, clock }, trail, leased, owed, outcome, codes)]),
  );
}

/** The event in the name of whoever asked, also where the agency is not there to ask for any more. */
function eventOf(
  { keys, clock }: Pick<RecheckParts, 'keys' | 'clock'>,
  trail: Trail,
  { agency }: Leased,
  { asker }: OwedLook,
  outcome: 'ANSWERED' | 'FAILED',
  codes: string[],
) {
  trail.operationName = operationName;
  trail.reason = asker.reason;
  trail.released = outcome === 'ANSWERED' ? released : [];
  const { kind, clientId, officer } = asker;
  const event = trail.toEvent(keys, outcome, codes, clock.now());
  return { ...event, agencyCode: agency, agencyKind: kind, clientId, officer };
}
