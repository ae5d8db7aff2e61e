import type { EnrolmentRecord } from './record.js';

const collator = new Intl.Collator('vi');

/** As Vietnamese schools sort a list: by given name, then the words before it, then the register. */
export function byGivenName(a: EnrolmentRecord, b: EnrolmentRecord): number {
  const [givenA, restA] = split(a.fullName);
  const [givenB, restB] = split(b.fullName);
  return (
    collator.compare(givenA, givenB) ||
    collator.compare(restA, restB) ||
    (a.enrolmentId < b.enrolmentId ? -1 : a.enrolmentId > b.enrolmentId ? 1 : 0)
  );
}

function split(fullName: string): [given: string, rest: string] {
  const words = fullName.trim().split(/\s+/);
  return [words.at(-1) ?? '', words.slice(0, -1).join(' ')];
}
