import type { LocalDate } from '../../domain/local-date.js';

/** What the welfare sector knows of a person; the hub weighs it and passes none of it on. */
export type WelfareGround =
  | 'DISABILITY'
  | 'POOR_HOUSEHOLD'
  | 'NEAR_POOR_HOUSEHOLD'
  | 'ETHNIC_MINORITY'
  | 'SOCIAL_ASSISTANCE';

export type SchoolKind =
  | 'PRESCHOOL'
  | 'PRIMARY'
  | 'LOWER_SECONDARY'
  | 'UPPER_SECONDARY'
  | 'VOCATIONAL'
  | 'UNIVERSITY';

/** Kinds of facts an exemption can rest on; DECISION: a person decided a contest. */
export type FactKind = 'SCHOOL' | 'AGE' | 'RESIDENCE' | 'WELFARE' | 'DECISION';

/** Who pays how much less tuition (miễn, giảm học phí): one row of the law, in force between two days. */
export interface ExemptionRule {
  from: LocalDate;
  /** Null while nothing has ended it. */
  until: LocalDate | null;
  /**
   * The legal ground: what the school may learn, since it books and justifies the exemption by it. It names the
   * provision, and by that, as KHUYET_TAT does, what the pupil is; no record, degree or day behind it.
   */
  ground: string;
  /** Percent of tuition. */
  rate: number;
  source: string;
  /** The provision itself was not read: it is known from a digest (docs/decisions.md). */
  secondHand?: true;
  schools: readonly SchoolKind[];
  ownership?: 'PUBLIC';
  /** Of each of these groups at least one. */
  welfare?: readonly (readonly WelfareGround[])[];
  /** Whole years lived on the day, both ends included. */
  age?: readonly [from: number, to: number];
  /** A permanent residence in a commune of special difficulty (xã đặc biệt khó khăn). */
  disadvantagedArea?: true;
}

const general = ['PRESCHOOL', 'PRIMARY', 'LOWER_SECONDARY', 'UPPER_SECONDARY'] as const;
const further = ['VOCATIONAL', 'UNIVERSITY'] as const;
const decree = { from: '2025-09-03', until: null, secondHand: true } as const;

/**
 * The least age in whole years at which a school of this kind has students of its own; of who is younger no fact is
 * weighed for it, whoever enrolled him.
 */
export const youngestAt: Readonly<Partial<Record<SchoolKind, number>>> = { VOCATIONAL: 15, UNIVERSITY: 15 };

/** A change of the law ends a row and adds one. */
export const exemptionRules: readonly ExemptionRule[] = [
  {
    ...{ from: '2025-09-05', until: null, ground: 'NQ217', rate: 100 },
    ...{ source: 'Nghị quyết 217/2025/QH15', schools: general, ownership: 'PUBLIC' },
  },
  {
    ...{ ...decree, ground: 'ND238_D15_KHUYET_TAT', rate: 100, source: 'Nghị định 238/2025/NĐ-CP Đ15' },
    ...{ schools: further, welfare: [['DISABILITY']] },
  },
  {
    ...{ ...decree, ground: 'ND238_D15_DTTS_NGHEO', rate: 100, source: 'Nghị định 238/2025/NĐ-CP Đ15' },
    ...{ schools: further, welfare: [['ETHNIC_MINORITY'], ['POOR_HOUSEHOLD', 'NEAR_POOR_HOUSEHOLD']] },
  },
  {
    ...{ ...decree, ground: 'ND238_D15_TRO_CAP', rate: 100, source: 'Nghị định 238/2025/NĐ-CP Đ15' },
    ...{ schools: ['UNIVERSITY'], welfare: [['SOCIAL_ASSISTANCE']], age: [16, 22] },
  },
  {
    ...{ ...decree, ground: 'ND238_D16_K1_VUNG', rate: 70, source: 'Nghị định 238/2025/NĐ-CP Đ16 k1' },
    ...{ schools: further, welfare: [['ETHNIC_MINORITY']], disadvantagedArea: true },
  },
];
