import fc from 'fast-check';
import { roundedGrounds, shareOf } from '../../../src/sectors/education-fee/indicators/rounded.js';

const counts = (pupils: number) => roundedGrounds([{ ground: 'X', pupils }]);

describe('Counts of exempt pupils', () => {
  it.each([
    [1, []],
    [2, []],
    [3, [{ ground: 'X', pupils: 5 }]],
    [7, [{ ground: 'X', pupils: 5 }]],
    [8, [{ ground: 'X', pupils: 10 }]],
  ])('of %i are told as %j', (pupils, told) => {
    expect(counts(pupils)).toEqual(told);
  });

  it('never tell one from another by less than five', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (all, part) => {
        const told = (n: number) => counts(n)[0]?.pupils ?? 0;
        expect(Math.abs(told(all + part) - told(all)) % 5).toBe(0);
      }),
    );
  });

  it('come with the most first', () => {
    const grounds = [
      { ground: 'B', pupils: 10 },
      { ground: 'A', pupils: 10 },
      { ground: 'C', pupils: 40 },
    ];
    expect(roundedGrounds(grounds).map(({ ground }) => ground)).toEqual(['C', 'A', 'B']);
  });
});

describe('A share', () => {
  it('of nothing is none', () => {
    expect([shareOf(0, 0), shareOf(1, 3), shareOf(3, 3)]).toEqual([null, 33.3, 100]);
  });
});
