import type { InsuranceCard } from './insurance-number.js';
import type { LocalDate } from './local-date.js';
import type { PartialDate } from './partial-date.js';
import type { PersonalId } from './personal-id.js';
import type { Sex } from './sex.js';

export type CardTextKind =
  | 'CCCD_QR'
  | 'CAN_CUOC_QR'
  | 'INSURANCE_QR'
  | 'MRZ'
  | 'PERSONAL_ID'
  | 'OLD_ID_NUMBER'
  | 'INSURANCE_NUMBER'
  | 'INSURANCE_CARD';

/**
 * What had to be mended before a text could be read, in this order. The forms every device leaves (line ends, letter
 * case, decomposed letters, separators of dates) are read as they are and not listed.
 *
 * ENCODING: UTF-8 that was read byte by byte, put back. LABELS: each field named itself. TRAILING_SEPARATOR: a `|` at
 * the end. LEADING_ZERO: a number a spreadsheet had shortened. NAME_ENCODING, NAME_TYPING: the name came in another
 * encoding or as the keys of an input method, and can be put right. NAME_MANGLED, ADDRESS_MANGLED: letters are lost,
 * the field is left out. SEX_MANGLED: read from what is left of it, or left out.
 */
export const CARD_REPAIRS = [
  'ENCODING',
  'LABELS',
  'TRAILING_SEPARATOR',
  'LEADING_ZERO',
  'NAME_ENCODING',
  'NAME_TYPING',
  'NAME_MANGLED',
  'SEX_MANGLED',
  'ADDRESS_MANGLED',
] as const;

export type CardRepair = (typeof CARD_REPAIRS)[number];

/** What a card, or typed digits, state about a person; absent is what was not stated. */
export interface CardReading {
  kind: CardTextKind;
  personalId?: PersonalId;
  oldIdNumber?: string;
  insuranceNumber?: string;
  insuranceCard?: InsuranceCard;
  fullName?: string;
  dateOfBirth?: PartialDate;
  sex?: Sex;
  address?: string;
  issuedOn?: LocalDate;
  expiresOn?: LocalDate;
  /** A number of this person that is no longer in force, as newer cards carry it (số định danh đã hủy). */
  cancelledPersonalId?: PersonalId;
  /** Fields past the known ones, as they stood. */
  extras?: string[];
  /** Absent when nothing had to be mended. */
  repairs?: readonly CardRepair[];
}

/** The first thing wrong with a text; the names of fields say that the field is missing or cannot be read. */
export type CardProblem =
  | 'TOO_LONG'
  | 'CONTROL_CHARACTER'
  | 'EMPTY'
  | 'NOT_RECOGNISED'
  | 'FIELD_COUNT'
  | 'MRZ_LENGTH'
  | 'PERSONAL_ID'
  | 'OLD_ID_NUMBER'
  | 'FULL_NAME'
  | 'BIRTH_DATE'
  | 'SEX'
  | 'ISSUE_DATE'
  | 'EXPIRY_DATE'
  | 'HEX'
  | 'CHECK_DIGIT_NUMBER'
  | 'CHECK_DIGIT_BIRTH'
  | 'CHECK_DIGIT_EXPIRY'
  | 'CHECK_DIGIT_COMPOSITE';

export interface CardUnreadable {
  kind: null;
  problem: CardProblem;
}

/** The repairs as a reading lists them: in order, once each, absent when there are none. */
export function listed(repairs: Iterable<CardRepair>): Pick<CardReading, 'repairs'> {
  const made = new Set(repairs);
  return made.size === 0 ? {} : { repairs: CARD_REPAIRS.filter((repair) => made.has(repair)) };
}

export const unreadable = (problem: CardProblem): CardUnreadable => ({ kind: null, problem });
