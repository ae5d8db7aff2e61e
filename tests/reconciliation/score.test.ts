import fc from 'fast-check';
import type { KeyedResident, Stated } from '../../src/reconciliation/people.js';
import { birthBits, isNear, scoreOf, totalOf } from '../../src/reconciliation/score.js';
import { WEIGHTS } from '../../src/reconciliation/weights.js';
import { RESIDENTS, record, resident } from './people.js';

const population = { residents: RESIDENTS, isHeld: true };
const bitsOf = (one: Stated, other: KeyedResident) => scoreOf(one, other, null, population);

describe('the score of a candidate', () => {
  it('is the sum of what each field says, a rare name saying more', () => {
    const [rare, common] = [resident({ bearers: 2 }), resident({ bearers: 2_048 })];
    expect(bitsOf(record(), rare).name - bitsOf(record(), common).name).toBeCloseTo(10);
    const bits = scoreOf(record(), rare, 'ID', population);
    expect(totalOf(bits)).toBeCloseTo(15 - 1 + 14.5 + 1 + 5.6);
  });

  it('takes what one side does not know for nothing', () => {
    const stated = record({ birthText: '', sex: 0, communes: [] });
    expect(bitsOf(stated, resident())).toMatchObject({ birth: 0, sex: 0, place: 0 });
  });

  it.each([
    [19800517, 19800517, WEIGHTS.birth.equal],
    [19800512, 19801205, WEIGHTS.birth.swapped],
    [19800517, 19800518, WEIGHTS.birth.step],
    [19800517, 19800527, WEIGHTS.birth.part],
    [19800517, 19810517, WEIGHTS.birth.step],
    [19250517, 20250517, WEIGHTS.birth.step],
    [19800000, 19800517, WEIGHTS.birth.year],
    [19800000, 19800000, WEIGHTS.birth.year],
    [19800517, 19801123, WEIGHTS.birth.sameYear],
    [19800517, 19820517, WEIGHTS.birth.other],
    [0, 19800517, WEIGHTS.birth.none],
  ])('gives %i beside %i %d bits, either way round', (a, b, bits) => {
    expect([birthBits(a, b), birthBits(b, a)]).toEqual([bits, bits]);
  });

  it('takes numbers for near that differ in two digits or fewer', () => {
    expect(isNear(82180000001, 82180000010)).toBe(true);
    expect(isNear(82180000001, 82180000001)).toBe(true);
    expect(isNear(82180000001, 82180001110)).toBe(false);
    const id = fc.integer({ min: 1_000_000_000, max: 96_399_999_999 });
    fc.assert(fc.property(id, id, (a, b) => isNear(a, b) === isNear(b, a)));
  });
});
