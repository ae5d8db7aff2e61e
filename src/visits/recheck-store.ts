import type { Queryable } from '../database/transaction.js';
import type { VisitAccess } from './visit-store.js';

/** A look that is owed, as one process has it for a while. */
export interface Leased {
  entryId: string;
  visitId: string;
  agency: string;
  /** Which lease it is: another one ends it. */
  attempts: number;
  sealed: Buffer;
}

/** Keeps what was asked of a later moment until its look is made up for: JSON text, encrypted, bound to the entry. */
export async function addRecheck(
  client: Queryable,
  { keys, agency }: VisitAccess,
  { entryId, visitId, owed }: { entryId: string; visitId: string; owed: string },
): Promise<void> {
  await client.query(
    `insert into visit.recheck (entry_id, visit_id, agency_code, is_arrival, asked_sealed)
     values ($1, $2, $3, false, $4)`,
    [entryId, visitId, agency, keys.seal('visit-recheck', owed, entryId)],
  );
}

/** Looks that are due, of all facilities, each lent to one process at a time. */
export async function leaseRechecks(db: Queryable, most: number, leaseMs: number): Promise<Leased[]> {
  const { rows } = await db.query<Leased>(
    `select l.entry_id as "entryId", l.visit_id as "visitId", l.agency_code as agency, l.attempts,
       l.asked_sealed as sealed
     from visit.lease_rechecks($1, make_interval(secs => $2)) l`,
    [most, leaseMs / 1000],
  );
  return rows;
}

/** Ends what is owed, what was asked with it; false when the lease is over and the look is another's, or nobody's. */
export async function settleRecheck(client: Queryable, { entryId, attempts }: Leased): Promise<boolean> {
  const { rowCount } = await client.query('delete from visit.recheck where entry_id = $1 and attempts = $2', [
    entryId,
    attempts,
  ]);
  return rowCount === 1;
}

/** Gives leases back early: the source went away, not the look is to blame. */
export async function giveBack(
  client: Queryable,
  { entryId, attempts }: Leased,
  afterMs: number,
): Promise<void> {
  await client.query(
    'update visit.recheck set due_at = now() + make_interval(secs => $3) where entry_id = $1 and attempts = $2',
    [entryId, attempts, afterMs / 1000],
  );
}

/** Nothing of a visit is owed any more. */
export async function forgetRechecks(client: Queryable, visitId: string): Promise<void> {
  await client.query('delete from visit.recheck where visit_id = $1', [visitId]);
}

/** How many looks are owed in all, and since when the oldest, in seconds. */
export async function pendingFigures(db: Queryable): Promise<{ count: number; oldestS: number }> {
  const { rows } = await db.query<{ count: number; oldestS: number }>(
    'select p.count, p.oldest_s as "oldestS" from visit.pending() p',
  );
  return rows[0]!;
}
