import { parseInsuranceCard } from '../../../domain/insurance-number.js';
import { isLocalDate } from '../../../domain/local-date.js';
import { parsePartialDate } from '../../../domain/partial-date.js';
import { parseSex } from '../../../domain/sex.js';
import type { SectorKey } from '../../sector.js';
import { reductions } from '../decide.js';
import type { CoverageRecord } from '../record.js';
import type { GatewayAnswer } from './answer.js';

/**
 * The cards that an answer names, the new one before the old: at most two, since the portal tells no others. What it
 * does not say is null; a card without a number or a first day is none.
 */
export function cardsIn({ code, fields }: GatewayAnswer, asked: SectorKey): CoverageRecord[] {
  const of = (
    number: string | undefined,
    from: string | undefined,
    until: string | undefined,
    place?: string,
  ) => cardOf({ number, from, until, place }, fields, asked);
  const { maThe, maTheMoi } = fields;
  const current = of(maThe, fields.gtTheTu, fields.gtTheDen, fields.maDKBD);
  const newer = of(maTheMoi, fields.gtTheTuMoi, fields.gtTheDenMoi, fields.maDKBDMoi);
  const isOther =
    newer && (newer.cardNumber !== current?.cardNumber || newer.startOn !== current.startOn) ? newer : null;
  const held = current && { ...current, ...statusBy(code, isOther) };
  return [isOther, held].filter((card) => card !== null);
}

/** What the code tells of the card itself. */
function statusBy(code: string, newer: CoverageRecord | null): Partial<CoverageRecord> {
  if ((code === '003' || code === '004') && newer)
    return { status: 'REPLACED', replacedByCard: newer.cardNumber };
  if (code === '110') return { status: 'REVOKED' };
  if (!['120', '121', '122', '123', '124'].includes(code)) return {};
  const reason = Object.entries(reductions).find(([, of]) => of === code)?.[0] ?? null;
  return { status: 'REDUCED', statusReason: reason };
}

function cardOf(
  said: {
    number?: string | undefined;
    from?: string | undefined;
    until?: string | undefined;
    place?: string | undefined;
  },
  fields: GatewayAnswer['fields'],
  asked: SectorKey,
): CoverageRecord | null {
  const numbers = numbersOf(said.number, fields.maSoBHXH);
  const startOn = dayOf(said.from);
  if (!numbers || !startOn) return null;
  return {
    ...numbers,
    ...{ startOn, endOn: dayOf(said.until), status: 'ACTIVE' },
    initialFacility: said.place && /^[0-9A-Za-z]{5}$/.test(said.place) ? said.place.toUpperCase() : null,
    // Where it names nobody, it answers of whom it was asked about: the portal compares name and birth date itself.
    fullName: fields.hoTen ?? asked.fullName ?? '',
    dateOfBirth: dateOf(fields.ngaySinh) ?? asked.dateOfBirth ?? '',
    sex: (fields.gioiTinh && parseSex(fields.gioiTinh)) || 'UNKNOWN',
    fiveYearOn: dayOf(fields.ngayDu5Nam),
    areaCode: fields.maKV && /^k[123]$/i.test(fields.maKV) ? fields.maKV.toUpperCase() : null,
    ...{ statusOn: null, statusReason: null, replacedByCard: null, coPaid: null, coPaidYear: null },
  };
}

/** All fifteen characters tell group and level; the ten digits alone do not. */
function numbersOf(number: string | undefined, ofPerson: string | undefined) {
  const card = number === undefined ? null : parseInsuranceCard(number);
  if (card) {
    const { cardNumber, insuranceNumber, objectCode, benefitLevel } = card;
    return { cardNumber, insuranceNumber, objectCode, benefitLevel };
  }
  const digits = [number, ofPerson]
    .map((text) => text?.replace(/[\s.]/g, ''))
    .find((text) => text && /^\d{10}$/.test(text));
  return number !== undefined && digits
    ? { cardNumber: digits, insuranceNumber: digits, objectCode: null, benefitLevel: null }
    : null;
}

/** A whole day in any form that portals write one. */
function dayOf(text: string | undefined): string | null {
  const date = dateOf(text);
  return date && isLocalDate(date) ? date : null;
}

function dateOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  const since1970 = /^(?:\/Date\()?(-?\d{11,13})(?:[+-]\d{4})?(?:\)\/)?$/.exec(text);
  // Milliseconds, of midnight in Vietnam; twelve digits that are a day are read as one (yyyyMMddHHmm).
  const read = parsePartialDate(text.replace(/[T ]\d{1,2}:\d{2}.*$/, ''));
  if ('value' in read) return read.value;
  if (!since1970) return null;
  return new Date(Number(since1970[1]) + 7 * 3_600_000).toISOString().slice(0, 10);
}
