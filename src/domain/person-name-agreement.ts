import { isCrossedD, isLoneVowel, isVowel, lettersOf, type NameLetter, syllables } from './name-letters.js';
import type { NameReason } from './person-name-reason.js';

/**
 * What has to be forgiven beyond case and Unicode form for two texts to be one name; null when it cannot be.
 * Where one side joins words, the other side's breaks count; breaks that contradict each other are not forgiven.
 */
export function reasonsBetween(statedText: string, recordedText: string): Set<NameReason> | null {
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
