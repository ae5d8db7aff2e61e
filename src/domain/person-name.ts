import { isCrossedD, isLoneVowel, isVowel, lettersOf, type NameLetter, syllables } from './name-letters.js';
import type { Verdict } from './verdict.js';

/** How two writings of a name differ, lightest first; the reason of a comparison is the heaviest that was needed. */
export const NAME_REASONS = [
  'IDENTICAL',
  'CASE',
  'UNICODE_FORM',
  'TONE_PLACEMENT',
  'I_Y',
  'LETTER_D',
  'SPACING',
  'TONES_DROPPED',
  'DIFFERENT',
] as const;

export type NameReason = (typeof NAME_REASONS)[number];

export interface NameComparison {
  verdict: Extract<Verdict, 'SAME' | 'SAME_NORMALISED' | 'DIFFERENT'>;
  reason: NameReason;
  /** All that were found, lightest first. */
  reasons: readonly NameReason[];
}

const LONGEST = 200;
const DIFFERENT: NameComparison = { verdict: 'DIFFERENT', reason: 'DIFFERENT', reasons: ['DIFFERENT'] };

/**
 * One writing for all that are certainly the same name (họ, chữ đệm và tên): a key to compare, not to show.
 * Lower case NFC, one space between words, the tone on the last vowel it can stand on (`hòa` → `hoà`), lone y as i
 * (`lý` → `lí`), one glyph for đ, apostrophes left out. Tones stay: `hùng` and `hưng` are two people.
 */
export function canonicalName(text: string): string {
  const { letters, breaks } = lettersOf(text);
  const wordBreaks = new Map([...breaks].filter(([, kind]) => kind !== "'"));
  return syllables(letters.length, wordBreaks)
    .map(([from, to]) => {
      let written = '';
      let tones = '';
      for (let at = from; at < to; at += 1) {
        const letter = letters[at]!;
        tones += letter.tones;
        const base = letter.base === 'y' && isLoneVowel(letters, from, to, at) ? 'i' : letter.base;
        written += isCrossedD(letter) ? 'đ' : base + letter.marks;
        if (tones !== '' && (at + 1 === to || !isVowel(letters[at + 1]!.base))) {
          written += tones;
          tones = '';
        }
      }
      return written;
    })
    .join(' ')
    .normalize('NFC');
}

/** A name in lower case ASCII for search, marks and apostrophes dropped: `H'Hen Niê` → `hhen nie`. */
export function foldName(text: string): string {
  const { letters, breaks } = lettersOf(text);
  let folded = '';
  for (const [at, letter] of letters.entries()) {
    if (breaks.has(at) && breaks.get(at) !== "'") folded += ' ';
    if (/^[a-z0-9]$/.test(letter.base)) folded += letter.base;
  }
  return folded.replace(/ +/g, ' ').trim();
}

/**
 * Whether two writings can be one legal name, and what kind of difference there is.
 *
 * SAME: equal but for case, Unicode form and white space. SAME_NORMALISED: tone placement, y for i where it is the
 * whole rhyme, glyphs of đ and of the apostrophe, words joined or hyphenated, and syllables that one side writes
 * without any mark. A syllable marked on both sides must be marked alike (Hùng, Hưng). Where one side joins words,
 * the other side's breaks count; breaks that contradict each other are DIFFERENT. No letter is ever guessed, so names
 * of minorities pass unchanged. Symmetric, linear; more than 200 characters on either side is DIFFERENT unread.
 */
export function compareNames(stated: string, recorded: string): NameComparison {
  if (stated.length > LONGEST || recorded.length > LONGEST) return DIFFERENT;
  if (stated === recorded) return { verdict: 'SAME', reason: 'IDENTICAL', reasons: ['IDENTICAL'] };
  if (tidy(stated, true, true, true) === tidy(recorded, true, true, true)) {
    return found('SAME', reasonsWithinSame(stated, recorded));
  }
  const reasons = reasonsBetween(stated, recorded);
  return reasons ? found('SAME_NORMALISED', reasons) : DIFFERENT;
}

function found(verdict: 'SAME' | 'SAME_NORMALISED', reasons: ReadonlySet<NameReason>): NameComparison {
  const inOrder = NAME_REASONS.filter((reason) => reasons.has(reason));
  if (inOrder.length === 0) inOrder.push('UNICODE_FORM');
  return { verdict, reason: inOrder.at(-1)!, reasons: inOrder };
}

function tidy(text: string, form: boolean, letterCase: boolean, space: boolean): string {
  const formed = form ? text.normalize('NFC') : text;
  const cased = letterCase ? formed.toLowerCase() : formed;
  return space ? cased.trim().replace(/\s+/g, ' ') : cased;
}

/** Each of the three that must be forgiven: the texts differ when the other two alone are. */
function reasonsWithinSame(a: string, b: string): Set<NameReason> {
  const reasons = new Set<NameReason>();
  if (tidy(a, true, false, true) !== tidy(b, true, false, true)) reasons.add('CASE');
  if (tidy(a, false, true, true) !== tidy(b, false, true, true)) reasons.add('UNICODE_FORM');
  if (tidy(a, true, true, false) !== tidy(b, true, true, false)) reasons.add('SPACING');
  return reasons;
}

/** What has to be forgiven beyond case, form and space; null when it cannot be. */
function reasonsBetween(statedText: string, recordedText: string): Set<NameReason> | null {
  const stated = lettersOf(statedText);
  const recorded = lettersOf(recordedText);
  const [a, b] = [stated.letters, recorded.letters];
  if (a.length === 0 || a.length !== b.length) return null;
  const [coarse, fine] =
    stated.breaks.size < recorded.breaks.size
      ? [stated.breaks, recorded.breaks]
      : [recorded.breaks, stated.breaks];
  const reasons = new Set<NameReason>();
  for (const at of coarse.keys()) if (!fine.has(at)) return null;
  for (const [at, kind] of fine) if (coarse.get(at) !== kind) reasons.add('SPACING');
  for (const [from, to] of syllables(a.length, fine)) {
    if (!syllableReasons(a, b, from, to, reasons)) return null;
  }
  return reasons;
}

/** Adds what one syllable needs forgiven; false when its letters or marks are another's. */
function syllableReasons(
  a: readonly NameLetter[],
  b: readonly NameLetter[],
  from: number,
  to: number,
  reasons: Set<NameReason>,
): boolean {
  for (let at = from; at < to; at += 1) {
    const [x, y] = [a[at]!.base, b[at]!.base];
    if (x === y) continue;
    const isIY = (x === 'i' && y === 'y') || (x === 'y' && y === 'i');
    if (!isIY || !isLoneVowel(a, from, to, at)) return false;
    reasons.add('I_Y');
  }
  const [x, y] = [marksOf(a, from, to), marksOf(b, from, to)];
  if (x.marks === y.marks && x.crossed === y.crossed) {
    if (x.tonesAsTyped !== y.tonesAsTyped) reasons.add('TONE_PLACEMENT');
    if (x.glyphs !== y.glyphs) reasons.add('LETTER_D');
    return true;
  }
  reasons.add('TONES_DROPPED');
  return isDroppedFrom(x, y) || isDroppedFrom(y, x);
}

/** The marks of one syllable, each field a text that is empty where there are none. */
interface SyllableMarks {
  /** Marks by letter, tones at the end of their run of vowels; the stroke of đ left out. */
  marks: string;
  tonesAsTyped: string;
  /** Where đ stands, and by which glyph. */
  crossed: string;
  glyphs: string;
}

function marksOf(letters: readonly NameLetter[], from: number, to: number): SyllableMarks {
  const found: SyllableMarks = { marks: '', tonesAsTyped: '', crossed: '', glyphs: '' };
  let tones = '';
  for (let at = from; at < to; at += 1) {
    const letter = letters[at]!;
    tones += letter.tones;
    if (letter.tones !== '') found.tonesAsTyped += `${at}${letter.tones}`;
    if (isCrossedD(letter)) {
      found.crossed += `${at} `;
      found.glyphs += letter.glyph;
    } else if (letter.marks !== '') {
      found.marks += `${at}${letter.marks}`;
    }
    const endsRun = at + 1 === to || !isVowel(letters[at + 1]!.base);
    if (tones !== '' && endsRun) {
      found.marks += `${at}/${tones}`;
      tones = '';
    }
  }
  return found;
}

/** Whether a syllable has lost its marks: all of them, or all but the stroke of đ, which many programs leave. */
function isDroppedFrom(bare: SyllableMarks, full: SyllableMarks): boolean {
  return bare.marks === '' && (bare.crossed === '' || bare.crossed === full.crossed);
}
