import { createHash, createPublicKey } from 'node:crypto';
import type { Queryable } from '../database/transaction.js';
import { HubError } from '../domain/errors.js';
import type { Sentence } from '../domain/language.js';
import type { AdministrativeChange } from './administrative-change.js';
import { requireAgency } from './agency-admin.js';
import { badField } from './input.js';

type Jwk = Readonly<Record<string, unknown>>;

/** When a key counts. */
export interface KeyTerms {
  /** Default now. */
  validFrom?: Date | null;
  validUntil?: Date | null;
  /** Ends the agency's other keys so many hours after this one begins: the old one goes by itself. */
  overlapHours?: number | null;
}

/**
 * Accepts a public key (JWK) that the agency's client assertions may be signed with. The same key again changes
 * nothing.
 * @throws HubError BAD_USER_INPUT for private parts, weak or odd keys; CONFLICT when the key id is that of another key,
 * or of one that was revoked, and when the key is another agency's
 */
export async function addKey(
  db: Queryable,
  code: string,
  jwk: Jwk,
  terms: KeyTerms = {},
): Promise<AdministrativeChange> {
  return addKeys(db, code, { keys: [jwk] }, terms);
}

/** Accepts every key of a set (JWKS, RFC 7517 §5), or none when one of them is refused. */
export async function addKeys(
  db: Queryable,
  code: string,
  { keys: jwks }: { keys: readonly Jwk[] },
  { validFrom = null, validUntil = null, overlapHours = null }: KeyTerms = {},
): Promise<AdministrativeChange> {
  if (!Array.isArray(jwks) || jwks.length === 0 || jwks.length > 20) throw badField('jwks');
  const keys = jwks.map(publicPart);
  if (validUntil && validUntil.getTime() <= Math.max(Date.now(), validFrom?.getTime() ?? 0)) {
    throw badField('validUntil');
  }
  if (overlapHours !== null && !(overlapHours >= 0 && overlapHours <= 8_760)) {
    throw badField('overlapHours', { min: 0, max: 8_760 });
  }
  await requireAgency(db, code);
  for (const key of keys) await requireNobodyElses(db, code, key);
  const kids = keys.map(({ kid }) => kid);
  const ending = overlapHours === null ? [] : await endOthers(db, code, kids, validFrom, overlapHours);
  const added: object[] = [];
  for (const key of keys) {
    const { rowCount } = await db.query(
      `insert into access.agency_key (agency_code, kid, jwk, valid_from, valid_until)
       values ($1, $2, $3, coalesce($4, clock_timestamp()), $5) on conflict (agency_code, kid) do nothing`,
      [code, key.kid, key, validFrom, validUntil],
    );
    if (rowCount) added.push({ kid: key.kid, thumbprint: thumbprintOf(key), validFrom, validUntil });
    else await requireSame(db, code, key);
  }
  return {
    what: 'ADD_KEY',
    target: code,
    before:
      ending.length > 0 ? { keys: ending.map(({ kid, before }) => ({ kid, validUntil: before })) } : null,
    after: { keys: [...added, ...ending.map(({ kid, after }) => ({ kid, validUntil: after }))] },
  };
}

/** A JWK or JWKS as text. @throws HubError BAD_USER_INPUT when it is no JSON */
export function parseJwks(text: string): { keys: readonly Jwk[] } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw badKey();
  }
  if (parsed === null || typeof parsed !== 'object') throw badKey();
  return 'keys' in parsed ? (parsed as { keys: Jwk[] }) : { keys: [parsed as Jwk] };
}

/** Refuses a key from now on, and the tokens that were given for it. @throws HubError NOT_FOUND */
export async function revokeKey(db: Queryable, code: string, kid: string): Promise<AdministrativeChange> {
  await requireAgency(db, code);
  const { rows } = await db.query<{ revokedAt: Date }>(
    `update access.agency_key set revoked_at = coalesce(revoked_at, now())
     where agency_code = $1 and kid = $2 returning revoked_at as "revokedAt"`,
    [code, kid],
  );
  if (!rows[0]) throw new HubError('NOT_FOUND', { field: 'kid' });
  return { what: 'REVOKE_KEY', target: code, before: { kid, revokedAt: null }, after: { kid, ...rows[0] } };
}

/** The key's fingerprint (RFC 7638, SHA-256): the same however the JWK was written. */
export function thumbprintOf({ kty, crv, x, y, n, e }: Jwk): string {
  const needed = kty === 'RSA' ? { e, kty, n } : { crv, kty, x, y };
  return createHash('sha256').update(JSON.stringify(needed)).digest('base64url');
}

/**
 * What of a JWK is kept: its public members, nothing else. P-256 for ES256, RSA of 2,048 to 8,192 bits for PS256, RS256.
 * @throws HubError BAD_USER_INPUT
 */
function publicPart(jwk: Jwk): Jwk & { kid: string } {
  if (jwk === null || typeof jwk !== 'object' || Array.isArray(jwk)) throw badKey();
  if (['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'].some((name) => name in jwk)) {
    throw badKey({
      vi: 'Đây là khóa bí mật: chỉ gửi phần công khai. Hãy coi khóa này là đã lộ và thay khóa khác.',
      en: 'This is a private key: give the public part only. Treat this key as lost and make another.',
    });
  }
  const { kty, crv, x, y, n, e, kid, use = 'sig', alg } = jwk;
  if (typeof kid !== 'string' || !/^[A-Za-z0-9_-]{1,64}$/.test(kid)) throw badField('kid');
  const algorithms = kty === 'EC' ? ['ES256'] : ['PS256', 'RS256'];
  if (use !== 'sig' || (alg !== undefined && !algorithms.includes(String(alg)))) throw badKey();
  const key = kty === 'EC' ? { kty, crv, x, y } : { kty, n, e };
  if (!isStrong(key)) {
    throw badKey({
      vi: 'Chỉ nhận khóa P-256 (ES256) hoặc RSA từ 2048 bit (PS256, RS256).',
      en: 'Keys are P-256 (ES256) or RSA of 2,048 bits and more (PS256, RS256).',
    });
  }
  // NOTE: as Node writes it: with other padding the same key would look like another one.
  const written = createPublicKey({ key: key as never, format: 'jwk' }).export({ format: 'jwk' });
  return { ...written, kid, use: 'sig', ...(alg !== undefined && { alg }) };
}

function isStrong(jwk: Jwk): boolean {
  try {
    const key = createPublicKey({ key: jwk as never, format: 'jwk' });
    const { modulusLength = 0, namedCurve, publicExponent } = key.asymmetricKeyDetails ?? {};
    if (key.asymmetricKeyType === 'ec') return namedCurve === 'prime256v1';
    const isRsa = key.asymmetricKeyType === 'rsa' && modulusLength >= 2_048 && modulusLength <= 8_192;
    return isRsa && (publicExponent ?? 0n) >= 65_537n;
  } catch {
    return false;
  }
}

/** Revoked or ended ones too: whoever holds the private key was another agency. */
async function requireNobodyElses(db: Queryable, code: string, key: Jwk): Promise<void> {
  // NOTE: one key brought for two agencies at once takes turns.
  await db.query('select pg_advisory_xact_lock(4060618, hashtext($1))', [thumbprintOf(key)]);
  const { kty, crv, x, y, n, e } = key;
  const { rowCount } = await db.query(
    'select from access.agency_key where agency_code <> $1 and jwk @> $2::jsonb limit 1',
    [code, JSON.stringify(kty === 'EC' ? { kty, crv, x, y } : { kty, n, e })],
  );
  if (!rowCount) return;
  throw new HubError(
    'CONFLICT',
    { field: 'jwk' },
    {
      vi: 'Khóa này là của cơ quan khác: mỗi cơ quan phải tạo khóa riêng.',
      en: 'This key is another agency’s: each makes its own.',
    },
  );
}

async function requireSame(db: Queryable, code: string, key: Jwk & { kid: string }): Promise<void> {
  const { rows } = await db.query<{ jwk: Jwk; revoked: boolean }>(
    'select jwk, revoked_at is not null as revoked from access.agency_key where agency_code = $1 and kid = $2',
    [code, key.kid],
  );
  if (rows[0] && !rows[0].revoked && thumbprintOf(rows[0].jwk) === thumbprintOf(key)) return;
  throw new HubError(
    'CONFLICT',
    { field: 'kid' },
    {
      vi: 'Mã khóa (kid) này đã dùng cho khóa khác hoặc khóa đã thu hồi: hãy đặt mã khác.',
      en: 'This key id (kid) is that of another key, or of a revoked one: choose another.',
    },
  );
}

async function endOthers(
  db: Queryable,
  code: string,
  kids: readonly string[],
  from: Date | null,
  hours: number,
): Promise<{ kid: string; before: Date | null; after: Date }[]> {
  const { rows } = await db.query<{ kid: string; before: Date | null; after: Date }>(
    `with others as (
       select kid, valid_until as before from access.agency_key
       where agency_code = $1 and kid <> all($2::text[]) and revoked_at is null
         and (valid_until is null or valid_until > coalesce($3, now()) + make_interval(secs => $4)))
     update access.agency_key k set valid_until = coalesce($3, now()) + make_interval(secs => $4)
     from others where k.agency_code = $1 and k.kid = others.kid
     returning k.kid, others.before, k.valid_until as after`,
    [code, kids, from, hours * 3_600],
  );
  return rows;
}

function badKey(sentence?: Sentence): HubError {
  return new HubError('BAD_USER_INPUT', { field: 'jwk', minimum: 2048 }, sentence);
}
