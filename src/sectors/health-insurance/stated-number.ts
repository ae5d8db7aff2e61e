import { parseInsuranceCard, parseInsuranceNumber } from '../../domain/insurance-number.js';
import type { CoverageRecord } from './record.js';

/** What the number on a card that someone shows says of the cards on record. */
export interface StatedNumber {
  /** The card on record with that number; null where none has it. */
  card: CoverageRecord | null;
  /** What is wrong with it, as the portal says. */
  problem: '051' | '052' | '053' | null;
}

/**
 * Compares what was read from a card (15 characters, or the 10 digits of the insurance number) with the cards on
 * record. A personal number of 12 digits says nothing about a card and counts as nothing stated.
 */
export function compareNumber(stated: string, cards: readonly CoverageRecord[]): StatedNumber {
  const text = stated.replace(/[\s.]/g, '').toUpperCase();
  if (/^\d{12}$/.test(text)) return { card: null, problem: null };
  const exact = cards.find((card) => card.cardNumber === text);
  if (exact) return { card: exact, problem: null };
  const number = parseInsuranceNumber(text) ?? /^[A-Z]{2}\w{3}(\d{10})$/.exec(text)?.[1];
  const sameNumber = cards.filter((card) => card.insuranceNumber === number);
  if (sameNumber.length === 0) return { card: null, problem: '051' };
  if (text.length === 10) return { card: null, problem: null };
  // A card known by these digits alone: the other five have nothing to be compared with.
  if (sameNumber.some((card) => card.benefitLevel === null)) return { card: null, problem: null };
  const inProvince = (card: CoverageRecord) => card.cardNumber.slice(3, 5) === text.slice(3, 5);
  if (!sameNumber.some(inProvince)) return { card: null, problem: '052' };
  const isLevel = (card: CoverageRecord) => String(card.benefitLevel) === text[2];
  if (!parseInsuranceCard(text) || !sameNumber.some(isLevel)) return { card: null, problem: '053' };
  return { card: null, problem: '051' };
}
