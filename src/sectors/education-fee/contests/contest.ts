import type { LocalDate } from '../../../domain/local-date.js';
import type { ComputedExemption } from '../../../fees/exemption/compute.js';

/** OPEN until a person decides: what was worked out is UPHELD, or CHANGED. WITHDRAWN by whoever contested. */
export type ContestState = 'OPEN' | 'UPHELD' | 'CHANGED' | 'WITHDRAWN';

/** Who acts: the school, the pupil or his guardian, or the authority where he lives. */
export type ContestSide = 'SCHOOL' | 'FAMILY' | 'AUTHORITY';

export type ContestAct = 'CONTESTED' | 'DECIDED' | 'REOPENED' | 'WITHDRAWN';

/** An exemption that a person decided: a provision of the law, never a fact of welfare. */
export type DecidedExemption = Omit<ComputedExemption, 'restsOn'>;

/** One act on a contest; never changed. */
export interface ContestEntry {
  id: string;
  act: ContestAct;
  side: ContestSide;
  agency: string;
  officer: string | null;
  at: string;
  reason: string;
}

/** A disagreement about what the law takes off a pupil's tuition (đề nghị xem xét lại mức miễn, giảm). */
export interface Contest {
  id: string;
  schoolCode: string;
  schoolYear: string;
  personalId: string;
  /** Communes and provinces whose authority may decide. */
  units: string[];
  side: 'SCHOOL' | 'FAMILY';
  /** What was worked out when it was contested; null for nothing. */
  computed: ComputedExemption | null;
  askedOn: LocalDate;
  decideBy: LocalDate;
  state: ContestState;
  /** Of a CHANGED one; null where it was decided that there is none. */
  decided: DecidedExemption | null;
  decidedOn: LocalDate | null;
  until: LocalDate | null;
  /** In the order they were made. */
  entries: ContestEntry[];
}

/** Days in which a contest is decided: those the law on personal data gives for correcting it (Decree 356/2025). */
export const daysToDecide = 10;

export function isOverdue(
  { state, decideBy }: Pick<Contest, 'state' | 'decideBy'>,
  today: LocalDate,
): boolean {
  return state === 'OPEN' && decideBy < today;
}
