import type { Visit, VisitEntry } from './queries.js';

/** The entry of a visit's arrival that counts now: what was corrected or made up for since stands behind it. */
export function standingArrival({ entries }: Visit): VisitEntry | null {
  const arrivals = entries.filter(
    ({ moment, verification }) => moment === 'ARRIVAL' && verification !== null,
  );
  return arrivals.find(({ supersededBy }) => supersededBy === null) ?? arrivals.at(-1) ?? null;
}
