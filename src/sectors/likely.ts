import type { Caller } from '../access/caller.js';
import { compareDates } from '../domain/partial-date.js';
import { compareNames } from '../domain/person-name.js';
import type { Person } from './sector.js';

/**
 * Whether a record held under somebody's number can be his: name or birth date agrees with the registry's. A typing
 * error spoils one of them; where both differ the number is somebody else's.
 */
export function isLikely(record: Person, person: Person): boolean {
  return (
    compareNames(record.fullName, person.fullName).verdict !== 'DIFFERENT' ||
    compareDates(record.dateOfBirth, person.dateOfBirth).verdict !== 'DIFFERENT'
  );
}

/** What a caller may see of the records under a resident's number: a resident asks for his own, not a stranger's. */
export function shownTo<Record extends Person>(
  caller: Caller,
  person: Person,
  records: readonly Record[],
): Record[] {
  const [likely, others] = [true, false].map((wanted) =>
    records.filter((one) => isLikely(one, person) === wanted),
  );
  return caller.self ? likely! : [...likely!, ...others!];
}
