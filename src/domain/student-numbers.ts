import type { PartialDate } from './partial-date.js';
import { compareSigns, type PersonalId, parsePersonalId, restoreLeadingZeros } from './personal-id.js';
import type { Sex } from './sex.js';

/** What had to be set right, or cannot be used, in the two numbers of a pupil; never done silently. */
export type StudentNumberNote =
  | 'PERSONAL_ID_IN_MOET_COLUMN'
  | 'MOET_CODE_IN_PERSONAL_ID_COLUMN'
  | 'PERSONAL_ID_ZEROS_RESTORED'
  | 'MOET_CODE_ZEROS_RESTORED'
  | 'PERSONAL_ID_UNREADABLE'
  | 'MOET_CODE_UNREADABLE'
  | 'NUMBERS_CONTRADICT';

export interface StudentNumbers {
  /** The ministry's code of a pupil (mã định danh Bộ GD&ĐT, Circular 42/2021 art. 10), ten digits. */
  moetCode: string | null;
  personalId: PersonalId | null;
  /** Which column each note is about. */
  notes: { column: 'moetCode' | 'personalId'; note: StudentNumberNote }[];
}

type Reading = { kind: 'MOET' | 'PERSONAL_ID'; value: string; restored: boolean } | null;

/**
 * The two numbers of a pupil told apart, whichever column each stands in. Twelve digits from 0 are a personal id, ten a
 * code of the ministry; a spreadsheet takes leading zeros away. Ten digits may then be either: a personal id of the
 * provinces 001 to 009 if the year of birth and sex in it are the pupil's, else a code. Two of a kind that differ are
 * no number at all.
 */
export function tellNumbersApart(
  cells: { moetCode: string; personalId: string },
  pupil: { dateOfBirth?: PartialDate | null; sex?: Sex | null } = {},
): StudentNumbers {
  const found: StudentNumbers = { moetCode: null, personalId: null, notes: [] };
  for (const column of ['personalId', 'moetCode'] as const) {
    const text = cells[column].replace(/[\s.\p{Cf}'"=-]/gu, '');
    if (text === '') continue;
    const read = text.length > 40 ? null : readNumber(text, column, pupil);
    const note = (one: StudentNumberNote) => found.notes.push({ column, note: one });
    const isPersonal = read?.kind === 'PERSONAL_ID';
    if (!read) {
      note(column === 'moetCode' ? 'MOET_CODE_UNREADABLE' : 'PERSONAL_ID_UNREADABLE');
      continue;
    }
    const kept = isPersonal ? 'personalId' : 'moetCode';
    if (kept !== column) note(isPersonal ? 'PERSONAL_ID_IN_MOET_COLUMN' : 'MOET_CODE_IN_PERSONAL_ID_COLUMN');
    if (read.restored) note(isPersonal ? 'PERSONAL_ID_ZEROS_RESTORED' : 'MOET_CODE_ZEROS_RESTORED');
    if (found[kept] !== null && found[kept] !== read.value) {
      note('NUMBERS_CONTRADICT');
      found[kept] = null;
    } else found[kept] = read.value;
  }
  return found;
}

function readNumber(
  digits: string,
  column: 'moetCode' | 'personalId',
  pupil: { dateOfBirth?: PartialDate | null; sex?: Sex | null },
): Reading {
  if (!/^\d+$/.test(digits)) return null;
  const personalId = parsePersonalId(digits);
  if (personalId) return { kind: 'PERSONAL_ID', value: personalId, restored: false };
  const cut = restoreLeadingZeros(digits);
  const fits =
    cut && pupil.dateOfBirth && !compareSigns(cut, pupil).some((sign) => sign !== 'PREFIX_UNLISTED');
  if (cut && (digits.length === 11 || fits)) return { kind: 'PERSONAL_ID', value: cut, restored: true };
  if (digits.length === 10) return { kind: 'MOET', value: digits, restored: false };
  // Nine digits are an old identity number anywhere else.
  if (digits.length === 9 && column === 'moetCode')
    return { kind: 'MOET', value: digits.padStart(10, '0'), restored: true };
  return null;
}
