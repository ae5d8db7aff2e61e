import { readPerson } from './card-person.js';
import {
  type CardReading,
  type CardRepair,
  type CardUnreadable,
  listed,
  unreadable,
} from './card-reading.js';
import { isLocalDate, type LocalDate } from './local-date.js';
import { parsePartialDate } from './partial-date.js';
import { parseOldIdNumber, parsePersonalId, restoreLeadingZeros } from './personal-id.js';

/** The first day of the thẻ căn cước (Circular 16/2024/TT-BCA); cards of before are CCCD and stay valid. */
export const CAN_CUOC_FROM: LocalDate = '2024-07-01';

type SevenFields = [string, string, string, string, string, string, string];

const FIELDS = 7;
const FIELDS_AT_MOST = 11;

/**
 * The QR code of a citizen's card, already cut at `|`: number, old number, name, birth date, sex, address, day of
 * issue. A CCCD has exactly these. A căn cước, told by its day of issue, may have four more (cancelled number,
 * parents of a child); their order is not published, so they stay raw and only a personal id among them is named.
 * One `|` too many at the end is forgiven. `made` is what was mended before.
 */
export function readCitizenQr(
  fields: readonly string[],
  made: readonly CardRepair[] = [],
): CardReading | CardUnreadable {
  const isLong = fields.length === FIELDS + 1 || fields.length > FIELDS_AT_MOST;
  const hasTail = isLong && fields.at(-1) === '';
  const count = hasTail ? fields.length - 1 : fields.length;
  if (count < FIELDS || count > FIELDS_AT_MOST) return unreadable('FIELD_COUNT');
  const [number, oldNumber, fullName, birth, sexText, address, issue] = fields as SevenFields;
  const restored = restoreLeadingZeros(number);
  const personalId = parsePersonalId(number) ?? restored;
  if (!personalId) return unreadable('PERSONAL_ID');
  const restoredOld = /^[1-9]\d{7}$/.test(oldNumber) ? `0${oldNumber}` : null;
  const oldIdNumber = parseOldIdNumber(oldNumber) ?? restoredOld;
  // NOTE: some cards of 2012–2015 had twelve digits already, and are repeated here.
  if (oldNumber !== '' && !oldIdNumber && !parsePersonalId(oldNumber)) return unreadable('OLD_ID_NUMBER');
  if (!/\p{L}/u.test(fullName)) return unreadable('FULL_NAME');
  const dateOfBirth = parsePartialDate(birth);
  if ('problem' in dateOfBirth) return unreadable('BIRTH_DATE');
  const person = readPerson(fullName, sexText, address);
  if (person.sex === undefined && !person.repairs.includes('SEX_MANGLED')) return unreadable('SEX');
  const issued = parsePartialDate(issue);
  if ('problem' in issued || !isLocalDate(issued.value)) return unreadable('ISSUE_DATE');

  const isCanCuoc = issued.value >= CAN_CUOC_FROM;
  const extras = fields.slice(FIELDS, count);
  if (!isCanCuoc && extras.length > 0) return unreadable('FIELD_COUNT');
  const cancelled = extras.find((it) => parsePersonalId(it) !== null);
  const { repairs, ...stated } = person;
  return {
    kind: isCanCuoc ? 'CAN_CUOC_QR' : 'CCCD_QR',
    personalId,
    ...(oldIdNumber && { oldIdNumber }),
    ...stated,
    dateOfBirth: dateOfBirth.value,
    issuedOn: issued.value,
    ...(cancelled && { cancelledPersonalId: parsePersonalId(cancelled)! }),
    ...(isCanCuoc && extras.length > 0 && { extras }),
    ...listed([
      ...made,
      ...(hasTail ? (['TRAILING_SEPARATOR'] as const) : []),
      ...(restored || restoredOld ? (['LEADING_ZERO'] as const) : []),
      ...repairs,
    ]),
  };
}
