import { contains, type Period } from '../../domain/period.js';
import {
  type ExemptionRule,
  type FactKind,
  type SchoolKind,
  type WelfareGround,
  youngestAt,
} from './rules.js';

/** What the rules look at, as of one day. */
export interface ExemptionFacts {
  school: { kind: string; ownership: string };
  /** As exactly as it is known. */
  dateOfBirth: string;
  welfare: readonly (Period & { ground: WelfareGround })[];
  /** Spans in which the communes of permanent residence are of special difficulty. */
  disadvantaged: readonly Period[];
}

/** A reduction of tuition by law: how much, by which provision, and which kinds of facts say so. */
export interface ComputedExemption {
  rate: number;
  ground: string;
  legalBasis: string;
  restsOn: readonly FactKind[];
}

/** The rules that may apply at a school, whenever; which facts are worth asking for follows from them. */
export function rulesAt(
  rules: readonly ExemptionRule[],
  { kind, ownership }: ExemptionFacts['school'],
): ExemptionRule[] {
  return rules.filter(
    ({ schools, ownership: wanted }) =>
      (schools as readonly string[]).includes(kind) && (!wanted || wanted === ownership),
  );
}

/** The same on a day. */
export function rulesFor(
  rules: readonly ExemptionRule[],
  school: ExemptionFacts['school'],
  day: string,
): ExemptionRule[] {
  return rulesAt(rules, school).filter(({ from, until }) => contains({ startOn: from, endOn: until }, day));
}

/** The kinds of facts that any of these rules looks at. */
export function factsOf(rules: readonly ExemptionRule[]): FactKind[] {
  const facts: FactKind[] = ['SCHOOL'];
  if (rules.some(({ age }) => age)) facts.push('AGE');
  if (rules.some(({ disadvantagedArea }) => disadvantagedArea)) facts.push('RESIDENCE');
  if (rules.some(({ welfare }) => welfare)) facts.push('WELFARE');
  return facts;
}

/** Whether a rule can be decided without asking about the person. */
export function isImpersonal({ welfare, age, disadvantagedArea }: ExemptionRule): boolean {
  return !welfare && !age && !disadvantagedArea;
}

/**
 * The best of the rules that hold, by rate and then by their order; null where none does. A birth date of which the
 * day is not known counts only where every day it may be gives the same age in years. Of who is younger than students of
 * such a school can be, nothing is weighed but the school.
 */
export function computeExemption(
  rules: readonly ExemptionRule[],
  facts: ExemptionFacts,
  day: string,
): ComputedExemption | null {
  const holding = rulesFor(rules, facts.school, day).filter((rule) => holds(rule, facts, day));
  const [best] = holding.sort((one, other) => other.rate - one.rate);
  if (!best) return null;
  return { rate: best.rate, ground: best.ground, legalBasis: best.source, restsOn: factsOf([best]) };
}

function holds(rule: ExemptionRule, facts: ExemptionFacts, day: string): boolean {
  if (isImpersonal(rule)) return true;
  const { welfare, age, disadvantagedArea } = rule;
  const ages = agesOn(facts.dateOfBirth, day);
  const youngest = youngestAt[facts.school.kind as SchoolKind] ?? 0;
  if (!ages.every((years) => years >= youngest)) return false;
  const held = new Set(facts.welfare.filter((one) => contains(one, day)).map(({ ground }) => ground));
  return (
    (welfare ?? []).every((group) => group.some((ground) => held.has(ground))) &&
    (!disadvantagedArea || facts.disadvantaged.some((span) => contains(span, day))) &&
    (!age || ages.every((years) => years >= age[0] && years <= age[1]))
  );
}

/** Whole years lived by whoever was born on the first, and on the last day that the date may be. */
function agesOn(born: string, day: string): number[] {
  return [`${born}-01-01`.slice(0, 10), `${born}${born.length === 4 ? '-12-31' : '-31'}`.slice(0, 10)].map(
    (full) => Number(day.slice(0, 4)) - Number(full.slice(0, 4)) - (day.slice(5) < full.slice(5) ? 1 : 0),
  );
}
