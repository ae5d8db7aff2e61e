import { ageAt, type Day, dayOf, isoOf, plusYears, SAMPLE_DAY, yearOf } from './day.js';
import type { Dice } from './dice.js';
import type { Emit } from './emit.js';
import type { Person } from './person.js';

const CHIP_FROM = dayOf(2021, 3, 1);
/** Luật Căn cước 2023: cards issued from this day are căn cước, with another QR. */
const CAN_CUOC_FROM = dayOf(2024, 7, 1);
const STORY_CHIP = dayOf(2023, 6, 12);
const RENEWAL_AGES = [14, 25, 40, 60];

/** When the number of this person was replaced, if it was: cards before that day bear the former one. */
export function renumberedOn(person: Person): Day {
  return CAN_CUOC_FROM + 60 + (person.index % 500);
}

/** All cards a person has held, oldest first: nine-digit CMND, barcode CCCD, chip CCCD, căn cước. */
export function emitCards(person: Person, dice: Dice, emit: Emit): void {
  const chipAt = person.story ? STORY_CHIP : CHIP_FROM + dice.below(CAN_CUOC_FROM - CHIP_FROM);
  const wasCardAge = ageAt(person.birth, chipAt) >= 14;
  const lastDay = person.deceasedOn ?? SAMPLE_DAY;
  const chip = wasCardAge && chipAt < lastDay && (person.story !== null || dice.chance(0.78));
  const numbered = wasCardAge && person.age >= 16;
  if (person.cmnd && numbered) {
    const issued =
      dayOf(Math.min(2015, Math.max(yearOf(person.birth) + 15, 2000 + dice.below(16))), 1, 1) +
      dice.below(365);
    card(person.cmnd, 'CMND_9', issued, plusYears(issued, 15), 'REPLACED');
  }
  if (numbered && ageAt(person.birth, dayOf(2016, 6, 1)) >= 15 && dice.chance(0.2)) {
    const issued = dayOf(2016, 1, 1) + dice.below(1800);
    card(
      person.formerId ?? person.personalId,
      'CCCD_BARCODE',
      issued,
      expiryOf(person.birth, issued),
      'REPLACED',
    );
  }
  const renewed = renewal(person, dice, chip, chipAt, lastDay);
  if (chip) {
    const expires = expiryOf(person.birth, chipAt);
    const over = expires !== null && expires < SAMPLE_DAY;
    const lost = person.story === null && dice.chance(0.004);
    const status = renewed !== null ? 'REPLACED' : over ? 'EXPIRED' : lost ? 'LOST' : 'VALID';
    card(person.formerId ?? person.personalId, 'CCCD_CHIP', chipAt, expires, status);
  }
  if (renewed !== null)
    card(person.personalId, 'CAN_CUOC', renewed, expiryOf(person.birth, renewed), 'VALID');

  function card(number: string, type: string, issued: Day, expires: Day | null, status: string): void {
    emit('citizen_card', [
      person.personalId,
      number,
      type,
      isoOf(issued),
      expires === null ? null : isoOf(expires),
      status,
    ]);
  }
}

/** Until 25, 40 or 60, or for good; a card taken within two years before such a birthday runs to the next one. */
export function expiryOf(birth: Day, issued: Day): Day | null {
  for (const age of RENEWAL_AGES) {
    const birthday = plusYears(birth, age);
    if (issued < (age === 14 ? birthday : plusYears(birth, age - 2))) return birthday;
  }
  return null;
}

/** The day of the căn cước card, for those who have one. */
function renewal(person: Person, dice: Dice, chip: boolean, chipAt: Day, lastDay: Day): Day | null {
  const from = person.formerId ? renumberedOn(person) : CAN_CUOC_FROM;
  const drawn = Math.max(from, person.birth + 30) + dice.below(60 + Math.max(0, SAMPLE_DAY - from - 400));
  const expired = chip && (expiryOf(person.birth, chipAt) ?? SAMPLE_DAY) < SAMPLE_DAY;
  const share = chip ? (expired ? 0.85 : 0.12) : person.age >= 14 ? 0.93 : person.age >= 6 ? 0.45 : 0.2;
  const wants = dice.chance(share);
  if (person.story === 'CAN_CUOC' || person.formerId) return Math.min(drawn, SAMPLE_DAY - 5);
  if (person.story !== null && chip) return null;
  return wants && drawn < lastDay ? drawn : null;
}
