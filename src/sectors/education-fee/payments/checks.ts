import { badField } from '../../../access/input.js';

/** What one transfer may carry: a VietQR has room for thirteen digits, and no fee comes near a trillion. */
const most = 999_999_999_999;

/** @throws HubError BAD_USER_INPUT */
export function requireAmount(amount: number): number {
  if (!Number.isSafeInteger(amount) || amount < 1 || amount > most)
    throw badField('amount', { from: 1, to: most });
  return amount;
}

/** As banks number transfers. @throws HubError BAD_USER_INPUT */
export function requireBankReference(reference: string): string {
  if (!/^[\w./:-]{1,100}$/.test(reference)) throw badField('bankReference', { characters: 100 });
  return reference;
}
