import { type Day, dayOf, plusYears, SAMPLE_DAY } from './day.js';
import type { Dice } from './dice.js';
import { occupationOf } from './occupation.js';
import type { Household, Person } from './person.js';

export interface InsuranceGroup {
  objectCode: string;
  level: number;
  from: Day;
  to: Day | null;
}

/** Who pays, and since when; the codes of Quyết định 1666/QĐ-BHXH. Sets the dice. */
export function insuranceGroupOf(person: Person, household: Household, dice: Dice): InsuranceGroup {
  const work = occupationOf(person, dice);
  const since = SAMPLE_DAY - dice.between(1, 1500);
  const endless = (objectCode: string, level: number): InsuranceGroup => ({
    objectCode,
    level,
    from: since,
    to: null,
  });
  const yearly = (objectCode: string, level: number): InsuranceGroup => {
    const from = SAMPLE_DAY - dice.between(1, 330);
    return { objectCode, level, from, to: plusYears(from, 1) - 1 };
  };
  if (work === 'INFANT')
    return { objectCode: 'TE', level: 1, from: person.birth, to: plusYears(person.birth, 6) - 1 };
  if (household.poverty !== null) {
    const [objectCode, level] = household.poverty === 'POOR' ? ['HN', 2] : ['CN', 3];
    return {
      objectCode: objectCode as string,
      level: level as number,
      from: dayOf(2026, 1, 1),
      to: dayOf(2026, 12, 31),
    };
  }
  if (work === 'PUPIL')
    return { objectCode: 'HS', level: 4, from: dayOf(2026, 10, 1), to: dayOf(2027, 9, 30) };
  if (work === 'STUDENT') return yearly('SV', 4);
  if (work === 'EMPLOYED') return endless('DN', 4);
  if (work === 'ARMED_FORCES') return endless(dice.chance(0.5) ? 'QN' : 'CA', 5);
  if (work === 'PENSIONER') return endless('HT', 3);
  return person.age >= 80 ? endless('BT', 2) : yearly('GD', 4);
}
