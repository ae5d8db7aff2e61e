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

export const unreadable = (problem: CardProblem): CardUnreadable => ({ kind: null, problem });
