import { undoUtf8Misread } from './card-encoding.js';
import { canonicalName } from './person-name-canonical.js';
import { inCaseOf } from './person-name-case.js';
import {
  fromTcvn3,
  fromTcvn3Capitals,
  fromViqr,
  fromVni,
  fromWindows1258,
  type TextDecoder,
} from './person-name-encodings.js';
import { fromKeys } from './person-name-keys.js';
import { isKnownSurname, knownWordBits, UNKNOWN_WORD_BITS, wordWeight } from './person-name-weight.js';
import { hasToneInPlace, isHighlandSyllable, isVietnameseSyllable } from './vietnamese-syllable.js';

/** What a name was written in; the last two are keys that no input method turned into letters. */
export type NameEncoding =
  | 'UTF8_AS_LATIN1'
  | 'TCVN3'
  | 'VNI'
  | 'VIQR'
  | 'WINDOWS_1258'
  | 'TELEX_KEYS'
  | 'VNI_KEYS';

export interface RecoveredName {
  /** NFC, one space between words, in the case it was typed in as far as that shows. */
  name: string;
  encoding: NameEncoding;
}

const LONGEST = 200;

/** A lead and a following byte of UTF-8 as Latin-1 or Windows-1252 shows them. */
const MISREAD = /(?:[\u00c2-\u00f4ĂăĐđƠơƯư]|\p{M})[\u0080-\u00bfŒœŠšŸŽžƒˆ˜\u2013-\u203a€™]/u;
const NAME_TEXT = /^[\p{Script=Latin}\p{M}\p{Zs}'’.-]+$/u;
/** Letters that only Unicode has: what holds one was not written in an older encoding. */
const UNICODE_LETTER = /[ăđĩũơưŏŭĕĭčẠ-ỹ]|\p{M}/iu;
const LATIN_1 = /[\u0080-\u00ff]/;
/**
 * What no name holds in any spelling: symbols, vowel and VNI sign that no language puts together, a stop after ã, ª
 * inside a word, ß without a vowel before it. Names of the Maghreb have aâ, though not these.
 */
const STRANGE =
  /[\u0080-\u009f¡-©«-¹»-¿×÷]|a[øõûùåàáãê]|e[øõûùåàáãâ]|[oaeuyôö][øõûù]|o[åâ]|[öô]ï|[âêô][ìò]|öô|aâ[uy](?![a-zà-ÿ])|uaân(?<!ouaân)|ã(?:ch?|p|t)(?![a-zà-ÿ])|ª(?<=[a-z]{2}ª)[a-z]|ß(?<=(?<![a-zà-ÿ])[b-df-hk-npq-tvx]+ß)/i;
const STRANGE_CAPITAL = /[À-Þ](?<=[a-zµß-ÿ][À-Þ])/;
/** In TCVN3, or where a shift key was held too long. */
const SECOND_CAPITAL = /[À-Þ](?<=(?:^|[ -])[A-ZÀ-Þ]{2})[a-zß-ÿ]/;
const ODD = [STRANGE, STRANGE_CAPITAL, SECOND_CAPITAL];
/** The commonest signs of VNI that can stand in syllables: Đ where surnames begin, and Thị in the middle. */
const TELLING_VNI = /^ñ|[ -]thò[ -]/i;
const HMONG_SURNAME = /^(?:li|ma)$/;
/** What no name holds, in VIQR. The weaker signs are punctuation of names too, and a question mark stands for letters lost. */
const VIQR_SIGN = /[aeiouy][\^(+*~`]|dd/i;
const VIQR_WEAK_SIGN = /[aeiouy][.?'’][a-z]|[aeiouy][.?'’][ -]/i;
const KEYS = /[a-z][1-9]|[wfj]|aa|ee|oo|dd|[aeiouy][a-z]*[sxr]/i;

const UNKNOWN_BITS = 18;
/** How much likelier a reading must be than the text as it stands, where that could be a name but for its capitals. */
const CLEARLY_BITS = 8;
/** The same where the encoding of the file is known. */
const LIKELIER_BITS = 4;
/** What it costs a text to be right but for a second capital. */
const SLIP_BITS = 4;

const LEGACY: readonly (readonly [NameEncoding, TextDecoder])[] = [
  ['TCVN3', fromTcvn3],
  ['TCVN3', fromTcvn3Capitals],
  ['VNI', fromVni],
  ['WINDOWS_1258', fromWindows1258],
];
const VIQR: typeof LEGACY = [['VIQR', fromViqr]];

/**
 * The name behind a text that was written in an older encoding or came without its input method; null when the text
 * may be a name as it stands.
 *
 * Judged for the whole name: some word that changes is no syllable, after the change every word is one, and a changed
 * word is a known name or a sign stands there that names do not hold. Of several readings the one whose words are the
 * more frequent. Right names are never rewritten: a name whose words are all right as they stand (TCVN3 `Cao Tó`, VNI
 * `Hoà Minh Anh`) stays, unless `source` says what the other names of its file were found to be in, one or several, and the reading
 * is clearly likelier, or it holds what only VNI puts there (`Mai Thò Lan`). Linear; more than 200 characters stay unread.
 */
export function recoverName(
  text: string,
  source?: NameEncoding | readonly NameEncoding[],
): RecoveredName | null {
  const isPlain = source === undefined || source.length === 0;
  if (!isPlain || text.length > LONGEST) return recoveredAnew(text, source);
  let recovered = remembered.get(text);
  if (recovered === undefined) {
    recovered = recoveredAnew(text);
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(text, recovered);
  }
  return recovered;
}

/** NOTE: a name is compared with one after another, and read anew each time it cost as much as the comparison. */
const MOST_REMEMBERED = 1_000;
const remembered = new Map<string, RecoveredName | null>();

function recoveredAnew(text: string, source?: NameEncoding | readonly NameEncoding[]): RecoveredName | null {
  if (text.length > LONGEST) return null;
  const misread = MISREAD.test(text) ? fromMisread(text) : null;
  if (misread) return misread;
  const tidy = text.normalize('NFC').trim().replace(/\s+/g, ' ');
  const sources = source === undefined ? [] : [source].flat();
  const typed = KEYS.test(tidy) ? fromKeys(tidy) : null;
  if (typed) return typed;
  if (UNICODE_LETTER.test(tidy)) return null;
  if (LATIN_1.test(tidy))
    return mostLikely(tidy, LEGACY, STRANGE.test(tidy) || STRANGE_CAPITAL.test(tidy), sources);
  const isStrange = VIQR_SIGN.test(tidy);
  return isStrange || sources.includes('VIQR') || VIQR_WEAK_SIGN.test(tidy)
    ? mostLikely(tidy, VIQR, isStrange, sources)
    : null;
}

/**
 * What the names of one file were written in, for `recoverName` to read the ambiguous ones: the encoding of at least
 * a third of them and of nine in ten of those that are in any; undefined otherwise. A few hundred names tell.
 */
export function commonEncoding(names: readonly string[]): NameEncoding | undefined {
  const counts = new Map<NameEncoding, number>();
  let found = 0;
  for (const name of names) {
    const encoding = recoverName(name)?.encoding;
    if (encoding === undefined) continue;
    found += 1;
    counts.set(encoding, (counts.get(encoding) ?? 0) + 1);
  }
  const [encoding, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [undefined, 0];
  return count * 3 >= names.length && count * 10 >= found * 9 ? encoding : undefined;
}

/** UTF-8 read as Latin-1, once or twice; a no-break space that became a plain one after Ã is put back. */
function fromMisread(text: string): RecoveredName | null {
  const name = undoUtf8Misread(text) ?? undoUtf8Misread(text.replace(/Ã(?= |$)/g, 'Ã\u00a0'));
  if (name === null || !NAME_TEXT.test(name)) return null;
  return { name: name.normalize('NFC').trim().replace(/\s+/g, ' '), encoding: 'UTF8_AS_LATIN1' };
}

function mostLikely(
  text: string,
  decoders: typeof LEGACY,
  isStrange: boolean,
  sources: readonly NameEncoding[],
): RecoveredName | null {
  const raw = wordsOf(text);
  const hasSecondCapital = SECOND_CAPITAL.test(text);
  if (!(isStrange || hasSecondCapital) && sources.length === 0 && raw.every(isSyllable))
    return fromTellingVni(text, raw);
  let best: RecoveredName | null = null;
  const margin = (sources.length === 0 ? CLEARLY_BITS : LIKELIER_BITS) - (hasSecondCapital ? SLIP_BITS : 0);
  const stands = raw.every(isStrange ? isVietnameseSyllable : isSyllable);
  let lowest = stands ? bitsOf(raw) - margin : Number.POSITIVE_INFINITY;
  for (const [encoding, decode] of decoders) {
    const decoded = decode(text);
    if (decoded === null) continue;
    const bits = bitsOfReading(raw, wordsOf(decoded), isStrange, sources.includes(encoding));
    if (bits >= lowest) continue;
    lowest = bits;
    best = { name: inCaseOf(text, decoded), encoding };
  }
  return best;
}

/**
 * VNI whose words could all be right. Thò is a Hmong clan, which stands first, or a given name, which stands last; amid
 * a name it is Thị, unless one word follows that is no known given name (it may be half of one), a Hmong surname
 * stands before it, or a word of one letter somewhere (`Y Thò Lan`).
 */
function fromTellingVni(text: string, raw: readonly string[]): RecoveredName | null {
  if (!TELLING_VNI.test(text)) return null;
  const thi = raw.findIndex((word) => /^thò$/i.test(word));
  const isThi = thi > 0 && thi < raw.length - 1 && raw.every((word) => word.length > 1);
  const isCrossed = raw.length > 2 && /^ñ/i.test(raw[0]!);
  const decoded = isThi || isCrossed ? fromVni(text) : null;
  if (decoded === null) return null;
  const read = wordsOf(decoded);
  const [surname, ...given] = read.map(canonicalName) as [string, ...string[]];
  if (knownWordBits(surname) === undefined || HMONG_SURNAME.test(surname)) return null;
  const isSurnameTold = isKnownSurname(surname) && knownWordBits(canonicalName(raw[0]!)) === undefined;
  const isNamed = given.every(isKnownGiven) || (isThi && (isSurnameTold || thi < raw.length - 2));
  if (!isNamed || bitsOfReading(raw, read, false, true) === Number.POSITIVE_INFINITY) return null;
  return { name: inCaseOf(text, decoded), encoding: 'VNI' };
}

const isKnownGiven = (word: string): boolean => wordWeight(word, false) < UNKNOWN_WORD_BITS;
const wordsOf = (text: string): string[] => text.split(/[ -]+/);
/** The clan Ksơr (Gia Rai, Ê Đê) as VNI shows it: it could be a highland syllable, and no clan is spelled so. */
const NO_CLAN = /^ksôr$/i;
/** A word that another was joined to (`VănAn`) is judged by its parts. */
const isSyllable = (word: string): boolean =>
  word
    .split(/(?<=\p{Ll})(?=[A-Z])/u)
    .every((part) => isVietnameseSyllable(part) || (isHighlandSyllable(part) && !NO_CLAN.test(part)));
const bitsOfWord = (word: string): number => knownWordBits(canonicalName(word)) ?? UNKNOWN_BITS;
const bitsOf = (words: readonly string[]): number => words.reduce((sum, word) => sum + bitsOfWord(word), 0);

/**
 * Infinite when it cannot be one. Where nothing strange stands, a changed word must be a known name. A word that was
 * plain letters before and after (Khmer `Rane`) passes beside strange ones.
 */
function bitsOfReading(
  raw: readonly string[],
  read: readonly string[],
  isStrange: boolean,
  isExpected: boolean,
): number {
  let [isNeeded, isKnown] = [isExpected, isStrange || isExpected];
  for (const [at, word] of read.entries()) {
    const before = raw[at]!;
    const isChanged = word !== before.toLowerCase();
    const isRight = isVietnameseSyllable(word)
      ? !isChanged || hasToneInPlace(word)
      : isHighlandSyllable(word);
    if (!isRight && (isChanged || !(isStrange || isExpected) || !/^[a-z]+$/.test(word)))
      return Number.POSITIVE_INFINITY;
    if (!isChanged) continue;
    isNeeded ||= !isSyllable(before) || ODD.some((sign) => sign.test(before));
    const isName = knownWordBits(canonicalName(word)) !== undefined;
    if (before.includes('?') && !isName && !isExpected && !isStrange) return Number.POSITIVE_INFINITY;
    isKnown ||= isName;
  }
  return isNeeded && isKnown ? bitsOf(read) : Number.POSITIVE_INFINITY;
}
