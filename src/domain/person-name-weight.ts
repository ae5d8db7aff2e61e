import { canonicalName } from './person-name-canonical.js';
import {
  CLANS,
  GIVEN_COUNTS,
  MIDDLE_PERCENT,
  OTHER_SURNAMES,
  SURNAME_PERCENT,
} from './person-name-shares.js';

/** What agreement on a word that no table has is worth, in bits: as if one person in 16,384 bore it. */
export const UNKNOWN_WORD_BITS = 14;

const bits = (share: number): number => Math.min(-Math.log2(share), UNKNOWN_WORD_BITS);

const surnameBits = new Map<string, number>();
const givenBits = new Map<string, number>();

const percents = Object.entries(SURNAME_PERCENT);
const left = percents.reduce((sum, [, percent]) => sum - percent, 100);
for (const word of OTHER_SURNAMES) {
  surnameBits.set(canonicalName(word), bits(left / 100 / OTHER_SURNAMES.length));
}
for (const [word, percent] of percents) surnameBits.set(canonicalName(word), bits(percent / 100));

const counts = new Map<string, number>();
let total = 0;
let count = 0;
for (const word of GIVEN_COUNTS.trim().split(/\s+/)) {
  if (Number(word) > 0) {
    count = Number(word);
  } else {
    counts.set(canonicalName(word), (counts.get(canonicalName(word)) ?? 0) + count);
    total += count;
  }
}
const middles = Object.entries(MIDDLE_PERCENT);
const middle = middles.reduce((sum, [, percent]) => sum + percent / 100, 0);
for (const [word, times] of counts) givenBits.set(word, bits((times / total) * (1 - middle)));
for (const [word, percent] of middles) givenBits.set(canonicalName(word), bits(percent / 100));

const clans = new Set(CLANS.map(canonicalName));
const bareWords = new Set([...surnameBits.keys(), ...givenBits.keys()].map(withoutMarks));

/** Every word of the tables, in its canonical form. */
export const KNOWN_WORDS: ReadonlySet<string> = new Set([
  ...surnameBits.keys(),
  ...givenBits.keys(),
  ...clans,
]);

/**
 * How much it says that two records agree on a name, in bits: −log2 of the share of people who bear each word.
 *
 * The first word counts as a surname where it is a known one, the others as middle and given names; a word that no
 * table has counts `UNKNOWN_WORD_BITS`. For ranking only: words are taken as independent, which they are not quite.
 */
export function nameWeight(name: string): number {
  const words = canonicalName(name).split(' ');
  return words.reduce((sum, word, at) => sum + wordWeight(word, at === 0), 0);
}

/** The same of one word in its canonical form; as a surname it may also be a given name, whichever is the more frequent. */
export function wordWeight(word: string, isFirst: boolean): number {
  if (word === '') return 0;
  const given = givenBits.get(word) ?? UNKNOWN_WORD_BITS;
  return isFirst ? Math.min(surnameBits.get(word) ?? given, given) : given;
}

/** Bits of a canonical word in whichever place it is most frequent; undefined when no table of names has it. */
export function knownWordBits(word: string): number | undefined {
  const [surname, given] = [surnameBits.get(word), givenBits.get(word)];
  if (surname === undefined && given === undefined) return clans.has(word) ? UNKNOWN_WORD_BITS : undefined;
  return Math.min(surname ?? UNKNOWN_WORD_BITS, given ?? UNKNOWN_WORD_BITS);
}

export const isKnownSurname = (word: string): boolean => surnameBits.has(word);

/** Whether a word without marks is a known one that lost them (`van`, `thi`). */
export const isKnownBare = (word: string): boolean => bareWords.has(word);

function withoutMarks(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');
}
