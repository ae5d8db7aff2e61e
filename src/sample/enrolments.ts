import { dayOf, isoOf, LAST_SCHOOL_YEAR, SCHOOL_YEAR, yearOf } from './day.js';
import { type Dice, STREAM } from './dice.js';
import type { Emit } from './emit.js';
import { emitFees } from './fees.js';
import { genderCode, type Household, type Person } from './person.js';
import { type PersonalNumbers, pad } from './personal-numbers.js';
import { drawKeyingError, type HeldRecord, withError } from './record-errors.js';
import type { School, SchoolKind, Schools } from './schools.js';

const KEYING_ERRORS = 0.01;
const WITH_LAST_YEAR = 0.25;
const PRESCHOOL_GROUPS: Record<number, string> = { 3: 'Mầm', 4: 'Chồi', 5: 'Lá' };
const ATTENDING: Record<SchoolKind, number> = {
  PRESCHOOL: 0.85,
  PRIMARY: 0.99,
  LOWER_SECONDARY: 0.97,
  UPPER_SECONDARY: 0.82,
  VOCATIONAL: 0.15,
};

/** The school records of one household's children: this year's with fees, for some last year's without. */
export function emitEnrolments(
  household: Household,
  dice: Dice,
  schools: Schools,
  numbers: PersonalNumbers,
  emit: Emit,
): void {
  for (const person of household.members) {
    const at = stageOf(person, 2026);
    if (at === null || person.status === 'DECEASED') continue;
    dice.at(STREAM.school, person.index);
    if (person.story === null && !dice.chance(ATTENDING[at.kind])) continue;
    const moet = numbers.moetCode(household.place.after.provinceCode, person.index);
    const before = stageOf(person, 2025);
    if (before && before.kind !== 'PRESCHOOL' && dice.chance(WITH_LAST_YEAR)) {
      const school = schools.of(household.place, before.kind);
      const { className } = schools.seat(school, LAST_SCHOOL_YEAR, before.grade);
      const status = before.kind === at.kind ? (dice.chance(0.03) ? 'TRANSFERRED' : 'ENROLLED') : 'GRADUATED';
      const id = `E25-${pad(person.index, 8)}`;
      emit('pupil_enrolment', row(id, school, LAST_SCHOOL_YEAR, className, moet, person, person, status));
    }
    const inDemoClass = person.story === 'CLASS_10A1';
    const school = inDemoClass ? schools.demo() : schools.of(household.place, at.kind);
    const { className, seat } = schools.seat(school, SCHOOL_YEAR, at.grade);
    let held: Pick<HeldRecord, 'fullName' | 'birthText' | 'personalId'> = person;
    if (person.story === null && dice.chance(KEYING_ERRORS))
      held = withError({ ...person, oldIdNumber: null, address: '' }, drawKeyingError(dice), dice, '');
    const status =
      person.story !== null || dice.chance(0.98) ? 'ENROLLED' : dice.chance(0.7) ? 'TRANSFERRED' : 'LEFT';
    const id = `E26-${pad(person.index, 8)}`;
    emit('pupil_enrolment', row(id, school, SCHOOL_YEAR, className, moet, person, held, status));
    if (status === 'ENROLLED') emitFees({ id, school, seat, demoClass: inDemoClass }, household, dice, emit);
  }
}

function row(
  id: string,
  school: School,
  schoolYear: string,
  className: string,
  moet: string,
  person: Person,
  held: Pick<HeldRecord, 'fullName' | 'birthText' | 'personalId'>,
  status: string,
) {
  const start = dayOf(Number(schoolYear.slice(0, 4)), 9, 5);
  const ended =
    status === 'ENROLLED' && schoolYear === SCHOOL_YEAR
      ? null
      : isoOf(start + (schoolYear === SCHOOL_YEAR ? 35 : 265));
  const { fullName, birthText, personalId } = held;
  const whose = [moet, personalId, fullName, birthText, genderCode(person)];
  return [id, school.code, schoolYear, className, ...whose, status, isoOf(start), ended];
}

/** Which kind of school and grade belongs to this birth year in the school year that begins in `year`. */
function stageOf(person: Person, year: number): { kind: SchoolKind; grade: string } | null {
  if (person.story === 'CLASS_10A1') {
    return year === 2026 ? { kind: 'UPPER_SECONDARY', grade: '10' } : { kind: 'LOWER_SECONDARY', grade: '9' };
  }
  const age = year - yearOf(person.birth);
  if (age < 3 || age > 19) return null;
  if (age < 6) return { kind: 'PRESCHOOL', grade: PRESCHOOL_GROUPS[age]! };
  const grade = String(age - 5);
  if (age < 11) return { kind: 'PRIMARY', grade };
  if (age < 15) return { kind: 'LOWER_SECONDARY', grade };
  return age < 18 ? { kind: 'UPPER_SECONDARY', grade } : { kind: 'VOCATIONAL', grade };
}
