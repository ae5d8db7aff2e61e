import { badField, requireText } from '../../../access/input.js';
import {
  firstTransferAt,
  isTransferAmount,
  isTransferMoment,
  mostOfTransfer,
} from '../../../fees/transfer.js';
import type { Clock } from '../../../process/clock.js';

/** @throws HubError BAD_USER_INPUT */
export function requireAmount(amount: number): number {
  if (!isTransferAmount(amount)) throw badField('amount', { from: 1, to: mostOfTransfer });
  return amount;
}

/** When a transfer was, not before 2000 and at most a day ahead. @throws HubError BAD_USER_INPUT */
export function requireMoment(field: string, moment: string, clock: Clock): string {
  if (!isTransferMoment(moment, clock.now()))
    throw badField(field, { from: firstTransferAt, until: 'one day from now' });
  return moment;
}

/** As banks number transfers. @throws HubError BAD_USER_INPUT */
export function requireBankReference(reference: string): string {
  if (!/^[\w./:-]{1,100}$/.test(reference)) throw badField('bankReference', { characters: 100 });
  return reference;
}

/** As schools number their fees. @throws HubError BAD_USER_INPUT */
export function requireFeeIds(feeIds: readonly string[]): string[] {
  if (feeIds.length < 1 || feeIds.length > 50) throw badField('feeIds', { count: 50 });
  return feeIds.map((id) => requireText('feeIds', id, 100));
}
