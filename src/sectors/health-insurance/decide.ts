import type { CareKind, RouteBasis } from '../../domain/care.js';
import { parseInsuranceCard } from '../../domain/insurance-number.js';
import type { Sentence } from '../../domain/language.js';
import { addDays, ageOn, type LocalDate } from '../../domain/local-date.js';
import type { Insured } from '../sector.js';
import { type CostShare, shareOf } from './co-payment.js';
import { bestCard, levelOf } from './compare.js';
import { explain, explainUnknown } from './explain.js';
import type { AreaCode, Facility } from './facility.js';
import { type InsuranceLaw, type LawOfDay, lawOn } from './law/law.js';
import type { EligibilityOutcome } from './law/portal-codes.js';
import type { RouteRule } from './law/route-rule.js';
import { type CoverageRecord, isInForce, type PortalSaid, statusOn } from './record.js';
import { routeOf } from './route.js';
import { compareNumber } from './stated-number.js';
import { bestUsable, shownManaged, type Usable } from './usable-card.js';

/** What is asked: this person with these cards, at that place, on that day, for that care. */
export interface EligibilityQuestion {
  person: Insured;
  cards: readonly CoverageRecord[];
  /** What the portal concluded, where it was asked. */
  said?: PortalSaid | null;
  facilityCode: string;
  /** Null where the register does not list the code: the route is then decided by what needs no level. */
  facility: Facility | null;
  on: LocalDate;
  care: CareKind;
  bases: readonly RouteBasis[];
  /** First day of the stay that `on` belongs to. */
  admittedOn: LocalDate | null;
  /** What was read from a card that is shown: its number, and where it is registered. */
  statedNumber: string | null;
  statedFacility: string | null;
  /** Co-payments of the year as the portal shows them; the sector's own sum counts where null. In đồng. */
  coPaid: number | null;
  /** Of this visit, within what is insured, in đồng. */
  cost: number | null;
}

/** Whether someone is covered here on that day and for how much, with what can be read out and cited. */
export interface EligibilityDecision {
  outcome: EligibilityOutcome;
  /** As the social-insurance portal answers (mã kết quả). */
  portalCode: string;
  /** The card it rests on; for 003 and 004 the new one. */
  card: CoverageRecord | null;
  /** Which card to use instead of the one shown. */
  newCard: CoverageRecord | null;
  /** Benefit level 1 to 5; 1 for a child without a card. */
  level: number | null;
  /** Null where nothing is covered, or no row of the law fits this place. */
  route: RouteRule | null;
  share: CostShare | null;
  /** Last day on which a card that ended during a stay still covers it. */
  coveredUntil: LocalDate | null;
  /** The day the code speaks of: when a card ended or was taken back. */
  since: LocalDate | null;
  explanation: Sentence;
  legalBasis: readonly string[];
}

/**
 * Decides about one person, his cards, a place and a day; pure, by the rows of law in force on that day. A card of the
 * armed forces is usable however old our copy of it is; a child under six is covered without a card.
 */
export function decideEligibility(question: EligibilityQuestion, law: InsuranceLaw): EligibilityDecision {
  const ofDay = lawOn(law, question.on);
  const own = decideByCards(question, ofDay);
  const { said, on, cards } = question;
  // Of another day the portal said nothing but the cards it named.
  return said && (said.on === on || cards.length === 0) ? asSaid(said, own, question, ofDay) : own;
}

function decideByCards(question: EligibilityQuestion, ofDay: LawOfDay): EligibilityDecision {
  const shown = shownManaged(question, ofDay);
  if (shown) return withMoney(question, ofDay, { portalCode: shown.portalCode }, null, null);
  const usable = bestUsable(question, ofDay);
  if (usable) return withMoney(question, ofDay, codeOf(question, ofDay, usable), usable.card, usable.until);
  const child = ofDay.figure('CHILD');
  // NOTE: as young as he can be, so that a child whose birth year alone is known is not turned away.
  if (child && ageOn(question.person.dateOfBirth, question.on).atLeast < child.value)
    return withMoney(question, ofDay, { portalCode: '130' }, null, null);
  return refusal(question, ofDay);
}

/**
 * The portal's conclusion with our route and share. Where it was not asked all that is known here, ours goes further:
 * the card that is shown, a card of the army or police, a child without one, and a card it answers in another name.
 */
function asSaid(
  said: PortalSaid,
  own: EligibilityDecision,
  question: EligibilityQuestion,
  law: LawOfDay,
): EligibilityDecision {
  if (own.portalCode === said.code || furtherThan.get(said.code)?.includes(own.portalCode)) return own;
  const card = own.card ?? bestCard(question.cards, question.on);
  if (law.knows(said.code)) return withMoney(question, law, { portalCode: said.code }, card, null);
  return {
    ...{ outcome: 'ELIGIBLE_CHECK', portalCode: said.code, card, explanation: explainUnknown(said) },
    ...{
      newCard: null,
      level: null,
      route: null,
      share: null,
      coveredUntil: null,
      since: null,
      legalBasis: [],
    },
  };
}

const ofWhatIsShown = ['051', '052', '053', '060', '061', '070', '090'];
/** NOTE: a map, since the portal's code is any text, `constructor` too. */
const furtherThan: ReadonlyMap<string, readonly string[]> = new Map([
  ['000', ofWhatIsShown],
  ['003', ofWhatIsShown],
  ['004', ofWhatIsShown],
  ['050', ['001', '002', '130']],
]);

interface Coded {
  portalCode: string;
  outcome?: EligibilityOutcome;
  newCard?: CoverageRecord;
}

/** What the portal would answer of a usable card. */
function codeOf(question: EligibilityQuestion, law: LawOfDay, { card, mismatch, portalCode }: Usable): Coded {
  if (mismatch) return { portalCode: mismatch };
  if (portalCode === '010') return { portalCode, outcome: 'ELIGIBLE' };
  if (portalCode !== '000') return { portalCode };
  const { statedNumber, statedFacility, cards, on } = question;
  const stated = statedNumber === null ? null : compareNumber(statedNumber, cards);
  if (stated?.problem) return { portalCode: stated.problem };
  if (statedFacility !== null && statedFacility !== card.initialFacility && law.gives('090'))
    return { portalCode: '090' };
  if (stated?.card === card) return { portalCode };
  const replaced =
    (stated?.card && !isInForce(stated.card, on) ? stated.card : null) ??
    cards.find((other) => other.status === 'REPLACED' && other.replacedByCard === card.cardNumber);
  if (!replaced) return { portalCode };
  const isOver = replaced.endOn !== null && replaced.endOn < on;
  return { portalCode: isOver ? '003' : '004', newCard: card };
}

/** Why no card is usable: the one that ended last tells. A card that has not begun counts as none. */
function refusal(question: EligibilityQuestion, law: LawOfDay): EligibilityDecision {
  const begun = question.cards.filter((card) => card.startOn <= question.on);
  const last = begun.sort((a, b) => (b.endOn ?? '9999').localeCompare(a.endOn ?? '9999'))[0];
  if (!last) return without(law, '050', null, null);
  const status = statusOn(last, question.on);
  if (status === 'REVOKED') return without(law, '110', last, last.statusOn);
  if (status === 'REDUCED')
    return without(law, reductions[last.statusReason ?? ''] ?? '120', last, last.statusOn);
  return without(law, '010', last, last.endOn);
}

/** Reasons of a decrease report, as the contract view says them; any other is 120. */
export const reductions: Readonly<Record<string, string>> = {
  MOVED_OUT_OF_PROVINCE: '121',
  MOVED_WITHIN_PROVINCE: '122',
  RE_ENROLLED_SAME_EMPLOYER: '123',
  LEFT: '124',
};

function without(
  law: LawOfDay,
  portalCode: string,
  card: CoverageRecord | null,
  since: LocalDate | null,
): EligibilityDecision {
  const code = law.portalCode(portalCode);
  const decided = {
    ...{
      outcome: code.outcome ?? 'NOT_ELIGIBLE',
      portalCode,
      card,
      since: since ?? (portalCode === '010' ? (card?.endOn ?? null) : null),
    },
    ...{ newCard: null, level: null, route: null, share: null, coveredUntil: null },
  };
  return { ...decided, explanation: explain(decided, code), legalBasis: [code.source] };
}

/** The answer of a code with what is paid; care that is not paid at all makes the person not eligible here. */
function withMoney(
  question: EligibilityQuestion,
  law: LawOfDay,
  coded: Coded,
  card: CoverageRecord | null,
  coveredUntil: LocalDate | null,
): EligibilityDecision {
  const code = law.portalCode(coded.portalCode);
  const given = coded.outcome ?? code.outcome ?? 'NOT_ELIGIBLE';
  if (given === 'NOT_ELIGIBLE') return without(law, coded.portalCode, card, null);
  const level = card
    ? levelOf(card, law.levels)
    : law.levels.find((one) => one.level === levelWithoutCard(coded.portalCode, question));
  const route = routeOf(arrivalOf(question, law, card), law.routes);
  const share =
    route && level
      ? shareOf(route, { ...question, ...moneyOf(question, card), levelRate: level.rate }, law)
      : null;
  const decided = {
    outcome: share?.coveredRate === 0 ? ('NOT_ELIGIBLE' as const) : given,
    ...{ portalCode: coded.portalCode, card, newCard: coded.newCard ?? null, level: level?.level ?? null },
    ...{ route, share, coveredUntil, since: card?.endOn ?? null },
  };
  const rows = [code, ...(coveredUntil ? [law.figure('STAY')!] : []), route, level];
  const sources = [...rows.flatMap((row) => (row ? [row.source] : [])), ...(share?.sources ?? [])];
  return { ...decided, explanation: explain(decided, code), legalBasis: [...new Set(sources)] };
}

/** 1 for young children; of a card of the army or police that is shown, its own; else nobody knows. */
function levelWithoutCard(portalCode: string, { statedNumber }: EligibilityQuestion): number | null {
  if (portalCode === '130') return 1;
  if (portalCode !== '001' && portalCode !== '002') return null;
  return (statedNumber && parseInsuranceCard(statedNumber)?.benefitLevel) || null;
}

function arrivalOf(question: EligibilityQuestion, law: LawOfDay, card: CoverageRecord | null) {
  const { facilityCode, facility, care, bases, person, on } = question;
  const newborn = law.figure('NEWBORN');
  const isNewborn =
    !!newborn &&
    person.dateOfBirth.length === 10 &&
    ageOn(person.dateOfBirth, on).atMost === 0 &&
    on <= addDays(person.dateOfBirth, newborn.value);
  return {
    ...{ facilityCode, facility, care },
    bases: isNewborn ? [...bases, 'NEWBORN' as const] : bases,
    registeredAt: card?.initialFacility ?? null,
    area: (card?.areaCode ?? null) as AreaCode | null,
  };
}

function moneyOf({ on, coPaid }: EligibilityQuestion, card: CoverageRecord | null) {
  const own = card && card.coPaidYear === Number(on.slice(0, 4)) ? card.coPaid : null;
  return { fiveYearOn: card?.fiveYearOn ?? null, coPaid: coPaid ?? own };
}
