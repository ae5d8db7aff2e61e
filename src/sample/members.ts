import { wholeAddress } from './address.js';
import { emitBenefits } from './benefits.js';
import { emitContributions } from './contributions.js';
import { dayOf, isoOf, plusYears, SAMPLE_DAY, yearOf } from './day.js';
import { type Dice, STREAM } from './dice.js';
import type { Emit } from './emit.js';
import { occupationOf } from './occupation.js';
import { genderCode, type Household, type Person } from './person.js';
import { type PersonalNumbers, pad } from './personal-numbers.js';
import type { Places } from './places.js';
import { drawMemberError, type HeldRecord, withError } from './record-errors.js';
import { emitWelfare } from './welfare.js';

const ERRORS = 0.04;
/** Members whom the registry does not know, and persons with two numbers. */
const ABSENT = 0.002;
const TWICE = 0.003;
const EMPLOYERS_A_PROVINCE = 40;
/** Điều lệ BHXH of 1995: nobody has contributed since before. */
const SCHEME_BEGAN = dayOf(1995, 1, 1);
/** The social security records of one household: members, what they paid, what they get, and the poverty list. */
export function emitSocialSecurity(
  household: Household,
  dice: Dice,
  places: Places,
  numbers: PersonalNumbers,
  emit: Emit,
): void {
  for (const person of household.members) {
    const work = occupationOf(person, dice);
    dice.at(STREAM.social, person.index);
    const member = person.story !== 'NO_COVERAGE' && (work === 'EMPLOYED' || work === 'PENSIONER');
    if (member) {
      emitMember(person, household, work === 'PENSIONER', person.insuranceNumber, dice, places, emit);
      if (person.story === null && dice.chance(TWICE)) {
        const second = numbers.insuranceNumber(household.place.before.provinceCode, person.index, 1);
        emitMember(person, household, false, second, dice, places, emit);
      }
    }
    emitBenefits(person, work, dice, emit);
    emitWelfare(person, household, dice, emit);
  }
  if (household.poverty === null) return;
  const decision = `${1 + (household.index % 60)}/QĐ-UBND`;
  for (const person of household.members) {
    if (person.status === 'DECEASED') continue;
    emit('poor_household_member', [person.personalId, 2026, household.id, household.poverty, decision]);
  }
}

export function emitEmployers(places: Places, emit: Emit): void {
  for (const province of places.provinces) {
    for (let i = 0; i < EMPLOYERS_A_PROVINCE; i++) {
      emit('employer', [employerOf(province, i), `Doanh nghiệp mẫu ${province}${pad(i, 3)}`, province]);
    }
  }
}

function employerOf(province: string, serial: number): string {
  return `DV${province}${pad(serial, 4)}`;
}

function emitMember(
  person: Person,
  household: Household,
  pensioner: boolean,
  sectorNo: string,
  dice: Dice,
  places: Places,
  emit: Emit,
): void {
  const { place, addressLine } = household;
  const held = heldBy(
    person,
    wholeAddress(addressLine, dice.chance(0.65) ? place.before : place.after),
    dice,
    places,
  );
  const at = dice.next();
  const working = person.story !== null || at < 0.86;
  const status = pensioner ? 'PENSIONER' : working ? 'PARTICIPATING' : at < 0.95 ? 'PAUSED' : 'LEFT';
  const province = place.after.provinceCode;
  const employer = status === 'PARTICIPATING' ? employerOf(province, dice.below(EMPLOYERS_A_PROVINCE)) : null;
  const joined = plusYears(person.birth, dice.between(18, 24)) + dice.below(300);
  const from = Math.min(Math.max(joined, SCHEME_BEGAN + dice.below(900)), SAMPLE_DAY - 120);
  const stopped = pensioner
    ? plusYears(person.birth, 58)
    : status === 'PARTICIPATING'
      ? SAMPLE_DAY - 31
      : SAMPLE_DAY - dice.between(90, 900);
  const months = emitContributions(sectorNo, from, stopped, employer, dice, emit);
  emit('insured_person', [
    sectorNo,
    held.personalId,
    held.oldIdNumber,
    held.fullName,
    held.birthText,
    genderCode(person),
    held.address,
    province,
    employer,
    status,
    isoOf(from),
    months,
  ]);
}

/** As written down: about one in twenty-five with an error, a few of people not on record, some in capitals. */
function heldBy(person: Person, address: string, dice: Dice, places: Places): HeldRecord {
  const held: HeldRecord = { ...person, oldIdNumber: dice.chance(0.5) ? person.cmnd : null, address };
  if (person.story !== null) return held;
  if (dice.chance(ERRORS)) {
    const elsewhere = wholeAddress(address.split(',')[0]!, places.draw(dice).before);
    const error = drawMemberError(dice);
    return withError(
      error === 'CMND_INSTEAD' ? { ...held, oldIdNumber: person.cmnd } : held,
      error,
      dice,
      elsewhere,
    );
  }
  if (dice.chance(ABSENT)) {
    const birthText = String(yearOf(person.birth) - 9);
    return { ...held, personalId: null, oldIdNumber: null, fullName: `${held.fullName} Mẫu`, birthText };
  }
  return dice.chance(0.15) ? { ...held, fullName: held.fullName.toUpperCase() } : held;
}
