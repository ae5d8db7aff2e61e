import type { Queryable } from '../database/transaction.js';
import { thumbprintOf } from './agency-keys.js';
import type { AgencyKind, Purpose } from './kinds.js';
import { foldOfficer } from './officer-id.js';

export interface AgencyDetails {
  code: string;
  kind: AgencyKind;
  name: string;
  legalBasis: string | null;
  units: string[];
  contact: string | null;
  casePattern: string | null;
  caseRequired: boolean;
  officersListed: boolean;
  certificateRequired: boolean;
  suspended: boolean;
  /** Scopes that are granted now, for whatever purpose. */
  grants: string[];
  /** The ids of keys that count now. */
  keys: string[];
}

/** One grant, also one that ended. */
export interface GrantDetails {
  scope: string;
  purpose: Purpose | null;
  maxRows: number | null;
  validFrom: Date;
  validUntil: Date | null;
  grantedBy: string | null;
  withdrawnBy: string | null;
}

/** One key, also one that ended or was revoked: what identifies it, not the key. */
export interface KeyDetails {
  kid: string;
  /** `ES256` for P-256, `PS256, RS256` for RSA, unless the key says which. */
  algorithm: string;
  thumbprint: string;
  validFrom: Date;
  validUntil: Date | null;
  revokedAt: Date | null;
}

export interface OfficerDetails {
  officer: string;
  name: string | null;
  unit: string | null;
  source: string;
  registeredAt: Date;
  suspended: boolean;
  pausedUntil: Date | null;
}

/** One administrative change on record: who, when, what. */
export interface ChangeDetails {
  id: string;
  /** RFC 3339 to the microsecond: pages go on from it. */
  occurredAt: string;
  agency: string | null;
  officer: string | null;
  /** `cli`, or the client that asked. */
  client: string | null;
  what: string;
  target: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

const details = `a.code, a.kind, a.name, a.legal_basis as "legalBasis", a.units, a.contact,
  a.case_pattern as "casePattern", a.case_required as "caseRequired", a.officers_listed as "officersListed",
  a.certificate_required as "certificateRequired", a.suspended_at is not null as suspended,
  array(select distinct scope from access.agency_grant g where g.agency_code = a.code and g.valid_from <= now()
        and (g.valid_until is null or g.valid_until > now()) order by scope) as grants,
  array(select kid from access.agency_key k where k.agency_code = a.code and k.revoked_at is null
        and k.valid_from <= now() and (k.valid_until is null or k.valid_until > now()) order by kid) as keys`;

/** Every agency, or the one of a code, with its grants and keys in force, by code. */
export async function listAgencies(db: Queryable, code: string | null = null): Promise<AgencyDetails[]> {
  const { rows } = await db.query<AgencyDetails>(
    `select ${details} from access.agency a where $1::text is null or a.code = $1 order by a.code`,
    [code],
  );
  return rows;
}

/** Agencies by code after one, at most `many`, and how many there are in all. */
export async function agenciesAfter(
  db: Queryable,
  after: string | null,
  many: number,
): Promise<{ rows: AgencyDetails[]; total: number }> {
  const { rows } = await db.query<AgencyDetails>(
    `select ${details} from access.agency a where $1::text is null or a.code > $1 order by a.code limit $2`,
    [after, many],
  );
  const all = await db.query<{ total: number }>('select count(*)::int as total from access.agency');
  return { rows, total: all.rows[0]!.total };
}

/** The grants of an agency in the order they were made; without `history` those that stand or are still to begin. */
export async function grantsOf(db: Queryable, code: string, history: boolean): Promise<GrantDetails[]> {
  const { rows } = await db.query<GrantDetails>(
    `select scope, purpose, max_rows as "maxRows", valid_from as "validFrom", valid_until as "validUntil",
       granted_by as "grantedBy", withdrawn_by as "withdrawnBy"
     from access.agency_grant
     where agency_code = $1 and ($2 or valid_until is null or valid_until > now()) order by id`,
    [code, history],
  );
  return rows;
}

/** The same of many agencies, with all that ended, by agency. */
export async function grantsOfMany(
  db: Queryable,
  codes: readonly string[],
): Promise<Map<string, GrantDetails[]>> {
  const { rows } = await db.query<GrantDetails & { code: string }>(
    `select agency_code as code, scope, purpose, max_rows as "maxRows", valid_from as "validFrom",
       valid_until as "validUntil", granted_by as "grantedBy", withdrawn_by as "withdrawnBy"
     from access.agency_grant where agency_code = any($1::text[]) order by id`,
    [codes],
  );
  const grants = new Map<string, GrantDetails[]>(codes.map((code) => [code, []]));
  for (const { code, ...grant } of rows) grants.get(code)!.push(grant);
  return grants;
}

/** The keys of an agency, oldest first. */
export async function keysOf(db: Queryable, code: string): Promise<KeyDetails[]> {
  const { rows } = await db.query<
    Omit<KeyDetails, 'algorithm' | 'thumbprint'> & { jwk: Record<string, unknown> }
  >(
    `select kid, jwk, valid_from as "validFrom", valid_until as "validUntil", revoked_at as "revokedAt"
     from access.agency_key where agency_code = $1 order by valid_from, kid`,
    [code],
  );
  return rows.map(({ jwk, ...row }) => ({
    ...row,
    algorithm: typeof jwk.alg === 'string' ? jwk.alg : jwk.kty === 'RSA' ? 'PS256, RS256' : 'ES256',
    thumbprint: thumbprintOf(jwk),
  }));
}

const officerColumns = `officer, name, unit, source, registered_at as "registeredAt",
  suspended_at is not null as suspended, case when paused_until > now() then paused_until end as "pausedUntil"`;

/** One officer; he must be there. */
export async function officerOf(db: Queryable, code: string, officer: string): Promise<OfficerDetails> {
  const { rows } = await db.query<OfficerDetails>(
    `select ${officerColumns} from access.officer where agency_code = $1 and officer = $2`,
    [code, foldOfficer(officer.trim())],
  );
  return rows[0]!;
}

/** The officers of an agency by their identifier, after one, at most `many`, and how many there are in all. */
export async function officersAfter(
  db: Queryable,
  code: string,
  after: string | null,
  many: number,
): Promise<{ rows: OfficerDetails[]; total: number }> {
  const { rows } = await db.query<OfficerDetails>(
    `select ${officerColumns}
     from access.officer where agency_code = $1 and ($2::text is null or officer > $2) order by officer limit $3`,
    [code, after, many],
  );
  const all = await db.query<{ total: number }>(
    'select count(*)::int as total from access.officer where agency_code = $1',
    [code],
  );
  return { rows, total: all.rows[0]!.total };
}

/** Administrative changes on record, newest first, of one target or of all; `after` is the last one seen. */
export async function changesAfter(
  db: Queryable,
  target: string | null,
  after: Pick<ChangeDetails, 'id' | 'occurredAt'> | null,
  many: number,
): Promise<ChangeDetails[]> {
  const { rows } = await db.query<
    Omit<ChangeDetails, 'what' | 'target' | 'before' | 'after'> & { change: string }
  >(
    `select id, to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "occurredAt", agency_code as agency, officer, client_id as client, change
     from audit.changes($1, $2, $3, $4)`,
    [target, after?.occurredAt ?? null, after?.id ?? null, many],
  );
  return rows.map(({ change, ...row }) => ({ ...row, ...JSON.parse(change) }));
}
