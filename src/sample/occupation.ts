import { type Dice, STREAM } from './dice.js';
import type { Person } from './person.js';

export type Occupation = 'INFANT' | 'PUPIL' | 'STUDENT' | 'EMPLOYED' | 'ARMED_FORCES' | 'PENSIONER' | 'OTHER';

/** What a person does, the same whoever asks: insurance and social security must tell the same story. Sets the dice. */
export function occupationOf(person: Person, dice: Dice): Occupation {
  const at = dice.at(STREAM.occupation, person.index).next();
  const { age, story } = person;
  if (age < 6) return 'INFANT';
  if (age < 18) return 'PUPIL';
  if (story === 'PENSIONER') return 'PENSIONER';
  if (story === 'POOR' || story === 'DECEASED') return 'OTHER';
  if (story !== null && age < 60) return 'EMPLOYED';
  if (age < 23) return at < 0.45 ? 'STUDENT' : at < 0.65 ? 'EMPLOYED' : 'OTHER';
  if (age < (person.sex === 'MALE' ? 61 : 57))
    return at < 0.62 ? 'EMPLOYED' : at < 0.63 ? 'ARMED_FORCES' : 'OTHER';
  return at < 0.4 ? 'PENSIONER' : 'OTHER';
}
