import { canonicalName } from './person-name-canonical.js';
import { inCaseOf } from './person-name-case.js';
import { isKnownBare, isKnownSurname, knownWordBits } from './person-name-weight.js';
import { isVietnameseSyllable } from './vietnamese-syllable.js';

export interface NameFromKeys {
  name: string;
  encoding: 'TELEX_KEYS' | 'VNI_KEYS';
}

/** A syllable rebuilt from the keys it was typed with. */
export interface TypedSyllable {
  /** Lower case NFC. */
  syllable: string;
  /** Whether some key cannot be a letter of a foreign name as well: not aa, ee, oo, s, r, x or a tone digit at the end. */
  certain: boolean;
}

const TELEX_TONES: Readonly<Record<string, string>> = {
  f: '\u0300',
  r: '\u0309',
  x: '\u0303',
  s: '\u0301',
  j: '\u0323',
};
const VNI_TONES: Readonly<Record<string, string>> = {
  '1': '\u0301',
  '2': '\u0300',
  '3': '\u0309',
  '4': '\u0303',
  '5': '\u0323',
};
/** Onset, vowels and the rest; the glide of qu and gi belongs to the onset. */
const PARTS = /^(qu|gi(?=[aeouyw])|[bcdghklmnpqrstvx]*)([aeiouyw]+)([a-z]*)$/;
const DOUBLED: Readonly<Record<string, string>> = { aa: 'â', ee: 'ê', oo: 'ô' };

/**
 * The name that was meant when keys of Telex or VNI were left in it (`Nguyeenx Vawn`); null when it may be a name as it
 * stands: it has several words, begins with a known surname, some key in it is no letter of foreign names, and
 * every word of the answer is of the tables, unless two words hold such keys.
 */
export function fromKeys(text: string): NameFromKeys | null {
  return withKeys(text, 'TELEX_KEYS', fromTelex) ?? withKeys(text, 'VNI_KEYS', fromVniKeys);
}

function withKeys(
  text: string,
  encoding: NameFromKeys['encoding'],
  read: (word: string) => TypedSyllable | null,
): NameFromKeys | null {
  const raw = text.split(/[ -]+/);
  if (raw.length < 2) return null;
  let [certain, unknown] = [0, 0];
  const words: string[] = [];
  for (const [at, word] of raw.entries()) {
    const typed = read(word);
    const meant = typed && isVietnameseSyllable(typed.syllable) ? typed.syllable : null;
    const stands = isVietnameseSyllable(word) && (isKnown(word) || meant === null || !isKnown(meant));
    if (!stands && meant === null) return null;
    const chosen = stands ? word.toLowerCase() : meant!;
    if (!isKnown(chosen)) unknown += 1;
    if (!stands && (typed!.certain || (encoding === 'VNI_KEYS' && at < raw.length - 1))) certain += 1;
    words.push(chosen);
  }
  if (certain < (unknown > 0 ? 2 : 1) || !isKnownSurname(canonicalName(words[0]!))) return null;
  return { name: inCaseOf(text, words.join(' ')), encoding };
}

const isKnown = (word: string): boolean => {
  const canonical = canonicalName(word);
  return knownWordBits(canonical) !== undefined || isKnownBare(canonical);
};

/** What the Telex keys of a syllable would have written (`nguyeenx` → nguyễn); null when it holds none. */
export function fromTelex(word: string): TypedSyllable | null {
  const parts = PARTS.exec(word.toLowerCase());
  if (!parts) return null;
  const [onset, typed, tail] = [parts[1]!, parts[2]!, parts[3]!];
  const tones = tail.replace(/[^fsrxj]/g, '');
  const coda = tail.replace(/[fsrxjw]/g, '');
  const [stroke, doubled] = [onset === 'dd', /aa|ee|oo/.exec(typed)];
  const isHorned = /w/.test(typed + tail);
  const plain = doubled ? typed.replace(doubled[0], DOUBLED[doubled[0]]!) : typed;
  const vowels = isHorned ? withHorn(plain + tail.replace(/[^w]/g, '')) : plain;
  const keys = [stroke, doubled, isHorned, tones].filter(Boolean).length;
  if (keys === 0 || vowels === null || tones.length > 1) return null;
  const syllable = written(stroke ? 'đ' : onset, vowels, coda, TELEX_TONES[tones] ?? '');
  return { syllable, certain: keys > 1 || stroke || isHorned || /[fj]/.test(tones) };
}

/** What the VNI keys of a syllable would have written (`nguye6n4` → nguyễn); null when it holds none. */
export function fromVniKeys(word: string): TypedSyllable | null {
  const lower = word.toLowerCase();
  const digits = lower.replace(/[^1-9]/g, '');
  const parts = PARTS.exec(lower.replace(/[1-9]/g, ''));
  if (digits === '' || !parts) return null;
  let [onset, vowels, tone] = [parts[1]!, parts[2]!, ''];
  for (const digit of digits) {
    const before = onset + vowels + tone;
    if (VNI_TONES[digit]) tone ||= VNI_TONES[digit];
    else if (digit === '6') vowels = vowels.replace(/[eo]|a/, (it) => DOUBLED[it + it]!);
    else if (digit === '7') vowels = vowels.replace(/uo|[uo]/, (it) => HORNED[it]!);
    else if (digit === '8') vowels = vowels.replace('a', 'ă');
    else if (digit === '9') onset = onset.replace(/^d$/, 'đ');
    const isAgain = digit === '7' && before.includes('ươ');
    if (before === onset + vowels + tone && !isAgain) return null;
  }
  const certain = digits.length > 1 || !/[1-5]$/.test(lower);
  return { syllable: written(onset, vowels, parts[3]!, tone), certain };
}

const HORNED: Readonly<Record<string, string>> = { uo: 'ươ', ua: 'ưa', u: 'ư', o: 'ơ', a: 'ă', '': 'ư' };

/** w next to its vowel or after the run; alone it is ư, and uo takes it on both. */
function withHorn(typed: string): string | null {
  const rest = typed.replaceAll('w', '');
  if (typed.length - rest.length > 2) return null;
  if (typed.startsWith('w')) return rest === 'o' ? 'ươ' : `ư${rest}`;
  const horned = rest.replace(/uo|ua|[aou]/, (it) => HORNED[it]!);
  return horned === rest ? null : horned;
}

/** The tone on the vowel that has a mark, else before a coda on the last, else on the first of two, the second of three. */
function written(onset: string, vowels: string, coda: string, tone: string): string {
  const marked = /[ăâêôơư](?![ăâêôơư])/.exec(vowels);
  const at = marked ? marked.index : coda !== '' ? vowels.length - 1 : vowels.length > 2 ? 1 : 0;
  return `${onset}${vowels.slice(0, at + 1)}${tone}${vowels.slice(at + 1)}${coda}`.normalize('NFC');
}
