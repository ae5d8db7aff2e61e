import { isOneEdit } from './one-edit.js';
import { reasonsBetween } from './person-name-agreement.js';
import { canonicalName } from './person-name-canonical.js';
import type { NameReason } from './person-name-reason.js';

/** Past this many words only the whole is compared: no name has more, and pairing words takes the square. */
const MOST_WORDS = 16;

/** Names of one origin that are two names before the law, in their canonical form. */
const REGIONAL: readonly (readonly [string, string])[] = [
  ['hoàng', 'huỳnh'],
  ['vũ', 'võ'],
  ['phan', 'phạm'],
];
/** Onsets that dialects merge: s/x, tr/ch, gi and r/d, l/n. */
const MERGED_ONSETS: readonly (readonly [RegExp, string])[] = [
  [/^s/, 'x'],
  [/^tr/, 'ch'],
  [/^gi(?=\p{L})/u, 'd'],
  [/^gi?|^r/, 'd'],
  [/^n(?![gh])/, 'l'],
];

interface Word {
  canonical: string;
  bare: string;
}

/**
 * Why two names that are not one look alike, lightest first, with what has to be forgiven beside it (`TONES_DROPPED`);
 * only DIFFERENT where they do not. Symmetric. A hint for the person who decides, never an equality.
 */
export function differenceReasons(stated: string, recorded: string): Set<NameReason> {
  const [one, other] = [canonicalName(stated), canonicalName(recorded)].sort() as [string, string];
  const [a, b] = [wordsOf(one), wordsOf(other)];
  if (a.length === 0 || b.length === 0 || a.length > MOST_WORDS || b.length > MOST_WORDS) {
    return new Set(['DIFFERENT']);
  }
  return (
    ordered(a, b) ??
    middleMissing(a, b) ??
    confusable(a, b) ??
    oneLetter(a, b) ??
    new Set<NameReason>(['DIFFERENT'])
  );
}

function wordsOf(canonical: string): Word[] {
  const words = canonical.split(' ').filter(Boolean);
  return words.map((word) => ({ canonical: word, bare: bare(word) }));
}

/** What two words need forgiven to be one; null when it cannot be. Most pairs are told apart by their letters alone. */
function agreement(a: Word, b: Word): Set<NameReason> | null {
  return a.bare === b.bare ? reasonsBetween(a.canonical, b.canonical) : null;
}

/** The same words in another order; equal ones are paired before those that lost their marks. */
function ordered(a: readonly Word[], b: readonly Word[]): Set<NameReason> | null {
  if (a.length !== b.length || a.length < 2) return null;
  const reasons = new Set<NameReason>(['ORDER']);
  const left = [...b];
  const unpaired = a.filter((word) => {
    const at = left.findIndex((other) => other.canonical === word.canonical);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  for (const word of unpaired) {
    const at = left.findIndex((other) => agreement(word, other) !== null);
    if (at < 0) return null;
    for (const reason of agreement(word, left[at]!)!) reasons.add(reason);
    left.splice(at, 1);
  }
  return reasons;
}

/** First and last words agree, and one side's words between are some of the other's in their order. */
function middleMissing(a: readonly Word[], b: readonly Word[]): Set<NameReason> | null {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < 2 || short.length === long.length) return null;
  const first = agreement(short[0]!, long[0]!);
  const last = first && agreement(short.at(-1)!, long.at(-1)!);
  if (!last) return null;
  const reasons = new Set<NameReason>([...first, ...last, 'MIDDLE_NAME_MISSING']);
  let at = 1;
  for (const word of long.slice(1, -1)) {
    const agreed = at < short.length - 1 ? agreement(short[at]!, word) : null;
    if (!agreed) continue;
    for (const reason of agreed) reasons.add(reason);
    at += 1;
  }
  return at === short.length - 1 ? reasons : null;
}

function confusable(a: readonly Word[], b: readonly Word[]): Set<NameReason> | null {
  if (a.length !== b.length) return null;
  const reasons = new Set<NameReason>(['CONFUSABLE']);
  for (const [at, word] of a.entries()) {
    const other = b[at]!;
    if (word.canonical === other.canonical) continue;
    if (word.bare.at(-1) !== other.bare.at(-1) && !isRegional(word.canonical)) return null;
    const agreed = agreement(word, other) ?? reasonsBetween(merged(word.canonical), merged(other.canonical));
    if (!agreed) return null;
    for (const reason of agreed) reasons.add(reason);
  }
  return reasons;
}

/** One word for all that are taken for it: by onset, by hỏi and ngã, or as the other form of a surname. */
export function merged(word: string): string {
  const toned = word.normalize('NFD').replace('\u0309', '\u0303').normalize('NFC');
  const open = (REGIONAL.find((pair) => pair.includes(toned))?.[0] ?? toned).normalize('NFD');
  const onset = MERGED_ONSETS.find(([spelling]) => spelling.test(open));
  return (onset ? open.replace(onset[0], onset[1]) : open).normalize('NFC');
}

const isRegional = (word: string): boolean => REGIONAL.some((pair) => pair.includes(word));

/** One letter with its marks, the words being joined or not; marks that one side dropped are forgiven beside it. */
function oneLetter(a: readonly Word[], b: readonly Word[]): Set<NameReason> | null {
  if (isOneEdit(joined(a), joined(b))) return new Set(['ONE_LETTER']);
  if (a.length !== b.length) return null;
  const reasons = new Set<NameReason>(['ONE_LETTER']);
  let slips = 0;
  for (const [at, word] of a.entries()) {
    const other = b[at]!;
    const agreed = agreement(word, other);
    for (const reason of agreed ?? []) reasons.add(reason);
    if (agreed) continue;
    slips += 1;
    if (slips > 1) return null;
    if (isOneEdit(word.canonical, other.canonical)) continue;
    const isBare = word.bare === word.canonical || other.bare === other.canonical;
    if (!isBare || !isOneEdit(word.bare, other.bare)) return null;
    reasons.add('TONES_DROPPED');
  }
  return reasons;
}

const joined = (words: readonly Word[]): string => words.map((word) => word.canonical).join('');

function bare(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');
}
