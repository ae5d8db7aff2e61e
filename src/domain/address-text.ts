import { typeOf } from './address-part.js';
import { foldWords, isOneLetterApart, takeApart, wordsOf } from './address-words.js';
import { canonicalName, foldName } from './person-name.js';

/** As they stand inside a part, with all their marks: only then do they begin another part. */
const BEGINS_A_PART = new Set([
  'tỉnh',
  'huyện',
  'quận',
  'phường',
  'xã',
  'thành phố',
  'thị xã',
  'thị trấn',
  'đặc khu',
]);
const BEGINS_BARE = new Set([...BEGINS_A_PART].map(foldName));
const SHORT_WITH_DOT = new Set(['t.', 'h.', 'q.', 'p.', 'x.', 'f.', 'tp.', 'tx.', 'tt.']);

const SEPARATORS = /[,;|()\r\n\t]+/;
/** `Cao Lãnh (Thành phố)`: a type word may follow in brackets. */
const TYPE_BEHIND =
  /([^,;|()]+)\(\s*(tỉnh|thành phố|huyện|quận|thị xã|thị trấn|phường|xã|tp|tx|tt)\.?\s*\)/giu;
const DASH = /\s+[-–—](?=\s|$)\s*/;
const COUNTRIES = new Set(['vietnam', 'vn']);
const LONGEST = 500;

const HAMLET_WORDS = new Set(
  (
    'số nhà thôn ấp xóm bản làng buôn bon plei sóc khóm khu tổ tdp kp kdt đội đường phố ngõ ngách hẻm kiệt ql tl lô ' +
    'tầng tòa cụm khối tk cư chung căn quốc tiểu'
  )
    .split(' ')
    .flatMap((word) => [canonicalName(word), foldName(word)]),
);

/** Whether a part names something smaller than a commune: a hamlet (thôn, ấp), a street, a house. */
export function isBelowCommune(part: string): boolean {
  const first = wordsOf(part)[0];
  return first !== undefined && (/^\d/.test(first) || HAMLET_WORDS.has(takeApart(first).canonical));
}

/** An address between its commas, in written order; of a text over 500 characters only the end is read. */
export function addressChunks(text: string): string[] {
  const read = text.slice(-LONGEST).normalize('NFC');
  return (read.includes('(') ? read.replace(TYPE_BEHIND, '$2 $1') : read).split(SEPARATORS);
}

/**
 * The parts of a chunk: between dashes, and before every type word that stands inside (`Xã An Khánh Huyện Đại Từ`).
 * A dash inside a name (`isName`: Bà Rịa - Vũng Tàu) parts nothing. A country is left out.
 */
export function chunkParts(chunk: string, isName: (part: string) => boolean): string[] {
  return splitAtTypeWords(chunk)
    .flatMap((part) => (DASH.test(part) ? splitAtDashes(part, isName) : part))
    .filter((part) => {
      const folded = foldWords(wordsOf(part)).join('');
      return folded !== '' && !COUNTRIES.has(folded);
    });
}

/** How many words of a name may stand before the dash in it. */
const BEFORE_DASH = 4;

function splitAtDashes(part: string, isName: (part: string) => boolean): string[] {
  const parts: string[] = [];
  for (const piece of part.split(DASH)) {
    const before = parts.at(-1)?.split(' ') ?? [];
    const tails = Array.from({ length: BEFORE_DASH }, (_, at) => before.slice(-at - 1).join(' '));
    if (parts.length > 0 && tails.some((tail) => isName(`${tail} - ${piece}`)))
      parts.push(`${parts.pop()} - ${piece}`);
    else parts.push(piece);
  }
  return parts;
}

const HAS_LETTER = /[\p{L}\p{N}]/u;

/** Parts at every type word inside; with `bare`, at one that lost its marks too (`xa`, `huyen`). */
export function splitAtTypeWords(part: string, bare = false): string[] {
  const words = part.trim().split(/\s+/);
  const parts: string[] = [];
  let from = 0;
  for (let at = 1; at + 1 < words.length; at += 1) {
    if (!beginsPart(words, at, from, bare)) continue;
    const before = wordsOf(words.slice(from, at).join(' '));
    if (typeOf(before)) continue;
    parts.push(words.slice(from, at).join(' '));
    from = at;
  }
  return [...parts, words.slice(from).join(' ')];
}

function beginsPart(words: readonly string[], at: number, from: number, bare: boolean): boolean {
  const word = words[at]!.toLowerCase();
  const next = words[at + 1]!.toLowerCase();
  if (!HAS_LETTER.test(next)) return false;
  // The second half of thị xã, its first half perhaps misspelt where a part begins with it.
  const folded = takeApart(word).folded;
  const before = takeApart(wordsOf(words[at - 1]!)[0] ?? '').folded;
  const isSecondHalf =
    (folded === 'xa' || word.startsWith('x.')) &&
    (before === 'thi' || (at - 1 === from && isOneLetterApart(before, 'thi')));
  if (SHORT_WITH_DOT.has(/^\p{L}+\./u.exec(word)?.[0] ?? '')) return !isSecondHalf;
  if (BEGINS_A_PART.has(`${word} ${next}`) || (BEGINS_A_PART.has(word) && !isSecondHalf)) return true;
  if (!bare) return false;
  return BEGINS_BARE.has(`${folded} ${takeApart(next).folded}`) || (BEGINS_BARE.has(folded) && !isSecondHalf);
}
