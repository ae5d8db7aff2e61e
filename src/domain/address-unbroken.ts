import type { AddressBook } from './address-book.js';
import type { NameIndex } from './address-name-index.js';
import { readPart } from './address-part.js';
import { splitAtTypeWords } from './address-text.js';
import { wordsOf } from './address-words.js';

const LONGEST_NAME = 6;
const MOST_WORDS = 30;

/**
 * Ways to part an address that has no separators, or too few: at type words without their marks
 * (`Xa An Khanh Huyen Dai Tu`), and from the end by the names that stand there (`An Khánh Đại Từ Thái Nguyên`).
 */
export function waysToPart(parts: readonly string[], book: AddressBook): string[][] {
  const atTypeWords = parts.flatMap((part) => splitAtTypeWords(part, true));
  const ways = atTypeWords.length > parts.length ? [atTypeWords] : [];
  const words = parts.length === 1 ? wordsOf(parts[0]!).slice(-MOST_WORDS) : [];
  for (const [beforeProvince, province] of endings(words, book.provinces)) {
    for (const [beforeDistrict, district] of [
      ...endings(beforeProvince, book.districts),
      [beforeProvince, ''],
    ] as const) {
      for (const [hamlet, commune] of endings(beforeDistrict, book.communes)) {
        ways.push([hamlet.join(' '), commune, district, province].filter((part) => part !== ''));
      }
    }
  }
  return ways;
}

/** Each ending that is a name of the index, with the words before it. */
function endings(words: readonly string[], names: NameIndex<unknown>): [string[], string][] {
  const found: [string[], string][] = [];
  for (let count = 1; count <= Math.min(LONGEST_NAME, words.length); count += 1) {
    const part = words.slice(-count).join(' ');
    if (readPart(part, false).some(({ key }) => names.at(key).length > 0))
      found.push([words.slice(0, -count), part]);
  }
  return found;
}
