import type { KeyObject } from 'node:crypto';
import { createPublicKey } from 'node:crypto';
import { JwksClient } from 'jwks-rsa';
import type { Clock } from '../process/clock.js';

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

/** Keys are asked for again after this time, */
const freshMs = 600_000;
/** and count this long when the issuer does not answer: its outage must not stop every hospital. */
const staleMs = 3_600_000;
/** At most two fetches a minute, whatever key ids come in. */
const betweenMs = 30_000;

/**
 * Keys of an external OpenID issuer, fetched from its JWKS. One fetch at a time; an unknown key id is worth one only
 * when the last was half a minute ago, so that made-up ids reach the issuer no oftener than that.
 */
export class RemoteKeys implements IssuerKeys {
  readonly #client: JwksClient;
  #keys = new Map<string, KeyObject>();
  #fetchedAt = Number.NEGATIVE_INFINITY;
  #triedAt = Number.NEGATIVE_INFINITY;
  #underWay: Promise<void> | null = null;

  constructor(
    readonly issuer: string,
    jwksUri: string,
    private readonly clock: Clock,
  ) {
    this.#client = new JwksClient({ jwksUri, cache: false, fetcher: fetchJwks });
  }

  /** @throws Error when no keys are known that may still be used, and none can be had */
  async find(kid: string): Promise<KeyObject | null> {
    const isFresh = this.#age() < freshMs;
    if (!isFresh || !this.#keys.has(kid)) await this.#refresh();
    if (this.#age() >= staleMs) throw new Error('The issuer’s keys cannot be had.');
    return this.#keys.get(kid) ?? null;
  }

  /** NOTE: a clock that was set back makes the keys old, not young. */
  #age(): number {
    const age = this.clock.now() - this.#fetchedAt;
    return age < 0 ? staleMs : age;
  }

  #refresh(): Promise<void> {
    const since = this.clock.now() - this.#triedAt;
    if (!this.#underWay && (since >= betweenMs || since < 0)) {
      this.#triedAt = this.clock.now();
      this.#underWay = this.#fetch().finally(() => {
        this.#underWay = null;
      });
    }
    return this.#underWay ?? Promise.resolve();
  }

  /** What cannot be fetched leaves what is known. */
  async #fetch(): Promise<void> {
    try {
      const keys = await this.#client.getSigningKeys();
      this.#keys = new Map(keys.map((key) => [key.kid, createPublicKey(key.getPublicKey())]));
      this.#fetchedAt = this.clock.now();
    } catch {
      // The keys that are known stay until they are too old.
    }
  }
}

/**
 * The JWKS address an issuer's discovery document names (OpenID Connect Discovery 1.0 §4).
 * @throws Error when it is not that issuer's, or not HTTPS where it has to be
 */
export async function discoverJwks(issuer: string, httpsOnly: boolean): Promise<string> {
  requireAddress(issuer, httpsOnly);
  const document = await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, 5_000);
  const { issuer: named, jwks_uri: uri } = document as { issuer?: unknown; jwks_uri?: unknown };
  if (named !== issuer) throw new Error('The discovery document is that of another issuer.');
  if (typeof uri !== 'string') throw new Error('The issuer names no jwks_uri.');
  requireAddress(uri, httpsOnly);
  return uri;
}

async function fetchJwks(uri: string): Promise<{ keys: [] }> {
  return (await fetchJson(uri, 3_000)) as { keys: [] };
}

/** A small JSON document from where it is said to be: a redirect is refused, as is anything large. */
async function fetchJson(uri: string, timeoutMs: number): Promise<object> {
  const answer = await fetch(uri, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' });
  if (!answer.ok || !answer.body) throw new Error(`The issuer answered ${answer.status}.`);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body) {
    size += part.length;
    if (size > 100_000) throw new Error('The issuer’s document is too large.');
    parts.push(part);
  }
  const document: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'));
  if (document === null || typeof document !== 'object')
    throw new Error('The issuer’s document is no object.');
  return document;
}

function requireAddress(uri: string, httpsOnly: boolean): void {
  const { protocol } = new URL(uri);
  if (protocol === 'https:' || (protocol === 'http:' && !httpsOnly)) return;
  throw new Error(`An issuer is reached by https${httpsOnly ? '' : ' or http'}, not by ${protocol}//.`);
}

function publicPart(jwk: Record<string, unknown>): Record<string, unknown> {
  const { d, p, q, dp, dq, qi, oth, k, ...open } = jwk;
  return open;
}
