import { undoUtf8Misread } from './card-encoding.js';
import { readLabel, withoutLabels } from './card-labels.js';
import {
  type CardReading,
  type CardRepair,
  type CardUnreadable,
  listed,
  unreadable,
} from './card-reading.js';
import { readCitizenQr } from './citizen-qr.js';
import { parseInsuranceCard, parseInsuranceNumber } from './insurance-number.js';
import { isInsuranceQr, readInsuranceQr } from './insurance-qr.js';
import { looksLikeMrz, readMrz } from './mrz.js';
import { parseOldIdNumber, parsePersonalId, restoreLeadingZeros } from './personal-id.js';

export type { CardProblem, CardReading, CardRepair, CardTextKind, CardUnreadable } from './card-reading.js';

const LONGEST = 4096;
/** Control characters a reading device or a line end may leave inside the text; all others refuse it. */
const CONTROL = /(?![\r\n\t])\p{Cc}|\p{Cs}/u;
/** NOTE: TCVN3 writes ư with the byte of the soft hyphen, and what is one byte a character may be TCVN3. */
const INVISIBLE_BUT_SHY = /(?!\u00ad)\p{Cf}/gu;
/** NOTE: engines put long runs of marks in order in quadratic time; no letter of any card comes near this. */
const HEAP_OF_MARKS = /\p{M}{32}/u;
/** Nothing but printable ASCII and whole letters of Latin-1 and Vietnamese: what a working scanner gives. */
const WHOLE_LETTERS = /^[ -~À-ỹ]*$/;
/** Marks, and letters outside Latin that lie between. */
const NOT_WHOLE = /[\u02b0-\u1dff]/;
const isBytes = (text: string): boolean => text.includes('|') && !/[\u0100-\uffff]/.test(text);

/**
 * Whatever an officer's scanner or keyboard gave, recognised by its content: a citizen card's QR code, a health
 * insurance card's, a machine readable zone, or one typed number.
 *
 * Strict about counts, digits, days and check digits; forgiving about what devices do to text: control characters
 * at the ends, invisible characters, decomposed letters, letter case, separators in dates, labels before the fields
 * (also one a line), a `|` at the end, lost leading zeros, spoilt letters beside whole digits; `repairs` lists what
 * goes beyond writing. Never throws; linear in the text, of which more than 4,096 characters are not read. A problem
 * names the first thing wrong and no value.
 */
export function readCardText(text: string): CardReading | CardUnreadable {
  if (text.length > LONGEST) return unreadable('TOO_LONG');
  const isWhole = WHOLE_LETTERS.test(text) && !NOT_WHOLE.test(text);
  if (!isWhole && HEAP_OF_MARKS.test(text)) return unreadable('NOT_RECOGNISED');
  const undone = undoUtf8Misread(text);
  const made: CardRepair[] = undone === null ? [] : ['ENCODING'];
  const trimmed = isWhole && undone === null ? text.trim() : withoutDeviceMarks(undone ?? text);
  if (CONTROL.test(trimmed)) return unreadable('CONTROL_CHARACTER');
  if (trimmed === '') return unreadable('EMPTY');
  const fields = fieldsOf(trimmed);
  if (fields.length > 1) {
    if (isInsuranceQr(fields)) return readInsuranceQr(fields, made);
    const unlabelled = withoutLabels(fields);
    return unlabelled ? readCitizenQr(unlabelled, [...made, 'LABELS']) : readCitizenQr(fields, made);
  }
  return looksLikeMrz(trimmed) ? readMrz(trimmed) : readTypedNumber(trimmed, made);
}

/** Cut at `|`; or at line ends where every line names itself. */
function fieldsOf(text: string): string[] {
  const trimmed = (field: string) => field.trim();
  if (text.includes('|')) return text.split('|').map(trimmed);
  const lines = text.split(/[\r\n]+/).map(trimmed);
  return lines.every((line) => readLabel(line) !== null) ? lines : [text];
}

function withoutDeviceMarks(text: string): string {
  const visible = text.normalize('NFC').replace(isBytes(text) ? INVISIBLE_BUT_SHY : /\p{Cf}/gu, '');
  let [from, to] = [0, visible.length];
  while (from < to && isDeviceMark(visible.charCodeAt(from))) from += 1;
  while (to > from && isDeviceMark(visible.charCodeAt(to - 1))) to -= 1;
  return visible.slice(from, to).trim();
}

/** CR, LF, TAB, the separators FS GS RS US and EOT that scanners put around a code, and the space between them. */
function isDeviceMark(code: number): boolean {
  return (code >= 9 && code <= 13) || (code >= 28 && code <= 32) || code === 4;
}

function readTypedNumber(text: string, made: readonly CardRepair[]): CardReading | CardUnreadable {
  const labelled = readLabel(text);
  const isNumber = labelled?.place === 'NUMBER' || labelled?.place === 'OLD_NUMBER';
  const number = isNumber ? labelled.value : text;
  const repairs: CardRepair[] = isNumber ? [...made, 'LABELS'] : [...made];
  const personalId = parsePersonalId(number);
  if (personalId) return { kind: 'PERSONAL_ID', personalId, ...listed(repairs) };
  const oldIdNumber = parseOldIdNumber(number);
  if (oldIdNumber) return { kind: 'OLD_ID_NUMBER', oldIdNumber, ...listed(repairs) };
  const insuranceNumber = parseInsuranceNumber(number);
  if (insuranceNumber) return { kind: 'INSURANCE_NUMBER', insuranceNumber, ...listed(repairs) };
  const insuranceCard = parseInsuranceCard(number);
  if (insuranceCard) {
    const { insuranceNumber: held } = insuranceCard;
    return { kind: 'INSURANCE_CARD', insuranceCard, insuranceNumber: held, ...listed(repairs) };
  }
  const restored = restoreLeadingZeros(number);
  if (restored) {
    return { kind: 'PERSONAL_ID', personalId: restored, ...listed([...repairs, 'LEADING_ZERO']) };
  }
  const isTwelve = /^[\d\s.]+$/.test(number) && number.replace(/\D/g, '').length === 12;
  return unreadable(isTwelve ? 'PERSONAL_ID' : 'NOT_RECOGNISED');
}
