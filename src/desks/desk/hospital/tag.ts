import type { Card } from './queries.js';
import type { Look } from './use-look.js';

/** What is said of insurance in one word. UNKNOWN is not NONE: nobody is told that he has no card when nobody knows. */
export type Tag = Card['status'] | 'NONE' | 'UNKNOWN';

export function tagOf({ identity, hasCoverage }: Look): Tag {
  const person = identity?.resident;
  if (!person || !hasCoverage || person.coverage === undefined) return 'UNKNOWN';
  return person.coverage?.status ?? 'NONE';
}
