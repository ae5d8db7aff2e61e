import { drawAddressLine } from './address.js';
import { type Day, dayOf, isoOf, plusYears, SAMPLE_DAY } from './day.js';
import { type Dice, STREAM } from './dice.js';
import type { Emit } from './emit.js';
import { emitCards, renumberedOn } from './identity-cards.js';
import { genderCode, type Household, type Person } from './person.js';
import type { Places } from './places.js';

const TEMPORARY = 0.02;
const EID_SINCE = dayOf(2022, 7, 18);
const REASONS = ['BIRTH_YEAR_CORRECTED', 'SEX_CORRECTED'];

/** The rows of one household in the population registry. */
export function emitRegistry(household: Household, dice: Dice, places: Places, emit: Emit): void {
  const { recorded, members } = household;
  const head = members[0]!;
  emit('household_book', [
    household.id,
    head.personalId,
    recorded.code,
    recorded.validFrom,
    household.addressLine,
  ]);
  for (const person of members) {
    dice.at(STREAM.registry, person.index);
    emitCitizen(person, household, dice, emit);
    emitNumbers(person, emit);
    emitResidence(person, household, dice, places, emit);
    emitCards(person, dice, emit);
  }
  for (const { child, guardian, relation } of household.guardians) {
    emit('guardianship', [child.personalId, guardian.personalId, relation]);
  }
}

function emitCitizen(person: Person, household: Household, dice: Dice, emit: Emit): void {
  const dead = person.status === 'DECEASED';
  const changed = isoOf(SAMPLE_DAY - dice.between(1, 900));
  const time = `${String(dice.between(7, 17)).padStart(2, '0')}:${String(dice.below(60)).padStart(2, '0')}:00+07`;
  const eid = electronicIdentity(person, dice);
  emit('citizen', [
    person.personalId,
    person.fullName,
    person.birthText,
    genderCode(person),
    person.status,
    person.deceasedOn === null ? null : isoOf(person.deceasedOn),
    dead ? null : household.id,
    dead ? null : person.relationship,
    eid.level,
    eid.status,
    eid.activatedOn === null ? null : isoOf(eid.activatedOn),
    `${changed} ${time}`,
  ]);
}

interface ElectronicIdentity {
  level: number | null;
  status: 'ACTIVE' | 'LOCKED' | 'NOT_ACTIVATED' | null;
  activatedOn: Day | null;
}

const NO_EID: ElectronicIdentity = { level: null, status: null, activatedOn: null };

/** Định danh điện tử: from 14 years on; about four of five grown people have activated it. */
function electronicIdentity(person: Person, dice: Dice): ElectronicIdentity {
  const at = dice.next();
  const drawn = Math.max(EID_SINCE, plusYears(person.birth, 14)) + dice.below(1500);
  const activatedOn = Math.min(drawn, SAMPLE_DAY - 1, person.deceasedOn ?? SAMPLE_DAY);
  if (person.age < 14 || activatedOn < EID_SINCE || (person.age > 75 && at > 0.35)) return NO_EID;
  if (person.status !== 'ALIVE') return { level: 2, status: 'LOCKED', activatedOn };
  if (person.story !== null || at < 0.8) return { level: 2, status: 'ACTIVE', activatedOn };
  if (at < 0.82) return { level: 2, status: 'LOCKED', activatedOn };
  return at < 0.94 ? { level: at < 0.88 ? 1 : 2, status: 'NOT_ACTIVATED', activatedOn: null } : NO_EID;
}

function emitNumbers(person: Person, emit: Emit): void {
  const { personalId } = person;
  if (person.cmnd) {
    const from = isoOf(plusYears(person.birth, 16));
    emit('citizen_number', [
      person.cmnd,
      personalId,
      'OLD_ID_NUMBER',
      from,
      null,
      'REPLACED_BY_TWELVE_DIGITS',
    ]);
  }
  if (person.formerId) {
    const reason = person.formerId[3] === personalId[3] ? REASONS[0]! : REASONS[1]!;
    emit('citizen_number', [
      person.formerId,
      personalId,
      'FORMER_PERSONAL_ID',
      null,
      isoOf(renumberedOn(person)),
      reason,
    ]);
  }
}

/** Where one lives: permanently with the household; about one in fifty for a time elsewhere too. */
function emitResidence(person: Person, household: Household, dice: Dice, places: Places, emit: Emit): void {
  const { recorded, addressLine } = household;
  const since = isoOf(Math.max(person.birth + 20, SAMPLE_DAY - dice.between(400, 12_000)));
  const until = person.deceasedOn === null ? null : isoOf(person.deceasedOn);
  emit('residence_record', [
    person.personalId,
    'PERMANENT',
    recorded.code,
    recorded.validFrom,
    addressLine,
    since,
    until,
  ]);
  const moves = dice.chance(person.age >= 18 && person.age < 40 ? TEMPORARY * 2.4 : TEMPORARY / 3);
  if (person.status !== 'ALIVE' || !(person.story === 'TEMPORARY' || (moves && person.story === null)))
    return;
  const away = places.draw(dice, person.story === 'TEMPORARY' ? '01' : undefined);
  const from = SAMPLE_DAY - dice.between(20, 700);
  const unit = isoOf(from) < away.after.validFrom ? away.before : away.after;
  const line = drawAddressLine(dice, unit);
  const to = isoOf(plusYears(from, 2));
  emit('residence_record', [
    person.personalId,
    'TEMPORARY',
    unit.code,
    unit.validFrom,
    line,
    isoOf(from),
    to,
  ]);
}
