import type { Verdict } from './verdict.js';

/**
 * How two writings of a name differ, lightest first; the reason of a comparison is the heaviest that was needed.
 *
 * Up to TYPING_ARTEFACT the two are one name; the rest are two legal names and only say what to look at: words in
 * another order, middle words left out, one letter with its marks, or letters and names that are taken for each other
 * (s/x, ch/tr, d/gi/r, l/n, hỏi/ngã, Huỳnh/Hoàng, Võ/Vũ, Phan/Phạm).
 */
export const NAME_REASONS = [
  'IDENTICAL',
  'CASE',
  'UNICODE_FORM',
  'TONE_PLACEMENT',
  'I_Y',
  'LETTER_D',
  'SPACING',
  'TONES_DROPPED',
  'ENCODING',
  'TYPING_ARTEFACT',
  'ORDER',
  'MIDDLE_NAME_MISSING',
  'ONE_LETTER',
  'CONFUSABLE',
  'DIFFERENT',
] as const;

export type NameReason = (typeof NAME_REASONS)[number];

export interface NameComparison {
  verdict: Extract<Verdict, 'SAME' | 'SAME_NORMALISED' | 'DIFFERENT'>;
  reason: NameReason;
  /** All that were found, lightest first; beside DIFFERENT also what else a reader would have to forgive. */
  reasons: readonly NameReason[];
  /** Of `nameSimilarity`, in bits; for ranking, and never to be shown beside a record the caller may not read. */
  readonly similarity: number;
}

export const inOrder = (reasons: ReadonlySet<NameReason>): NameReason[] =>
  NAME_REASONS.filter((reason) => reasons.has(reason));
