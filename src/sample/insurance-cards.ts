import { wholeAddress } from './address.js';
import { type Day, dayOf, isoOf, plusYears, SAMPLE_DAY, yearOf } from './day.js';
import { type Dice, type Draw, STREAM, weighted } from './dice.js';
import type { Emit } from './emit.js';
import { facilitiesOf } from './facilities.js';
import { type InsuranceGroup, insuranceGroupOf } from './insurance-group.js';
import { genderCode, type Household, type Person } from './person.js';
import { drawKeyingError, type HeldRecord, withError } from './record-errors.js';
import type { Story } from './stories.js';

type Fate =
  | 'ACTIVE'
  | 'NONE'
  | 'EXPIRED'
  | 'REVOKED'
  | 'REDUCED'
  | 'REPLACED_RUNNING'
  | 'REPLACED_OVER'
  | 'SEVERAL_CARDS';

interface State {
  state: 'ACTIVE' | 'REVOKED' | 'REDUCED' | 'REPLACED';
  on?: Day;
  reason?: string;
  replacedBy?: string;
}

const KEYING_ERRORS = 0.01;
const FAR_OFF = dayOf(2035, 12, 31);
/** 93 % of the living hold a card in force. */
const drawFate: Draw<Fate> = weighted([
  ['ACTIVE', 0.862],
  ['REPLACED_RUNNING', 0.025],
  ['REPLACED_OVER', 0.033],
  ['SEVERAL_CARDS', 0.01],
  ['EXPIRED', 0.022],
  ['REVOKED', 0.007],
  ['REDUCED', 0.006],
  ['NONE', 0.035],
]);
const REVOKED_BECAUSE = ['DUPLICATE_CARD', 'NOT_ENTITLED'];
const REDUCED_BECAUSE = [
  'LEFT',
  'MOVED_OUT_OF_PROVINCE',
  'MOVED_WITHIN_PROVINCE',
  'RE_ENROLLED_SAME_EMPLOYER',
];
const TOLD: Partial<Record<Story, Fate>> = {
  EXPIRED: 'EXPIRED',
  REVOKED: 'REVOKED',
  REDUCED: 'REDUCED',
  REPLACED_RUNNING: 'REPLACED_RUNNING',
  REPLACED_OVER: 'REPLACED_OVER',
  SEVERAL_CARDS: 'SEVERAL_CARDS',
  NO_COVERAGE: 'NONE',
};

/** The insurance cards of one household. Dates of a story are years off, so that it stays true after the sample day. */
export function emitInsurance(household: Household, dice: Dice, emit: Emit): void {
  for (const person of household.members) {
    const group = insuranceGroupOf(person, household, dice);
    dice.at(STREAM.insurance, person.index);
    if (person.status === 'DECEASED') emitLast(person, household, group, dice, emit);
    else emitHolder(person, household, group, dice, emit);
  }
}

/** A dead holder's card is reduced on the day of death; one in ten was forgotten and still runs. */
function emitLast(person: Person, household: Household, group: InsuranceGroup, dice: Dice, emit: Emit): void {
  const died = person.deceasedOn!;
  const from = Math.min(group.from, died - 400);
  const forgotten = person.story === null && dice.chance(0.1);
  const state: State = forgotten
    ? { state: 'ACTIVE' }
    : { state: 'REDUCED', on: died + 12, reason: 'DECEASED' };
  emitCard(person, household, { ...group, from, to: null }, state, dice, emit);
}

function emitHolder(
  person: Person,
  household: Household,
  group: InsuranceGroup,
  dice: Dice,
  emit: Emit,
): void {
  const fate = person.story === null ? drawFate(dice) : (TOLD[person.story] ?? 'ACTIVE');
  const number = cardNumber(person, household, group);
  for (const [one, state] of cardsOf(fate, person.story !== null, group, number, dice)) {
    emitCard(person, household, one, state, dice, emit);
  }
}

/** Each card with what became of it. `told`: for a story, whose dates must not come true by waiting. */
function cardsOf(
  fate: Fate,
  told: boolean,
  group: InsuranceGroup,
  number: string,
  dice: Dice,
): [InsuranceGroup, State][] {
  const recently = SAMPLE_DAY - dice.between(20, 300);
  const earlier: InsuranceGroup = { ...group, objectCode: group.objectCode === 'GD' ? 'DN' : 'GD', level: 4 };
  const running: State = { state: 'ACTIVE' };
  switch (fate) {
    case 'NONE':
      return [];
    case 'ACTIVE':
      return [[group, running]];
    case 'EXPIRED':
      return [[{ ...group, from: recently - 760, to: recently - 30 }, running]];
    case 'REVOKED':
      return [[lasting(group), { state: 'REVOKED', on: recently, reason: dice.pick(REVOKED_BECAUSE) }]];
    case 'REDUCED':
      return [[lasting(group), { state: 'REDUCED', on: recently, reason: dice.pick(REDUCED_BECAUSE) }]];
    case 'SEVERAL_CARDS': {
      const to = told ? FAR_OFF : recently + 400;
      return [
        [{ ...earlier, from: recently - 200, to }, running],
        [group, running],
      ];
    }
    case 'REPLACED_RUNNING':
    case 'REPLACED_OVER': {
      const to = fate === 'REPLACED_OVER' ? recently : told ? FAR_OFF : SAMPLE_DAY + dice.between(30, 330);
      const replaced: State = { state: 'REPLACED', on: recently, reason: 'REISSUED', replacedBy: number };
      return [
        [{ ...earlier, from: recently - 365, to }, replaced],
        [{ ...group, from: recently + 1 }, running],
      ];
    }
  }
}

function lasting(group: InsuranceGroup): InsuranceGroup {
  return { ...group, from: Math.min(group.from, SAMPLE_DAY - 500), to: null };
}

function emitCard(
  person: Person,
  household: Household,
  group: InsuranceGroup,
  state: State,
  dice: Dice,
  emit: Emit,
): void {
  const address = wholeAddress(household.addressLine, household.recorded);
  let held: HeldRecord = { ...person, oldIdNumber: person.cmnd, address };
  if (person.story === null && dice.chance(KEYING_ERRORS))
    held = withError(held, drawKeyingError(dice), dice, address);
  const facility =
    person.story === 'ACTIVE' ? '01001' : dice.pick(facilitiesOf(household.place.before.provinceCode));
  const fiveYears =
    person.age >= 6 && dice.chance(0.7) ? isoOf(plusYears(dayOf(2015, 1, 1) + dice.below(2500), 5)) : null;
  const coPaid = group.level >= 3 && group.level <= 4 && dice.chance(0.1) ? dice.below(2_000) * 10_000 : null;
  emit('insurance_card', [
    cardNumber(person, household, group),
    person.insuranceNumber,
    held.personalId,
    held.fullName,
    held.birthText,
    genderCode(person),
    address,
    facility,
    household.people === null
      ? null
      : household.people === 'HMONG' || household.people === 'KHMU'
        ? 'K1'
        : 'K2',
    isoOf(group.from),
    group.to === null ? null : isoOf(group.to),
    fiveYears,
    state.state,
    state.on === undefined ? null : isoOf(state.on),
    state.reason ?? null,
    state.replacedBy ?? null,
    coPaid === null ? null : yearOf(SAMPLE_DAY),
    coPaid,
  ]);
}

function cardNumber(person: Person, household: Household, group: InsuranceGroup): string {
  return `${group.objectCode}${group.level}${household.place.before.provinceCode}${person.insuranceNumber}`;
}
