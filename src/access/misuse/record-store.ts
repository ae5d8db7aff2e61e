import type pg from 'pg';
import type { CaseFinding } from './case-store.js';
import type { Officer } from './facts.js';
import { type Detector, thresholds } from './thresholds.js';

/** One run at a time over all processes. */
const lock = 4_060_611;

/** A case that a run opened. */
export interface Alert {
  detector: Detector;
  agency: string | null;
  id: string | null;
  count: number;
}

/** What was recorded since the last run. */
export interface Observed {
  /** Who looked, in this hour or the one before. */
  officers: Officer[];
  /** Emergencies that a case was opened for. */
  emergencies: number;
}

/** Counts what was recorded since the last run, once; null when another process is at it. Inside a transaction. */
export async function observe(client: pg.ClientBase, now: number): Promise<Observed | null> {
  const locked = await client.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [
    lock,
  ]);
  if (!locked.rows[0]!.mine) return null;
  const { rows } = await client.query<{ seen: Observed }>(
    'select misuse.observe(to_timestamp($1 / 1000.0)) as seen',
    [now],
  );
  return rows[0]!.seen;
}

/** Residents among those of the last run whom many desks looked up since a moment, as findings. */
export async function muchSeen(client: pg.ClientBase, since: number): Promise<CaseFinding[]> {
  const { desks, agencies } = thresholds.MANY_DESKS;
  const { rows } = await client.query<{ about: string; desks: number; agencies: number; events: string[] }>(
    'select about, desks, agencies, events from misuse.much_seen(to_timestamp($1 / 1000.0), $2, $3)',
    [since, desks, agencies],
  );
  return rows.map((row) => ({
    ...{ detector: 'MANY_DESKS', action: 'NONE', agency: null, officer: null, about: row.about },
    ...{ count: row.desks, evidence: { desks: row.desks, agencies: row.agencies }, eventIds: row.events },
  }));
}

/** Keys added and agencies resumed among the changes of the last run, each in a case of its own that this opens. */
export async function enrolled(client: pg.ClientBase, now: number): Promise<Alert[]> {
  const { rows } = await client.query<Alert>(
    'select id, detector, agency, count from misuse.enrolled(to_timestamp($1 / 1000.0))',
    [now],
  );
  return rows;
}

/** One person in one look of an officer; the number is still encrypted. */
export interface RecordedLook {
  eventId: string;
  outcome: string;
  sealed: Buffer;
}

/** The latest looks of an officer since a moment; none of an officer who did nothing unusual. */
export async function looksOf(
  client: pg.ClientBase,
  { agency, officer }: Officer,
  since: number,
  many: number,
): Promise<RecordedLook[]> {
  const { rows } = await client.query<RecordedLook>(
    `select event_id as "eventId", outcome, sealed from misuse.looks_of($1, $2, to_timestamp($3 / 1000.0), $4)`,
    [agency, officer, since, many],
  );
  return rows;
}

/** Forgets counts that no detector looks back to. */
export async function forgetOldHours(client: pg.ClientBase, now: number): Promise<void> {
  await client.query(
    `delete from misuse.officer_hour where hour < to_timestamp($1 / 1000.0) - interval '35 days'`,
    [now],
  );
}
