import { type Dice, type Draw, weighted } from './dice.js';
import { asTcvn3, asVni } from './legacy-encodings.js';

/** What a sector holds about a person: as once written down, not as the registry has it. */
export interface HeldRecord {
  fullName: string;
  birthText: string;
  personalId: string | null;
  oldIdNumber: string | null;
  address: string;
}

/** The classes of error that reconciliation meets in member files. */
export type RecordError =
  | 'TONES_DROPPED'
  | 'LETTER'
  | 'TONE'
  | 'MIDDLE_MISSING'
  | 'DAY_MONTH_SWAPPED'
  | 'YEAR_ONLY'
  | 'OFF_BY_ONE'
  | 'ID_MISSING'
  | 'ID_WRONG'
  | 'CMND_INSTEAD'
  | 'TCVN3'
  | 'VNI'
  | 'ADDRESS';

export const drawMemberError: Draw<RecordError> = weighted([
  ['TONES_DROPPED', 8],
  ['LETTER', 10],
  ['TONE', 10],
  ['MIDDLE_MISSING', 8],
  ['DAY_MONTH_SWAPPED', 8],
  ['YEAR_ONLY', 6],
  ['OFF_BY_ONE', 10],
  ['ID_MISSING', 10],
  ['ID_WRONG', 8],
  ['CMND_INSTEAD', 8],
  ['TCVN3', 3],
  ['VNI', 2],
  ['ADDRESS', 9],
]);

/** Errors of cards and enrolments: fewer, and of the kinds that keying brings. */
export const drawKeyingError: Draw<RecordError> = weighted([
  ['TONES_DROPPED', 3],
  ['LETTER', 3],
  ['TONE', 2],
  ['YEAR_ONLY', 1],
  ['DAY_MONTH_SWAPPED', 1],
  ['OFF_BY_ONE', 2],
  ['ID_MISSING', 4],
]);

const TONE_MARKS = ['\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
const ANY_TONE = /[\u0300\u0301\u0303\u0309\u0323]/;
const NEIGHBOURS: Record<string, string> = {
  n: 'm',
  m: 'n',
  h: 'g',
  g: 'h',
  t: 'r',
  c: 'x',
  l: 'n',
  i: 'y',
  u: 'i',
  o: 'u',
};

/** The record with one error in it. A class that cannot befall this record leaves it as it is. */
export function withError(record: HeldRecord, error: RecordError, dice: Dice, elsewhere: string): HeldRecord {
  const { fullName, birthText, personalId } = record;
  switch (error) {
    case 'TONES_DROPPED':
      return { ...record, fullName: withoutMarks(fullName) };
    case 'TCVN3':
      return { ...record, fullName: asTcvn3(fullName) };
    case 'VNI':
      return { ...record, fullName: asVni(fullName) };
    case 'LETTER':
      return { ...record, fullName: withOtherLetter(fullName, dice) };
    case 'TONE':
      return { ...record, fullName: withOtherTone(fullName, dice) };
    case 'MIDDLE_MISSING':
      return { ...record, fullName: withoutMiddle(fullName) };
    case 'DAY_MONTH_SWAPPED':
      return { ...record, birthText: swapped(birthText) };
    case 'YEAR_ONLY':
      return { ...record, birthText: birthText.slice(0, 4) };
    case 'OFF_BY_ONE':
      return { ...record, birthText: offByOne(birthText, dice) };
    case 'ID_MISSING':
      return { ...record, personalId: null, oldIdNumber: null };
    case 'ID_WRONG':
      return { ...record, personalId: personalId && withOtherDigits(personalId, dice) };
    case 'CMND_INSTEAD':
      return { ...record, personalId: null };
    case 'ADDRESS':
      return { ...record, address: elsewhere };
  }
}

export function withoutMarks(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
}

function withOtherLetter(name: string, dice: Dice): string {
  const places = Array.from(name, (letter, i) => (NEIGHBOURS[letter] && i > 0 ? i : -1)).filter(
    (i) => i >= 0,
  );
  if (places.length === 0) return name;
  const at = dice.pick(places);
  return name.slice(0, at) + NEIGHBOURS[name[at]!]! + name.slice(at + 1);
}

function withOtherTone(name: string, dice: Dice): string {
  const letters = name.normalize('NFD');
  const at = letters.search(ANY_TONE);
  if (at < 0) return name;
  const other = TONE_MARKS.filter((tone) => tone !== letters[at]);
  return (letters.slice(0, at) + dice.pick(other) + letters.slice(at + 1)).normalize('NFC');
}

function withoutMiddle(name: string): string {
  const words = name.split(' ');
  return words.length < 3 ? name : `${words[0]} ${words[words.length - 1]}`;
}

function swapped(birth: string): string {
  const [year, month, day] = birth.split('-');
  return day === undefined || Number(day) > 12 ? birth : `${year}-${day}-${month}`;
}

/** The day one off, or the year one off; never a day that does not exist. */
function offByOne(birth: string, dice: Dice): string {
  const [year, month, day] = birth.split('-');
  if (day === undefined || dice.chance(0.4))
    return `${Number(year) - 1}${birth.slice(4).replace('-02-29', '-02-28')}`;
  const next = Number(day) > 1 ? Number(day) - 1 : Number(day) + 1;
  return `${year}-${month}-${String(next).padStart(2, '0')}`;
}

/** Two neighbouring digits of the last six change places; where they are alike, the last digit is another. */
function withOtherDigits(id: string, dice: Dice): string {
  const at = 6 + dice.below(5);
  if (id[at] === id[at + 1]) return id.slice(0, 11) + ((Number(id[11]) + 1) % 10);
  return id.slice(0, at) + id[at + 1] + id[at] + id.slice(at + 2);
}
