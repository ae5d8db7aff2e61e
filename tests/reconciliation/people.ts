import { readBirth } from '../../src/reconciliation/birth.js';
import { claimedNumbers } from '../../src/reconciliation/claimed-number.js';
import type { Candidate } from '../../src/reconciliation/decision.js';
import { nameKey } from '../../src/reconciliation/name-key.js';
import type { KeyedResident, Stated, Via } from '../../src/reconciliation/people.js';
import { scoreOf, totalOf } from '../../src/reconciliation/score.js';
import { statedName } from '../../src/reconciliation/stated-name.js';

/** As many as a province has. */
export const RESIDENTS = 2_000_000;

/** An invented resident; only what a test is about is named. */
export function resident(
  wish: Partial<Omit<KeyedResident, 'name' | 'birth'>> & { birth?: string } = {},
): KeyedResident {
  const { birth = '1980-05-17', fullName = 'Trần Thị Bích Hạnh', ...rest } = wish;
  return {
    ...{ id: 82180000001, sex: 2, communes: [28477], status: 0, bearers: 20, ...rest },
    ...{ fullName, name: nameKey(fullName), birth: readBirth(birth) },
  };
}

/** A record of that resident, as written; only what a test is about is named. */
export function record(
  wish: Partial<
    Pick<Stated, 'personalId' | 'oldNumberText' | 'fullName' | 'birthText' | 'sex' | 'communes'>
  > = {},
): Stated {
  const { personalId = '082180000001', oldNumberText = '', fullName = 'Trần Thị Bích Hạnh' } = wish;
  const { birthText = '17/05/1980', sex = 2, communes = [28477] } = wish;
  return {
    ...{ seq: 1, line: 2, sectorNo: '8200000001', gender: '', address: '' },
    ...{ personalId, oldNumberText, fullName, birthText, sex, communes },
    ...claimedNumbers(personalId, oldNumberText),
    ...{ meantName: fullName, name: nameKey(statedName(fullName)), birth: readBirth(birthText) },
  };
}

/** Whom a search found, best first. */
export function found(of: Stated, people: readonly (readonly [KeyedResident, Via | null])[]): Candidate[] {
  const isHeld = people.some(([, via]) => via === 'ID' || via === 'FORMER_ID');
  return people
    .map(([one, via]) => ({
      resident: one,
      via,
      bits: scoreOf(of, one, via, { residents: RESIDENTS, isHeld }),
    }))
    .sort((a, b) => totalOf(b.bits) - totalOf(a.bits));
}
