import type { Caller, Reason } from './caller.js';
import type { Keyring } from './keys.js';

const day = 86_400_000;
/** A handle is good on the day it was given (UTC) and the next two. */
const lifetimeDays = 3;

/**
 * An opaque name for a resident, the same all day for one agency and case and worthless to any other: a result must
 * not be used for another transaction (Decree 69/2024 art. 19(4)). Nothing is stored; the number is inside, encrypted.
 */
export function makeHandle(
  keys: Keyring,
  caller: Caller,
  reason: Reason,
  personalId: string,
  now: number,
): string {
  const bound = bindingOf(caller, reason);
  const madeOn = Math.floor(now / day);
  // NOTE: a nonce made from the content gives the same handle again, and never serves two contents.
  const nonce = keys.mac('handle', bound, personalId, String(madeOn)).subarray(0, 12);
  return keys.seal('handle', `${madeOn}.${personalId}`, bound, nonce).toString('base64url');
}

/** The personal id behind a handle of this agency and case, or null: forged, foreign and expired look the same. */
export function openHandle(
  keys: Keyring,
  caller: Caller,
  reason: Reason,
  handle: string,
  now: number,
): string | null {
  if (handle.length > 200) return null;
  const text = keys.open('handle', Buffer.from(handle, 'base64url'), bindingOf(caller, reason));
  const [madeOn, personalId] = text?.split('.') ?? [];
  const age = Math.floor(now / day) - Number(madeOn);
  return personalId && age >= 0 && age < lifetimeDays ? personalId : null;
}

function bindingOf(caller: Caller, reason: Reason): string {
  return `${caller.agency.code}|${reason.caseReference ?? ''}`;
}
