import type { KeyObject } from 'node:crypto';
import { createPublicKey } from 'node:crypto';
import { JwksClient } from 'jwks-rsa';

/** Where the public keys of one issuer come from. */
export interface IssuerKeys {
  issuer: string;
  /** The key of a key id, or null when the issuer has none such. */
  find(kid: string): Promise<KeyObject | null>;
}

/** Keys we hold ourselves (the embedded issuer). */
export function localKeys(issuer: string, jwks: { keys: Record<string, unknown>[] }): IssuerKeys {
  const keys = new Map(
    jwks.keys.map((jwk) => [
      String(jwk.kid),
      createPublicKey({ key: publicPart(jwk) as never, format: 'jwk' }),
    ]),
  );
  return { issuer, find: async (kid) => keys.get(kid) ?? null };
}

/** Keys of an external OpenID issuer, fetched from its JWKS; an unknown id causes at most two fetches a minute. */
export function remoteKeys(issuer: string, jwksUri: string): IssuerKeys {
  const client = new JwksClient({
    jwksUri,
    cache: true,
    cacheMaxAge: 600_000,
    rateLimit: true,
    jwksRequestsPerMinute: 2,
    timeout: 3_000,
  });
  return {
    issuer,
    async find(kid) {
      try {
        const key = await client.getSigningKey(kid);
        return createPublicKey(key.getPublicKey());
      } catch (error) {
        if ((error as Error).name === 'SigningKeyNotFoundError') return null;
        throw error;
      }
    },
  };
}

/** The JWKS address an issuer's discovery document names (OpenID Connect Discovery 1.0 §4). */
export async function discoverJwks(issuer: string): Promise<string> {
  const answer = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(5_000),
    redirect: 'error',
  });
  if (!answer.ok) throw new Error(`The issuer's discovery document answered ${answer.status}.`);
  const { jwks_uri: uri } = (await answer.json()) as { jwks_uri?: unknown };
  if (typeof uri !== 'string' || !/^https?:\/\//.test(uri)) throw new Error('The issuer names no jwks_uri.');
  return uri;
}

function publicPart(jwk: Record<string, unknown>): Record<string, unknown> {
  const { d, p, q, dp, dq, qi, oth, k, ...open } = jwk;
  return open;
}
