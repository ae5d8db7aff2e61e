import type { RequestContext } from '../../context.js';
import { type CorrectionState, correctionsOfBatch } from './correction-store.js';
import type { CorrectionResult } from './correction-types.js';
import { idOfFinding } from './finding.js';
import { reviewedBySeq } from './finding-store.js';
import type { ReviewQueue } from './queue-store.js';
import { readOwn } from './require-queue.js';

/** What is kept of a request under its key: which batch it became, and what was left out of it. */
export interface Begun {
  batch: string | null;
  results: CorrectionResult[];
}

const outcomeOfState: Readonly<Record<CorrectionState, CorrectionResult['outcome']>> = {
  ...{ SENDING: 'PENDING', REVERTING: 'PENDING', APPLIED: 'APPLIED', FAILED: 'FAILED' },
  REVERTED: 'REVERTED',
};

/** The answers to a batch as they are now, beside what was left out of it. */
export async function outcomesOf(
  ctx: RequestContext,
  queue: ReviewQueue,
  begun: Begun,
): Promise<CorrectionResult[]> {
  const { corrections, findings } = await readOwn(ctx, async (db) => {
    const all = await correctionsOfBatch(db, ctx.keys, begun.batch!);
    const seqs = all.map(({ seq }) => seq);
    return { corrections: all, findings: await reviewedBySeq(db, queue.runId, seqs) };
  });
  const byId = new Map(corrections.map((one) => [idOfFinding(one), one]));
  return begun.results.map((one): CorrectionResult => {
    const correction = one.outcome === 'PENDING' ? byId.get(one.finding) : undefined;
    if (!correction) return one;
    const { state, outcome, asked } = correction;
    ctx.trail.subject(asked.personalId, 'RELEASED');
    const failed = one.reason === 'REVERT' && state === 'APPLIED';
    const isPlain = outcome === null || outcome === 'DONE' || outcome === 'REPEATED';
    return {
      ...one,
      outcome: failed ? 'FAILED' : outcomeOfState[state],
      reason: isPlain ? null : outcome,
      state: findings.find(({ seq }) => seq === correction.seq)?.state ?? null,
    };
  });
}

export function result(
  { runId }: Pick<ReviewQueue, 'runId'>,
  seq: number,
  outcome: CorrectionResult['outcome'],
  reason: string | null,
): CorrectionResult {
  return { finding: idOfFinding({ runId, seq }), outcome, reason, state: null, changes: [] };
}

export function inOrder(
  { runId }: Pick<ReviewQueue, 'runId'>,
  seqs: readonly number[],
  results: readonly CorrectionResult[],
): CorrectionResult[] {
  const byId = new Map(results.map((one) => [one.finding, one]));
  return seqs.map((seq) => byId.get(idOfFinding({ runId, seq }))!);
}
