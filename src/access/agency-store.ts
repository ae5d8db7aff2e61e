import type pg from 'pg';
import { HubError } from '../domain/errors.js';
import type { Clock } from '../process/clock.js';
import type { Agency, Barred, NarrowedGrants } from './caller.js';
import { parseCasePattern } from './case-pattern.js';
import { type AgencyKind, isScope, kinds, type Purpose, type Scope } from './kinds.js';
import { foldOfficer } from './officer-id.js';

interface GrantRow {
  scope: string;
  purpose: Purpose | null;
  max: number | null;
}

interface AgencyRow {
  code: string;
  kind: AgencyKind;
  name: string;
  legal_basis: string | null;
  units: string[];
  suspended: boolean;
  case_pattern: string | null;
  case_required: boolean;
  certificate_required: boolean;
  grants: GrantRow[];
  kids: string[];
  /** By officer: null when suspended, else milliseconds since 1970 until which he is paused. */
  barred: Record<string, number | null>;
  officers: string[] | null;
  documents: string[] | null;
}

/** A change of grants, keys, officers, documents or suspension counts within this time on every process. */
const rememberMs = 2_000;

const findAgency = {
  name: 'find_agency',
  text: `select a.code, a.kind, a.name, a.legal_basis, a.units, a.suspended_at is not null as suspended,
           a.case_pattern, a.case_required, a.certificate_required,
           (select coalesce(json_agg(json_build_object('scope', g.scope, 'purpose', g.purpose, 'max', g.max_rows)), '[]')
            from access.agency_grant g
            where g.agency_code = a.code and g.valid_from <= now()
              and (g.valid_until is null or g.valid_until > now())) as grants,
           array(select k.kid from access.agency_key k
                 where k.agency_code = a.code and k.valid_from <= now() and k.revoked_at is null
                   and (k.valid_until is null or k.valid_until > now())) as kids,
           (select coalesce(json_object_agg(o.officer, case when o.suspended_at is null
              then (extract(epoch from o.paused_until) * 1000)::bigint end), '{}')
            from access.officer o
            where o.agency_code = a.code and (o.suspended_at is not null or o.paused_until > now())) as barred,
           case when a.officers_listed then
             array(select o.officer from access.officer o where o.agency_code = a.code and o.source <> 'PAUSE')
           end as officers,
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
         where agency_code = $1 and valid_from <= now() and revoked_at is null
           and (valid_until is null or valid_until > now())`,
};

/** Agencies as they are now in the hub's database: grants, keys, officers, documents; remembered for two seconds. */
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
  const grants = row.grants.filter(
    (grant): grant is GrantRow & { scope: Scope } => isScope(grant.scope) && allowed.includes(grant.scope),
  );
  const { code, kind, name, units } = row;
  return {
    ...{ code, kind, name, units },
    grants: new Set(grants.map(({ scope }) => scope)),
    narrowed: narrowedBy(grants),
    documents: row.documents && new Set(row.documents),
    isCase: row.case_pattern === null ? null : parseCasePattern(row.case_pattern),
    caseRequired: row.case_required,
    certificateRequired: row.certificate_required,
    keyIds: new Set(row.kids),
    barred: barredAmong(row.barred),
    officers: row.officers && new Set(row.officers.map(foldOfficer)),
  };
}

/** Of two spellings of one officer a suspension goes before a pause, and the longer pause before the shorter. */
function barredAmong(rows: AgencyRow['barred']): Map<string, Barred> {
  const barred = new Map<string, Barred>();
  for (const [spelt, until] of Object.entries(rows)) {
    const officer = foldOfficer(spelt);
    const known = barred.get(officer);
    if (known && (known.until === null || (until !== null && until <= known.until))) continue;
    barred.set(officer, { because: until === null ? 'SUSPENDED' : 'PAUSED', until });
  }
  return barred;
}

/** Null when every grant is for all purposes and any number of residents, so that a look has nothing to ask here. */
function narrowedBy(grants: readonly (GrantRow & { scope: Scope })[]): NarrowedGrants | null {
  if (grants.every(({ purpose, max }) => purpose === null && max === null)) return null;
  const maxOf = new Map(grants.map(({ scope, purpose, max }) => [`${scope} ${purpose ?? ''}`, max]));
  return {
    counts: (scope, purpose) => maxOf.has(`${scope} `) || maxOf.has(`${scope} ${purpose}`),
    // What is granted for the purpose itself goes before what is granted for all.
    maxRows(scope, purpose) {
      const own = maxOf.get(`${scope} ${purpose}`);
      return (own === undefined ? maxOf.get(`${scope} `) : own) ?? null;
    },
  };
}

/** Refuses a scope that the kind of agency may not hold. */
export function requireGrantable(kind: AgencyKind, scope: string): Scope {
  if (isScope(scope) && kinds[kind].scopes.includes(scope)) return scope;
  throw new HubError('BAD_USER_INPUT', { field: 'scope', scope, allowed: kinds[kind].scopes });
}
