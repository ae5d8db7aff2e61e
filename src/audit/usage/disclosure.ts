import type { Sentence } from '../../domain/language.js';
import { dayAt, monthsLater } from './vietnam-day.js';

/** What residents are told of one agency's looks: its class, for looks taken while the rule is valid. */
export interface DisclosureRule {
  agencyCode: string;
  /** Null for every purpose. */
  purpose: string | null;
  class: 'DELAYED' | 'COARSE' | 'WITHHELD';
  /** Months, for DELAYED. */
  delayMonths: number | null;
  /** Whether years that are over tell how many were withheld. */
  counted: boolean;
  legalBasis: string;
  /** Milliseconds since 1970. */
  validFrom: number;
  validUntil: number | null;
}

/** What the decision is about. */
export interface DisclosedLook {
  agencyCode: string | null;
  agencyKind: string | null;
  purpose: string | null;
  relation: 'DIRECT' | 'RELATED';
  /** The resident looked at himself. */
  own: boolean;
  /** Milliseconds since 1970. */
  at: number;
}

/**
 * What a resident is told of one look: all of it; of which kind of agency and on which day alone; all of it from a day
 * on, and until then nothing; or nothing.
 */
export type Disclosure =
  | { class: 'NOW' }
  | { class: 'COARSE'; legalBasis: Sentence }
  | { class: 'DELAYED_UNTIL'; until: string; legalBasis: Sentence }
  | { class: 'WITHHELD'; counted: boolean; legalBasis: Sentence };

type Standing = Pick<DisclosureRule, 'class' | 'delayMonths' | 'counted'> & {
  from: string;
  applies(look: DisclosedLook): boolean;
  legalBasis: Sentence;
};

/** Rules for every agency, by the day they count from. Agencies' own rules only add to these. */
const standing: readonly Standing[] = [
  {
    // A look at A must not tell B what became of A.
    ...{ from: '2026-01-01', class: 'COARSE', delayMonths: null, counted: false },
    applies: ({ relation }) => relation === 'RELATED',
    legalBasis: {
      vi: 'Bảo vệ dữ liệu của người khác (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15)',
      en: 'Protection of another person’s data (Law 91/2025/QH15 on personal data)',
    },
  },
  {
    ...{ from: '2026-01-01', class: 'DELAYED', delayMonths: 12, counted: false },
    applies: ({ agencyKind, purpose }) => agencyKind === 'AUDITOR' || purpose === 'INSPECTION',
    legalBasis: {
      vi: 'Thanh tra, kiểm tra đang tiến hành (pháp luật về thanh tra)',
      en: 'An inspection under way (law on inspection)',
    },
  },
];

/**
 * Decides what a resident is told of a look. The strictest rule that applies wins, so another rule never tells more;
 * what somebody did himself is told at once, whatever the rules.
 */
export function disclose(look: DisclosedLook, rules: readonly DisclosureRule[], now: number): Disclosure {
  if (look.own) return { class: 'NOW' };
  const day = dayAt(look.at);
  const found: Disclosure[] = [
    ...standing.filter((rule) => rule.from <= day && rule.applies(look)),
    ...rules.filter((rule) => appliesTo(rule, look)).map(bothLanguages),
  ].map((rule) => asDisclosure(rule, day));
  return found.reduce((a, b) => stricter(a, b, dayAt(now)), { class: 'NOW' });
}

/** Whether the look is told at all by now. */
export function isShown(disclosure: Disclosure, now: number): boolean {
  if (disclosure.class === 'DELAYED_UNTIL') return disclosure.until <= dayAt(now);
  return disclosure.class !== 'WITHHELD';
}

function appliesTo(rule: DisclosureRule, { agencyCode, purpose, at }: DisclosedLook): boolean {
  return (
    rule.agencyCode === agencyCode &&
    (rule.purpose === null || rule.purpose === purpose) &&
    rule.validFrom <= at &&
    (rule.validUntil === null || at < rule.validUntil)
  );
}

function bothLanguages(rule: DisclosureRule) {
  return { ...rule, legalBasis: { vi: rule.legalBasis, en: rule.legalBasis } };
}

function asDisclosure(
  rule: Pick<Standing, 'class' | 'delayMonths' | 'counted' | 'legalBasis'>,
  day: string,
): Disclosure {
  const { legalBasis, counted } = rule;
  if (rule.class === 'WITHHELD') return { class: 'WITHHELD', counted, legalBasis };
  if (rule.class === 'COARSE') return { class: 'COARSE', legalBasis };
  return { class: 'DELAYED_UNTIL', until: monthsLater(day, rule.delayMonths ?? 0), legalBasis };
}

/** Of two, the one that tells less today: withheld, not yet due, coarse, due, now. */
function stricter(a: Disclosure, b: Disclosure, today: string): Disclosure {
  const [left, right] = [strictness(a, today), strictness(b, today)];
  if (left !== right) return left > right ? a : b;
  if (a.class === 'DELAYED_UNTIL' && b.class === 'DELAYED_UNTIL') return a.until >= b.until ? a : b;
  // Of two that withhold, a number is told only when both allow it.
  return a.class === 'WITHHELD' && a.counted ? b : a;
}

function strictness(one: Disclosure, today: string): number {
  if (one.class === 'DELAYED_UNTIL') return one.until > today ? 3 : 1;
  return { NOW: 0, COARSE: 2, WITHHELD: 4 }[one.class];
}
