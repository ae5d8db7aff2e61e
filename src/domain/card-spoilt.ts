import { undoUtf8Misread } from './card-encoding.js';
import { fromTcvn3, fromViqr, fromVni, fromWindows1258 } from './person-name-encodings.js';
import { fromTelex, fromVniKeys } from './person-name-keys.js';
import { isHighlandSyllable, isVietnameseSyllable } from './vietnamese-syllable.js';

/** One way a device spoils every word of a card: the letters of another encoding, or keys that were not turned into letters. */
export interface Spoiling {
  by: 'ENCODING' | 'KEYS';
  /** The word that was meant; null for one that this cannot have spoilt. */
  read: (word: string) => string | null;
}

const SPOILINGS: readonly Spoiling[] = [
  { by: 'ENCODING', read: undoUtf8Misread },
  { by: 'ENCODING', read: fromTcvn3 },
  { by: 'ENCODING', read: fromVni },
  { by: 'ENCODING', read: fromWindows1258 },
  { by: 'ENCODING', read: fromViqr },
  // Devices write ươ letter by letter, where people press the key of the horn once.
  { by: 'KEYS', read: (word) => fromTelex(word.replace(/uwow/i, 'uow'))?.syllable ?? null },
  { by: 'KEYS', read: (word) => fromVniKeys(word.replace(/u7o7/i, 'uo7'))?.syllable ?? null },
];

/** Words that nearly every card holds, in its address or as its sex: by these a spoilt text is known. */
const COMMON = new Set([
  ...['xã', 'phường', 'thị', 'trấn', 'quận', 'huyện', 'thành', 'phố', 'tỉnh'],
  ...['ấp', 'thôn', 'tổ', 'đường', 'số', 'nội', 'nữ'],
]);
const LONGEST_WORD = 16;

const meantBy = ({ read }: Spoiling, word: string) => read(word)?.normalize('NFC').toLowerCase();

/** What has spoilt a text, told by a common word in it (`N÷`, `HuyÖn`, `Tinhr`); null when none shows it. */
export function spoilingOf(text: string): Spoiling | null {
  for (const word of text.split(/[\s,]+/)) {
    if (word.length > LONGEST_WORD || word === '' || isVietnameseSyllable(word)) continue;
    const found = SPOILINGS.find((it) => COMMON.has(meantBy(it, word) ?? ''));
    if (found) return found;
  }
  return null;
}

/** Whether a field is the word Nữ, spoilt. */
export function isSpoiltFemale(field: string): boolean {
  return field.length <= LONGEST_WORD && SPOILINGS.some((it) => meantBy(it, field) === 'nữ');
}

/**
 * A name of a card of which it is known what spoilt it; null when a word of it can be read in two ways or in none.
 * Where nothing was spoilt the name comes back as it stands.
 */
export function unspoiltName(name: string, spoiling: Spoiling): string | null {
  const words = name.trim().split(/\s+/);
  const read = words.map((word) => unspoiltWord(word, spoiling));
  if (read.includes(null)) return null;
  return read.some((word, at) => word !== words[at]) ? read.join(' ') : name;
}

function unspoiltWord(word: string, spoiling: Spoiling): string | null {
  const meant = meantBy(spoiling, word);
  if (meant === undefined) return isName(word) ? word : null;
  if (meant === word.toLowerCase()) return word;
  // NOTE: `Coong` is a name of its own and the keys of Công; letters of another encoding are never both.
  if (spoiling.by === 'KEYS' && (isVietnameseSyllable(word) || !isVietnameseSyllable(meant))) return null;
  if (!isName(meant)) return null;
  return meant[0]!.toUpperCase() + meant.slice(1);
}

function isName(word: string): boolean {
  return isVietnameseSyllable(word) || isHighlandSyllable(word);
}
