import { type Day, isoOf, plusYears, SAMPLE_DAY, yearOf } from './day.js';
import type { Dice } from './dice.js';
import type { Role } from './household.js';
import { drawClan, drawMinorityName, wholeMinorityName } from './minority-names.js';
import type { Household, Person } from './person.js';
import { type NameParts, PersonNames, type SampleSex, wholeName } from './person-names.js';
import { PersonalNumbers } from './personal-numbers.js';
import type { Places } from './places.js';
import type { HouseholdPlan, Story } from './stories.js';

/** Given names of twins that only a tone or a vowel keeps apart. */
const LOOK_ALIKES: Record<SampleSex, [string, string][]> = {
  MALE: [
    ['Hùng', 'Hưng'],
    ['Thanh', 'Thành'],
    ['Tuấn', 'Tuân'],
    ['Hiếu', 'Hiểu'],
    ['Dũng', 'Dụng'],
  ],
  FEMALE: [
    ['Hoa', 'Hòa'],
    ['Phương', 'Phượng'],
    ['Thu', 'Thư'],
    ['Thúy', 'Thủy'],
    ['Hà', 'Hạ'],
  ],
};
const OWN_PROVINCE = 0.9;
const FORMER_ID = 0.004;
const LAST_BIRTH_WITH_CMND = 2003;

/** Makes the members of a household from their roles: name, birth, status and every number they are known by. */
export class PersonMaker {
  readonly #names = new PersonNames();
  readonly #numbers: PersonalNumbers;
  #count = 0;

  constructor(
    private readonly dice: Dice,
    private readonly places: Places,
    seed: number,
  ) {
    this.#numbers = new PersonalNumbers(seed);
  }

  make(household: Household, roles: Role[], plan: HouseholdPlan | null): Person[] {
    const family = this.#surname(household);
    const made = new Map<Role, Person>();
    for (const role of roles) made.set(role, this.#person(household, role, family, made));
    const members = [...made.values()];
    if (plan) this.#tell(plan, members);
    for (const person of members) this.#number(person, household);
    return members;
  }

  #surname(household: Household): string {
    if (household.people) return drawClan(this.dice, household.people);
    return this.#names.surname(this.dice, Number(household.place.before.provinceCode) > 45);
  }

  #person(household: Household, role: Role, family: string, made: Map<Role, Person>): Person {
    const { dice } = this;
    const twin = role.twinOf && made.get(role.twinOf);
    const birth = twin ? twin.birth : plusYears(SAMPLE_DAY, -role.age) - dice.below(365);
    const marriedIn =
      role.sex === 'FEMALE' && (role.relationship === 'SPOUSE' || role.relationship === 'PARENT');
    const name = this.#name(
      household,
      role,
      marriedIn ? this.#surname(household) : family,
      yearOf(birth),
      twin,
    );
    const yearOnly = yearOf(birth) < 1955 && dice.chance(yearOf(birth) < 1940 ? 0.35 : 0.15);
    const fate = dice.next();
    return {
      index: this.#count++,
      personalId: '',
      formerId: null,
      cmnd: null,
      insuranceNumber: '',
      name,
      fullName: household.people ? wholeMinorityName(name, household.people) : wholeName(name),
      sex: role.sex,
      birth,
      birthText: yearOnly ? String(yearOf(birth)) : isoOf(birth),
      age: role.age,
      status: role.dead
        ? 'DECEASED'
        : role.age < 18 || fate > 0.0015
          ? 'ALIVE'
          : fate < 0.0005
            ? 'MISSING'
            : 'ID_CANCELLED',
      deceasedOn: role.dead ? this.#deathDay() : null,
      relationship: role.relationship,
      story: null,
    };
  }

  #name(household: Household, role: Role, surname: string, birthYear: number, twin?: Person): NameParts {
    const { dice } = this;
    if (household.people) return drawMinorityName(dice, household.people, surname, role.sex);
    const name = this.#names.draw(dice, surname, role.sex, birthYear);
    if (!twin || twin.sex !== role.sex) return name;
    const [one, other] = dice.pick(LOOK_ALIKES[role.sex]);
    twin.name = { ...twin.name, given: one };
    twin.fullName = wholeName(twin.name);
    return { ...twin.name, given: other };
  }

  #deathDay(): Day {
    return SAMPLE_DAY - this.dice.between(30, 2000);
  }

  /** Makes the plan's hero show its story, and everyone else of such a household plainly alive. */
  #tell(plan: HouseholdPlan, members: Person[]): void {
    const hero = members.find((one) =>
      plan.hero === 'ELDER'
        ? one.relationship === 'PARENT'
        : one.relationship === (plan.hero === 'FIRST_CHILD' ? 'CHILD' : 'HEAD'),
    );
    for (const one of members) if (one.status !== 'DECEASED') one.status = 'ALIVE';
    for (const one of members) one.birthText = isoOf(one.birth);
    if (!hero) return;
    hero.story = plan.story;
    if (plan.story === 'DECEASED') hero.deceasedOn = SAMPLE_DAY - 200;
    if (plan.story === 'YEAR_ONLY') hero.birthText = String(yearOf(hero.birth));
    if (plan.story === 'MISSING' || plan.story === 'ID_CANCELLED') hero.status = plan.story;
  }

  #number(person: Person, household: Household): void {
    const { dice, places } = this;
    const own = person.story !== null || dice.chance(OWN_PROVINCE);
    const province = own ? household.place.before.provinceCode : dice.pick(places.formerProvinces);
    const year = yearOf(person.birth);
    person.personalId = this.#numbers.personalId(province, person.sex, year);
    const born = year <= LAST_BIRTH_WITH_CMND;
    if (born && (dice.chance(0.85) || hasOldNumber(person.story)))
      person.cmnd = this.#numbers.oldIdNumber(person.index);
    if (dice.chance(FORMER_ID) && person.story === null) person.formerId = this.#former(province, person);
    if (person.story === 'FORMER_ID') person.formerId = this.#former(province, person);
    person.insuranceNumber = this.#numbers.insuranceNumber(household.place.before.provinceCode, person.index);
  }

  /** The number that was cancelled: it tells another year or the other sex, which is why it was. */
  #former(province: string, person: Person): string {
    const year = yearOf(person.birth);
    if (this.dice.chance(0.2)) {
      return this.#numbers.personalId(province, person.sex === 'MALE' ? 'FEMALE' : 'MALE', year);
    }
    return this.#numbers.personalId(province, person.sex, year - this.dice.between(1, 4));
  }
}

function hasOldNumber(story: Story | null): boolean {
  return story === 'ACTIVE' || story === 'CAN_CUOC' || story === 'FORMER_ID' || story === 'YEAR_ONLY';
}
