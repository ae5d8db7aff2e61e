import { badField } from '../../access/input.js';
import { parsePartialDate } from '../../domain/partial-date.js';
import type { RawClaim } from '../../registry/claim.js';

/** What is asked about a person, in our words. */
export interface LookRequest {
  claim: RawClaim;
  /** The card as it was read; null where a personal id or the insurance number alone was. */
  cardNumber: string | null;
  /** Whether the card was named by the ten digits of the insurance number: it is answered alike. */
  byInsuranceNumber: boolean;
}

/** Who looks, as it was sent. */
export interface StatedOfficer {
  number: string | null;
  name: string | null;
}

const card = /^[A-Z]{2}[A-Z0-9]\d{2}(\d{10})$/;
const dayMonthYear = /^(\d{2})\/?(\d{2})\/?(\d{4})$/;

/**
 * `maThe` (15 characters, 10 or 12 digits), `hoTen`, `ngaySinh` (dd/MM/yyyy, ddMMyyyy, yyyy). Other fields, which older
 * software sends along (gioiTinh, ngayBD, ngayKT, maCSKCB), decide nothing.
 * @throws HubError BAD_USER_INPUT naming the field
 */
export function parseLookRequest(body: unknown): LookRequest {
  const { maThe, hoTen, ngaySinh } = fieldsOf(body);
  const number = textOf('maThe', maThe, 64).replace(/[\s.]/g, '').toUpperCase();
  const stated = { fullName: textOf('hoTen', hoTen, 200), dateOfBirth: birthDateOf(ngaySinh) };
  const byInsuranceNumber = /^\d{10}$/.test(number);
  const read = { cardNumber: null, byInsuranceNumber };
  if (/^\d{12}$/.test(number)) return { ...read, claim: { personalId: number, ...stated } };
  if (byInsuranceNumber) return { ...read, claim: { insuranceNumber: number, ...stated } };
  // By its last ten digits alone: a wrong level or province in the others is for the decision to tell.
  const insuranceNumber = card.exec(number)?.[1];
  if (!insuranceNumber) throw badField('maThe');
  return { ...read, cardNumber: number, claim: { insuranceNumber, ...stated } };
}

/** `cccdCb` and `hoTenCb`; null for one that is missing or cannot be one. */
export function statedOfficer(body: unknown): StatedOfficer {
  const { cccdCb, hoTenCb } = isFields(body) ? body : {};
  const number = typeof cccdCb === 'string' && /^\d{12}$/.test(cccdCb.trim()) ? cccdCb.trim() : null;
  const name = typeof hoTenCb === 'string' && hoTenCb.length <= 200 && hoTenCb.trim() ? hoTenCb.trim() : null;
  return { number, name };
}

function birthDateOf(value: unknown): string {
  const text = textOf('ngaySinh', value, 10);
  const parts = dayMonthYear.exec(text);
  const [, day, month, year] = parts ?? [];
  if (!parts && !/^\d{4}$/.test(text)) throw badField('ngaySinh');
  const read = parsePartialDate(parts ? `${day}/${month}/${year}` : text);
  if ('problem' in read) throw badField('ngaySinh');
  return read.value;
}

function textOf(field: string, value: unknown, most: number): string {
  const text = typeof value === 'string' ? value.trim() : '';
  if (!text || text.length > most || text.includes('\0') || !text.isWellFormed()) throw badField(field);
  return text;
}

function fieldsOf(body: unknown): Record<string, unknown> {
  if (!isFields(body)) throw badField('body');
  return body;
}

function isFields(body: unknown): body is Record<string, unknown> {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}
