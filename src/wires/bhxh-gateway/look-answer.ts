import { type AnswerField, answerFields } from '../../domain/bhxh-gateway.js';
import type { Language, Sentence } from '../../domain/language.js';
import type { LocalDate } from '../../domain/local-date.js';
import { addressText } from '../residence.js';
import type { CardAnswer, LookAnswer, ResidentAnswer } from './documents.js';
import type { LookRequest } from './look-request.js';

/** What the portal says where nothing was decided about a person; of the sector that insures. */
export interface PortalWords {
  /** The code for one of our refusals, or for an officer who is not listed or named otherwise. */
  codeOfRefusal(refusal: string): string;
  /** The code for somebody of whom there is no record, by the card that was shown. */
  codeWithoutRecord(stated: string | null, day: LocalDate): string;
  sentenceOf(code: string, day: LocalDate): Sentence;
}

/** The answer as the portal writes it (note of 2024-06-20): every field in every answer, null for what is not known. */
export interface GatewayAnswer extends Record<AnswerField, string | null> {
  maKetQua: string;
  ghiChu: string;
  /** Empty: the hub holds no case histories, and tells who looked to the resident alone. */
  dsLichSuKCB2018: [];
  dsLichSuKT2018: [];
}

const unknown = Object.fromEntries(answerFields.map((name) => [name, null])) as Record<AnswerField, null>;

/** An answer that tells a code, what to read out, and of the person nothing but `known`. */
export function answerWith(
  maKetQua: string,
  ghiChu: string,
  known: Partial<Record<AnswerField, string | null>> = {},
): GatewayAnswer {
  return { maKetQua, ghiChu, ...unknown, ...known, dsLichSuKCB2018: [], dsLichSuKT2018: [] };
}

const mismatches: Readonly<Record<string, { code: string; sentence: Sentence }>> = {
  FULL_NAME: {
    code: '060',
    sentence: { vi: 'Họ tên đã nhập không khớp.', en: 'The name given is not the one on record.' },
  },
  DATE_OF_BIRTH: {
    code: '070',
    sentence: { vi: 'Ngày sinh đã nhập không khớp.', en: 'The birth date given is not the one on record.' },
  },
};

/** What the portal would answer to this look; only of somebody identified anything but the code. */
export function gatewayAnswer(
  { identify }: LookAnswer,
  asked: LookRequest,
  words: PortalWords,
  { language, day, failure }: { language: Language; day: LocalDate; failure: string | null },
): GatewayAnswer {
  const said = (code: string) => answerWith(code, words.sentenceOf(code, day)[language]);
  const failed = failure === null ? null : words.codeOfRefusal(failure);
  if (!identify) return said(failed ?? '101');
  if (identify.outcome === 'MISMATCHED') {
    const different = identify.verdicts.filter(({ verdict }) => verdict === 'DIFFERENT');
    const found = ['FULL_NAME', 'DATE_OF_BIRTH'].find((name) =>
      different.some(({ field }) => field === name),
    );
    const mismatch = found && mismatches[found];
    if (mismatch) return answerWith(mismatch.code, mismatch.sentence[language]);
  }
  if (!identify.resident) return said(failed ?? words.codeWithoutRecord(asked.cardNumber, day));
  const person = personOf(identify.resident);
  const { eligibility, coverages } = identify.resident;
  if (!eligibility) return { ...said(failed ?? '101'), ...person };
  const { portalCode, explanation, coverage, newCard } = eligibility;
  const card = newCard ? oldCard(coverages ?? [], newCard, asked.cardNumber) : coverage;
  const held = { ...person, ...cardOf(card, asked), ...(newCard && newCardOf(newCard, card)) };
  return answerWith(portalCode, explanation, held);
}

function personOf({ fullName, dateOfBirth, sex, permanentResidence }: ResidentAnswer) {
  return {
    hoTen: fullName,
    ngaySinh: dateOf(dateOfBirth),
    gioiTinh: { MALE: 'Nam', FEMALE: 'Nữ', UNKNOWN: null }[sex],
    diaChi: permanentResidence ? addressText(permanentResidence) : null,
  };
}

function cardOf(card: CardAnswer | null, { byInsuranceNumber }: LookRequest) {
  return {
    maThe: (byInsuranceNumber ? card?.insuranceNumber : card?.cardNumber) ?? null,
    maDKBD: card?.initialFacility ?? null,
    gtTheTu: dateOf(card?.period.startOn),
    gtTheDen: dateOf(card?.period.endOn),
    maKV: card?.areaCode ?? null,
    ngayDu5Nam: dateOf(card?.fiveYearOn),
    maSoBHXH: card?.insuranceNumber ?? null,
  };
}

function newCardOf({ cardNumber, period, initialFacility }: CardAnswer, old: CardAnswer | null) {
  return {
    ...{ maTheCu: old?.cardNumber ?? null, maTheMoi: cardNumber, maDKBDMoi: initialFacility },
    ...{ gtTheTuMoi: dateOf(period.startOn), gtTheDenMoi: dateOf(period.endOn) },
  };
}

/** The card that was shown, else the one that the new one replaced. */
function oldCard(cards: readonly CardAnswer[], { cardNumber }: CardAnswer, stated: string | null) {
  const shown = cards.find((card) => card.cardNumber === stated && card.cardNumber !== cardNumber);
  return shown ?? cards.find((card) => card.replacedByCard === cardNumber) ?? null;
}

/** `2026-01-31` as 31/01/2026, `1952-07` as 07/1952. */
function dateOf(date: string | null | undefined): string | null {
  return date ? date.split('-').reverse().join('/') : null;
}
