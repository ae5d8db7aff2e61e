import { constants, createHmac, createPrivateKey, type KeyObject, randomUUID, sign } from 'node:crypto';
import { loadIssuerKeys } from '../../src/access/issuer.js';
import type { Cluster } from '../support/cluster.js';

/** A JSON Web Signature made by hand, so that every part of it can be wrong. */
export interface Jws {
  header: Record<string, unknown>;
  payload: unknown;
  /** What signs it: a private key, a shared secret for HS256, or nothing. */
  key: KeyObject | string | null;
}

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Serialises and signs by `header.alg`; with no key the signature is one byte of nothing. */
export function compact({ header, payload, key }: Jws): string {
  const input = `${part(header)}.${part(payload)}`;
  return `${input}.${signatureOf(input, String(header.alg), key)}`;
}

/** The same of two texts as they are, so that they can be what no JSON writer writes; signed as ES256. */
export function compactTexts(header: string, payload: string, key: KeyObject): string {
  const input = [header, payload].map((text) => Buffer.from(text).toString('base64url')).join('.');
  return `${input}.${signatureOf(input, 'ES256', key)}`;
}

function signatureOf(input: string, alg: string, key: Jws['key']): string {
  if (key === null) return 'AA';
  if (typeof key === 'string') return createHmac('sha256', key).update(input).digest('base64url');
  if (key.asymmetricKeyType === 'ed25519') return sign(null, Buffer.from(input), key).toString('base64url');
  const hash = `sha${alg.slice(2)}`;
  if (key.asymmetricKeyType === 'ec') {
    return sign(hash, Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  }
  const padding = alg.startsWith('PS') ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
  return sign(hash, Buffer.from(input), { key, padding, saltLength: 32 }).toString('base64url');
}

export function privateKeyOf(jwk: Record<string, unknown>): KeyObject {
  return createPrivateKey({ key: jwk as never, format: 'jwk' });
}

/** The embedded issuer's own signing key, as nobody outside has it: so that one thing at a time is wrong. */
export function issuerKeyOf({ state }: Cluster): { kid: string; key: KeyObject } {
  const [jwk] = loadIssuerKeys(state).keys;
  return { kid: String(jwk!.kid), key: privateKeyOf(jwk!) };
}

/** Claims of a good access token of hospital.demo (RFC 9068), issued now. */
export function goodClaims(issuer: string): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000);
  return {
    ...{ iss: issuer, aud: 'urn:lienthong:hub', sub: 'hospital.demo', client_id: 'hospital.demo' },
    ...{ agency: 'hospital.demo', officer: '001', scope: 'identity:verify identity:read' },
    ...{ iat: now, exp: now + 300, jti: randomUUID() },
  };
}

/** `claims` with some replaced; `undefined` takes one away. */
export function changed(claims: Record<string, unknown>, changes: Record<string, unknown>) {
  return Object.fromEntries(
    Object.entries({ ...claims, ...changes }).filter(([, value]) => value !== undefined),
  );
}
