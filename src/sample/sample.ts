import { Dice } from './dice.js';
import type { Emit } from './emit.js';
import { emitEnrolments } from './enrolments.js';
import { emitFacilities } from './facilities.js';
import { emitItems } from './fees.js';
import { HouseholdMaker } from './household.js';
import { emitInsurance } from './insurance-cards.js';
import { emitEmployers, emitSocialSecurity } from './members.js';
import type { Household } from './person.js';
import { PersonalNumbers } from './personal-numbers.js';
import { Places } from './places.js';
import { emitRegistry } from './registry-rows.js';
import { Schools } from './schools.js';
import { emitHardAreas } from './welfare.js';

export interface SampleSize {
  /** At least 500: fewer have no room for class 10A1 and the cases the demo shows. */
  residents: number;
  /** The same seed makes the same rows in the same order. */
  seed: number;
}

export const FEWEST_RESIDENTS = 500;

/**
 * Makes invented residents and all their sector records, one household a step; yields how many residents are made.
 *
 * @throws RangeError for fewer than 500 residents or more than 10,000,000
 */
export function* makeSample({ residents, seed }: SampleSize, emit: Emit): Generator<number> {
  if (!Number.isInteger(residents) || residents < FEWEST_RESIDENTS || residents > 1e7) {
    throw new RangeError(`a sample has ${FEWEST_RESIDENTS} to 10,000,000 residents`);
  }
  const places = new Places();
  const dice = new Dice(seed);
  const households = new HouseholdMaker(dice, places, seed);
  const schools = new Schools(places, residents);
  const numbers = new PersonalNumbers(seed);
  const told = new Set<string>();
  emitFacilities(places, emit);
  emitEmployers(places, emit);
  emitHardAreas(places, emit);
  let made = 0;
  for (let index = 0; made < residents; index++) {
    const household = households.make(index, residents - made);
    emitRegistry(household, dice, places, emit);
    emitInsurance(household, dice, emit);
    emitEnrolments(household, dice, schools, numbers, emit);
    emitSocialSecurity(household, dice, places, numbers, emit);
    emitKnown(household, told, emit);
    made += household.members.length;
    yield made;
  }
  schools.emitAll(emit);
  emitItems(emit);
}

/** Remembers who shows which case, the first of each; and that person's first child, for the demo's resident. */
function emitKnown(household: Household, told: Set<string>, emit: Emit): void {
  for (const person of household.members) {
    if (person.story === null || told.has(person.story)) continue;
    told.add(person.story);
    emit('sample_known', [person.story, person.personalId]);
    if (person.story !== 'ACTIVE') continue;
    const child = household.members.find((one) => one.relationship === 'CHILD');
    if (child) emit('sample_known', ['CHILD', child.personalId]);
  }
}
