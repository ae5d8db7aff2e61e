import { badField, requireText } from '../../../access/input.js';
import { addDays } from '../../../domain/local-date.js';
import type { NewFeeItem } from '../../../fees/fee-item.js';
import { endOfSchoolYear, schoolYearOn } from '../../../fees/school-year.js';
import { requireAmount } from '../payments/checks.js';
import type { OpenFeeItemInput } from './types.js';

/** What was charged at the end of a school year may be due so long after it. */
const daysToPayAfter = 30;

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

/**
 * A new item of this school year or the next, whose period and days lie in it: tuition counts by the facts of its due
 * day, and a day of long ago would tell what a family was then. @throws HubError BAD_USER_INPUT naming the field
 */
export function requireItem(input: OpenFeeItemInput, today: string): NewFeeItem {
  const { itemCode, dueOn, startOn } = input;
  const schoolYear = requireSchoolYear(input.schoolYear);
  if (!/^[A-Z][A-Z0-9_]{1,29}$/.test(itemCode)) throw badField('itemCode');
  const period = requirePeriod(input.period);
  const current = schoolYearOn(today);
  const years = [current, schoolYearOn(addDays(endOfSchoolYear(current), 1))];
  if (!years.includes(schoolYear)) throw badField('schoolYear', years);
  const [first, last] = [`${schoolYear.slice(0, 4)}-07-01`, endOfSchoolYear(schoolYear)];
  const months = { from: first.slice(0, 7), until: last.slice(0, 7) };
  if (/^\d/.test(period) && (period < months.from || period > months.until)) throw badField('period', months);
  if (startOn < first || startOn > last) throw badField('startOn', { from: first, until: last });
  const dueBy = addDays(last, daysToPayAfter);
  if (dueOn < startOn || dueOn > dueBy) throw badField('dueOn', { from: startOn, until: dueBy });
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
