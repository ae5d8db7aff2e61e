import type { Queryable } from '../database/transaction.js';
import { HubError } from '../domain/errors.js';
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

/** What one visit may owe at a time: a desk that asks on and on during an outage leaves no list without end behind. */
const mostOfVisit = 10;

/** With the visit locked. @throws HubError LIMIT_EXCEEDED */
export async function requireFewOwed(
  client: Queryable,
  { agency }: VisitAccess,
  visitId: string,
): Promise<void> {
  const { rows } = await client.query<{ count: number }>(
    'select count(*)::int as count from visit.recheck where agency_code = $1 and visit_id = $2',
    [agency, visitId],
  );
  if (rows[0]!.count >= mostOfVisit)
    throw new HubError('LIMIT_EXCEEDED', { limit: 'OWED_LOOKS', allowed: mostOfVisit });
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
