import { canonicalName, foldName } from './person-name.js';

/** A name as it is compared: for looking up, and with its tones. */
export interface AddressName {
  /** Lower case ASCII without spaces, i for y, numbers without leading zeros: `Phường 05` → `5`. */
  key: string;
  /** The words with their tones, one tone placement. */
  words: readonly string[];
}

/** The words of a part: apostrophes left out, `P12` and `Q.1` taken apart. */
export function wordsOf(part: string): string[] {
  return part
    .toLowerCase()
    .replace(/['`’‘ʼ´]/g, '')
    .replace(/^\s*([pqf])(\d)/u, '$1 $2')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean);
}

interface Word {
  folded: string;
  canonical: string;
}

/** NOTE: names of units are made of some 6,000 words; a word is taken apart once, not once an address. */
const REMEMBERED = 20_000;
const remembered = new Map<string, Word>();

/** A word in ASCII, and with its tones in one placement. */
export function takeApart(word: string): Word {
  let known = remembered.get(word);
  if (!known) {
    if (remembered.size >= REMEMBERED) remembered.clear();
    known = { folded: foldName(word).replaceAll(' ', ''), canonical: canonicalName(word) };
    remembered.set(word, known);
  }
  return known;
}

export const foldWords = (words: readonly string[]) => words.map((word) => takeApart(word).folded);

/** Whether a word is written without any mark. */
export const isBare = (word: string): boolean => takeApart(word).folded === word;

const ROMAN = new Map([
  ['i', '1'],
  ['ii', '2'],
  ['iii', '3'],
  ['iv', '4'],
  ['v', '5'],
]);

/** A name from its words; Roman numbers at its end, and numbers with leading zeros, become plain ones. */
export function nameOf(written: readonly string[]): AddressName {
  const numeral = ROMAN.get(written.at(-1) ?? '');
  const words = numeral ? [...written.slice(0, -1), numeral] : written;
  const folded = foldWords(words).map((word) => word.replace(/^0+(?=\d)/, ''));
  return { key: keyOf(folded.join('')), words: words.map((word) => takeApart(word).canonical) };
}

/** A name in ASCII without spaces as the key it is looked up by: y as i. */
export const keyOf = (squashed: string): string => squashed.replaceAll('y', 'i');

/** The same with c as k (Đắc, Đắk), but in ch. */
export const looseKeyOf = (key: string): string => key.replace(/c(?!h)/g, 'k');

/** Whether one letter more, one less, another one or two exchanged make one text of the other; equal is not. */
export function isOneLetterApart(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1 || a === b) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return (
    short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2)
  );
}
