import { type AddressName, foldWords, isOneLetterApart, nameOf, wordsOf } from './address-words.js';

/** A type word before a unit's name (xã, phường, huyện …), whatever way it was shortened. */
export type UnitType =
  | 'PROVINCE'
  | 'CITY'
  | 'DISTRICT'
  | 'QUARTER'
  | 'TOWN'
  | 'TOWNSHIP'
  | 'WARD'
  | 'COMMUNE'
  | 'ISLAND';

/** One way to read a part of an address: its type word, if it has one, and the name after it. */
export interface PartReading extends AddressName {
  type: UnitType | null;
  /** The type word itself had to be guessed by one letter. */
  typeGuessed: boolean;
  /** It begins with what may be a type word, here read as part of the name. */
  whole: boolean;
}

/** By every way to write them in ASCII, a space between words. */
const WAYS: readonly (readonly [UnitType, string])[] = [
  ['PROVINCE', 'tinh/t'],
  ['CITY', 'thanh pho/tp/t p'],
  ['DISTRICT', 'huyen/h'],
  ['QUARTER', 'quan/q'],
  ['TOWN', 'thi xa/tx/t x/thi x'],
  ['TOWNSHIP', 'thi tran/tt/t t'],
  ['WARD', 'phuong/p/f'],
  ['COMMUNE', 'xa/x'],
  ['ISLAND', 'dac khu'],
];
const TYPE_WORDS = new Map(
  WAYS.flatMap(([type, words]) => words.split('/').map((word) => [word, type] as const)),
);
const WHOLE_WORDS = [...TYPE_WORDS.keys()].filter(
  (word) => word === 'xa' || (word.length > 2 && word[1] !== ' '),
);

/** The type word that words come to (`thị xã`, `tx.`), or null when they are a name. */
export const typeOf = (words: readonly string[]): UnitType | null =>
  TYPE_WORDS.get(foldWords(words).join(' ')) ?? null;

/** The ways to read a part, the one with its type word taken off first; `guess` forgives a letter of that word. */
export function readPart(part: string, guess: boolean): PartReading[] {
  const words = wordsOf(part);
  const folded = foldWords(words);
  const readings: PartReading[] = [];
  for (const count of [2, 1]) {
    if (words.length <= count) continue;
    const word = folded.slice(0, count).join(' ');
    const type = TYPE_WORDS.get(word);
    const guessed =
      !type &&
      guess &&
      WHOLE_WORDS.find(
        (it) => it.length > word.length - 2 && it.length < word.length + 2 && isOneLetterApart(it, word),
      );
    if (!type && !guessed) continue;
    readings.push({
      ...nameOf(words.slice(count)),
      type: type ?? TYPE_WORDS.get(guessed as string)!,
      ...{ typeGuessed: !type, whole: false },
    });
    if (type) break;
  }
  const whole = readings.some((it) => !it.typeGuessed);
  return [...readings, { ...nameOf(words), type: null, typeGuessed: false, whole }];
}
