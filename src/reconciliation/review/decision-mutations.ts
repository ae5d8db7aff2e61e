import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Guarded } from '../../access/guarded.js';
import { badField } from '../../access/input.js';
import type { RequestContext } from '../../context.js';
import { decideFindings } from './decide-findings.js';
import {
  DecideFindingsInput,
  DecideFindingsPayload,
  type FindingResult,
  ReleaseFindingsInput,
  TakeFindingsInput,
} from './decision-inputs.js';
import { idOfFinding } from './finding.js';
import { asFindings, filterOf } from './finding-resolver.js';
import { actFor, leaseUntil, type Move, nextFindings, reviewedBySeq, writeMoves } from './finding-store.js';
import { Finding } from './finding-types.js';
import { subjectOf } from './found-page.js';
import { POLICY } from './policy.js';
import { readOwn, requireFindings, requireOfficer, requireQueue } from './require-queue.js';

/** What reviewers do with the queue. */
@Resolver()
export class DecisionMutations {
  @Mutation(() => DecideFindingsPayload, {
    description:
      'Decides findings; what touches benefits is settled when a second officer says the same. / Kết luận các phát hiện.',
  })
  @Guarded('reconciliation:review')
  async decideFindings(
    @Arg('input', () => DecideFindingsInput) input: DecideFindingsInput,
    @Ctx() ctx: RequestContext,
  ): Promise<DecideFindingsPayload> {
    return { results: await decideFindings(ctx, input) };
  }

  @Mutation(() => [Finding], {
    description:
      'The most urgent that nobody has in hand, for half an hour; never the own proposals. / Nhận các phát hiện tiếp theo.',
  })
  @Guarded('reconciliation:review')
  async takeFindings(
    @Arg('input', () => TakeFindingsInput) input: TakeFindingsInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Finding[]> {
    const { count } = input;
    if (count < 1 || count > POLICY.items) throw badField('count', { from: 1, to: POLICY.items });
    const filter = filterOf(input.filter ?? null);
    const queue = await requireQueue(ctx, input.runId);
    const officer = requireOfficer(ctx);
    const agency = ctx.caller.agency.code;
    const taken = await ctx.write(input.idempotencyKey, input, async (client) => {
      await actFor(client, agency);
      const wish = { officer, count, now: new Date(ctx.now) };
      const next = await nextFindings(client, queue.runId, filter, wish);
      const leasedUntil = leaseUntil(ctx.now);
      const moves = next.map(
        (one): Move => ({ ...one, assignee: officer, leasedUntil, officer, act: 'TAKE', reason: null }),
      );
      await writeMoves(client, { runId: queue.runId, agency, requestId: ctx.requestId }, moves);
      for (const one of next) ctx.trail.subject(subjectOf(one), 'VERIFIED_ONLY');
      return { value: next.map(({ seq }) => seq) };
    });
    const reviewed = await readOwn(ctx, (db) => reviewedBySeq(db, queue.runId, taken));
    const ordered = reviewed.sort((a, b) => a.urgency - b.urgency || a.seq - b.seq);
    return asFindings(ctx, queue, ordered);
  }

  @Mutation(() => DecideFindingsPayload, {
    description: 'Gives back what the officer has in hand. / Trả lại các phát hiện đã nhận.',
  })
  @Guarded('reconciliation:review')
  async releaseFindings(
    @Arg('input', () => ReleaseFindingsInput) input: ReleaseFindingsInput,
    @Ctx() ctx: RequestContext,
  ): Promise<DecideFindingsPayload> {
    const queue = await requireQueue(ctx, input.runId);
    const officer = requireOfficer(ctx);
    const seqs = requireFindings(queue, 'findings', input.findings);
    const agency = ctx.caller.agency.code;
    const results = await ctx.write(input.idempotencyKey, input, async (client) => {
      await actFor(client, agency);
      const known = await reviewedBySeq(client, queue.runId, seqs, { lock: true });
      const bySeq = new Map(known.map((one) => [one.seq, one]));
      const moves: Move[] = [];
      const value = seqs.map((seq, at): FindingResult => {
        const finding = bySeq.get(seq);
        const id = input.findings[at]!;
        if (!finding) return { finding: id, outcome: 'NOT_FOUND', reason: null, state: null, version: null };
        const { state, version, assignee } = finding;
        if (assignee !== officer)
          return { finding: idOfFinding(finding), outcome: 'CONFLICT', reason: 'ASSIGNED', state, version };
        const free = { assignee: null, leasedUntil: null };
        moves.push({ ...finding, ...free, officer, act: 'RELEASE', reason: null });
        return { finding: id, outcome: 'DONE', reason: null, state, version: version + 1 };
      });
      await writeMoves(client, { runId: queue.runId, agency, requestId: ctx.requestId }, moves);
      return { value };
    });
    return { results };
  }
}
