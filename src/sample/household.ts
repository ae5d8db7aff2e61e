import { drawAddressLine } from './address.js';
import { type Dice, STREAM, weighted } from './dice.js';
import { drawPeople } from './minority-names.js';
import type { Household, Person, Relationship } from './person.js';
import { PersonMaker } from './person-maker.js';
import type { SampleSex } from './person-names.js';
import { pad } from './personal-numbers.js';
import type { Places } from './places.js';
import { type HouseholdPlan, planOf } from './stories.js';

const KINDS = ['COUPLE', 'THREE_GENERATIONS', 'ELDERS', 'SINGLE', 'LONE_PARENT', 'GRANDPARENTS'] as const;

export type HouseholdKind = (typeof KINDS)[number];

/** Someone to be made: what the composition of the household says, before name and numbers. */
export interface Role {
  relationship: Relationship;
  sex: SampleSex;
  age: number;
  dead?: boolean;
  twinOf?: Role;
}

const drawKind = weighted<HouseholdKind>([
  ['COUPLE', 0.52],
  ['THREE_GENERATIONS', 0.15],
  ['ELDERS', 0.13],
  ['SINGLE', 0.08],
  ['LONE_PARENT', 0.06],
  ['GRANDPARENTS', 0.06],
]);
const drawChildren = weighted<number>([
  [0, 0.08],
  [1, 0.32],
  [2, 0.43],
  [3, 0.13],
  [4, 0.04],
]);
const RECORDED_UNDER_NEW_CODE = 0.15;
const TWINS = 0.012;
const MOUNTAIN = new Set(['02', '04', '06', '10', '11', '12', '14', '62', '64', '66']);

/** Makes households one after another: who lives there, where, how they are related, and who is guardian of whom. */
export class HouseholdMaker {
  readonly #people: PersonMaker;

  constructor(
    private readonly dice: Dice,
    private readonly places: Places,
    seed: number,
  ) {
    this.#people = new PersonMaker(dice, places, seed);
  }

  /** At most `room` members. The dice are set anew, so the household depends on its index (and on numbers given). */
  make(index: number, room: number): Household {
    const dice = this.dice.at(STREAM.household, index);
    const plan = planOf(index);
    const place = this.places.draw(dice, plan?.province);
    const recorded = dice.chance(RECORDED_UNDER_NEW_CODE) ? place.after : place.before;
    const people = plan ? (plan.minority ?? null) : drawPeople(dice, place.before.provinceCode);
    const household: Household = {
      index,
      id: `HK${pad(index, 9)}`,
      place,
      recorded,
      addressLine: drawAddressLine(dice, recorded),
      people,
      poverty: plan ? (plan.poverty ?? null) : drawPoverty(dice, place.before.provinceCode),
      members: [],
      guardians: [],
    };
    const roles = compose(dice, plan).slice(0, room);
    household.members = this.#people.make(household, roles, plan);
    household.guardians = guardiansOf(household.members);
    return household;
  }
}

function compose(dice: Dice, plan: HouseholdPlan | null): Role[] {
  const kind = plan?.kind ?? drawKind(dice);
  const headAge = plan?.headAge ?? drawHeadAge(dice, kind);
  const headSex: SampleSex = dice.chance(kind === 'LONE_PARENT' ? 0.2 : kind === 'SINGLE' ? 0.5 : 0.7)
    ? 'MALE'
    : 'FEMALE';
  const otherSex: SampleSex = headSex === 'MALE' ? 'FEMALE' : 'MALE';
  const roles: Role[] = [{ relationship: 'HEAD', sex: headSex, age: headAge }];
  const spouseAge = Math.max(20, headAge + (headSex === 'MALE' ? -dice.between(0, 5) : dice.between(0, 5)));
  const motherAge = headSex === 'FEMALE' ? headAge : spouseAge;
  if (
    kind === 'COUPLE' ||
    kind === 'THREE_GENERATIONS' ||
    (kind !== 'SINGLE' && kind !== 'LONE_PARENT' && dice.chance(0.6))
  )
    roles.push({
      relationship: 'SPOUSE',
      sex: otherSex,
      age: spouseAge,
      dead: headAge > 64 && !plan && dice.chance(0.2),
    });
  if (kind === 'COUPLE' || kind === 'THREE_GENERATIONS' || kind === 'LONE_PARENT')
    for (const age of plan ? (plan.childAges ?? []) : childAges(dice, motherAge))
      addChild(dice, roles, 'CHILD', age, plan);
  if (kind === 'GRANDPARENTS')
    for (let i = dice.between(1, 2); i > 0; i--)
      addChild(dice, roles, 'GRANDCHILD', dice.between(0, 19), plan);
  if (kind === 'THREE_GENERATIONS') addElders(dice, roles, headAge, plan);
  return roles;
}

function addChild(
  dice: Dice,
  roles: Role[],
  relationship: Relationship,
  age: number,
  plan: HouseholdPlan | null,
): void {
  const child: Role = { relationship, sex: dice.chance(0.52) ? 'MALE' : 'FEMALE', age };
  roles.push(child);
  if (plan ? plan.twins : dice.chance(TWINS)) {
    const sex = plan || dice.chance(0.7) ? child.sex : child.sex === 'MALE' ? 'FEMALE' : 'MALE';
    roles.push({ relationship, sex, age, twinOf: child });
  }
}

function addElders(dice: Dice, roles: Role[], headAge: number, plan: HouseholdPlan | null): void {
  const age = headAge + dice.between(21, 34);
  const both = dice.chance(0.45);
  const dead = plan?.story === 'DECEASED';
  roles.push({ relationship: 'PARENT', sex: 'FEMALE', age, dead: dead || (!plan && dice.chance(0.06)) });
  if (both)
    roles.push({
      relationship: 'PARENT',
      sex: 'MALE',
      age: age + dice.between(0, 5),
      dead: !plan && dice.chance(0.3),
    });
}

function drawHeadAge(dice: Dice, kind: HouseholdKind): number {
  if (kind === 'SINGLE') return dice.between(20, 45);
  if (kind === 'ELDERS') return 58 + Math.floor(34 * dice.next() ** 1.6);
  if (kind === 'GRANDPARENTS') return dice.between(52, 74);
  return dice.between(24, 58);
}

/** Ages of the children still at home, by the age of their mother. */
function childAges(dice: Dice, motherAge: number): number[] {
  const ages: number[] = [];
  let atBirth = dice.between(19, 30);
  for (let i = drawChildren(dice); i > 0; i--) {
    const age = motherAge - atBirth;
    if (age >= 0 && (age < 21 || dice.chance(0.3))) ages.push(age);
    atBirth += dice.between(2, 6);
  }
  return ages;
}

function drawPoverty(dice: Dice, formerProvince: string): Household['poverty'] {
  const at = dice.next() / (MOUNTAIN.has(formerProvince) ? 4 : formerProvince === '40' ? 1.6 : 1);
  return at < 0.018 ? 'POOR' : at < 0.045 ? 'NEAR_POOR' : null;
}

function guardiansOf(members: Person[]): Household['guardians'] {
  const guardians: Household['guardians'] = [];
  const grown = members.filter((one) => one.relationship === 'HEAD' || one.relationship === 'SPOUSE');
  for (const child of members) {
    if (child.age >= 18 || (child.relationship !== 'CHILD' && child.relationship !== 'GRANDCHILD')) continue;
    for (const guardian of grown) {
      if (guardian.status === 'DECEASED') continue;
      const parent = guardian.sex === 'MALE' ? 'FATHER' : 'MOTHER';
      guardians.push({ child, guardian, relation: child.relationship === 'CHILD' ? parent : 'GUARDIAN' });
    }
  }
  return guardians;
}
