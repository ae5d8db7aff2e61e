import type { Day } from './day.js';
import type { People } from './minority-names.js';
import type { NameParts, SampleSex } from './person-names.js';
import type { Place, Unit } from './places.js';
import type { Story } from './stories.js';

export type Relationship = 'HEAD' | 'SPOUSE' | 'CHILD' | 'PARENT' | 'GRANDCHILD';

export interface Person {
  /** Place in the order of the sample; all numbers of the person come from it. */
  index: number;
  personalId: string;
  /** A cancelled personal ID that this one replaced. */
  formerId: string | null;
  /** Old nine-digit number (chứng minh nhân dân), for those grown up before cards had twelve digits. */
  cmnd: string | null;
  /** Ten digits: the number of the insurance card, and of the social insurance book. */
  insuranceNumber: string;
  name: NameParts;
  fullName: string;
  sex: SampleSex;
  birth: Day;
  /** `1987-05-02`, or `1941` where only the year is known. */
  birthText: string;
  age: number;
  status: 'ALIVE' | 'DECEASED' | 'MISSING' | 'ID_CANCELLED';
  deceasedOn: Day | null;
  relationship: Relationship;
  story: Story | null;
}

export interface Household {
  index: number;
  id: string;
  place: Place;
  /** The unit as the books have it: for most still the one before the reform. */
  recorded: Unit;
  addressLine: string;
  people: People | null;
  poverty: 'POOR' | 'NEAR_POOR' | null;
  members: Person[];
  guardians: { child: Person; guardian: Person; relation: 'FATHER' | 'MOTHER' | 'GUARDIAN' }[];
}

/** As the four sample databases write it: 1 nam, 2 nữ. */
export function genderCode(person: Person): number {
  return person.sex === 'MALE' ? 1 : 2;
}
