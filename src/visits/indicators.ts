import type { CountedVisits, VisitCount } from './indicator-store.js';

/** The figures of a span of days. */
export interface Indicators {
  facilities: number;
  facilitiesByIdentityCard: number;
  people: number;
  visits: number;
  byIdentityCard: number;
  /** Counted nowhere else: their looks are owed, or fit nobody. */
  pending: number;
  notConfirmed: number;
  /** At arrival, most first; shares in percent with one decimal. */
  outcomes: { outcome: string; visits: number; share: number }[];
  /** By facility and day, at most 200: those with most visits. */
  days: { facility: string; on: string; visits: number; byIdentityCard: number }[];
  /** By day over all facilities, every day with a visit, oldest first. */
  byDay: { on: string; visits: number; byIdentityCard: number }[];
}

/** What was read from an identity card itself: its QR code or the lines on its back. */
const identityCards = new Set(['CCCD_QR', 'CAN_CUOC_QR', 'MRZ']);
const mostDays = 200;

/** Sums up what was counted; pure. */
export function indicatorsOf({ counts, people, pending, notConfirmed }: CountedVisits): Indicators {
  const visits = sum(counts);
  const isByCard = ({ recognisedAs }: VisitCount) => recognisedAs !== null && identityCards.has(recognisedAs);
  const byCard = counts.filter(isByCard);
  const cardsOf = (of: VisitCount[]) => sum(of.filter(isByCard));
  const outcomes = [...groups(counts, ({ outcome }) => outcome ?? 'UNKNOWN')].map(([outcome, of]) => ({
    ...{ outcome, visits: sum(of) },
    share: Math.round((sum(of) * 1000) / visits) / 10,
  }));
  const days = [...groups(counts, ({ facility, on }) => `${facility} ${on}`).values()].map((of) => ({
    ...{ facility: of[0]!.facility, on: of[0]!.on, visits: sum(of) },
    byIdentityCard: cardsOf(of),
  }));
  const byDay = [...groups(counts, ({ on }) => on)].map(([on, of]) => ({
    ...{ on, visits: sum(of), byIdentityCard: cardsOf(of) },
  }));
  return {
    facilities: new Set(counts.map(({ facility }) => facility)).size,
    facilitiesByIdentityCard: new Set(byCard.map(({ facility }) => facility)).size,
    ...{ people, visits, byIdentityCard: sum(byCard), pending, notConfirmed },
    outcomes: outcomes.sort((a, b) => b.visits - a.visits || a.outcome.localeCompare(b.outcome)),
    days: days.sort((a, b) => b.visits - a.visits).slice(0, mostDays),
    byDay: byDay.sort((a, b) => a.on.localeCompare(b.on)),
  };
}

function sum(counts: readonly VisitCount[]): number {
  return counts.reduce((total, { visits }) => total + visits, 0);
}

function groups(
  counts: readonly VisitCount[],
  keyOf: (count: VisitCount) => string,
): Map<string, VisitCount[]> {
  const grouped = new Map<string, VisitCount[]>();
  for (const count of counts) {
    const group = grouped.get(keyOf(count));
    if (group) group.push(count);
    else grouped.set(keyOf(count), [count]);
  }
  return grouped;
}
