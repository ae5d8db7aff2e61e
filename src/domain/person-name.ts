import { lettersOf } from './name-letters.js';
import { reasonsBetween } from './person-name-agreement.js';
import { canonicalName } from './person-name-canonical.js';
import { differenceReasons } from './person-name-difference.js';
import { inOrder, type NameComparison, type NameReason } from './person-name-reason.js';
import { type RecoveredName, recoverName } from './person-name-recovery.js';
import { nameSimilarity } from './person-name-similarity.js';
import { isSlip } from './person-name-slip.js';

export { canonicalName } from './person-name-canonical.js';
export { NAME_REASONS, type NameComparison, type NameReason } from './person-name-reason.js';
export {
  commonEncoding,
  type NameEncoding,
  type RecoveredName,
  recoverName,
} from './person-name-recovery.js';
export { nameSimilarity } from './person-name-similarity.js';
export { nameWeight } from './person-name-weight.js';

const LONGEST = 200;

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
 * whole rhyme, glyphs of đ and of the apostrophe, words joined or hyphenated, syllables that one side writes without
 * any mark, and what `recoverName` brings back, whose syllables must then agree with their tones and be more than a
 * slip of one key, unless no other name can be meant (`isSlip`). A syllable marked on both sides must be marked alike
 * (Hùng, Hưng). No letter is ever guessed, so names of minorities pass unchanged. DIFFERENT says how the two look
 * alike, if they do. Symmetric, linear for names of up to 16 words; more than 200 characters on either side is
 * DIFFERENT unread.
 */
export function compareNames(stated: string, recorded: string): NameComparison {
  if (stated.length > LONGEST || recorded.length > LONGEST)
    return answer(stated, recorded, 'DIFFERENT', new Set(['DIFFERENT']));
  if (stated === recorded) return answer(stated, recorded, 'SAME', new Set(['IDENTICAL']));
  if (tidy(stated, true, true, true) === tidy(recorded, true, true, true)) {
    return answer(stated, recorded, 'SAME', reasonsWithinSame(stated, recorded));
  }
  const [a, b] = [recoverName(stated), recoverName(recorded)];
  if (a || b) return compareRecovered(stated, recorded, a, b);
  const reasons = reasonsBetween(stated, recorded);
  return reasons
    ? answer(stated, recorded, 'SAME_NORMALISED', reasons)
    : answer(stated, recorded, 'DIFFERENT', differenceReasons(stated, recorded));
}

/**
 * At least one side recovered: unless the texts agree as they stand, where the signs of VIQR would pass for breaks, the
 * readings are compared, and what they were read from is named.
 */
function compareRecovered(
  stated: string,
  recorded: string,
  a: RecoveredName | null,
  b: RecoveredName | null,
): NameComparison {
  const isViqr = a?.encoding === 'VIQR' || b?.encoding === 'VIQR';
  const asTheyStand = isViqr ? null : reasonsBetween(stated, recorded);
  if (asTheyStand) return answer(stated, recorded, 'SAME_NORMALISED', asTheyStand);
  const [left, right] = [a?.name ?? stated, b?.name ?? recorded];
  const kinds = [a, b].flatMap((it): NameReason[] =>
    it ? [it.encoding.endsWith('_KEYS') ? 'TYPING_ARTEFACT' : 'ENCODING'] : [],
  );
  const reasons = reasonsBetween(left, right);
  if (reasons === null) {
    return answer(stated, recorded, 'DIFFERENT', new Set([...differenceReasons(left, right), ...kinds]));
  }
  if (isSlip([stated, a], [recorded, b])) {
    return answer(stated, recorded, 'DIFFERENT', new Set(['ONE_LETTER']));
  }
  const isCertain = !reasons.has('TONES_DROPPED') || (agrees(a, stated, right) && agrees(b, recorded, left));
  const all = new Set([...reasons, ...kinds, ...(isCertain ? [] : (['DIFFERENT'] as const))]);
  return answer(stated, recorded, isCertain ? 'SAME_NORMALISED' : 'DIFFERENT', all);
}

/** Whether each word that recovery changed is in the other name with its tones. */
function agrees(recovered: RecoveredName | null, text: string, other: string): boolean {
  if (!recovered) return true;
  const [before, words] = [canonicalName(text).split(' '), canonicalName(other).split(' ')];
  const changed = canonicalName(recovered.name)
    .split(' ')
    .filter((word) => !before.includes(word));
  return changed.every((word) => words.includes(word));
}

class Comparison implements NameComparison {
  readonly #stated: string;
  readonly #recorded: string;

  constructor(
    stated: string,
    recorded: string,
    readonly verdict: NameComparison['verdict'],
    readonly reason: NameReason,
    readonly reasons: readonly NameReason[],
  ) {
    this.#stated = stated;
    this.#recorded = recorded;
  }

  /** NOTE: reckoned when asked for, and the names are private: most comparisons are only asked for their verdict, and none may be logged. */
  get similarity(): number {
    return nameSimilarity(this.#stated, this.#recorded);
  }
}

function answer(
  stated: string,
  recorded: string,
  verdict: NameComparison['verdict'],
  reasons: ReadonlySet<NameReason>,
): NameComparison {
  const found = inOrder(reasons);
  if (found.length === 0) found.push('UNICODE_FORM');
  return new Comparison(stated, recorded, verdict, found.at(-1)!, found);
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
