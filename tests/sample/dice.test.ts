import fc from 'fast-check';
import { Dice, STREAM, scatter, weighted } from '../../src/sample/dice.js';

describe('Dice', () => {
  it('draws the same for the same seed, stream and index, whatever was drawn before', () => {
    const one = new Dice(7);
    one.at(STREAM.social, 3).next();
    const other = new Dice(7);
    expect(one.at(STREAM.registry, 11).next()).toBe(other.at(STREAM.registry, 11).next());
  });

  it('spreads evenly', () => {
    const dice = new Dice(1).at(STREAM.household, 0);
    const counts = new Array(10).fill(0);
    for (let i = 0; i < 20_000; i++) counts[dice.below(10)]++;
    expect(Math.min(...counts)).toBeGreaterThan(1800);
    expect(Math.max(...counts)).toBeLessThan(2200);
  });

  it('draws by weight', () => {
    const draw = weighted([
      ['seldom', 1],
      ['often', 9],
    ]);
    const dice = new Dice(5).at(STREAM.household, 1);
    const often = Array.from({ length: 5000 }, () => draw(dice)).filter((value) => value === 'often').length;
    expect(often / 5000).toBeCloseTo(0.9, 1);
  });
});

describe('scatter', () => {
  it.each([1e6, 1e8, 1e9])('gives no two indexes the same place among %d', (size) => {
    fc.assert(
      fc.property(fc.nat(999_999), fc.nat(999_999), fc.nat(size - 1), (one, other, offset) => {
        const place = scatter(one, size, offset);
        expect(Number.isSafeInteger(place) && place >= 0 && place < size).toBe(true);
        expect(place === scatter(other, size, offset)).toBe(one === other);
      }),
    );
  });
});
