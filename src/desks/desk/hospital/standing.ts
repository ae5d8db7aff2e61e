import type { Patient, Visit, VisitEntry } from './queries.js';

/** The entry of a visit's arrival that counts now: what was corrected or made up for since stands behind it. */
export function standingArrival({ entries }: Visit): VisitEntry | null {
  const arrivals = entries.filter(
    ({ moment, verification }) => moment === 'ARRIVAL' && verification !== null,
  );
  return arrivals.find(({ supersededBy }) => supersededBy === null) ?? arrivals.at(-1) ?? null;
}

/** Whether a look that was owed when the visit was recorded has been made up for since. */
export function madeUpFor({ state, answeredAt }: Visit): boolean {
  return answeredAt !== null && state !== 'PENDING_VERIFICATION';
}

/** The entries that count now and may be corrected: what is owed its look is made up for first. */
export function correctable({ entries }: Visit): VisitEntry[] {
  return entries.filter(
    ({ supersededBy, verification }) => supersededBy === null && verification === 'CONFIRMED',
  );
}

/** Whether another moment may follow: it has neither ended nor come to nothing. */
export function mayGoOn({ state, endedAt }: Visit): boolean {
  return endedAt === null && (state === 'OPEN' || state === 'PENDING_VERIFICATION');
}

/** Whom a visit is about, as far as this page remembers or has asked. */
export function patientOf(visit: Visit, remembered: ReadonlyMap<string, Patient>): Patient | null {
  const known = remembered.get(visit.id);
  if (known) return known;
  return visit.resident ? { fullName: visit.resident.fullName, number: visit.resident.personalId } : null;
}
