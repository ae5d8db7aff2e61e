import { Dice, STREAM, scatter } from '../../../src/sample/dice.js';
import { pad } from '../../../src/sample/personal-numbers.js';
import { readUnits } from './address-units.js';
import { type Draft, nameOf, withErrors, writtenBirth } from './labelled-errors.js';
import { LabelledPeople, type LabelledPerson } from './labelled-people.js';
import { writeAddress, writeName } from './labelled-writing.js';

type Row = Record<string, string>;

/** A registry, a sector's members and the truth about each member, in the columns of such files. */
export interface LabelledSet {
  /** `personal_id, full_name, dob, gender, old_cmnd, commune_code, commune, province, hamlet, residence`. */
  registry: Row[];
  /** `sector_no, personal_id, old_cmnd, full_name, dob, gender, address`. */
  members: Row[];
  /**
   * `sector_no, true_personal_id, expect, errors`: codes of what is really wrong (`name:typo`) and of what is only
   * written otherwise (`rep:nfd`), parted by semicolons. No number at all (`id:missing`), or the old one only
   * (`id:cmnd_only`), is not wrong by itself.
   */
  truth: Row[];
}

const SHARES = {
  error: 0.0426,
  noNumber: 0.01,
  oldNumberOnly: 0.03,
  absent: 0.003,
  twice: 0.004,
  oldUnits: 0.8,
};

/** How many of the records have what; what is not given is as in the other sets. */
export type LabelledShares = Partial<typeof SHARES>;

/** The same size, seed and province give the same set. Everybody in it is invented. */
export function makeLabelledSet(
  size: { residents: number; members: number },
  seed: number,
  province: { name: string; code: string },
  wished: LabelledShares = {},
): LabelledSet {
  const shares = { ...SHARES, ...wished };
  const spare = Math.ceil(size.members * shares.absent * 2) + 1;
  const people = new LabelledPeople(size.residents + spare, seed, province);
  const [known, unknown] = [people.all.slice(0, size.residents), people.all.slice(size.residents)];
  const newUnit = newUnits();
  const dice = new Dice(seed);
  const order = shuffled(known, dice);
  const set: LabelledSet = {
    registry: order.map((person) => registryRow(person, newUnit(person.commune.newCode))),
    ...{ members: [], truth: [] },
  };
  const asked = shuffled(known, dice);
  for (let index = 0; set.members.length < size.members; index += 1) {
    dice.at(STREAM.social, index);
    const isTwice = dice.chance(shares.twice);
    const isAbsent = !isTwice && unknown.length > 0 && dice.chance(shares.absent);
    const person = isAbsent ? unknown.pop()! : asked[index % asked.length]!;
    for (const expected of isTwice ? ['DUPLICATE', 'DUPLICATE'] : [isAbsent ? 'NOT_FOUND' : 'VERIFIED']) {
      const { draft, errors } = hold(person, expected === 'VERIFIED', people, dice, shares);
      const name = writeName(
        draft.fullName,
        errors.some((it) => it.startsWith('name:')),
        dice,
      );
      const address = writeAddress(addressOf(draft, person, newUnit, dice, shares.oldUnits), dice);
      const isWrong = errors.some((it) => !['id:missing', 'id:cmnd_only'].includes(it)) || errors.length > 1;
      const sectorNo = `82${pad(scatter(set.members.length, 1e8, 977), 8)}`;
      set.members.push({
        ...{ sector_no: sectorNo, personal_id: draft.personalId, old_cmnd: draft.oldIdNumber },
        ...{ full_name: name.text, dob: writtenBirth(draft.birth) },
        gender: draft.sex === person.sex && dice.chance(0.01) ? '' : genderOf(draft.sex),
        address: address.text,
      });
      set.truth.push({
        ...{ sector_no: sectorNo, true_personal_id: isAbsent ? '' : person.personalId },
        ...{ expect: isWrong ? 'MISMATCH' : expected },
        errors: [...errors, ...name.codes, ...address.codes].join(';'),
      });
    }
  }
  return set;
}

/** What a sector holds of a person before it is written down. */
function hold(
  person: LabelledPerson,
  mayBeWrong: boolean,
  people: LabelledPeople,
  dice: Dice,
  { error, noNumber, oldNumberOnly }: typeof SHARES,
) {
  const draft: Draft = {
    ...{ personalId: person.personalId, fullName: nameOf(person), birth: person.birth, sex: person.sex },
    ...{ oldIdNumber: dice.chance(0.55) ? (person.oldIdNumber ?? '') : '', commune: person.commune },
  };
  const at = dice.next();
  if (mayBeWrong && at < error) return withErrors(draft, person, people, dice);
  if (at < error + noNumber) {
    return { draft: { ...draft, personalId: '', oldIdNumber: '' }, errors: ['id:missing'] };
  }
  if (at < error + noNumber + oldNumberOnly && person.oldIdNumber) {
    const only = { ...draft, personalId: '', oldIdNumber: person.oldIdNumber };
    return { draft: only, errors: ['id:cmnd_only'] };
  }
  return { draft, errors: [] };
}

interface NewUnit {
  code: string;
  name: string;
  province: string;
}

/** Units in force by the code that the crosswalk gives them. */
function newUnits(): (code: string) => NewUnit {
  const units = readUnits();
  return (listed) => {
    const { code, name, provinceCode } = units.find(listed, '2025-07-01')!;
    return { code, name, province: units.find(provinceCode!, '2025-07-01')!.name };
  };
}

function registryRow(person: LabelledPerson, unit: NewUnit): Row {
  const { birth, commune } = person;
  return {
    ...{ personal_id: person.personalId, full_name: nameOf(person).toUpperCase() },
    dob: birth.yearOnly ? `${birth.year}` : `${birth.year}-${pad(birth.month, 2)}-${pad(birth.day, 2)}`,
    ...{ gender: genderOf(person.sex), old_cmnd: person.oldIdNumber ?? '', commune_code: unit.code },
    ...{ commune: commune.newName, province: unit.province },
    ...{ hamlet: person.hamlet, residence: person.residence },
  };
}

/** In that share of the records by the units of before July 2025. */
function addressOf(
  draft: Draft,
  { hamlet }: LabelledPerson,
  newUnit: (code: string) => NewUnit,
  dice: Dice,
  oldUnits: number,
) {
  const { oldName, district, province, newName, newCode } = draft.commune;
  if (dice.chance(oldUnits)) return [hamlet, oldName, district, province].join(', ');
  return [hamlet, newName, newUnit(newCode).province].join(', ');
}

const genderOf = (sex: LabelledPerson['sex']) => (sex === 'FEMALE' ? 'Nữ' : 'Nam');

function shuffled<T>(list: readonly T[], dice: Dice): T[] {
  const other = [...list];
  dice.at(STREAM.household, list.length);
  for (let at = other.length - 1; at > 0; at -= 1) {
    const to = dice.below(at + 1);
    [other[at], other[to]] = [other[to]!, other[at]!];
  }
  return other;
}
