import { badField } from '../access/input.js';
import { HubError } from '../domain/errors.js';
import { dayIn } from '../process/clock.js';
import type { Visit, VisitEntry, VisitMoment } from './visit.js';

/** The entry that a new one stands for, and why. */
export interface Correction {
  entry: string;
  reason: string;
}

/**
 * Whether an entry may be added to a visit as it is: moments follow each other, a correction takes the place of an entry
 * of the same moment that nothing has corrected yet.
 * @throws HubError CONFLICT saying `because`, BAD_USER_INPUT naming the field
 */
export function requireOrder(
  visit: Visit,
  { moment, at }: Pick<VisitEntry, 'moment' | 'at'>,
  correction: Correction | null,
): void {
  const refused = (because: string) => new HubError('CONFLICT', { because });
  if (visit.state === 'WITHDRAWN') throw refused('WITHDRAWN');
  if (at < visit.openedAt) throw badField('at');
  if (!correction) {
    if (moment === 'ARRIVAL') throw badField('moment');
    if (visit.state === 'ENDED') throw refused('ENDED');
    return;
  }
  const corrected = visit.entries.find(({ id }) => id === correction.entry);
  if (!corrected || corrected.moment !== moment || corrected.withdraws) throw badField('correction.entry');
  if (visit.entries.some(({ corrects }) => corrects === corrected.id)) throw refused('CORRECTED');
}

/** What an entry makes of its visit's state. */
export function stateAfter(visit: Visit, moment: VisitMoment, at: string): Pick<Visit, 'state' | 'endedAt'> {
  return moment === 'DISCHARGE'
    ? { state: 'ENDED', endedAt: at }
    : { state: visit.state, endedAt: visit.endedAt };
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
