import { badField, requireText } from '../../../access/input.js';
import { makeEventId } from '../../../audit/event-id.js';
import type { RequestContext } from '../../../context.js';
import type { Queryable } from '../../../database/transaction.js';
import { HubError } from '../../../domain/errors.js';
import { addDays } from '../../../domain/local-date.js';
import { endOfSchoolYear } from '../../../fees/school-year.js';
import { weigh, weighingOf } from '../exemption.js';
import { askAllAnew } from '../exemptions/turn-store.js';
import { requireSchoolYear } from '../items/checks.js';
import { type Contest, type ContestAct, type ContestSide, daysToDecide } from './contest.js';
import { addContest, addContestEntry, amendContest, findContest, isContested } from './contest-store.js';
import type {
  ContestExemptionInput,
  DecideExemptionContestInput,
  ReopenExemptionContestInput,
  WithdrawExemptionContestInput,
} from './inputs.js';
import { decidedBy, findPupil, findTheirs, findToReview, mayAct, requireId, unitsOf } from './whose.js';

const undecided = { decided: null, decidedOn: null, until: null };

/**
 * The school, or the pupil or his guardian, disagrees with what was worked out. One contest of a pupil, school and year
 * is open at a time.
 * @throws HubError NOT_FOUND for a pupil who is not theirs; CONFLICT saying CONTESTED, NOT_COMPUTED or NO_RESIDENCE
 */
export async function contest(ctx: RequestContext, input: ContestExemptionInput): Promise<Contest> {
  const reason = requireText('reason', input.reason, 500);
  const schoolYear = requireSchoolYear(input.schoolYear);
  const { resident, record } = await findPupil(ctx, { ...input, schoolYear });
  const weighed = await weigh(record, weighingOf(ctx));
  if (!weighed.isKnown) throw new HubError('CONFLICT', { reason: 'NOT_COMPUTED' });
  const units = unitsOf(resident, ctx);
  if (units.length === 0) throw new HubError('CONFLICT', { reason: 'NO_RESIDENCE' });
  const side: Contest['side'] = ctx.caller.self ? 'FAMILY' : 'SCHOOL';
  const made = {
    ...{ id: makeEventId(ctx.now), schoolCode: record.schoolCode, schoolYear, units, side },
    ...{ personalId: resident.personalId, computed: weighed.on(ctx.today), askedOn: ctx.today },
    decideBy: addDays(ctx.today, daysToDecide),
  };
  return ctx.write(input.idempotencyKey, input, async (client) => {
    if (!(await addContest(client, ctx.keys, made))) throw new HubError('CONFLICT', { reason: 'CONTESTED' });
    return note(ctx, client, made, { act: 'CONTESTED', side, reason, before: null, outcome: null });
  });
}

/** Whoever contested takes it back. @throws HubError NOT_FOUND, CONFLICT once it is decided */
export async function withdraw(ctx: RequestContext, input: WithdrawExemptionContestInput): Promise<Contest> {
  const reason = requireText('reason', input.reason, 500);
  const known = await ctx.read((db) => findContest(db, ctx.keys, requireId('contest', input.contest)));
  const side = ctx.caller.self ? 'FAMILY' : 'SCHOOL';
  const isTheirs = known && known.side === side && (side === 'FAMILY' || mayAct(ctx, known.schoolCode));
  if (!isTheirs || !(await findTheirs(ctx, known.personalId))) throw new HubError('NOT_FOUND');
  return amend(ctx, input, known.id, 'OPEN', { act: 'WITHDRAWN', side, reason }, (before) => ({
    ...undecided,
    ...{ state: 'WITHDRAWN', decideBy: before.decideBy },
  }));
}

/**
 * A person of the authority where the pupil lives decides. What he decides is a ground that the law has for this school,
 * so that the school learns of nothing else.
 * @throws HubError NOT_FOUND outside the jurisdiction; CONFLICT unless it is open; BAD_USER_INPUT naming the field
 */
export async function decide(ctx: RequestContext, input: DecideExemptionContestInput): Promise<Contest> {
  const reason = requireText('reason', input.reason, 500);
  const known = await findToReview(ctx, input.contest);
  const ground = input.ground ?? null;
  if (input.outcome === 'UPHELD' && (ground !== null || input.until)) throw badField('ground');
  const decided = ground === null ? null : await decidedBy(ctx, known.schoolCode, ground);
  const last = endOfSchoolYear(known.schoolYear);
  const until = input.outcome === 'CHANGED' ? (input.until ?? last) : null;
  if (until !== null && (until < ctx.today || until > last))
    throw badField('until', { from: ctx.today, until: last });
  return amend(
    ctx,
    input,
    known.id,
    'OPEN',
    { act: 'DECIDED', side: 'AUTHORITY', reason },
    ({ decideBy }) => ({
      ...{ state: input.outcome, decided, decidedOn: ctx.today, until, decideBy },
    }),
  );
}

/** Undoes a decision: the contest waits again. @throws HubError NOT_FOUND, CONFLICT unless it is decided */
export async function reopen(ctx: RequestContext, input: ReopenExemptionContestInput): Promise<Contest> {
  const reason = requireText('reason', input.reason, 500);
  const { id } = await findToReview(ctx, input.contest);
  const act = { act: 'REOPENED', side: 'AUTHORITY', reason } as const;
  return amend(ctx, input, id, 'DECIDED', act, () => ({
    ...undecided,
    ...{ state: 'OPEN', decideBy: addDays(ctx.today, daysToDecide) },
  }));
}

interface Acting {
  act: ContestAct;
  side: ContestSide;
  reason: string;
}

/** One act on a contest that is there, if it stands where the act begins. */
function amend(
  ctx: RequestContext,
  input: { idempotencyKey: string },
  id: string,
  from: 'OPEN' | 'DECIDED',
  acting: Acting,
  after: (before: Contest) => Pick<Contest, 'state' | 'decided' | 'decidedOn' | 'until' | 'decideBy'>,
): Promise<Contest> {
  return ctx.write(input.idempotencyKey, input, async (client) => {
    const before = (await findContest(client, ctx.keys, id, { lock: true }))!;
    const stands = from === 'OPEN' ? ['OPEN'] : ['UPHELD', 'CHANGED'];
    if (!stands.includes(before.state)) throw new HubError('CONFLICT', { reason: before.state });
    const now = after(before);
    // A contest opened again beside a newer one of the same pupil would be two to decide.
    if (now.state === 'OPEN' && (await isContested(client, id)))
      throw new HubError('CONFLICT', { reason: 'CONTESTED' });
    await amendContest(client, id, now);
    // What a person decided goes before what was worked out, and no more once it is undone.
    if (now.state === 'CHANGED' || before.state === 'CHANGED') await askAllAnew(client, before);
    const { state, decided, until } = now;
    const outcome = acting.act === 'DECIDED' ? { state, decided, until } : null;
    return note(ctx, client, before, { ...acting, before: { state: before.state }, outcome });
  });
}

/** Adds the entry, and answers the contest as it is now, with what the record of looks keeps of the act. */
async function note(
  ctx: RequestContext,
  client: Queryable,
  { id, schoolCode }: Pick<Contest, 'id' | 'schoolCode'>,
  {
    act,
    side,
    reason,
    before,
    outcome,
  }: Acting & { before: { state: string } | null; outcome: object | null },
) {
  const { agency, officer } = ctx.caller;
  const entry = { id: makeEventId(ctx.now), act, side, agency: agency.code, officer, reason };
  await addContestEntry(client, ctx.keys, id, entry, { requestId: ctx.requestId, outcome });
  const value = (await findContest(client, ctx.keys, id))!;
  const after = { contest: id, state: value.state };
  return { value, change: { what: `EXEMPTION_${act}`, target: `school:${schoolCode}`, before, after } };
}
