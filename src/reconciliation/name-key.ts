import { canonicalName } from '../domain/person-name.js';
import { type Hash, hashOf, hashThrough } from './hash.js';

/** What of a name is compared while people are searched. */
export interface NameKey {
  /** Words in their canonical form: `nguyễn`, `hoà`. */
  words: readonly string[];
  /** The same without marks: `nguyen`, `hoa`. */
  bare: readonly string[];
  /** As dialects sound: s is x, tr is ch, final ng is n. */
  sounds: readonly string[];
  /** `bare` in one piece: names written joined or apart have the same. */
  whole: string;
}

interface Word {
  canonical: string;
  bare: string;
  sound: string;
}

const MOST_REMEMBERED = 50_000;
const MOST_WORDS = 16;
const remembered = new Map<string, readonly Word[]>();

/** A name in lower case NFC with one space between words: names that differ by no more than that are the same text. */
export function writtenName(text: string): string {
  const cased = text.normalize('NFC').toLowerCase();
  return /^\s|\s$|\s\s|[^\S ]/.test(cased) ? cased.trim().replace(/\s+/g, ' ') : cased;
}

/** The hash of the name as `writtenName` gives it: nearly always without making that text. */
export function writtenHash(text: string): Hash {
  const isSpaced = text.startsWith(' ') || text.endsWith(' ') || text.includes('  ');
  return (isSpaced ? null : hashThrough(text, LOWER_CASE)) ?? hashOf(writtenName(text));
}

/** Letters that are their own NFC whatever stands beside them, with their lower case; 0 for all others. */
const LOWER_CASE = new Uint16Array(0x1f00);
for (const [from, to] of [
  [0x20, 0x250],
  [0x1e00, 0x1f00],
] as const) {
  for (let code = from; code < to; code += 1) {
    const letter = String.fromCharCode(code);
    const lower = letter.toLowerCase();
    const isPlain =
      letter.normalize('NFC') === letter && lower.normalize('NFC') === lower && lower.length === 1;
    if (isPlain && (letter === ' ' || !/\s/.test(letter))) LOWER_CASE[code] = lower.charCodeAt(0);
  }
}

/** Words after the sixteenth are left out: no name has more. */
export function nameKey(text: string): NameKey {
  const words = writtenName(text).split(' ', MOST_WORDS).flatMap(wordsOf);
  const bare = words.map((it) => it.bare);
  return {
    words: words.map((it) => it.canonical),
    bare,
    sounds: words.map((it) => it.sound),
    whole: bare.join(''),
  };
}

const MOST_NAMES = 20_000;
const names = new Map<string, NameKey>();

/** As `nameKey`, for names that come again: of a record and of everybody like it. */
export function rememberedNameKey(text: string): NameKey {
  let key = names.get(text);
  if (key === undefined) {
    key = nameKey(text);
    if (names.size >= MOST_NAMES) names.clear();
    names.set(text, key);
  }
  return key;
}

/** The words that one stretch between spaces holds: one, or more where it is hyphenated. */
function wordsOf(written: string): readonly Word[] {
  let words = remembered.get(written);
  if (words === undefined) {
    const parts = canonicalName(written).split(' ').filter(Boolean);
    words = parts.map((canonical) => {
      const bare = withoutMarks(canonical);
      return { canonical, bare, sound: soundOf(bare) };
    });
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(written, words);
  }
  return words;
}

function withoutMarks(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');
}

/** Spellings that are heard alike somewhere in the country, and those of one surname: one for all of each. */
const ONSETS: readonly (readonly [RegExp, string])[] = [
  [/^(?:gi(?=[aeou])|gi$|r|v)/, 'd'],
  [/^s(?!h)/, 'x'],
  [/^tr/, 'ch'],
  [/^n(?![gh])/, 'l'],
  [/^ngh/, 'ng'],
  [/^gh/, 'g'],
  [/^(?:qu?|c(?!h))/, 'k'],
];
const SURNAMES: Readonly<Record<string, string>> = { huynh: 'hoang', vo: 'vu', pham: 'phan' };

function soundOf(bare: string): string {
  let sound = SURNAMES[bare] ?? bare;
  for (const [spelling, one] of ONSETS) {
    if (!spelling.test(sound)) continue;
    sound = sound.replace(spelling, one);
    break;
  }
  return sound
    .replaceAll('y', 'i')
    .replace(/(?:nh|ng|m)$/, 'n')
    .replace(/(?:ch|c|p)$/, 't');
}
