import { createPublicKey } from 'node:crypto';
import type pg from 'pg';
import { HubError } from '../domain/errors.js';
import { requireGrantable } from './agency-store.js';
import type { Keyring } from './keys.js';
import { type AgencyKind, kinds } from './kinds.js';

export interface AgencyDetails {
  code: string;
  kind: AgencyKind;
  name: string;
  legalBasis: string | null;
  units: string[];
  suspended: boolean;
  grants: string[];
  keys: string[];
}

/** Registers an agency, or changes its name, legal basis and units; its kind never changes. */
export async function putAgency(
  pool: pg.Pool,
  agency: Pick<AgencyDetails, 'code' | 'kind' | 'name' | 'legalBasis' | 'units'>,
): Promise<void> {
  if (!Object.hasOwn(kinds, agency.kind)) throw new HubError('BAD_USER_INPUT', { kind: Object.keys(kinds) });
  const { rowCount } = await pool.query(
    `insert into access.agency (code, kind, name, legal_basis, units) values ($1, $2, $3, $4, $5)
     on conflict (code) do update set name = excluded.name, legal_basis = excluded.legal_basis, units = excluded.units
     where agency.kind = excluded.kind`,
    [agency.code, agency.kind, agency.name, agency.legalBasis, agency.units],
  );
  if (!rowCount) throw new HubError('CONFLICT', { field: 'kind' });
}

/** Grants scopes, from now on; those its kind may not hold are refused and nothing is granted. */
export async function grantScopes(pool: pg.Pool, code: string, scopes: readonly string[]): Promise<void> {
  const { kind } = await requireAgency(pool, code);
  const grantable = scopes.map((scope) => requireGrantable(kind, scope));
  await pool.query(
    `insert into access.agency_grant (agency_code, scope) select $1, unnest($2::text[])
     on conflict (agency_code, scope) do update set valid_until = null`,
    [code, grantable],
  );
}

/** Withdraws scopes as of now. */
export async function withdrawScopes(pool: pg.Pool, code: string, scopes: readonly string[]): Promise<void> {
  await requireAgency(pool, code);
  await pool.query(
    'update access.agency_grant set valid_until = now() where agency_code = $1 and scope = any($2::text[])',
    [code, scopes],
  );
}

/** Suspends an agency or lets it ask again. */
export async function setSuspended(pool: pg.Pool, code: string, suspended: boolean): Promise<void> {
  await requireAgency(pool, code);
  await pool.query('update access.agency set suspended_at = case when $2 then now() end where code = $1', [
    code,
    suspended,
  ]);
}

/** Adds a public key (JWK) that its client assertions may be signed with. Refuses private parts and weak keys. */
export async function addKey(pool: pg.Pool, code: string, jwk: Record<string, unknown>): Promise<string> {
  await requireAgency(pool, code);
  if ('d' in jwk || 'k' in jwk) {
    throw new HubError(
      'BAD_USER_INPUT',
      { field: 'jwk' },
      {
        vi: 'Đây là khóa bí mật: chỉ gửi phần công khai.',
        en: 'This is a private key: give the public part only.',
      },
    );
  }
  const key = createPublicKey({ key: jwk as never, format: 'jwk' });
  if (key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) < 2048) {
    throw new HubError('BAD_USER_INPUT', { field: 'jwk', minimum: 2048 });
  }
  const kid = String(jwk.kid ?? '');
  await pool.query(
    `insert into access.agency_key (agency_code, kid, jwk) values ($1, $2, $3)
     on conflict (agency_code, kid) do update set jwk = excluded.jwk, revoked_at = null`,
    [code, kid, { ...jwk, use: 'sig' }],
  );
  return kid;
}

/** Refuses a key from now on. */
export async function revokeKey(pool: pg.Pool, code: string, kid: string): Promise<void> {
  const { rowCount } = await pool.query(
    'update access.agency_key set revoked_at = now() where agency_code = $1 and kid = $2',
    [code, kid],
  );
  if (!rowCount) throw new HubError('NOT_FOUND', { field: 'kid' });
}

/** Every agency, or the one of a code, with its grants and keys in force, by code. */
export async function listAgencies(pool: pg.Pool, code: string | null = null): Promise<AgencyDetails[]> {
  const { rows } = await pool.query<AgencyDetails>(
    `select a.code, a.kind, a.name, a.legal_basis as "legalBasis", a.units, a.suspended_at is not null as suspended,
       array(select scope from access.agency_grant g where g.agency_code = a.code
             and (g.valid_until is null or g.valid_until > now()) order by scope) as grants,
       array(select kid from access.agency_key k where k.agency_code = a.code and k.revoked_at is null
             order by kid) as keys
     from access.agency a where $1::text is null or a.code = $1 order by a.code`,
    [code],
  );
  return rows;
}

/** The pairwise pseudonym of a resident for one agency's tokens; made on first use, the number kept encrypted. */
export async function residentSubject(
  pool: pg.Pool,
  keys: Keyring,
  agencyCode: string,
  personalId: string,
): Promise<string> {
  const subject = keys.mac('resident-subject', agencyCode, personalId).toString('base64url');
  await pool.query(
    `insert into access.resident_subject (subject, agency_code, personal_id_sealed) values ($1, $2, $3)
     on conflict (subject) do nothing`,
    [subject, agencyCode, keys.seal('resident-subject', personalId, subject)],
  );
  return subject;
}

async function requireAgency(pool: pg.Pool, code: string): Promise<{ kind: AgencyKind }> {
  const { rows } = await pool.query<{ kind: AgencyKind }>('select kind from access.agency where code = $1', [
    code,
  ]);
  if (!rows[0]) throw new HubError('NOT_FOUND', { field: 'agency' });
  return rows[0];
}
