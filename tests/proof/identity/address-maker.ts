import type { AdminUnits } from '../../../src/domain/admin-unit.js';
import { readCrosswalk } from './crosswalk-sources.js';

/** One made address with what it means. */
export interface MadeAddress {
  text: string;
  /** Codes of the communes in force that it may lie in. */
  truth: string[];
  /** What was done to it, for the table of results. */
  done: string[];
}

/** Seeded numbers from 0 to 1 (mulberry32). */
export function makeRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const SHORT: [RegExp, string[]][] = [
  [/^Phường (?=\d)/, ['P.', 'P', 'P. ', 'F.']],
  [/^Phường /, ['P. ', 'P.', 'p ']],
  [/^Xã /, ['X. ', 'X.', 'x ']],
  [/^Thị trấn /i, ['TT ', 'TT. ', 'tt.']],
  [/^Huyện /, ['H. ', 'H.', 'h ']],
  [/^Quận (?=\d)/, ['Q.', 'Q', 'Q. ']],
  [/^Quận /, ['Q. ', 'Q.']],
  [/^Thị xã /, ['TX ', 'TX. ', 'Tx.']],
  [/^Thành phố /i, ['TP ', 'TP. ', 'Tp.']],
  [/^Tỉnh /, ['T. ', 'T.']],
];
const TYPE_WORD = /^(Phường|Xã|Thị trấn|Đặc khu|Huyện|Quận|Thị xã|Thành phố|Tỉnh)\s/i;
const HAMLETS = [
  ...['Thôn 3', 'Ấp Bình Hòa', 'Tổ dân phố 12', 'Số 8 đường Hoa Sữa', 'Xóm Đình', 'Bản Nà Pán', 'Khu phố 4'],
  ...['Khóm 2', 'Buôn Krum', 'Thôn Đông', '12/4 Hoa Ban', 'Tổ 5, Khu 2'],
];
const LETTERS = 'abcdeghiklmnopqrstuvxy';
const TONES = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];

/** The same seed gives the same addresses: rows of the crosswalk as people may write them. */
export function* makeAddresses(count: number, seed: number, units: AdminUnits): Generator<MadeAddress> {
  const random = makeRandom(seed);
  const chance = (share: number) => random() < share;
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
  const { rows } = readCrosswalk();
  const provinceOf = (code: string) => units.find(code, '2026-06-01')!.provinceCode!;
  for (let made = 0; made < count; made += 1) {
    const row = pick(rows);
    const old = chance(0.65);
    const done = [old ? 'three tiers' : 'two tiers'];
    const newCode = units.find(row.newCode, '2025-07-01')!.code;
    let parts = old
      ? [...(row.oldCode.length === 5 ? [row.oldName] : []), row.district, row.province]
      : [row.newName, units.find(provinceOf(newCode), '2026-06-01')!.name];
    const truth = old ? units.currentOf(row.oldCode, '2004-07-08').map((it) => it.code) : [newCode];

    const types = random();
    if (types < 0.2) {
      done.push('short type words');
      parts = parts.map((it) => SHORT.reduce((text, [from, to]) => text.replace(from, () => pick(to)), it));
    } else if (types < 0.4) {
      done.push('no type words');
      parts = parts.map(withoutType);
    } else if (types < 0.5) {
      done.push('some type words');
      parts = parts.map((it) => (chance(0.5) ? withoutType(it) : it));
    }
    if (chance(0.15)) {
      done.push('one letter');
      const at = Math.floor(random() * parts.length);
      parts[at] = withOneLetterWrong(parts[at]!, random);
    }
    const tones = random();
    if (tones < 0.15) {
      done.push('no tones');
      parts = parts.map(withoutTones);
    } else if (tones < 0.25) {
      done.push('one part without tones');
      const at = Math.floor(random() * parts.length);
      parts[at] = withoutTones(parts[at]!);
    } else if (tones < 0.35) {
      done.push('a wrong tone');
      const at = Math.floor(random() * parts.length);
      parts[at] = withWrongTone(parts[at]!, random);
    }
    if (chance(0.1)) {
      done.push('reversed');
      parts.reverse();
    } else if (chance(0.4)) {
      done.push('hamlet');
      parts.unshift(pick(HAMLETS));
    }
    const separator =
      types < 0.5 ? pick([', ', ', ', ', ', ',', ' - ', '; ']) : pick([', ', ', ', ',', ' - ', ' ']);
    if (separator === ' ') done.push('no separators');
    let text = parts.join(separator);
    if (chance(0.1)) text = text.toUpperCase();
    if (chance(0.05)) text = text.toLowerCase();
    if (chance(0.1)) text = text.normalize('NFD');
    yield { text, truth: truth.sort(), done };
  }
}

/** A number alone names nothing: it keeps its type word. */
const withoutType = (name: string) =>
  /\s\d+$/.test(name) && !/\s.*\s/.test(name) ? name : name.replace(TYPE_WORD, '');

const withoutTones = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');

/** Another letter, one more, one less, or two exchanged; digits stay, they are other units. */
function withOneLetterWrong(text: string, random: () => number): string {
  const letters = Array.from(text);
  const places = [...letters.keys()].filter((at) => /\p{L}/u.test(letters[at]!));
  const at = places[Math.floor(random() * places.length)]!;
  const other = LETTERS[Math.floor(random() * LETTERS.length)]!;
  const kind = random();
  if (kind < 0.5) letters[at] = other;
  else if (kind < 0.7) letters.splice(at, 1);
  else if (kind < 0.85) letters.splice(at, 0, other);
  else if (places.includes(at + 1)) letters.splice(at, 2, letters[at + 1]!, letters[at]!);
  else letters[at] = other;
  return letters.join('');
}

function withWrongTone(text: string, random: () => number): string {
  const letters = Array.from(text);
  const places = [...letters.keys()].filter((at) =>
    /[aeiouyăâêôơư]/i.test(letters[at]!.normalize('NFD')[0]!),
  );
  if (places.length === 0) return text;
  const at = places[Math.floor(random() * places.length)]!;
  const bare = letters[at]!.normalize('NFD').replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '');
  letters[at] = (bare + TONES[Math.floor(random() * TONES.length)]).normalize('NFC');
  return letters.join('');
}
