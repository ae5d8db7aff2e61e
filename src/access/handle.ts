import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import type { Caller, Reason } from './caller.js';
import type { Keyring } from './keys.js';

const dayMs = 86_400_000;
/** A handle is good on the day it was given (UTC) and the next two. */
const lifetimeDays = 3;
/** An agency's keys serve so many days; what the last ones gave lives on for its time. */
const keyDays = 30;

/** Bytes: the day it was given (2), nonce (12), tag (16), then the twelve digits, encrypted. */
const [nonceAt, tagAt, numberAt, size] = [2, 14, 30, 42];

interface Keys {
  encrypt: Buffer;
  nonce: Buffer;
}

/**
 * An opaque name for a resident, the same all day for one agency and case and worthless to any other: a result must
 * not be used for another transaction (Decree 69/2024 art. 19(4)). Nothing is stored; the number is inside, encrypted
 * with a key of this agency.
 */
export function makeHandle(
  keys: Keyring,
  caller: Caller,
  reason: Reason,
  personalId: string,
  now: number,
): string {
  const day = Math.floor(now / dayMs);
  const bound = bindingOf(caller, reason, day);
  const own = keysOf(keys, caller.agency.code, day);
  // NOTE: a nonce made from the content gives the same handle again, and never serves two contents (RFC 5297's idea).
  const nonce = createHmac('sha256', own.nonce).update(bound).update(personalId).digest().subarray(0, 12);
  const cipher = createCipheriv('aes-256-gcm', own.encrypt, nonce).setAAD(bound);
  const number = Buffer.concat([cipher.update(personalId, 'utf8'), cipher.final()]);
  const givenOn = Buffer.alloc(2);
  givenOn.writeUInt16BE(day);
  return Buffer.concat([givenOn, nonce, cipher.getAuthTag(), number]).toString('base64url');
}

/** The personal id behind a handle of this agency and case, or null: forged, foreign and expired look the same. */
export function openHandle(
  keys: Keyring,
  caller: Caller,
  reason: Reason,
  handle: string,
  now: number,
): string | null {
  const bytes = Buffer.from(handle.slice(0, 100), 'base64url');
  // NOTE: the decoder takes other spellings of the same bytes, and a handle has one.
  if (bytes.length !== size || bytes.toString('base64url') !== handle) return null;
  const day = bytes.readUInt16BE();
  const age = Math.floor(now / dayMs) - day;
  if (age < 0 || age >= lifetimeDays) return null;
  const { encrypt } = keysOf(keys, caller.agency.code, day);
  const decipher = createDecipheriv('aes-256-gcm', encrypt, bytes.subarray(nonceAt, tagAt));
  decipher.setAAD(bindingOf(caller, reason, day)).setAuthTag(bytes.subarray(tagAt, numberAt));
  const number = decipher.update(bytes.subarray(numberAt), undefined, 'utf8');
  try {
    decipher.final();
    return number;
  } catch {
    return null;
  }
}

/** What a handle is bound to, as a text that no other agency, case or day has. */
function bindingOf({ agency }: Caller, { caseReference }: Reason, day: number): Buffer {
  return Buffer.from(JSON.stringify([day, agency.code, caseReference]));
}

/** Two keys of one agency for the span of days that a day lies in, derived anew for each (HMAC-SHA-256). */
function keysOf(keys: Keyring, agency: string, day: number): Keys {
  const version = String(Math.floor(day / keyDays));
  let known = derived.get(keys);
  if (!known || known.size >= 2_000) {
    known = new Map();
    derived.set(keys, known);
  }
  const place = `${version} ${agency}`;
  let own = known.get(place);
  if (!own) {
    own = {
      encrypt: keys.mac('handle', 'encrypt', agency, version),
      nonce: keys.mac('handle', 'nonce', agency, version),
    };
    known.set(place, own);
  }
  return own;
}

const derived = new WeakMap<Keyring, Map<string, Keys>>();
