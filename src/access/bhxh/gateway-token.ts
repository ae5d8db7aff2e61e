import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Keyring } from '../keys.js';

/** Software of hospitals keeps a token for 50 minutes and asks for another at 401. */
export const gatewayTokenMs = 3_600_000;

/** What a token of the wire is bound to: it is worth nothing without the password that it was given for. */
export interface Bound {
  accountId: string;
  username: string;
  /** As the wire sends it: 32 hex digits. */
  password: string;
}

export interface GatewayToken {
  accessToken: string;
  idToken: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

/** A pair of tokens that any process of the hub can check and none has to keep; refused by every other wire. */
export function makeGatewayToken(keys: Keyring, bound: Bound, now: number): GatewayToken {
  const expiresAt = now + gatewayTokenMs;
  const head = `${expiresAt.toString(36)}.${randomBytes(12).toString('base64url')}`;
  return {
    accessToken: `${head}.${macOf(keys, 'access', head, bound).toString('base64url')}`,
    idToken: macOf(keys, 'id', head, bound).toString('base64url'),
    expiresAt,
  };
}

/** Whether both tokens belong together, were given for this account and password, and have not run out. */
export function isGatewayToken(
  keys: Keyring,
  { accessToken, idToken }: Pick<GatewayToken, 'accessToken' | 'idToken'>,
  bound: Bound,
  now: number,
): boolean {
  const parts = /^(([0-9a-z]{1,11})\.[\w-]{16})\.([\w-]{43})$/.exec(accessToken);
  if (!parts) return false;
  const [, head, expires, mac] = parts as unknown as [string, string, string, string];
  const genuine =
    same(macOf(keys, 'access', head, bound), mac) && same(macOf(keys, 'id', head, bound), idToken);
  return genuine && Number.parseInt(expires, 36) > now;
}

function macOf(keys: Keyring, which: 'access' | 'id', head: string, bound: Bound): Buffer {
  return keys.mac('bhxh-token', which, head, bound.accountId, bound.username, bound.password);
}

function same(wanted: Buffer, stated: string): boolean {
  const given = Buffer.from(stated, 'base64url');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
