import { isOneEdit } from './one-edit.js';
import { canonicalName } from './person-name-canonical.js';
import type { RecoveredName } from './person-name-recovery.js';
import { KNOWN_WORDS } from './person-name-weight.js';
import { isHighlandSyllable, isVietnameseSyllable } from './vietnamese-syllable.js';

const VIETNAMESE = /^[a-zà-ãè-êìíò-õùúýăđĩũơưạ-ỹ\s-]*$/i;
const ODD_CAPITAL = /\p{Ll}[À-Þ]/u;

/** A text and what was recovered from it; null where nothing was. */
export type Reading = readonly [text: string, recovered: RecoveredName | null];

/**
 * Whether a slip of one key could have made one text of the other, all in Vietnamese letters: then it is no encoding.
 * No slip writes bytes of UTF-8, nor a capital after a small letter where TCVN3 and Windows-1258 have codes, nor a word
 * that can be nothing but its reading.
 */
export function isSlip(a: Reading, b: Reading): boolean {
  const texts = [a[0].normalize('NFC'), b[0].normalize('NFC')];
  if (!texts.every((text) => VIETNAMESE.test(text))) return false;
  const encodings = [a, b].map(([, recovered]) => recovered?.encoding);
  if (encodings.includes('UTF8_AS_LATIN1')) return false;
  const hasCodes = encodings.includes('TCVN3') || encodings.includes('WINDOWS_1258');
  if (hasCodes && texts.some((text) => ODD_CAPITAL.test(text))) return false;
  const plain = texts.map((text) => text.toLowerCase().replace(/[\s-]/g, ''));
  const canonical = texts.map((text) => canonicalName(text).replaceAll(' ', ''));
  const isOneLetter = isOneEdit(plain[0]!, plain[1]!) || isOneEdit(canonical[0]!, canonical[1]!);
  return isOneLetter && ![a, b].every(hasOneReading);
}

/**
 * Whether each word that an older encoding changed can be nothing but its reading: it is no syllable as it stands, more
 * than one key away from the reading, and not one letter away from another known name. So TCVN3 `Quèc` is Quốc, but
 * `Trùc` may be Trúc as well as Trực, and `Voõ` is Võ with a key pressed twice. Never where the reading is a word of
 * the highlands: too few of their names are known.
 */
function hasOneReading([text, recovered]: Reading): boolean {
  if (!recovered) return true;
  if (recovered.encoding.endsWith('_KEYS')) return false;
  const [words, read] = [wordsOf(text), wordsOf(recovered.name)];
  return (
    words.length === read.length && words.every((word, at) => word === read[at] || isOnly(word, read[at]!))
  );
}

/** NOTE: with the tone as it stands and where the canonical form puts it: what is one letter away in the one may be two in the other. */
function isOnly(word: string, read: string): boolean {
  if (isVietnameseSyllable(word) || isHighlandSyllable(word) || !isVietnameseSyllable(read)) return false;
  const [canonical, canonicalRead] = [canonicalName(word), canonicalName(read)];
  if (isOneKey(word, read) || isOneKey(canonical, canonicalRead)) return false;
  for (const known of KNOWN_WORDS) {
    if (known !== canonicalRead && (isOneEdit(known, word) || isOneEdit(known, canonical))) return false;
  }
  return true;
}

const isOneKey = (a: string, b: string): boolean => isOneEdit(a.normalize('NFD'), b.normalize('NFD'));
const wordsOf = (text: string): string[] =>
  text
    .normalize('NFC')
    .toLowerCase()
    .trim()
    .split(/[\s-]+/);
