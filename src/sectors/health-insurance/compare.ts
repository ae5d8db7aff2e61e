import { compareDates } from '../../domain/partial-date.js';
import { compareNames, foldName } from '../../domain/person-name.js';
import type { Insured } from '../sector.js';
import { inForceOn } from './law/dated.js';
import { type BenefitLevel, levels } from './law/levels.js';
import { type CoverageRecord, isInForce } from './record.js';

/** What differs between a card and the registry: 061 and 080 less than the others, null where nothing does. */
export type Mismatch = '060' | '061' | '070' | '080' | null;

/** The best card for a day: in force before not, then the higher benefit, then the later period. */
export function bestCard(cards: readonly CoverageRecord[], day: string): CoverageRecord | null {
  const ofDay = inForceOn(levels, day);
  const byMerit = [...cards].sort(
    (a, b) => Number(isInForce(b, day)) - Number(isInForce(a, day)) || byBenefit(ofDay)(a, b),
  );
  return byMerit[0] ?? null;
}

/** Orders cards: the better benefit level first, then the later period. */
export function byBenefit(ofDay: readonly BenefitLevel[]) {
  const meritOf = (card: CoverageRecord) => levelOf(card, ofDay)?.merit ?? Number.MAX_SAFE_INTEGER;
  return (a: CoverageRecord, b: CoverageRecord): number =>
    meritOf(a) - meritOf(b) ||
    (b.endOn ?? '9999').localeCompare(a.endOn ?? '9999') ||
    b.startOn.localeCompare(a.startOn);
}

export function levelOf(card: CoverageRecord, ofDay: readonly BenefitLevel[]): BenefitLevel | undefined {
  return ofDay.find(({ level }) => level === card.benefitLevel);
}

/** Share of the cost that a card's level covers for care as prescribed on a day, percent; 0 for no level there is. */
export function rateOf(card: CoverageRecord, day: string): number {
  return levelOf(card, inForceOn(levels, day))?.rate ?? 0;
}

/**
 * What stands in the way of using this card for that person. The registry is the reference, so a difference that is
 * only writing (case, tones left out, a year alone) is none.
 */
export function mismatchOf(card: CoverageRecord, person: Insured): Mismatch {
  if (compareNames(card.fullName, person.fullName).verdict === 'DIFFERENT')
    return sameInitials(card.fullName, person.fullName) ? '061' : '060';
  if (compareDates(card.dateOfBirth, person.dateOfBirth).verdict === 'DIFFERENT') return '070';
  const known = (sex: string) => sex === 'MALE' || sex === 'FEMALE';
  return known(card.sex) && known(person.sex) && card.sex !== person.sex ? '080' : null;
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
