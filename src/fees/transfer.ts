import type { Dong } from '../domain/money.js';

/** What one transfer may carry: a VietQR has room for thirteen digits, and no fee comes near a trillion. */
export const mostOfTransfer: Dong = 999_999_999_999;

/** No book of a school here is older. */
export const firstTransferAt = '2000-01-01T00:00:00Z';

const dayLong = 86_400_000;

/** Whole đồng that one transfer may carry, whoever tells of it. */
export function isTransferAmount(amount: number): boolean {
  return Number.isSafeInteger(amount) && amount >= 1 && amount <= mostOfTransfer;
}

/** A moment of the calendar (RFC 3339 in UTC), not before 2000 and at most a day ahead: clocks of banks differ. */
export function isTransferMoment(moment: string, now: number): boolean {
  const at = new Date(moment);
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== moment.slice(0, 10)) return false;
  return at.getTime() >= Date.parse(firstTransferAt) && at.getTime() <= now + dayLong;
}

/** Banks tell their references apart by no case of letters. */
export const sameReference = (reference: string): string => reference.toUpperCase();
