import { type CardReading, readCardText } from '../domain/card-text.js';
import { HubError } from '../domain/errors.js';
import { parseInsuranceCard, parseInsuranceNumber } from '../domain/insurance-number.js';
import { parsePartialDate } from '../domain/partial-date.js';
import { parseOldIdNumber, parsePersonalId } from '../domain/personal-id.js';
import type { Sex } from '../domain/sex.js';

/** What a desk claims about the person before it, as it came in. */
export interface RawClaim {
  cardText?: string | null;
  personalId?: string | null;
  oldIdNumber?: string | null;
  insuranceNumber?: string | null;
  fullName?: string | null;
  dateOfBirth?: string | null;
  sex?: Sex | null;
}

/** A claim that was understood: which number to look up and what was stated besides. */
export type Claim = CardReading;

/**
 * Reads a claim: a card text alone, or exactly one number with what else is known. A card text that cannot be read
 * answers its problem; a typed field that cannot is refused by name.
 * @throws HubError BAD_USER_INPUT with `field`
 */
export function parseClaim(raw: RawClaim): Claim | { kind: null; problem: string } {
  const { cardText, fullName, dateOfBirth, sex } = raw;
  const numbers = (['personalId', 'oldIdNumber', 'insuranceNumber'] as const).filter((name) => raw[name]);
  if (cardText !== null && cardText !== undefined) {
    if (numbers.length || fullName || dateOfBirth || sex) {
      throw refused('cardText', 'cardText đi một mình, không kèm trường khác', 'cardText goes alone');
    }
    return readCardText(cardText);
  }
  if (numbers.length !== 1) {
    throw refused(
      'personalId',
      'Cần cardText, hoặc đúng một trong personalId, oldIdNumber, insuranceNumber',
      'Give cardText, or exactly one of personalId, oldIdNumber, insuranceNumber',
    );
  }
  const stated: Partial<CardReading> = {};
  if (fullName?.trim()) {
    if (fullName.length > 200 || fullName.includes('\0')) {
      throw refused('fullName', 'Họ tên không hợp lệ', 'This is not a name');
    }
    stated.fullName = fullName;
  }
  if (dateOfBirth?.trim()) {
    const read = parsePartialDate(dateOfBirth);
    if ('problem' in read) throw refused('dateOfBirth', 'Ngày sinh không hợp lệ', 'This is not a birth date');
    stated.dateOfBirth = read.value;
  }
  if (sex && sex !== 'UNKNOWN') stated.sex = sex;
  return { ...numberOf(raw, numbers[0]!), ...stated };
}

function numberOf(raw: RawClaim, name: 'personalId' | 'oldIdNumber' | 'insuranceNumber'): CardReading {
  const text = raw[name]!;
  if (name === 'personalId') {
    const personalId = parsePersonalId(text);
    if (personalId) return { kind: 'PERSONAL_ID', personalId };
  } else if (name === 'oldIdNumber') {
    const oldIdNumber = parseOldIdNumber(text);
    if (oldIdNumber) return { kind: 'OLD_ID_NUMBER', oldIdNumber };
  } else {
    const insuranceNumber = parseInsuranceNumber(text);
    if (insuranceNumber) return { kind: 'INSURANCE_NUMBER', insuranceNumber };
    const insuranceCard = parseInsuranceCard(text);
    if (insuranceCard) {
      return { kind: 'INSURANCE_CARD', insuranceCard, insuranceNumber: insuranceCard.insuranceNumber };
    }
  }
  throw refused(name, 'Số không đúng dạng', 'This number has not the right form');
}

function refused(field: string, vi: string, en: string): HubError {
  return new HubError('BAD_USER_INPUT', { field }, { vi: `${vi} (${field}).`, en: `${en} (${field}).` });
}
