import { masked } from '../shell/written.js';
import type { Fee, Pupil } from './queries.js';

const collator = new Intl.Collator('vi');

/** As schools list a class: by given name, then what stands before it, then the family name. */
export function byGivenName(a: { fullName: string }, b: { fullName: string }): number {
  const [one, other] = [parts(a.fullName), parts(b.fullName)];
  return one.map((part, at) => collator.compare(part, other[at]!)).find((order) => order !== 0) ?? 0;
}

function parts(fullName: string): [given: string, middle: string, family: string] {
  const words = fullName.normalize('NFC').trim().split(/\s+/);
  return [words.at(-1)!, words.slice(1, -1).join(' '), words.length > 1 ? words[0]! : ''];
}

/** `Đặng Thị Hòa` → `dang thi hoa`, for search. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd').trim();
}

export interface Sums {
  due: number;
  exempt: number;
  paid: number;
  owed: number;
  overdue: number;
}

/** What was asked of somebody, and what became of it; whole đồng. */
export function sumsOf(fees: readonly Fee[] | null): Sums {
  const sums = { due: 0, exempt: 0, paid: 0, owed: 0, overdue: 0 };
  for (const fee of fees ?? []) {
    sums.due += fee.amountDue;
    sums.exempt += fee.amountExempt;
    sums.paid += fee.amountPaid;
    sums.owed += fee.amountOutstanding;
    if (fee.status === 'OVERDUE') sums.overdue += fee.amountOutstanding;
  }
  return sums;
}

/** Where a pupil stands as a whole, as one word for the list. */
export type Standing = 'PAID' | 'OWES' | 'OVERDUE' | 'EXEMPT' | 'NOTHING' | 'UNKNOWN';

export function standingOf(fees: readonly Fee[] | null): Standing {
  if (fees === null) return 'UNKNOWN';
  const { due, exempt, owed, overdue } = sumsOf(fees);
  if (overdue > 0) return 'OVERDUE';
  if (owed > 0) return 'OWES';
  if (due === 0) return 'NOTHING';
  return exempt >= due ? 'EXEMPT' : 'PAID';
}

/** Who a pupil is by the registry, as one word. */
export type Known = 'CONFIRMED' | 'DIFFERS' | 'NOT_FOUND' | 'NO_NUMBER' | 'WAITS' | 'LEFT' | 'UNKNOWN';

export function knownOf({ check, awaitsTransfer, status }: Pupil): Known {
  if (status !== 'ENROLLED') return 'LEFT';
  if (awaitsTransfer) return 'WAITS';
  if (!check) return 'UNKNOWN';
  if (check.outcome === 'MATCHED') return 'CONFIRMED';
  if (check.outcome === 'NOT_FOUND') return 'NOT_FOUND';
  return check.problem === 'NO_NUMBER' ? 'NO_NUMBER' : 'DIFFERS';
}

/** Fields that say something else in the registry. */
export const differing = ({ check }: Pupil): string[] =>
  (check?.verdicts ?? []).filter(({ verdict }) => verdict === 'DIFFERENT').map(({ field }) => field);

/** `1.250.000`, `1,250,000` or `1250000` as somebody types it; null where it is no amount of whole đồng. */
export function parseDong(text: string): number | null {
  const digits = text.replace(/[.,\s₫đ]/g, '');
  const amount = /^\d{1,12}$/.test(digits) ? Number(digits) : 0;
  return amount > 0 ? amount : null;
}

/** Of somebody's number what may be seen over a shoulder. */
export const numberOf = ({ resident }: Pupil): string => (resident ? masked(resident.personalId) : '·');
