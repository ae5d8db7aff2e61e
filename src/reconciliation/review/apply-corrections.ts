import { badField } from '../../access/input.js';
import { makeEventId } from '../../audit/event-id.js';
import type { RequestContext } from '../../context.js';
import { HubError } from '../../domain/errors.js';
import type { Sector, SectorCorrections } from '../../sectors/sector.js';
import { type Begun, inOrder, outcomesOf, result } from './correction-result.js';
import { addCorrections } from './correction-store.js';
import type { ApplyCorrectionsInput, CorrectionResult } from './correction-types.js';
import { actFor, type Move, markBenefits, reviewedBySeq, writeMoves } from './finding-store.js';
import { type Plan, type Planned, planBatch } from './plan-batch.js';
import type { ReviewQueue } from './queue-store.js';
import { requireFindings, requireOfficer, requireQueue } from './require-queue.js';
import { revertCorrections } from './revert-corrections.js';

/**
 * Asks a sector to correct its own records. What is asked for is written down first, with its event; then the sector
 * is asked, and asked again until it has answered, here or by whichever process runs next. The same key again asks no
 * second time.
 * @throws HubError NOT_FOUND for another agency's run, SECTOR_UNAVAILABLE where the hub may not write there
 */
export async function applyCorrections(
  ctx: RequestContext,
  input: ApplyCorrectionsInput,
): Promise<CorrectionResult[]> {
  if (input.dryRun && input.revert) throw badField('dryRun');
  const queue = await requireQueue(ctx, input.runId);
  const officer = requireOfficer(ctx);
  const owner = ctx.sectors.get<Sector>(queue.sector).corrections;
  if (!owner) throw new HubError('SECTOR_UNAVAILABLE', { sector: queue.sector, reason: 'NO_WRITER' });
  const seqs = requireFindings(queue, 'findings', input.findings);
  const asked = { queue, officer, seqs };
  const begun = input.revert
    ? await revertCorrections(ctx, input, asked)
    : await beginApplying(ctx, input, asked, owner);
  if (begun.batch === null) return begun.results;
  const { agency } = ctx.caller;
  await ctx
    .deliver({ agency: agency.code, sector: queue.sector, batch: begun.batch })
    .catch((cause) => requireUnavailable(cause));
  return outcomesOf(ctx, queue, begun);
}

interface Asked {
  queue: ReviewQueue;
  officer: string;
  seqs: readonly number[];
}

async function beginApplying(
  ctx: RequestContext,
  input: ApplyCorrectionsInput,
  { queue, officer, seqs }: Asked,
  owner: SectorCorrections,
): Promise<Begun> {
  const planning = await planBatch(ctx, queue, seqs);
  const { planned, skipped, unconfirmed } = planning;
  const { agency } = ctx.caller;
  if (input.dryRun)
    return tryOut(ctx, input, `${agency.code}/${officer}`, owner, { ...planning, seqs, queue });
  return ctx.write(input.idempotencyKey, input, async (client) => {
    await actFor(client, agency.code);
    const known = await reviewedBySeq(client, queue.runId, seqs, { lock: true });
    const isSame = ({ seq, version }: Pick<Planned, 'seq' | 'version'>) =>
      known.some((one) => one.seq === seq && one.version === version);
    const going = planned.filter(isSame);
    const late = planned
      .filter((one) => !isSame(one))
      .map(({ seq }) => result(queue, seq, 'SKIPPED', 'VERSION'));
    const batch = going.length > 0 ? makeEventId(ctx.now) : null;
    if (batch) {
      const of = { runId: queue.runId, agency: agency.code, sector: queue.sector, batch, officer };
      await addCorrections(
        client,
        ctx.keys,
        of,
        going.map(({ changes: _changes, version: _version, ...one }) => one),
      );
      const moves = going.map(({ seq }): Move => {
        const finding = known.find((one) => one.seq === seq)!;
        return { ...finding, state: 'SENDING', officer, act: 'APPLY', reason: null };
      });
      await writeMoves(client, { ...of, requestId: ctx.requestId }, moves);
    }
    const proposed = unconfirmed.filter((one) => isSame(one));
    await writeMoves(
      client,
      { runId: queue.runId, agency: agency.code, requestId: ctx.requestId },
      proposed.map(
        (one): Move => ({ ...one, state: 'PROPOSED', officer, act: 'NEEDS_SECOND', reason: null }),
      ),
    );
    await markBenefits(
      client,
      queue.runId,
      proposed.map(({ seq }) => seq),
    );
    for (const { personalId } of going) ctx.trail.subject(personalId, 'RELEASED');
    const results = [
      ...skipped,
      ...late,
      ...going.map((one) => ({ ...result(queue, one.seq, 'PENDING', null), changes: one.changes })),
    ];
    const after = { asked: going.length, skipped: results.length - going.length, batch };
    return {
      value: { batch, results: inOrder(queue, seqs, results) },
      change: { what: 'APPLY_CORRECTIONS', target: `run:${queue.runId}`, before: null, after },
    };
  });
}

/** Asks the sector what would come of it; nothing changes on either side, and that it was asked is on record. */
async function tryOut(
  ctx: RequestContext,
  input: ApplyCorrectionsInput,
  by: string,
  owner: SectorCorrections,
  { planned, skipped, seqs, queue }: Pick<Asked, 'queue' | 'seqs'> & Plan,
): Promise<Begun> {
  const outcomes =
    planned.length > 0
      ? await owner.apply(
          by,
          planned.map(
            ({ changes: _changes, version: _version, seq: _seq, personalId: _whose, ...one }) => one,
          ),
          { dryRun: true },
        )
      : [];
  for (const { personalId } of planned) ctx.trail.subject(personalId, 'RELEASED');
  const tried = planned.map((one, at) => {
    const isRight = outcomes[at] === 'DONE';
    const made = result(queue, one.seq, isRight ? 'WOULD_APPLY' : 'FAILED', isRight ? null : outcomes[at]!);
    return { ...made, state: 'ACCEPTED' as const, changes: one.changes };
  });
  return ctx.write(input.idempotencyKey, input, async () => ({
    value: { batch: null, results: inOrder(queue, seqs, [...skipped, ...tried]) },
  }));
}

/** A sector that is down leaves the batch under way: its items are PENDING. */
function requireUnavailable(cause: unknown): void {
  if (!(cause instanceof HubError && cause.code === 'SECTOR_UNAVAILABLE')) throw cause;
}
