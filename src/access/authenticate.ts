import { hash, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { HubError } from '../domain/errors.js';
import type { Sentence } from '../domain/language.js';
import type { Clock } from '../process/clock.js';
import type { AgencyStore } from './agency-store.js';
import type { Agency, Barred, Caller } from './caller.js';
import type { Keyring } from './keys.js';
import { isScope, type Scope } from './kinds.js';
import { readOfficer } from './officer-id.js';
import { repeatsName } from './repeated-names.js';
import { requireNoNumberOfficer } from './somebodys-number.js';
import type { IssuerKeys } from './token-keys.js';

const algorithms = ['ES256', 'PS256', 'RS256'] as const;
const maxTokenBytes = 8_192;
const maxAgeSeconds = 900;
const leewaySeconds = 30;

interface Claims {
  iss: string;
  sub: string;
  exp: number;
  iat: number;
  jti: string;
  client_id: string;
  agency: string;
  scope: string;
  officer?: string;
  /** The id of the agency's key that its assertion was signed with: a key that ends takes its tokens along. */
  akid?: string;
  /** The certificate it is bound to (RFC 8705 §3.1). */
  cnf?: { 'x5t#S256'?: string };
}

interface Verified {
  claims: Claims;
  /** Whom it stands for, as long as what is known of the agency is the same: two seconds at most. */
  caller: Caller | null;
}

/**
 * Access tokens into callers (RFC 9068 profile of docs/integrate.md). A verified token is remembered by its
 * hash until it expires; grants, suspension and a resident's pseudonym are looked at again every two seconds.
 */
export class Authenticator {
  readonly #verified = new Map<string, Verified>();

  constructor(
    private readonly options: {
      issuers: IssuerKeys[];
      audience: string;
      agencies: AgencyStore;
      keys: Keyring;
      clock: Clock;
    },
  ) {}

  /**
   * The caller of an `Authorization` header. Who may not look at present comes back `barred`, to be on record by name.
   * @param certificate thumbprint of the client certificate this request came with, when a trusted proxy says so
   * @throws HubError UNAUTHENTICATED, with nothing that tells why
   */
  async authenticate(authorization: string | undefined, certificate: string | null = null): Promise<Caller> {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
    if (!token || token.length > maxTokenBytes) throw new HubError('UNAUTHENTICATED');
    const verified = await this.#known(token);
    const agency = await this.options.agencies.find(verified.claims.agency);
    if (!agency) throw new HubError('UNAUTHENTICATED');
    const { akid, cnf, officer } = verified.claims;
    if (officer !== undefined) requireNoNumberOfficer(officer);
    if (akid !== undefined && !agency.keyIds.has(akid)) throw new HubError('UNAUTHENTICATED');
    if (cnf === undefined ? agency.certificateRequired : cnf['x5t#S256'] !== certificate) {
      throw new HubError('UNAUTHENTICATED');
    }
    if (verified.caller?.agency !== agency) verified.caller = await this.#callerOf(verified.claims, agency);
    return verified.caller;
  }

  async #callerOf(claims: Claims, agency: Agency): Promise<Caller> {
    const officer = claims.officer === undefined ? null : readOfficer(claims.officer);
    const subject = agency.kind === 'RESIDENT' ? claims.sub : null;
    const self = subject === null ? null : await this.#self(agency.code, subject);
    if (agency.kind !== 'RESIDENT' && !officer) throw new HubError('UNAUTHENTICATED');
    const scopes = new Set<Scope>();
    for (const scope of claims.scope.split(' '))
      if (isScope(scope) && agency.grants.has(scope)) scopes.add(scope);
    const barred = barredBy(agency, officer);
    return { agency, clientId: claims.client_id, officer, self, subject, scopes, barred };
  }

  async #known(token: string): Promise<Verified> {
    const key = hash('sha256', token, 'base64url');
    const now = Math.floor(this.options.clock.now() / 1000);
    const known = this.#verified.get(key);
    if (known) {
      // NOTE: the same leeway as at first sight, or one token would be taken and refused by turns.
      if (known.claims.exp + leewaySeconds > now) return known;
      this.#verified.delete(key);
      throw new HubError('UNAUTHENTICATED');
    }
    const verified = { claims: await this.#verify(token, now), caller: null };
    if (this.#verified.size >= 10_000) this.#verified.clear();
    this.#verified.set(key, verified);
    return verified;
  }

  async #verify(token: string, now: number): Promise<Claims> {
    try {
      const header = jwt.decode(token, { complete: true })?.header as Record<string, unknown> | undefined;
      const payload = jwt.decode(token) as Record<string, unknown> | null;
      if (!header || !payload || typeof payload !== 'object') throw new Error('form');
      if (token.split('.', 2).some((part) => repeatsName(Buffer.from(part, 'base64url').toString())))
        throw new Error('repeated');
      if (
        typeof header.typ !== 'string' ||
        header.typ.toLowerCase().replace('application/', '') !== 'at+jwt'
      ) {
        throw new Error('typ');
      }
      for (const name of ['crit', 'jku', 'x5u', 'x5c', 'jwk']) if (name in header) throw new Error(name);
      if (typeof header.kid !== 'string' || !/^[A-Za-z0-9_-]{1,64}$/.test(header.kid)) throw new Error('kid');
      const issuer = this.options.issuers.find((candidate) => candidate.issuer === payload.iss);
      if (!issuer) throw new Error('iss');
      const key = await issuer.find(header.kid);
      if (!key || !strong(key)) throw new Error('key');
      const claims = jwt.verify(token, key, {
        algorithms: [...algorithms],
        issuer: issuer.issuer,
        clockTimestamp: now,
        clockTolerance: leewaySeconds,
      }) as unknown as Claims & { aud: unknown; nbf?: unknown };
      requireProfile(claims, this.options.audience, now);
      return claims;
    } catch (cause) {
      throw new HubError('UNAUTHENTICATED', {}, undefined, { cause });
    }
  }

  async #self(agencyCode: string, subject: string): Promise<string> {
    const sealed = await this.options.agencies.sealedSubject(agencyCode, subject);
    const personalId = sealed && this.options.keys.open('resident-subject', sealed, subject);
    if (!personalId) throw new HubError('UNAUTHENTICATED');
    return personalId;
  }
}

/** @throws HubError FORBIDDEN for an officer who is suspended, paused or not registered where his agency lists them */
export function requireMayLook({ barred }: Caller): void {
  if (!barred) return;
  const { because, until } = barred;
  throw new HubError(
    'FORBIDDEN',
    { officer: because, ...(until !== null && { until: new Date(until).toISOString() }) },
    because === 'PAUSED' && until !== null ? pausedUntil(until) : barredSentences[because],
  );
}

/** Until when, to the minute in Vietnam, and who lets him look again earlier. */
function pausedUntil(until: number): Sentence {
  const moment = new Date(until + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
  return {
    vi: `Cán bộ này đang bị tạm dừng tra cứu đến ${moment} (giờ Việt Nam). Hỏi thanh tra của hệ thống.`,
    en: `This officer’s looks are paused until ${moment} (time in Vietnam). Ask the auditor of the hub.`,
  };
}

const barredSentences: Record<Barred['because'], Sentence> = {
  SUSPENDED: {
    vi: 'Cán bộ này đang bị đình chỉ tra cứu.',
    en: 'This officer is suspended.',
  },
  PAUSED: {
    vi: 'Cán bộ này đang bị tạm dừng tra cứu.',
    en: 'This officer’s looks are paused.',
  },
  NOT_REGISTERED: {
    vi: 'Cán bộ này chưa được đăng ký với hệ thống.',
    en: 'This officer is not registered with the hub.',
  },
};

/** Why an officer of an agency may not look at present; null for who may. */
export function barredBy({ barred, officers }: Agency, officer: string | null): Barred | null {
  if (officer === null) return null;
  const known = barred.get(officer);
  if (known) return known;
  return officers?.has(officer) === false ? { because: 'NOT_REGISTERED', until: null } : null;
}

/** What jsonwebtoken leaves out: required claims, one audience, no future `iat`, at most 15 minutes. */
function requireProfile(claims: Claims & { aud: unknown }, audience: string, now: number): void {
  for (const name of ['iss', 'sub', 'jti', 'client_id', 'agency', 'scope'] as const) {
    if (typeof claims[name] !== 'string' || claims[name].length > 2_000) throw new Error(name);
  }
  if (claims.officer !== undefined && readOfficer(claims.officer) === null) throw new Error('officer');
  if (claims.akid !== undefined && typeof claims.akid !== 'string') throw new Error('akid');
  if (claims.cnf !== undefined && typeof claims.cnf?.['x5t#S256'] !== 'string') throw new Error('cnf');
  const audiences = Array.isArray(claims.aud) ? claims.aud : [claims.aud];
  if (audiences.length !== 1 || audiences[0] !== audience) throw new Error('aud');
  if (!Number.isInteger(claims.exp) || !Number.isInteger(claims.iat)) throw new Error('exp');
  if (claims.iat > now + leewaySeconds || claims.exp - claims.iat > maxAgeSeconds) throw new Error('age');
  if (now - claims.iat > maxAgeSeconds + leewaySeconds) throw new Error('age');
}

function strong(key: KeyObject): boolean {
  if (key.asymmetricKeyType === 'rsa') return (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;
  return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
}
