import { ID_PREFIXES } from './id-prefixes.js';
import type { PartialDate } from './partial-date.js';
import type { Sex } from './sex.js';

/**
 * The twelve digits that name a resident for life (số định danh cá nhân, Law on Identity 26/2023).
 * Always text: the first digit is 0. There is no check digit in it.
 */
export type PersonalId = string;

/** What the digits of a number say about its holder: a reason to look again, never a reason to refuse. */
export interface PersonalIdSigns {
  /** Three digits: the province (of the 63) or country where the birth was registered. */
  prefix: string;
  /** First year of the century of birth (1900, 2000 …), and the sex. */
  centuryAndSex: { century: number; sex: Exclude<Sex, 'UNKNOWN'> };
  yearOfBirth: number;
}

/**
 * What in a number does not go with its holder. CENTURY: the last two digits of the year agree, the hundred does not.
 * PREFIX_UNLISTED: no province of the old table, as for births registered abroad.
 */
export type IdSignal = 'SEX_CONTRADICTED' | 'CENTURY_CONTRADICTED' | 'YEAR_CONTRADICTED' | 'PREFIX_UNLISTED';

const GROUPING = /[\s.\p{Cf}]/gu;

/** The number in what was typed or read, spaces, dots and invisible characters removed; null when it is not twelve digits from 0. */
export function parsePersonalId(text: string): PersonalId | null {
  const digits = ungrouped(text);
  return /^0\d{11}$/.test(digits) ? digits : null;
}

/** The nine digits of the identity card used before (chứng minh nhân dân), or null. */
export function parseOldIdNumber(text: string): string | null {
  const digits = ungrouped(text);
  return /^\d{9}$/.test(digits) ? digits : null;
}

/** A number as a screen or a file may show it: `001******456`. What is not twelve characters is hidden whole. */
export function maskPersonalId(id: PersonalId): string {
  return id.length === 12 ? `${id.slice(0, 3)}******${id.slice(9)}` : '************';
}

/**
 * Province, century, sex and year that the number was given by (Decree 70/2024).
 * They may contradict the record: numbers given before a correction of sex or year are not rewritten.
 * Throws RangeError on what is not a PersonalId.
 */
export function signsOf(id: PersonalId): PersonalIdSigns {
  if (parsePersonalId(id) !== id) throw new RangeError('not a personal id');
  const centuryAndSexDigit = Number(id[3]);
  const century = 1900 + 100 * Math.floor(centuryAndSexDigit / 2);
  return {
    prefix: id.slice(0, 3),
    centuryAndSex: { century, sex: centuryAndSexDigit % 2 === 0 ? 'MALE' : 'FEMALE' },
    yearOfBirth: century + Number(id.slice(4, 6)),
  };
}

/**
 * Where a number contradicts the sex and birth date that go with it: signals for a reviewer, never a refusal, since
 * a number outlives corrections of both. What is not known contradicts nothing. Throws RangeError on what is not a
 * PersonalId.
 */
export function compareSigns(
  id: PersonalId,
  holder: { sex?: Sex | null; dateOfBirth?: PartialDate | null },
): IdSignal[] {
  const { prefix, centuryAndSex, yearOfBirth } = signsOf(id);
  const signals: IdSignal[] = [];
  if (holder.sex && holder.sex !== 'UNKNOWN' && holder.sex !== centuryAndSex.sex) {
    signals.push('SEX_CONTRADICTED');
  }
  const gap = holder.dateOfBirth ? Number(holder.dateOfBirth.slice(0, 4)) - yearOfBirth : 0;
  if (gap !== 0) signals.push(gap % 100 === 0 ? 'CENTURY_CONTRADICTED' : 'YEAR_CONTRADICTED');
  if (!ID_PREFIXES.has(prefix)) signals.push('PREFIX_UNLISTED');
  return signals;
}

/**
 * A number from which a spreadsheet took the leading zeros, put back together; null when what is left is not one.
 * Asked for are eleven digits (ten for the provinces 001 to 009) and a prefix of the table: without a check digit
 * nothing else tells a cut number from another one.
 */
export function restoreLeadingZeros(text: string): PersonalId | null {
  const digits = ungrouped(text);
  if (!/^[1-9]\d{9,10}$/.test(digits)) return null;
  const id = digits.padStart(12, '0');
  return ID_PREFIXES.has(id.slice(0, 3)) ? id : null;
}

function ungrouped(text: string): string {
  return text.length > 64 ? '' : text.replace(GROUPING, '');
}
