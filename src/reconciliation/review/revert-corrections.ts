import { makeEventId } from '../../audit/event-id.js';
import type { RequestContext } from '../../context.js';
import { type Begun, inOrder, result } from './correction-result.js';
import { beginReverting, type Correction, standingCorrections, wantReverted } from './correction-store.js';
import type { ApplyCorrectionsInput, CorrectionResult } from './correction-types.js';
import { actFor, type Move, reviewedBySeq, writeMoves } from './finding-store.js';
import type { ReviewQueue } from './queue-store.js';

/**
 * Writes down that applied corrections are to be taken back, each once. What touches benefits is taken back when a second
 * officer asks for it too: the first only leaves word.
 */
export async function revertCorrections(
  ctx: RequestContext,
  input: ApplyCorrectionsInput,
  { queue, officer, seqs }: { queue: ReviewQueue; officer: string; seqs: readonly number[] },
): Promise<Begun> {
  const agency = ctx.caller.agency.code;
  return ctx.write(input.idempotencyKey, input, async (client) => {
    await actFor(client, agency);
    const known = await reviewedBySeq(client, queue.runId, seqs, { lock: true });
    const standing = await standingCorrections(client, ctx.keys, queue.runId, seqs);
    const [going, wanted]: [Correction[], Correction[]] = [[], []];
    const moves: Move[] = [];
    const results = seqs.map((seq): CorrectionResult => {
      const finding = known.find((one) => one.seq === seq);
      const correction = standing.get(seq);
      if (!finding || !correction || finding.state !== 'APPLIED')
        return {
          ...result(queue, seq, 'SKIPPED', finding ? 'STATE' : 'UNKNOWN_FINDING'),
          state: finding?.state ?? null,
        };
      const needsTwo = finding.touchesBenefits || correction.asked.stopsBenefits;
      const { revertWantedBy } = correction;
      ctx.trail.subject(correction.asked.personalId, 'RELEASED');
      if (needsTwo && (revertWantedBy === null || revertWantedBy === officer)) {
        const isFirst = revertWantedBy === null;
        if (isFirst) {
          wanted.push(correction);
          moves.push({ ...finding, officer, act: 'WANT_REVERT', reason: null });
        }
        const reason = isFirst ? 'NEEDS_SECOND' : 'SAME_OFFICER';
        return { ...result(queue, seq, 'SKIPPED', reason), state: finding.state };
      }
      going.push(correction);
      moves.push({ ...finding, state: 'REVERTING', officer, act: 'REVERT', reason: null });
      return result(queue, seq, 'PENDING', 'REVERT');
    });
    const batch = going.length > 0 ? makeEventId(ctx.now) : null;
    const keysOf = (some: readonly Correction[]) => some.map(({ key }) => key);
    await wantReverted(client, keysOf(wanted), officer);
    if (batch) await beginReverting(client, keysOf(going), { batch, officer });
    await writeMoves(client, { runId: queue.runId, agency, requestId: ctx.requestId }, moves);
    const after = { asked: going.length, wanted: wanted.length, batch };
    return {
      value: { batch, results: inOrder(queue, seqs, results) },
      change: { what: 'REVERT_CORRECTIONS', target: `run:${queue.runId}`, before: null, after },
    };
  });
}
