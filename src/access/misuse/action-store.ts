import type { Queryable } from '../../database/transaction.js';
import { foldOfficer } from '../officer-id.js';
import { type Action, pausedMs, slowedMs } from './thresholds.js';

/** Slows an officer (a tenth of his minute's quota) or pauses him, unless he is for longer already. */
export async function act(
  client: Queryable,
  { agency, officer: spelt }: { agency: string; officer: string },
  action: Action,
  now: number,
): Promise<void> {
  const officer = foldOfficer(spelt);
  if (action === 'SLOW') {
    await client.query(
      `insert into access.slowdown as s (agency_code, officer, until) values ($1, $2, to_timestamp($3 / 1000.0))
       on conflict (agency_code, officer) do update set until = greatest(s.until, excluded.until)`,
      [agency, officer, now + slowedMs],
    );
  }
  if (action === 'PAUSE') {
    await client.query(
      `insert into access.officer as o (agency_code, officer, source, paused_until)
       values ($1, $2, 'PAUSE', to_timestamp($3 / 1000.0))
       on conflict (agency_code, officer) do update set paused_until = greatest(o.paused_until, excluded.paused_until)`,
      [agency, officer, now + pausedMs],
    );
  }
}

/**
 * Lets an officer look again as before; a suspension by his operator stays. Counts within two seconds everywhere.
 * @returns whether there was anything to lift
 */
export async function liftPause(
  client: Queryable,
  { agency, officer }: { agency: string; officer: string },
): Promise<boolean> {
  const place = [agency, foldOfficer(officer)];
  const paused = await client.query(
    `update access.officer set paused_until = null
     where agency_code = $1 and officer = $2 and paused_until is not null`,
    place,
  );
  const slowed = await client.query(
    'delete from access.slowdown where agency_code = $1 and officer = $2',
    place,
  );
  return Boolean(paused.rowCount || slowed.rowCount);
}
