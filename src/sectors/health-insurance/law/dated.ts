import type { LocalDate } from '../../../domain/local-date.js';

/** One row of the law: what it says counts from its first day to its last, both included. */
export interface Dated {
  from: LocalDate;
  /** Null while nothing has ended it. */
  until: LocalDate | null;
  /** The provision, shortest usual form: `Luật BHYT Đ22 k4 d` is point d, clause 4, article 22. */
  source: string;
  /** The provision itself was not read: it is known from a digest or from software (docs/decisions.md). */
  secondHand?: true;
}

/** Those rows that count on a day, in their order. */
export function inForceOn<Row extends Dated>(rows: readonly Row[], day: LocalDate): Row[] {
  return rows.filter(({ from, until }) => from <= day && (until === null || day <= until));
}
