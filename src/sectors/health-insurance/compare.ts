import type { Sentence } from '../../domain/language.js';
import { compareDates } from '../../domain/partial-date.js';
import { compareNames, foldName } from '../../domain/person-name.js';
import { type CoverageRecord, isInForce, statusOn } from './record.js';

export type EligibilityOutcome = 'ELIGIBLE' | 'ELIGIBLE_CHECK' | 'NOT_ELIGIBLE' | 'NOT_COVERED';

/** Whether someone is covered on a day, and why not: the portal's own code (mã kết quả) and a sentence to read out. */
export interface EligibilityDecision {
  outcome: EligibilityOutcome;
  /** As the social-insurance portal answers (BHXH API note of 2024-06-20, §4). */
  portalCode: string;
  explanation: Sentence;
  /** The card the decision rests on; for 003 and 004 the new one. */
  card: CoverageRecord | null;
}

interface Person {
  fullName: string;
  dateOfBirth: string;
}

/** What each code means for the desk and how it is said; `{day}` is replaced by the day that matters. */
const codes: Record<string, [EligibilityOutcome, string, string]> = {
  '000': ['ELIGIBLE', 'Thẻ BHYT còn giá trị sử dụng.', 'The insurance card is valid.'],
  '003': [
    'ELIGIBLE',
    'Thẻ cũ đã hết giá trị sử dụng, đã được cấp thẻ mới: dùng thẻ mới.',
    'The old card is no longer valid and a new one was issued: use the new card.',
  ],
  '004': [
    'ELIGIBLE',
    'Thẻ cũ còn giá trị sử dụng nhưng đã được cấp thẻ mới: dùng thẻ mới.',
    'The old card is still valid but a new one was issued: use the new card.',
  ],
  '010': [
    'NOT_ELIGIBLE',
    'Thẻ BHYT hết giá trị sử dụng từ ngày {day}.',
    'The insurance card ended on {day}.',
  ],
  '050': [
    'NOT_COVERED',
    'Không có thông tin thẻ BHYT của người này.',
    'No insurance card is on record for this person.',
  ],
  '060': [
    'NOT_ELIGIBLE',
    'Họ tên trên dữ liệu BHYT khác với CSDL dân cư: đề nghị cơ quan BHXH rà soát.',
    'The name held by health insurance differs from the registry: social insurance has to review it.',
  ],
  '061': [
    'ELIGIBLE_CHECK',
    'Họ tên trên dữ liệu BHYT khác với CSDL dân cư nhưng đúng ký tự đầu: kiểm tra giấy tờ tùy thân.',
    'The name held by health insurance differs from the registry but has the same initials: check the identity document.',
  ],
  '070': [
    'NOT_ELIGIBLE',
    'Ngày sinh trên dữ liệu BHYT khác với CSDL dân cư: đề nghị cơ quan BHXH rà soát.',
    'The birth date held by health insurance differs from the registry: social insurance has to review it.',
  ],
  '110': [
    'NOT_ELIGIBLE',
    'Thẻ BHYT đã bị thu hồi từ ngày {day}.',
    'The insurance card was revoked on {day}.',
  ],
  '120': [
    'NOT_ELIGIBLE',
    'Thẻ BHYT đã báo giảm từ ngày {day}.',
    'The insurance card was cancelled by a decrease report on {day}.',
  ],
};

/** The best card for a day: in force before not, then the higher benefit, then the later period. */
export function bestCard(cards: readonly CoverageRecord[], day: string): CoverageRecord | null {
  const byMerit = [...cards].sort(
    (a, b) =>
      Number(isInForce(b, day)) - Number(isInForce(a, day)) ||
      rateOf(b) - rateOf(a) ||
      (b.endOn ?? '9999').localeCompare(a.endOn ?? '9999') ||
      b.startOn.localeCompare(a.startOn),
  );
  return byMerit[0] ?? null;
}

/** Share of the cost covered by a benefit level, in percent (levels 1, 2, 5: 100; 3: 95; 4: 80). */
export function rateOf(card: CoverageRecord): number {
  return { 1: 100, 2: 100, 3: 95, 4: 80, 5: 100 }[card.benefitLevel] ?? 0;
}

/**
 * Decides about one person, his cards and a day; pure. The registry is the reference for name and birth date, so a
 * difference that is only writing (case, tones left out, a year alone) never stands in the way.
 */
export function decideEligibility(
  person: Person,
  cards: readonly CoverageRecord[],
  day: string,
): EligibilityDecision {
  const card = bestCard(cards, day);
  if (!card) return decision('050', null);
  if (!isInForce(card, day)) return refusalOf(cards, day);
  const name = compareNames(card.fullName, person.fullName);
  if (name.verdict === 'DIFFERENT')
    return decision(sameInitials(card.fullName, person.fullName) ? '061' : '060', card);
  if (compareDates(card.dateOfBirth, person.dateOfBirth).verdict === 'DIFFERENT')
    return decision('070', card);
  const replaced = cards.find(
    (other) => other.status === 'REPLACED' && other.replacedByCard === card.cardNumber,
  );
  if (replaced) return decision(replaced.endOn !== null && replaced.endOn < day ? '003' : '004', card);
  return decision('000', card);
}

/** Why no card is usable: the one that ended last tells. A card that has not begun counts as none. */
function refusalOf(cards: readonly CoverageRecord[], day: string): EligibilityDecision {
  const begun = cards.filter((card) => card.startOn <= day);
  const last = [...begun].sort((a, b) => (b.endOn ?? '9999').localeCompare(a.endOn ?? '9999'))[0];
  if (!last) return decision('050', null);
  const status = statusOn(last, day);
  if (status === 'REVOKED') return decision('110', last, last.statusOn);
  if (status === 'REDUCED') return decision('120', last, last.statusOn);
  return decision('010', last, last.endOn);
}

function decision(
  portalCode: string,
  card: CoverageRecord | null,
  on: string | null = null,
): EligibilityDecision {
  const [outcome, vi, en] = codes[portalCode]!;
  const day = (on ?? card?.endOn ?? '').split('-');
  return {
    outcome,
    portalCode,
    card,
    explanation: {
      vi: vi.replace('{day}', day.toReversed().join('/')),
      en: en.replace('{day}', day.join('-')),
    },
  };
}

/** The portal's soft mismatch (061): every word begins with the same letter. */
function sameInitials(a: string, b: string): boolean {
  const initials = (name: string) =>
    foldName(name)
      .split(' ')
      .map((word) => word[0])
      .join('');
  return initials(a) === initials(b);
}
