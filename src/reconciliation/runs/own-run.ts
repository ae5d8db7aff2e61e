import type { RequestContext } from '../../context.js';
import { HubError } from '../../domain/errors.js';
import { type Run, runOf } from '../run-store.js';

/** The number in an id; null for what cannot be one of ours. */
export const runIdOf = (id: string): number | null => (/^[1-9]\d{0,8}$/.test(id) ? Number(id) : null);

/** A run of the caller's agency; null for another's, as for none. */
export async function ownRun(ctx: Pick<RequestContext, 'read' | 'caller'>, id: string): Promise<Run | null> {
  const runId = runIdOf(id);
  return runId === null ? null : ctx.read((db) => runOf(db, runId, ctx.caller.agency.code));
}

/** @throws HubError NOT_FOUND */
export async function requireOwnRun(ctx: Pick<RequestContext, 'read' | 'caller'>, id: string): Promise<Run> {
  const run = await ownRun(ctx, id);
  if (!run) throw new HubError('NOT_FOUND');
  return run;
}
