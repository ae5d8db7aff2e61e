import { badField } from '../../access/input.js';
import type { RequestContext } from '../../context.js';
import type { Queryable } from '../../database/transaction.js';
import { HubError } from '../../domain/errors.js';
import { parseFindingId } from './finding.js';
import { POLICY } from './policy.js';
import { findQueue, type ReviewQueue } from './queue-store.js';

/**
 * The queue of a run of the caller's own agency, laid out.
 * @throws HubError NOT_FOUND for another's run, as for one that does not exist; CONFLICT while it is being laid out
 */
export async function requireQueue(ctx: RequestContext, runId: string): Promise<ReviewQueue> {
  const queue = /^\d{1,9}$/.test(runId) ? await ctx.read((db) => findQueue(db, Number(runId))) : null;
  if (!queue || queue.agency !== ctx.caller.agency.code)
    throw new HubError('NOT_FOUND', { argument: 'runId' });
  if (queue.openedAt === null) {
    throw new HubError(
      'CONFLICT',
      { argument: 'runId', reason: 'NOT_READY' },
      {
        vi: 'Kết quả của lượt đối chiếu này đang được xếp hàng để xem xét, xin thử lại sau ít phút.',
        en: 'The findings of this run are being laid out for review; try again in a moment.',
      },
    );
  }
  return queue;
}

/** Places in a run of the findings named, in their order. @throws HubError BAD_USER_INPUT, one named twice included */
export function requireFindings(queue: ReviewQueue, field: string, ids: readonly string[]): number[] {
  const seqs = ids.map((id) => {
    const place = parseFindingId(id);
    if (place?.runId !== queue.runId) throw badField(field);
    return place.seq;
  });
  if (seqs.length < 1 || seqs.length > POLICY.items || new Set(seqs).size < seqs.length)
    throw badField(field, { count: POLICY.items, each: 'once' });
  return seqs;
}

/** Reads the caller's own rows of the review. */
export function readOwn<T>(ctx: RequestContext, work: (db: Queryable) => Promise<T>): Promise<T> {
  return ctx.readRecord({ kind: 'AGENCY', agency: ctx.caller.agency.code }, work);
}

/** The officer who acts; every caller that may review has one. */
export function requireOfficer({ caller }: RequestContext): string {
  if (caller.officer === null) throw new HubError('FORBIDDEN', { missing: [] });
  return caller.officer;
}
