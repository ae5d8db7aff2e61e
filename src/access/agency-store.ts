import type pg from 'pg';
import { HubError } from '../domain/errors.js';
import type { Clock } from '../process/clock.js';
import type { Agency } from './caller.js';
import { type AgencyKind, isScope, kinds, type Scope } from './kinds.js';

interface AgencyRow {
  code: string;
  kind: AgencyKind;
  name: string;
  legal_basis: string | null;
  units: string[];
  suspended: boolean;
  grants: string[];
  documents: string[] | null;
}

/** A change of grants, keys, documents or suspension counts within this time on every process. */
const rememberMs = 2_000;

const findAgency = {
  name: 'find_agency',
  text: `select a.code, a.kind, a.name, a.legal_basis, a.units, a.suspended_at is not null as suspended,
           array(select g.scope from access.agency_grant g
                 where g.agency_code = a.code and g.valid_from <= now()
                   and (g.valid_until is null or g.valid_until > now())) as grants,
           case when a.registered_only then
             array(select unnest(d.hashes) from access.document d where d.agency_code = a.code)
           end as documents
         from access.agency a where a.code = $1`,
};

const findSubject = {
  name: 'find_resident_subject',
  text: 'select personal_id_sealed from access.resident_subject where subject = $1 and agency_code = $2',
};

const findKeys = {
  name: 'find_agency_keys',
  text: `select jwk from access.agency_key
         where agency_code = $1 and valid_from <= now() and (revoked_at is null or revoked_at > now())`,
};

/** Agencies, their grants and registered documents as they are now in the hub's database; remembered for two seconds. */
export class AgencyStore {
  readonly #remembered = new Map<string, { until: number; agency: Promise<Agency | null> }>();

  constructor(
    private readonly pool: pg.Pool,
    private readonly clock: Clock,
  ) {}

  /**
   * The agency, or null when it is unknown, suspended or without a legal basis to ask
   * (Decree 69/2024 art. 18, 19): all three are refused alike. The same object until it is looked at again.
   */
  find(code: string): Promise<Agency | null> {
    const known = this.#remembered.get(code);
    const left = known ? known.until - this.clock.now() : 0;
    // NOTE: a clock that was set back must not make two seconds an hour.
    if (known && left > 0 && left <= rememberMs) return known.agency;
    const agency = this.#read(code);
    if (this.#remembered.size > 10_000) this.#remembered.clear();
    this.#remembered.set(code, { until: this.clock.now() + rememberMs, agency });
    agency.catch(() => this.#remembered.delete(code));
    return agency;
  }

  async #read(code: string): Promise<Agency | null> {
    const { rows } = await this.pool.query<AgencyRow>({ ...findAgency, values: [code] });
    const row = rows[0];
    return row && !row.suspended && row.legal_basis ? toAgency(row) : null;
  }

  /** The public keys (JWK) its client assertions may be signed with, as they are now. */
  async keysOf(code: string): Promise<Record<string, unknown>[]> {
    const { rows } = await this.pool.query<{ jwk: Record<string, unknown> }>({ ...findKeys, values: [code] });
    return rows.map((row) => row.jwk);
  }

  /** The encrypted number behind a resident's pseudonym, or null. */
  async sealedSubject(agencyCode: string, subject: string): Promise<Buffer | null> {
    const { rows } = await this.pool.query<{ personal_id_sealed: Buffer }>({
      ...findSubject,
      values: [subject, agencyCode],
    });
    return rows[0]?.personal_id_sealed ?? null;
  }
}

function toAgency(row: AgencyRow): Agency {
  const allowed = kinds[row.kind].scopes as readonly string[];
  const grants = new Set(
    row.grants.filter((scope): scope is Scope => isScope(scope) && allowed.includes(scope)),
  );
  const documents = row.documents && new Set(row.documents);
  return { code: row.code, kind: row.kind, name: row.name, units: row.units, grants, documents };
}

/** Refuses a scope that the kind of agency may not hold. */
export function requireGrantable(kind: AgencyKind, scope: string): Scope {
  if (isScope(scope) && kinds[kind].scopes.includes(scope)) return scope;
  throw new HubError('BAD_USER_INPUT', { scope, allowed: kinds[kind].scopes });
}
