import { dayOf, isoOf, SAMPLE_DAY, yearOf } from './day.js';
import { type Dice, STREAM } from './dice.js';
import type { Emit } from './emit.js';
import type { Household, Person } from './person.js';
import { pad } from './personal-numbers.js';
import type { Places } from './places.js';

const DISABLED = 0.012;
const LISTED_SINCE = dayOf(2021, 1, 1);
const DEGREES = ['EXTREMELY_SEVERE', 'SEVERE', 'SEVERE', 'MILD', 'MILD'];
/** Provinces of the sample with communes of special difficulty (Nghệ An, Đắk Lắk); which ones is invented. */
const HARD_PROVINCES = ['40', '66'];

/** The list of minority policy, and certificates of disability (giấy xác nhận khuyết tật): some for a time. */
export function emitWelfare(person: Person, household: Household, dice: Dice, emit: Emit): void {
  if (person.status === 'DECEASED') return;
  if (household.people !== null) {
    const since = Math.max(person.birth + 30, LISTED_SINCE);
    emit('minority_list', [person.personalId, isoOf(since), null]);
  }
  if (person.story !== null) return;
  dice.at(STREAM.welfare, person.index);
  if (!dice.chance(DISABLED)) return;
  const issued = Math.max(person.birth + 30, SAMPLE_DAY - dice.between(60, 3_000));
  const until = dice.chance(0.3) ? `${yearOf(issued) + 5}-12-31` : null;
  emit('disability_certificate', [
    `KT${pad(person.index, 8)}`,
    person.personalId,
    dice.pick(DEGREES),
    isoOf(issued),
    until,
  ]);
}

/** A list of communes of special difficulty that no authority made. */
export function emitHardAreas(places: Places, emit: Emit): void {
  for (const province of HARD_PROVINCES) {
    const communes = new Set(places.byProvince.get(province)!.map(({ after }) => after.code));
    for (const [at, code] of [...communes].sort().entries())
      if (at % 9 === 0) emit('hard_area_list', [code, '2025-07-01', null, 'Danh mục mẫu (hư cấu)']);
  }
}
