import { parseInsuranceCard } from '../../domain/insurance-number.js';
import { addDays, type LocalDate } from '../../domain/local-date.js';
import { byBenefit, type Mismatch, mismatchOf } from './compare.js';
import type { EligibilityQuestion } from './decide.js';
import type { LawOfDay } from './law/law.js';
import { type CardManager, managerOf } from './law/managers.js';
import { type CoverageRecord, isInForce, statusOn } from './record.js';

/** A card that covers someone on the day, and what the portal says of it before anything is compared. */
export interface Usable {
  card: CoverageRecord;
  mismatch: Mismatch;
  portalCode: string;
  /** Card that ended during the stay: until when it covers. */
  until: LocalDate | null;
}

/** The insurer of a card that is shown and not on record here, where it is one whose cards the portal does not keep. */
export function shownManaged(
  { statedNumber, cards }: EligibilityQuestion,
  law: LawOfDay,
): CardManager | null {
  const stated = statedNumber === null ? null : parseInsuranceCard(statedNumber);
  if (!stated || cards.some(({ cardNumber }) => cardNumber === stated.cardNumber)) return null;
  return managerOf(law.managers, stated.cardNumber);
}

/** The card to go by: surely this person's before doubtful, in force before lapsed, then by benefit. */
export function bestUsable(question: EligibilityQuestion, law: LawOfDay): Usable | null {
  const benefit = byBenefit(law.levels);
  const candidates = question.cards.flatMap((card) => usableOf(card, question, law) ?? []);
  return candidates.sort((a, b) => a.rank - b.rank || benefit(a.card, b.card))[0] ?? null;
}

/** The card as one to go by, the lower ranked the better; null when it covers nothing that day. */
function usableOf(
  card: CoverageRecord,
  question: EligibilityQuestion,
  law: LawOfDay,
): (Usable & { rank: number }) | null {
  if (card.startOn > question.on) return null;
  const found = mismatchOf(card, question.person);
  const mismatch = found && law.gives(found) ? found : null;
  const doubt = 4 * (mismatch === null ? 0 : mismatch === '061' ? 1 : 2);
  const running = isInForce(card, question.on);
  const manager = managerOf(law.managers, card.cardNumber);
  if (manager) {
    const { portalCode } = manager;
    return { card, mismatch: null, portalCode, until: null, rank: doubt + (running ? 0 : 2) };
  }
  if (running) return { card, mismatch, portalCode: '000', until: null, rank: doubt };
  const until = lapsedUntil(card, question, law);
  return until === null ? null : { card, mismatch, portalCode: '010', until, rank: doubt + 1 };
}

/** Until when a card that ended during the stay still covers it; null when it does not on that day. */
function lapsedUntil(card: CoverageRecord, { admittedOn, on }: EligibilityQuestion, law: LawOfDay) {
  const stay = law.figure('STAY');
  if (!stay || !admittedOn || card.endOn === null || statusOn(card, on) !== 'EXPIRED') return null;
  if (admittedOn > card.endOn || admittedOn < card.startOn) return null;
  const until = addDays(card.endOn, stay.value);
  return on <= until ? until : null;
}
