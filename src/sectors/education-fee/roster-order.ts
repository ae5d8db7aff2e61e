import type { EnrolmentRecord } from './record.js';

const { compare } = new Intl.Collator('vi');

/** As Vietnamese schools sort a list: by given name, then the words before it, then the register. A new array. */
export function inRosterOrder(rows: readonly EnrolmentRecord[]): EnrolmentRecord[] {
  return rows
    .map((row) => {
      const name = row.fullName.trim();
      const last = name.search(/\S+$/);
      return { row, given: name.slice(last), rest: name.slice(0, last) };
    })
    .sort(
      (a, b) =>
        compare(a.given, b.given) ||
        compare(a.rest, b.rest) ||
        (a.row.enrolmentId < b.row.enrolmentId ? -1 : a.row.enrolmentId > b.row.enrolmentId ? 1 : 0),
    )
    .map(({ row }) => row);
}
