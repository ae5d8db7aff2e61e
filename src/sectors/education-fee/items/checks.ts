import { badField, requireText } from '../../../access/input.js';
import type { NewFeeItem } from '../../../fees/fee-item.js';
import { requireAmount } from '../payments/checks.js';
import type { OpenFeeItemInput } from './types.js';

/** `2026-2027`, two years that follow each other. @throws HubError BAD_USER_INPUT */
export function requireSchoolYear(text: string): string {
  const match = /^(\d{4})-(\d{4})$/.exec(text);
  if (!match || Number(match[2]) !== Number(match[1]) + 1) throw badField('schoolYear', '2026-2027');
  return text;
}

/** A month or a term. @throws HubError BAD_USER_INPUT */
export function requirePeriod(text: string): string {
  if (!/^(\d{4}-(0[1-9]|1[0-2])|HK[12])$/.test(text)) throw badField('period', ['2026-09', 'HK1', 'HK2']);
  return text;
}

/** A new item whose days lie in or near its school year. @throws HubError BAD_USER_INPUT naming the field */
export function requireItem(input: OpenFeeItemInput): NewFeeItem {
  const { itemCode, dueOn, startOn } = input;
  const schoolYear = requireSchoolYear(input.schoolYear);
  if (!/^[A-Z][A-Z0-9_]{1,29}$/.test(itemCode)) throw badField('itemCode');
  const period = requirePeriod(input.period);
  const [first, last] = [`${schoolYear.slice(0, 4)}-05-01`, `${schoolYear.slice(5)}-12-31`];
  if (startOn < first || startOn > last) throw badField('startOn', { from: first, until: last });
  if (dueOn < first || dueOn > last) throw badField('dueOn', { from: first, until: last });
  return {
    ...{ schoolYear, itemCode, period, dueOn, startOn },
    itemName: requireText('itemName', input.itemName, 200),
    amount: requireAmount(input.amount),
    legalBasis: input.legalBasis?.trim() ? requireText('legalBasis', input.legalBasis, 200) : null,
  };
}

/** @throws HubError BAD_USER_INPUT */
export function requireClassName(text: string): string {
  return requireText('className', text, 50);
}
