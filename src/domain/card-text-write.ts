import { checkDigit } from './check-digit.js';
import type { LocalDate } from './local-date.js';
import type { PartialDate } from './partial-date.js';
import type { Period } from './period.js';
import { foldName } from './person-name.js';
import type { PersonalId } from './personal-id.js';
import type { Sex } from './sex.js';

export interface CitizenCardFields {
  personalId: PersonalId;
  oldIdNumber?: string | null;
  fullName: string;
  dateOfBirth: PartialDate;
  sex: Exclude<Sex, 'UNKNOWN'>;
  address: string;
  issuedOn: LocalDate;
}

export interface InsuranceCardFields {
  /** Fifteen characters, or the ten digits of newer cards. */
  cardNumber: string;
  fullName: string;
  dateOfBirth: PartialDate;
  sex: Exclude<Sex, 'UNKNOWN'>;
  address: string;
  facility: string;
  period: Period;
  more?: readonly string[];
}

export interface MrzFields
  extends Pick<CitizenCardFields, 'personalId' | 'fullName' | 'dateOfBirth' | 'sex'> {
  /** Null on cards of the elderly, which do not expire. */
  expiresOn: LocalDate | null;
}

/** The text in the QR code of a CCCD, for sample cards and tests. Throws RangeError on a `|` inside a field. */
export function writeCccdQr(card: CitizenCardFields): string {
  return joined([
    card.personalId,
    card.oldIdNumber ?? '',
    card.fullName,
    dayFirst(card.dateOfBirth, ''),
    card.sex === 'MALE' ? 'Nam' : 'Nữ',
    card.address,
    dayFirst(card.issuedOn, ''),
  ]);
}

/** The text in the QR code of a căn cước: the fields of a CCCD, then up to four extras as they are given. */
export function writeCanCuocQr(card: CitizenCardFields & { extras?: readonly string[] }): string {
  return [writeCccdQr(card), ...(card.extras?.length ? [joined(card.extras)] : [])].join('|');
}

/** The text in the QR code of a health insurance card; name and address in lower case hex of UTF-8. */
export function writeInsuranceQr(card: InsuranceCardFields): string {
  return joined([
    card.cardNumber,
    toHex(card.fullName),
    dayFirst(card.dateOfBirth, '/'),
    card.sex === 'MALE' ? '1' : '2',
    toHex(card.address),
    card.facility,
    dayFirst(card.period.startOn, '/'),
    card.period.endOn === null ? '' : dayFirst(card.period.endOn, '/'),
    ...(card.more ?? []),
  ]);
}

/** The three lines of a citizen card's machine readable zone (TD1), check digits in place, names cut at 30. */
export function writeMrz(card: MrzFields): string {
  const documentNumber = card.personalId.slice(3);
  const first = `IDVNM${documentNumber}${checkDigit(documentNumber)}${card.personalId}<<${checkDigit(card.personalId)}`;
  const birth = withCheckDigit(`${card.dateOfBirth.replaceAll('-', '').slice(2)}`.padEnd(6, '<'));
  const expiry = withCheckDigit((card.expiresOn ?? '').replaceAll('-', '').slice(2).padEnd(6, '<'));
  const filler = '<'.repeat(11);
  const composite = checkDigit(first.slice(5) + birth + expiry + filler);
  const second = `${birth}${card.sex === 'MALE' ? 'M' : 'F'}${expiry}VNM${filler}${composite}`;
  const [surname, ...given] = foldName(card.fullName).toUpperCase().split(' ');
  const third = `${surname}<<${given.join('<')}`.padEnd(30, '<').slice(0, 30);
  return [first, second, third].join('\n');
}

function withCheckDigit(characters: string): string {
  return characters + checkDigit(characters);
}

/** Day before month before year; the year alone, or zeros for the day, where no more is known. */
function dayFirst(date: PartialDate, separator: string): string {
  const [year, month, day] = date.split('-');
  return month === undefined ? year! : [day ?? '00', month, year].join(separator);
}

function toHex(text: string): string {
  return [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function joined(fields: readonly string[]): string {
  if (fields.some((field) => field.includes('|'))) throw new RangeError('a field holds the separator');
  return fields.join('|');
}
