import { type CardReading, type CardUnreadable, unreadable } from './card-reading.js';
import { readCitizenQr } from './citizen-qr.js';
import { parseInsuranceCard, parseInsuranceNumber } from './insurance-number.js';
import { isInsuranceQr, readInsuranceQr } from './insurance-qr.js';
import { looksLikeMrz, readMrz } from './mrz.js';
import { parseOldIdNumber, parsePersonalId } from './personal-id.js';

export type { CardProblem, CardReading, CardTextKind, CardUnreadable } from './card-reading.js';

const LONGEST = 4096;
/** Control characters a reading device or a line end may leave inside the text; all others refuse it. */
const CONTROL = /(?![\r\n\t])\p{Cc}|\p{Cs}/u;

/**
 * Whatever an officer's scanner or keyboard gave, recognised by its content: a citizen card's QR code, a health
 * insurance card's, a machine readable zone, or one typed number.
 *
 * Strict about counts, digits, days and check digits; forgiving about what devices do to text: control characters
 * at the ends, invisible characters, decomposed letters, letter case, separators in dates. Never throws; linear in
 * the text, of which more than 4,096 characters are not read. A problem names the first thing wrong and no value.
 */
export function readCardText(text: string): CardReading | CardUnreadable {
  if (text.length > LONGEST) return unreadable('TOO_LONG');
  const trimmed = withoutDeviceMarks(text);
  if (CONTROL.test(trimmed)) return unreadable('CONTROL_CHARACTER');
  if (trimmed === '') return unreadable('EMPTY');
  if (trimmed.includes('|')) {
    const fields = trimmed.split('|').map((field) => field.trim());
    return isInsuranceQr(fields) ? readInsuranceQr(fields) : readCitizenQr(fields);
  }
  return looksLikeMrz(trimmed) ? readMrz(trimmed) : readTypedNumber(trimmed);
}

function withoutDeviceMarks(text: string): string {
  const visible = text.normalize('NFC').replace(/\p{Cf}/gu, '');
  let [from, to] = [0, visible.length];
  while (from < to && isDeviceMark(visible.charCodeAt(from))) from += 1;
  while (to > from && isDeviceMark(visible.charCodeAt(to - 1))) to -= 1;
  return visible.slice(from, to).trim();
}

/** CR, LF, TAB, the separators FS GS RS US and EOT that scanners put around a code, and the space between them. */
function isDeviceMark(code: number): boolean {
  return (code >= 9 && code <= 13) || (code >= 28 && code <= 32) || code === 4;
}

function readTypedNumber(text: string): CardReading | CardUnreadable {
  const personalId = parsePersonalId(text);
  if (personalId) return { kind: 'PERSONAL_ID', personalId };
  const oldIdNumber = parseOldIdNumber(text);
  if (oldIdNumber) return { kind: 'OLD_ID_NUMBER', oldIdNumber };
  const insuranceNumber = parseInsuranceNumber(text);
  if (insuranceNumber) return { kind: 'INSURANCE_NUMBER', insuranceNumber };
  const insuranceCard = parseInsuranceCard(text);
  if (insuranceCard) {
    return { kind: 'INSURANCE_CARD', insuranceCard, insuranceNumber: insuranceCard.insuranceNumber };
  }
  return unreadable(
    /^[\d\s.]+$/.test(text) && text.replace(/\D/g, '').length === 12 ? 'PERSONAL_ID' : 'NOT_RECOGNISED',
  );
}
