import type { Figure } from './law/figures.js';
import type { LawOfDay } from './law/law.js';
import type { RouteRule } from './law/route-rule.js';

/** Why someone pays nothing himself of what his level would leave to him. */
export type Exemption = 'FIVE_YEARS' | 'LOW_COST';

/** What counts for the share of one visit. */
export interface ShareFacts {
  on: string;
  /** Of the level for care as prescribed, percent. */
  levelRate: number;
  /** Day on which five years in a row are reached (thời điểm đủ 5 năm liên tục). */
  fiveYearOn: string | null;
  /** Summed up in the year of `on`, in đồng; null when not known. */
  coPaid: number | null;
  /** Of this visit, within what is insured, in đồng; null when not known yet. */
  cost: number | null;
}

/** Who pays what. */
export interface CostShare {
  /** What insurance pays, percent with at most one decimal (95 % of 50 % is 47.5). */
  coveredRate: number;
  exemption: Exemption | null;
  /** The person's part of the cost, in đồng; null while the cost is not known. */
  coPayment: number | null;
  /** The provision of the exemption. */
  sources: readonly string[];
}

/** Splits the cost of care on a route; pure. Exemptions count for care as prescribed only. */
export function shareOf(route: RouteRule, facts: ShareFacts, law: LawOfDay): CostShare {
  const { cost } = facts;
  const exempt =
    route.prescribed && facts.levelRate < 100 && route.share !== 'WHOLE' ? exemptionOf(facts, law) : null;
  const coveredRate =
    route.share === 'WHOLE' || exempt ? 100 : Math.round(route.share * facts.levelRate) / 100;
  // In tenths of a percent, so that the amounts are whole numbers until the one division.
  const coPayment = cost === null ? null : cost - Math.floor((cost * Math.round(coveredRate * 10)) / 1000);
  return {
    ...{ coveredRate, coPayment },
    exemption: exempt?.exemption ?? null,
    sources: exempt ? [...new Set(exempt.by.map(({ source }) => source))] : [],
  };
}

function exemptionOf(
  { on, fiveYearOn, coPaid, cost }: ShareFacts,
  law: LawOfDay,
): { exemption: Exemption; by: Figure[] } | null {
  const salary = law.figure('BASE_SALARY');
  if (!salary) return null;
  const times = law.figure('CO_PAYMENTS');
  if (times && fiveYearOn !== null && fiveYearOn <= on && (coPaid ?? 0) > times.value * salary.value)
    return { exemption: 'FIVE_YEARS', by: [times, salary] };
  const low = law.figure('LOW_COST');
  if (low && cost !== null && cost * 100 < low.value * salary.value)
    return { exemption: 'LOW_COST', by: [low, salary] };
  return null;
}
