import type pg from 'pg';

/**
 * Every agency that is registered, or the one named, may ask as much as it likes: a test or a bench asks in a minute
 * what a desk asks in a week. What was agreed for an agency stays.
 */
export async function askWithoutEnd(pool: pg.Pool, agency: string | null = null): Promise<void> {
  await pool.query(
    `insert into access.quota (agency_code, purpose, per_minute, per_day, agency_per_minute)
     select code, purpose, 1000000000, 1000000000, case when purpose is null then 2000000000 end
     from access.agency, unnest(array[null, 'EMERGENCY']) as purpose where $1::text is null or code = $1
     on conflict do nothing`,
    [agency],
  );
}
