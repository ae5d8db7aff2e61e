import { badField } from '../access/input.js';
import { HubError } from '../domain/errors.js';
import { dayIn } from '../process/clock.js';
import { daysSilent } from './in-care-store.js';
import { successorOf, type Visit, type VisitEntry, type VisitMoment } from './visit.js';

/** The entry that a new one stands for, and why. */
export interface Correction {
  entry: string;
  reason: string;
}

/**
 * Whether an entry may be added to a visit as it is: moments follow each other, a correction takes the place of an entry
 * of the same moment that nothing has corrected yet. Of what is not confirmed nothing is added or corrected, the visit
 * can be withdrawn.
 * @throws HubError CONFLICT saying `because`, BAD_USER_INPUT naming the field
 */
export function requireOrder(
  visit: Visit,
  { moment, at, withdraws = false }: Pick<VisitEntry, 'moment' | 'at'> & Partial<VisitEntry>,
  correction: Correction | null,
): void {
  const refused = (because: string) => new HubError('CONFLICT', { because });
  if (visit.state === 'WITHDRAWN' || (visit.state === 'NOT_CONFIRMED' && !withdraws))
    throw refused(visit.state);
  if (at < visit.openedAt) throw badField('at');
  if (!correction) {
    if (moment === 'ARRIVAL') throw badField('moment');
    if (visit.endedAt !== null) throw refused('ENDED');
    return;
  }
  const corrected = visit.entries.find(({ id }) => id === correction.entry);
  if (!corrected || corrected.moment !== moment || corrected.withdraws) throw badField('correction.entry');
  if (successorOf(visit, corrected.id)) throw refused('CORRECTED');
  // What is owed is made up for first; or the visit is withdrawn.
  if (corrected.pendingBecause && !withdraws) throw refused('PENDING');
}

/** What a correction keeps of the entry it stands for. */
export function correcting({ entries }: Visit, correction: Correction | null) {
  const recognisedAs = entries.find(({ id }) => id === correction?.entry)?.recognisedAs ?? null;
  return { recognisedAs, corrects: correction?.entry ?? null, reason: correction?.reason ?? null };
}

/** Whether a visit that has not ended still opens the remit: the same rule as the remit's own. */
export function isInCare({ lastAt }: Visit, now: number): boolean {
  return Date.parse(lastAt) + daysSilent * 24 * 60 * minute > now;
}

/** What an entry makes of its visit's state. */
export function stateAfter(visit: Visit, moment: VisitMoment, at: string): Pick<Visit, 'state' | 'endedAt'> {
  const { state, endedAt } = visit;
  if (moment !== 'DISCHARGE') return { state, endedAt };
  return { state: state === 'OPEN' ? 'ENDED' : state, endedAt: at };
}

const minute = 60_000;

/** When it happened: now where it is not said, else a moment of the last year. @throws HubError BAD_USER_INPUT */
export function parseMoment(stated: string | null | undefined, now: number): string {
  const at = stated ? Date.parse(stated) : now;
  if (at > now + minute || at < now - 366 * 24 * 60 * minute) throw badField('at');
  return new Date(at).toISOString();
}

/** The day of a moment in Vietnam. */
export function dayOf(moment: string): string {
  return dayIn({ now: () => Date.parse(moment) });
}

/** @throws HubError BAD_USER_INPUT */
export function requireId(field: string, id: string | null | undefined): string {
  if (!id || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw badField(field);
  return id;
}
