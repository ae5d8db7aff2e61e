/** What one stated field is worth against the record. RENAMED_UNIT is for addresses only. */
export type Verdict =
  | 'SAME'
  | 'SAME_NORMALISED'
  | 'LESS_PRECISE'
  | 'RENAMED_UNIT'
  | 'DIFFERENT'
  | 'NOT_ON_RECORD';

export type VerdictField = 'NUMBER' | 'FULL_NAME' | 'DATE_OF_BIRTH' | 'SEX' | 'ADDRESS';

export interface FieldVerdict {
  field: VerdictField;
  verdict: Verdict;
  /** A code of the comparison (`TONES_DROPPED`, `YEAR_ONLY`), never a value of the record. */
  reason: string | null;
}

/** What the verdicts on a person who was found come to. */
export type IdentificationDecision = 'MATCHED' | 'PARTIAL' | 'MISMATCHED';

const DECIDES_A_MISMATCH: readonly VerdictField[] = ['FULL_NAME', 'DATE_OF_BIRTH', 'SEX'];

/** What MATCHED asks of each field: that it was stated, and that its verdict is one of these. */
const ASKED_OF_A_MATCH: readonly [VerdictField, readonly Verdict[]][] = [
  ['NUMBER', ['SAME', 'SAME_NORMALISED']],
  ['FULL_NAME', ['SAME', 'SAME_NORMALISED']],
  ['DATE_OF_BIRTH', ['SAME', 'LESS_PRECISE']],
];

/**
 * Whether the person who was found by number is the person described.
 *
 * `verdicts` holds one entry a stated field, NUMBER among them. A difference of name, birth date or sex outweighs
 * whatever is missing; a match needs number, name and birth date; the address never decides, since cards keep the
 * one of their day of issue.
 */
export function decideIdentification(verdicts: readonly FieldVerdict[]): IdentificationDecision {
  if (verdicts.some((it) => it.verdict === 'DIFFERENT' && DECIDES_A_MISMATCH.includes(it.field))) {
    return 'MISMATCHED';
  }
  const matched = ASKED_OF_A_MATCH.every(([field, accepted]) => {
    const given = verdicts.filter((it) => it.field === field);
    return given.length > 0 && given.every((it) => accepted.includes(it.verdict));
  });
  return matched ? 'MATCHED' : 'PARTIAL';
}
