import type { NameKey } from './name-key.js';

/**
 * Whether the first name has a word with marks that the second writes otherwise, not merely more of them. Names whose
 * words do not stand side by side are only alike where the first has no marks at all.
 */
export function hasOwnMarks(a: NameKey, b: NameKey): boolean {
  if (a.words.length !== b.words.length) return a.words.join('') !== a.whole;
  return a.words.some((word, at) => word !== b.words[at] && !isLeftOut(marksOf(word), marksOf(b.words[at]!)));
}

const marksOf = (word: string): string => word.normalize('NFD').replace(/[^\p{M}đ]/gu, '');

/** No marks, or no more than the stroke of a đ that both have. */
const isLeftOut = (marks: string, others: string): boolean =>
  marks === '' || (/^đ+$/.test(marks) && others.includes('đ'));
