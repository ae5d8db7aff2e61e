import { compareDates } from '../../domain/partial-date.js';
import { compareNames } from '../../domain/person-name.js';
import { compareSex, parseSex } from '../../domain/sex.js';
import type { FieldVerdict } from '../../domain/verdict.js';
import type { Person } from '../sector.js';
import type { MemberRecord } from './record.js';

interface RegistryPerson extends Person {
  sex: string;
}

/** Where the sector's record and the registry differ, field by field; what cannot be read counts as different. */
export function compareMember(member: MemberRecord, person: RegistryPerson): FieldVerdict[] {
  const name = compareNames(member.fullName, person.fullName);
  const date = compareDates(member.dateOfBirth, person.dateOfBirth);
  const sex = compareSex(parseSex(member.sex) ?? 'UNKNOWN', parseSex(person.sex) ?? 'UNKNOWN');
  return [
    { field: 'FULL_NAME', verdict: name.verdict, reason: name.reason },
    { field: 'DATE_OF_BIRTH', verdict: date.verdict, reason: date.reason },
    { field: 'SEX', verdict: sex.verdict, reason: sex.reason },
  ];
}
