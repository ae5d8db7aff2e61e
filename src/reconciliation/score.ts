import { type Birth, isWholeDate, swapped, yearOf } from './birth.js';
import { nameLevel } from './name-level.js';
import type { KeyedResident, Stated, Via } from './people.js';
import { WEIGHTS } from './weights.js';

/** What each field says for the record being this resident's, in bits. The prior is that he is one of so many. */
export interface Bits {
  prior: number;
  id: number;
  name: number;
  birth: number;
  sex: number;
  place: number;
}

export const totalOf = ({ prior, id, name, birth, sex, place }: Bits): number =>
  prior + id + name + birth + sex + place;

/** What a score is reckoned against. */
export interface Population {
  /** How many there are on record. */
  residents: number;
  /** Whether the number that the record claims is somebody's. */
  isHeld: boolean;
}

export function scoreOf(
  record: Stated,
  resident: KeyedResident,
  via: Via | null,
  { residents, isHeld }: Population,
): Bits {
  return {
    prior: -Math.log2(residents),
    id: idBits(record, resident, via, isHeld),
    name: nameBits(record, resident, residents),
    birth: birthBits(record.birth, resident.birth),
    sex: sexBits(record.sex, resident.sex),
    place: placeBits(record.communes, resident.communes),
  };
}

function idBits({ claimedId }: Stated, { id }: KeyedResident, via: Via | null, isOthers: boolean): number {
  const { equal, former, oldNumber, near, others, nobodys, none } = WEIGHTS.id;
  if (via === 'ID' || via === 'FORMER_ID') return via === 'ID' ? equal : former;
  if (claimedId === null) return via === 'OLD_NUMBER' ? oldNumber : none;
  const claimed = isNear(claimedId, id) ? near : isOthers ? others : nobodys;
  return via === 'OLD_NUMBER' ? oldNumber + claimed : claimed;
}

/** At most two digits differ, two neighbours in each other's place among them. */
export function isNear(a: number, b: number): boolean {
  let [x, y, differ] = [a, b, 0];
  while ((x > 0 || y > 0) && differ <= 2) {
    if (x % 10 !== y % 10) differ += 1;
    x = Math.floor(x / 10);
    y = Math.floor(y / 10);
  }
  return differ <= 2;
}

function nameBits(record: Stated, { name, bearers }: KeyedResident, residents: number): number {
  const { bare, tones, sounds, nearFactor, near, surname, other } = WEIGHTS.name;
  const full = Math.log2(residents / bearers);
  switch (nameLevel(record.name, name)) {
    case 'EQUAL':
      return full;
    case 'BARE':
      return full + bare;
    case 'TONES':
      return full + tones;
    case 'SOUNDS':
      return full + sounds;
    case 'NEAR':
      return full * nearFactor + near;
    case 'SURNAME':
      return surname;
    case 'OTHER':
      return other;
  }
}

export function birthBits(a: Birth, b: Birth): number {
  const weights = WEIGHTS.birth;
  if (a === 0 || b === 0) return weights.none;
  const years = Math.abs(yearOf(a) - yearOf(b));
  if (!isWholeDate(a) || !isWholeDate(b)) return years === 0 ? weights.year : weights.other;
  if (a === b) return weights.equal;
  if (swapped(a) === b) return weights.swapped;
  const [monthA, monthB, dayA, dayB] = [
    Math.floor(a / 100) % 100,
    Math.floor(b / 100) % 100,
    a % 100,
    b % 100,
  ];
  if (monthA === monthB && dayA === dayB) return [1, 10, 100].includes(years) ? weights.step : weights.other;
  if (years !== 0) return weights.other;
  if (monthA === monthB && Math.abs(dayA - dayB) === 1) return weights.step;
  return monthA === monthB || dayA === dayB ? weights.part : weights.sameYear;
}

function sexBits(a: number, b: number): number {
  const { equal, other, none } = WEIGHTS.sex;
  return a === 0 || b === 0 ? none : a === b ? equal : other;
}

function placeBits(a: readonly number[], b: readonly number[]): number {
  const { equal, other, none } = WEIGHTS.place;
  if (a.length === 0 || b.length === 0) return none;
  return a.some((it) => b.includes(it)) ? equal : other;
}
