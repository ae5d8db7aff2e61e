/** One letter of a name, its Vietnamese marks taken apart so that the order they were typed in is forgotten. */
export interface NameLetter {
  /** Lower case, without marks; `d` for đ. */
  base: string;
  /** Marks that make another letter of it (circumflex, breve, horn, the stroke of đ, the tilde of ñ), sorted. */
  marks: string;
  /** Tone marks (dấu thanh), vowels only; more than one only in broken text. */
  tones: string;
  /** The character that stood there: tells the three glyphs of đ apart. */
  glyph: string;
}

export interface NameLetters {
  letters: NameLetter[];
  /** What stands before the letter at an index: `' '` white space, `'-'` hyphen, `"'"` apostrophe, `'.'` other. */
  breaks: ReadonlyMap<number, string>;
}

const TONES = new Set(['\u0300', '\u0301', '\u0303', '\u0309', '\u0323']);
const VOWELS = new Set(['a', 'e', 'i', 'o', 'u', 'y']);
/** đ, the Icelandic eth and the African d that stand for it in older files and fonts. */
const CROSSED_D = new Set(['\u0111', '\u00f0', '\u0256']);
const STROKE = '\u0335';

/** NOTE: engines put long runs of marks in order in quadratic time; no name comes near this. */
const LONGEST_READ = 1000;

/** No script needs more on one letter; past it the order stays as typed, so that heaps of marks cost no more. */
const MARKS_SORTED = 8;

const INVISIBLE = /^\p{Cf}$/u;
const MARK = /^\p{M}$/u;
const LETTER = /^[\p{L}\p{N}]$/u;
const SPACE = /^\s$/;
const HYPHEN = /^\p{Pd}$/u;
/** Everything used as the apostrophe of Ê-đê and Gia-rai names, the modifier letters included. */
const APOSTROPHE = /^['`\u2018-\u201b\u02b9-\u02bf\u2032\u00b4\u1ffd\u1fef\uff07]$/;

export const isVowel = (base: string): boolean => VOWELS.has(base);

export const isCrossedD = (letter: NameLetter): boolean => letter.base === 'd' && letter.marks === STROKE;

/**
 * The letters of a name and where its words break, whatever form it was written in.
 * Invisible characters vanish, breaks at either end too. A tilde is a tone on a vowel and part of the letter in ñ.
 * Characters past the first 1,000 are not read.
 */
export function lettersOf(text: string): NameLetters {
  const letters: NameLetter[] = [];
  const breaks = new Map<number, string>();
  let pending = '';
  for (const glyph of text.slice(0, LONGEST_READ).toLowerCase().normalize('NFD')) {
    const last = letters.at(-1);
    const isPlain = glyph >= 'a' && glyph <= 'z';
    if (!isPlain && MARK.test(glyph)) {
      if (last && pending === '') addMark(last, glyph);
    } else if (!isPlain && APOSTROPHE.test(glyph)) {
      pending = "'";
    } else if (isPlain || LETTER.test(glyph)) {
      if (pending !== '' && last) breaks.set(letters.length, pending);
      pending = '';
      const crossed = CROSSED_D.has(glyph);
      letters.push({ base: crossed ? 'd' : glyph, marks: crossed ? STROKE : '', tones: '', glyph });
    } else if (!INVISIBLE.test(glyph) && (pending === '' || pending === ' ')) {
      pending = SPACE.test(glyph) ? ' ' : HYPHEN.test(glyph) ? '-' : '.';
    }
  }
  return { letters, breaks };
}

function addMark(letter: NameLetter, mark: string): void {
  if (TONES.has(mark) && isVowel(letter.base)) letter.tones += mark;
  else if (letter.marks.length >= MARKS_SORTED || letter.marks < mark) letter.marks += mark;
  else letter.marks = mark + letter.marks;
}

/** Whether the vowel at an index is the whole rhyme: Lý, Y, Quý; not Thủy, not ay. */
export function isLoneVowel(letters: readonly NameLetter[], from: number, to: number, at: number): boolean {
  if (at + 1 !== to || letters[at]!.marks !== '') return false;
  let first = from;
  while (first < at && !isVowel(letters[first]!.base)) first += 1;
  const isQu =
    first === at - 1 && letters[first]!.base === 'u' && first - 1 >= from && letters[first - 1]!.base === 'q';
  return first === at || isQu;
}

/** From and to of each stretch between breaks, `to` excluded. */
export function syllables(length: number, breaks: ReadonlyMap<number, string>): [number, number][] {
  const starts = [0, ...breaks.keys(), length];
  return starts.slice(1).map((to, at) => [starts[at]!, to]);
}
