import { type CardProblem, type CardReading, type CardUnreadable, unreadable } from './card-reading.js';
import { checkDigit } from './check-digit.js';
import { isLocalDate } from './local-date.js';
import { type PartialDate, parsePartialDate } from './partial-date.js';
import { type PersonalId, parsePersonalId, signsOf } from './personal-id.js';
import { parseSex } from './sex.js';

const LINE = 30;

/** Whether a text is meant as a machine readable zone: its alphabet, and a filler or its beginning. */
export function looksLikeMrz(text: string): boolean {
  const packed = text.replace(/\s/g, '');
  return /^[A-Z0-9<]+$/i.test(packed) && (packed.includes('<<') || /^IDVNM/i.test(packed));
}

/**
 * The machine readable zone on the back of a citizen's card (ICAO Doc 9303-5, TD1): three lines of 30, or the 90
 * characters at once. The twelve digits stand in the optional field of line 1, with a check digit of their own and
 * their last nine as the document number. The century of birth comes from the number's fourth digit; names come
 * back as `SURNAME MIDDLE GIVEN` without marks. A name that fills its line may have been cut, so it is left out:
 * half a name must not become a mismatch.
 */
export function readMrz(text: string): CardReading | CardUnreadable {
  const lines = text.split(/[\r\n]+/).map((line) => line.replace(/\s/g, ''));
  const packed = lines.join('').toUpperCase();
  const isWhole = lines.length === 1 || (lines.length === 3 && lines.every((line) => line.length === LINE));
  if (packed.length !== 3 * LINE || !isWhole) return unreadable('MRZ_LENGTH');
  if (!packed.startsWith('IDVNM')) return unreadable('NOT_RECOGNISED');
  const [first, second, third] = [packed.slice(0, 30), packed.slice(30, 60), packed.slice(60)];

  const wrongDigit = firstWrongCheckDigit(first, second);
  if (wrongDigit) return unreadable(wrongDigit);
  const personalId = parsePersonalId(first.slice(15, 27));
  if (!personalId || first.slice(5, 14) !== personalId.slice(3)) return unreadable('PERSONAL_ID');
  const dateOfBirth = birthDate(second.slice(0, 6), personalId);
  if (!dateOfBirth) return unreadable('BIRTH_DATE');
  const sex = parseSex(second[7]!);
  if (sex === null || /\d/.test(second[7]!)) return unreadable('SEX');
  const expiry = second.slice(8, 14);
  const expiresOn = parsePartialDate(`20${expiry}`);
  if (expiry !== '<<<<<<' && !('value' in expiresOn && isLocalDate(expiresOn.value))) {
    return unreadable('EXPIRY_DATE');
  }
  if (!/^[A-Z][A-Z<]*$/.test(third)) return unreadable('FULL_NAME');
  return {
    kind: 'MRZ',
    personalId,
    ...(third.endsWith('<<') && { fullName: third.replace(/<+/g, ' ').trim() }),
    dateOfBirth,
    ...(sex !== 'UNKNOWN' && { sex }),
    ...('value' in expiresOn && { expiresOn: expiresOn.value }),
  };
}

function firstWrongCheckDigit(first: string, second: string): CardProblem | null {
  const composite = first.slice(5) + second.slice(0, 7) + second.slice(8, 15) + second.slice(18, 29);
  const checks: readonly [string, string | undefined, CardProblem][] = [
    [first.slice(5, 14), first[14], 'CHECK_DIGIT_NUMBER'],
    [first.slice(15, 27), first[29], 'CHECK_DIGIT_NUMBER'],
    [second.slice(0, 6), second[6], 'CHECK_DIGIT_BIRTH'],
    [second.slice(8, 14), second[14], 'CHECK_DIGIT_EXPIRY'],
    [composite, second[29], 'CHECK_DIGIT_COMPOSITE'],
  ];
  return checks.find(([over, digit]) => checkDigit(over) !== digit)?.[2] ?? null;
}

/** Two digits of the year, the century of the number; `<<` or 00 for a month or day that is not known. */
function birthDate(sixDigits: string, personalId: PersonalId): PartialDate | null {
  if (!/^\d\d(\d\d|<<)(\d\d|<<)$/.test(sixDigits)) return null;
  const century = String(signsOf(personalId).centuryAndSex.century / 100);
  const reading = parsePartialDate(century + sixDigits.replaceAll('<', '0'));
  return 'value' in reading ? reading.value : null;
}
