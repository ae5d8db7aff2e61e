import type pg from 'pg';
import type { RequestContext } from '../context.js';
import type { Visit } from './visit.js';
import type { Correction } from './visit-rules.js';
import { actAs, type VisitAccess } from './visit-store.js';

/** What a correction keeps of the entry it stands for. */
export function correcting({ entries }: Visit, correction: Correction | null) {
  const recognisedAs = entries.find(({ id }) => id === correction?.entry)?.recognisedAs ?? null;
  return { recognisedAs, corrects: correction?.entry ?? null, reason: correction?.reason ?? null };
}

/** The rows of the caller's own facility, for this transaction. */
export async function asOwn({ keys, caller }: RequestContext, client: pg.PoolClient): Promise<VisitAccess> {
  await actAs(client, caller.agency.code);
  return { keys, agency: caller.agency.code };
}
