import { endOfSchoolYear } from '../../fees/school-year.js';

/** One fee item of an enrolment (khoản thu), whole đồng. */
export interface FeeRecord {
  feeId: string;
  itemCode: string;
  itemName: string;
  period: string;
  amountDue: number;
  amountExempt: number;
  amountPaid: number;
  dueOn: string;
  exemptionRate: number | null;
  exemptionGround: string | null;
  exemptionLegalBasis: string | null;
}

/** That a pupil is at a school in a school year (quá trình học tập): no class and no fees. */
export interface Stay {
  enrolmentId: string;
  schoolCode: string;
  schoolYear: string;
  /** As that school writes him; what the registry has may differ. */
  fullName: string;
  dateOfBirth: string;
  status: 'ENROLLED' | 'TRANSFERRED' | 'LEFT' | 'GRADUATED';
  startOn: string;
  endOn: string | null;
  /** When the hub was told so, to the microsecond in Vietnam; null of what a school's own system wrote. */
  heldSince: string | null;
}

/** A pupil in a class for a school year (học sinh, sinh viên); the name and birth date are the school's own. */
export interface EnrolmentRecord extends Omit<Stay, 'heldSince'> {
  /** PRESCHOOL … VOCATIONAL, and PUBLIC or PRIVATE; null for a school the sector does not list. */
  schoolKind: string | null;
  schoolOwnership: string | null;
  className: string;
  moetCode: string | null;
  personalId: string | null;
  sex: string;
  fees: FeeRecord[];
  /** Every stay under his number, this one too, where more than one school has or had him; else none. */
  stays: Stay[];
}

export type FeeStatus = 'DUE' | 'OVERDUE' | 'PARTLY_PAID' | 'PAID' | 'EXEMPT';

/** What is still owed, never below zero. */
export function outstanding(fee: FeeRecord): number {
  return Math.max(0, fee.amountDue - fee.amountExempt - fee.amountPaid);
}

/** What was paid beyond it: to be given back, unless it was moved to credit. */
export function overpaid(fee: FeeRecord): number {
  return Math.max(0, fee.amountPaid + fee.amountExempt - fee.amountDue);
}

/** The state of a fee on a day: exempt in full, paid, partly paid, or due before or after its day. */
export function feeStatusOn(fee: FeeRecord, day: string): FeeStatus {
  if (fee.amountExempt >= fee.amountDue) return 'EXEMPT';
  if (outstanding(fee) === 0) return 'PAID';
  if (fee.dueOn < day) return 'OVERDUE';
  return fee.amountPaid > 0 ? 'PARTLY_PAID' : 'DUE';
}

/** Whether the pupil belongs to the school on that day: until the day of a transfer. */
export const isCurrent = (stay: Pick<Stay, 'status' | 'endOn' | 'schoolYear'>, day: string): boolean =>
  lastDayOf(stay) >= day;

/** His last day there; a stay that was left without an end lasts its school year. */
export function lastDayOf({
  status,
  endOn,
  schoolYear,
}: Pick<Stay, 'status' | 'endOn' | 'schoolYear'>): string {
  return endOn ?? (status === 'ENROLLED' ? endOfSchoolYear(schoolYear) : '');
}
