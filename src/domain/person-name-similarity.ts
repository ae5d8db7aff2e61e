import { isOneEdit } from './one-edit.js';
import { canonicalName } from './person-name-canonical.js';
import { merged } from './person-name-difference.js';
import { wordWeight } from './person-name-weight.js';

/** Words past these are not read: a name has fewer, and pairing takes the square. */
const MOST_WORDS = 16;

/** What a word on one side costs that the other does not have, in bits: a middle word is often left out. */
const MISSING = -1;
const OTHER_WORD = -4;
const OTHER_PLACE = -2;

/**
 * How much two names speak for one person, in bits: agreement counts what `nameWeight` says of the words agreed on
 * (Nguyễn little, a rare name much), near misses less, other words against. For ranking candidates only, whatever
 * the verdict of the comparison: two different people may well score high. Symmetric.
 */
export function nameSimilarity(stated: string, recorded: string): number {
  const [a, b] = [wordsOf(stated), wordsOf(recorded)];
  const [few, many] = a.length < b.length || (a.length === b.length && a < b) ? [a, b] : [b, a];
  const left = many.map((word, at) => ({ word, at }));
  let bits = 0;
  for (const [at, word] of few.entries()) {
    let best = { gain: OTHER_WORD, index: -1 };
    for (const [index, other] of left.entries()) {
      const isSamePlace = other.at === at || many.length - other.at === few.length - at;
      const gain = wordGain(word, other.word, at === 0) + (isSamePlace ? 0 : OTHER_PLACE);
      if (gain > best.gain) best = { gain, index };
    }
    bits += best.gain;
    if (best.index >= 0) left.splice(best.index, 1);
  }
  return bits + (many.length - few.length) * MISSING;
}

/** Of one word: all its bits when equal, then by how far off it is. */
function wordGain(a: string, b: string, isFirst: boolean): number {
  if (a === b) return wordWeight(a, isFirst);
  const weight = Math.min(wordWeight(a, isFirst), wordWeight(b, isFirst));
  const [x, y] = [bare(a), bare(b)];
  if (x === y) return x === a || y === b ? weight - 1 : weight / 2 - 2;
  if (merged(a) === merged(b)) return weight / 2 - 1;
  return isOneEdit(a, b) || isOneEdit(x, y) ? weight / 2 - 3 : OTHER_WORD;
}

const wordsOf = (text: string): string[] => canonicalName(text.slice(0, 200)).split(' ').slice(0, MOST_WORDS);

function bare(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');
}
