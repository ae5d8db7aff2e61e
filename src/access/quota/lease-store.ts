import type pg from 'pg';
import type { QuotaLimits } from './limits.js';

/** Whose minute a lease is taken from. */
export interface QuotaHolder {
  agency: string;
  officer: string;
  purpose: string;
  /** Milliseconds since 1970 at the beginning of the minute. */
  minuteAt: number;
}

/** What came of asking for a lease. */
export interface Lease {
  /** People that may be looked up in this minute; 0 when less than was needed is left. */
  granted: number;
  /** What was left before this, in every window together. */
  most: number;
  /** What a window that nobody has touched would hold. */
  ever: number;
  /** Whether the day is used up, and not the minute only. */
  dayIsFull: boolean;
}

const leaseQuota = {
  name: 'lease_quota',
  text: `select granted::float8, most::float8, ever::float8, day_is_full as "dayIsFull"
         from access.lease_quota($1, $2, $3, to_timestamp($4 / 1000.0), $5, $6, $7, $8, $9)`,
};

/**
 * Takes a part of what is left of a minute and its day, at least `need`, better `want`; committed when it resolves.
 * The hub's database counts for all processes, so their leases together never pass the limits.
 */
export async function takeLease(
  pool: pg.Pool,
  { agency, officer, purpose, minuteAt }: QuotaHolder,
  { need, want }: { need: number; want: number },
  { perMinute, perDay, agencyPerMinute }: QuotaLimits,
): Promise<Lease> {
  const values = [agency, officer, purpose, minuteAt, need, want, perMinute, perDay, agencyPerMinute];
  const { rows } = await pool.query<Lease>({ ...leaseQuota, values });
  return rows[0]!;
}

/** Forgets windows that are over: minutes an hour after, days two days after. Answers how many. */
export async function forgetOldWindows(pool: pg.Pool, now: number): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from access.quota_used where starts_at < to_timestamp($1 / 1000.0) - interval '1 hour'
       and (span = 'MINUTE' or starts_at < to_timestamp($1 / 1000.0) - interval '2 days')`,
    [now],
  );
  return rowCount ?? 0;
}
