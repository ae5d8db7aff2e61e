import type { RequestContext } from '../../context.js';

/** Whom a report is about: the number in force, and with it the former ones that are his alone. */
export interface ReportSubject {
  personalId: string;
  numbers: string[];
  /** The numbers of the guardian who asks; none when the person asks himself. */
  guardian: string[];
}

/**
 * The person whose report a resident may read: himself, or his child under 14 (the remit decides, as for any look).
 * Null for everybody else, known or not.
 * @throws HubError REGISTRY_UNAVAILABLE
 */
export async function whoseReport(
  { residents, caller }: Pick<RequestContext, 'residents' | 'caller'>,
  asked: string | null,
): Promise<ReportSubject | null> {
  if (caller.self === null) return null;
  const self = await residents.find(caller.self);
  if (self) residents.markOwnChildren(self, self.record.children ?? []);
  const person = asked === null || asked === caller.self ? self : await residents.find(asked);
  if (!person) return null;
  const former = (person.record.identifiers ?? []).filter(({ kind }) => kind === 'FORMER_PERSONAL_ID');
  const numbers = [person.personalId];
  for (const { identifier } of former) {
    // A number that was given twice is not his alone: looks at the other holder are not his to see.
    if ((await residents.find(identifier))?.personalId === person.personalId) numbers.push(identifier);
  }
  const guardian = self && self !== person ? [...new Set([caller.self, self.personalId])] : [];
  return { personalId: person.personalId, numbers, guardian };
}
