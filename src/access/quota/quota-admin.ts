import type { Queryable } from '../../database/transaction.js';
import { HubError } from '../../domain/errors.js';
import type { AdministrativeChange } from '../administrative-change.js';
import { type AgencyKind, kinds, type Purpose } from '../kinds.js';
import { foldOfficer } from '../officer-id.js';

/** For whom a quota was agreed: every officer or one, every purpose but EMERGENCY or one. */
export interface QuotaPlace {
  agency: string;
  officer: string | null;
  purpose: Purpose | null;
}

/** A quota instead of the limits of its kind; null leaves that limit as it is. The most exact place counts. */
export interface AgreedQuota extends QuotaPlace {
  perMinute: number | null;
  perDay: number | null;
  /** Of the whole agency; only where officer and purpose are null. */
  agencyPerMinute: number | null;
}

/**
 * Agrees a quota, in place of what was agreed for the same officer and purpose. Counts within a minute everywhere.
 * @throws HubError NOT_FOUND; BAD_USER_INPUT for a purpose not of its kind, half a pair, or an agency's total elsewhere
 */
export async function setQuota(db: Queryable, asked: AgreedQuota): Promise<AdministrativeChange> {
  const quota = folded(asked);
  const { agency, officer, purpose, perMinute, perDay, agencyPerMinute } = quota;
  const kind = await requireKind(db, agency);
  if (purpose !== null && !kinds[kind].purposes.includes(purpose)) {
    throw new HubError('BAD_USER_INPUT', { purpose, allowed: kinds[kind].purposes });
  }
  if ((perMinute === null) !== (perDay === null)) throw new HubError('BAD_USER_INPUT', { field: 'perDay' });
  const isWhole = officer === null && purpose === null;
  if (agencyPerMinute === null ? perMinute === null : !isWhole) {
    throw new HubError('BAD_USER_INPUT', { field: 'agencyPerMinute' });
  }
  for (const [field, limit] of Object.entries({ perMinute, perDay, agencyPerMinute }))
    if (limit !== null && limit < 0) throw new HubError('BAD_USER_INPUT', { field });
  const before = await find(db, quota);
  await db.query(
    `insert into access.quota (agency_code, officer, purpose, per_minute, per_day, agency_per_minute)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (agency_code, officer, purpose) do update
     set per_minute = excluded.per_minute, per_day = excluded.per_day, agency_per_minute = excluded.agency_per_minute`,
    [agency, officer, purpose, perMinute, perDay, agencyPerMinute],
  );
  return { what: 'SET_QUOTA', target: agency, before: before && limitsOf(before), after: limitsOf(quota) };
}

/** Back to the limits of its kind. @throws HubError NOT_FOUND when nothing was agreed for this place */
export async function clearQuota(db: Queryable, asked: QuotaPlace): Promise<AdministrativeChange> {
  const place = folded(asked);
  const before = await find(db, place);
  if (!before) throw new HubError('NOT_FOUND', { field: 'quota' });
  await db.query(
    `delete from access.quota where agency_code = $1 and officer is not distinct from $2
       and purpose is not distinct from $3`,
    [place.agency, place.officer, place.purpose],
  );
  return { what: 'CLEAR_QUOTA', target: place.agency, before: limitsOf(before), after: null };
}

/** What was agreed for an agency, the most general first. @throws HubError NOT_FOUND for an unknown agency */
export async function listQuotas(db: Queryable, agency: string): Promise<AgreedQuota[]> {
  await requireKind(db, agency);
  const { rows } = await db.query<AgreedQuota>(
    `select agency_code as agency, officer, purpose, per_minute as "perMinute", per_day as "perDay",
       agency_per_minute as "agencyPerMinute"
     from access.quota where agency_code = $1 order by officer nulls first, purpose nulls first`,
    [agency],
  );
  return rows;
}

/** Whose day of today, in Vietnam, is used most; ten at most. What a process leased and did not spend counts too. */
export async function mostUsed(
  db: Queryable,
  agency: string,
): Promise<{ officer: string; purpose: Purpose; used: number }[]> {
  const { rows } = await db.query<{ officer: string; purpose: Purpose; used: number }>(
    `select officer, purpose, used::float8 as used from access.quota_used
     where agency_code = $1 and officer <> '' and span = 'DAY'
       and starts_at = date_trunc('day', now() at time zone 'Asia/Ho_Chi_Minh') at time zone 'Asia/Ho_Chi_Minh'
     order by used desc, officer, purpose limit 10`,
    [agency],
  );
  return rows;
}

async function find(db: Queryable, { agency, officer, purpose }: QuotaPlace): Promise<AgreedQuota | null> {
  const agreed = await listQuotas(db, agency);
  return agreed.find((one) => one.officer === officer && one.purpose === purpose) ?? null;
}

function folded<Place extends QuotaPlace>(place: Place): Place {
  return { ...place, officer: place.officer && foldOfficer(place.officer.trim()) };
}

function limitsOf({ agency: _target, ...limits }: AgreedQuota): Record<string, unknown> {
  return limits;
}

async function requireKind(db: Queryable, agency: string): Promise<AgencyKind> {
  const { rows } = await db.query<{ kind: AgencyKind }>('select kind from access.agency where code = $1', [
    agency,
  ]);
  if (!rows[0]) throw new HubError('NOT_FOUND', { field: 'agency' });
  return rows[0].kind;
}
