import type { Circumstances } from '../../domain/care.js';
import { HubError } from '../../domain/errors.js';
import type { LocalDate } from '../../domain/local-date.js';
import type { EligibilityQuestion } from './decide.js';

/** A million million đồng: more than any visit costs, and small enough for exact arithmetic. */
const mostDong = 1e12;

/** What of a question comes from the desk. @throws HubError BAD_USER_INPUT naming the field */
export function parseCircumstances(
  stated: Circumstances,
  on: LocalDate,
): Pick<EligibilityQuestion, 'bases' | 'admittedOn' | 'statedNumber' | 'statedFacility' | 'coPaid' | 'cost'> {
  const { bases, admittedOn, cardNumber, cardFacility, coPaidThisYear, cost } = stated;
  const refused = (field: string) => new HubError('BAD_USER_INPUT', { argument: 'circumstances', field });
  if (admittedOn && admittedOn > on) throw refused('admittedOn');
  if (cardNumber && cardNumber.length > 30) throw refused('cardNumber');
  if (cardFacility && !isFacilityCode(cardFacility)) throw refused('cardFacility');
  for (const [field, amount] of Object.entries({ coPaidThisYear, cost }))
    if (amount != null && (amount < 0 || amount > mostDong)) throw refused(field);
  return {
    ...{ bases: bases ?? [], admittedOn: admittedOn ?? null, statedNumber: cardNumber || null },
    ...{ statedFacility: cardFacility || null, coPaid: coPaidThisYear ?? null, cost: cost ?? null },
  };
}

/** Whether a text has the form of a facility's code (mã CSKCB). */
export function isFacilityCode(text: string): boolean {
  return /^[0-9A-Z]{5}$/.test(text);
}
