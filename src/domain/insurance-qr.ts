import { readPerson } from './card-person.js';
import {
  type CardReading,
  type CardRepair,
  type CardUnreadable,
  listed,
  unreadable,
} from './card-reading.js';
import { parseInsuranceCard, parseInsuranceNumber } from './insurance-number.js';
import { isLocalDate } from './local-date.js';
import { parsePartialDate } from './partial-date.js';
import { parseSex } from './sex.js';

const FIELDS_AT_LEAST = 8;

/** Whether the first field of a code is a health insurance number, old form or new. */
export function isInsuranceQr(fields: readonly string[]): boolean {
  const number = fields[0] ?? '';
  // NOTE: ten digits are also what a spreadsheet leaves of a personal id from 001 to 009; a citizen's card says Nam or Nữ.
  const isCitizens = /^n\D/i.test(fields[4] ?? '');
  return parseInsuranceCard(number) !== null || (parseInsuranceNumber(number) !== null && !isCitizens);
}

/**
 * The QR code of a health insurance card (thẻ BHYT, VssID), already cut at `|`: number, name in hex, birth date,
 * 1 or 2 for sex, address in hex, facility, valid from, valid to, and fields that changed over the years.
 * From the facility on they are kept raw in `extras`; the end of validity is `expiresOn` where it is a day.
 * `made` is what was mended before.
 */
export function readInsuranceQr(
  fields: readonly string[],
  made: readonly CardRepair[] = [],
): CardReading | CardUnreadable {
  if (fields.length < FIELDS_AT_LEAST) return unreadable('FIELD_COUNT');
  const insuranceCard = parseInsuranceCard(fields[0]!);
  const insuranceNumber = insuranceCard?.insuranceNumber ?? parseInsuranceNumber(fields[0]!);
  if (!insuranceNumber) return unreadable('NOT_RECOGNISED');
  const fullName = fromHex(fields[1]!);
  if (fullName === null) return unreadable('HEX');
  if (!/\p{L}/u.test(fullName)) return unreadable('FULL_NAME');
  const dateOfBirth = parsePartialDate(fields[2]!);
  if ('problem' in dateOfBirth) return unreadable('BIRTH_DATE');
  if (parseSex(fields[3]!) === null) return unreadable('SEX');
  const address = fromHex(fields[4]!);
  if (address === null) return unreadable('HEX');
  const { repairs, ...stated } = readPerson(fullName, fields[3]!, address);
  const validTo = parsePartialDate(fields[7]!);
  return {
    kind: 'INSURANCE_QR',
    insuranceNumber,
    ...(insuranceCard && { insuranceCard }),
    ...stated,
    dateOfBirth: dateOfBirth.value,
    ...('value' in validTo && isLocalDate(validTo.value) && { expiresOn: validTo.value }),
    extras: fields.slice(5),
    ...listed([...made, ...repairs]),
  };
}

/** Text of UTF-8 bytes in hex digits of either case; null when it is not that or holds control characters. */
function fromHex(hex: string): string | null {
  if (hex.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(hex)) return null;
  const bytes = new Uint8Array(hex.length / 2);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).normalize('NFC').trim();
    return /\p{Cc}/u.test(text) ? null : text;
  } catch {
    return null;
  }
}
