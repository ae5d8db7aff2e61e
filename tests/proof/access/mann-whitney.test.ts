import { mannWhitney, median } from './mann-whitney.js';

describe('The Mann–Whitney test', () => {
  it('counts pairs, a tie as a half', () => {
    expect(mannWhitney([1, 2, 3], [0, 2, 2])).toMatchObject({ u: 6, share: 6 / 9 });
  });

  it('gives what the formula gives: samples that do not overlap, and one against itself', () => {
    const low = Array.from({ length: 20 }, (_, at) => at);
    const high = low.map((value) => value + 20);
    // z = (400 - 200) / sqrt(20 · 20 · 41 / 12) = 5.4101…
    const { share, z, p } = mannWhitney(high, low);
    expect(share).toBe(1);
    expect(z).toBeCloseTo(5.4101, 3);
    expect(p).toBeLessThan(1e-7);
    expect(mannWhitney(low, low)).toMatchObject({ share: 0.5, z: 0 });
  });

  it('is the same from both sides', () => {
    const [a, b] = [
      [3, 1, 4, 1, 5, 9, 2, 6],
      [5, 3, 5, 8, 9, 7, 9, 3],
    ];
    const [one, other] = [mannWhitney(a!, b!), mannWhitney(b!, a!)];
    expect([one.u + other.u, one.z + other.z]).toEqual([64, 0]);
    expect(one.p).toBe(other.p);
  });

  it('takes the tail of the normal distribution as tables have it', () => {
    // One thousand against one thousand, shifted so that z is near 1.96: p near 0.05.
    const first = Array.from({ length: 1_000 }, (_, at) => at);
    const shifted = first.map((value) => value + 25.35);
    const { z, p } = mannWhitney(shifted, first);
    expect(z).toBeGreaterThan(1.9);
    expect(p).toBeCloseTo(2 * (1 - cumulative(z)), 5);
  });
});

describe('The median', () => {
  it.each([
    [[1], 1],
    [[3, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
  ])('of %j is %d', (values, middle) => expect(median(values)).toBe(middle));
});

/** The normal distribution function by summing its density: slow, and none of the code under test. */
function cumulative(z: number): number {
  const steps = 200_000;
  let sum = 0;
  for (let at = 0; at < steps; at += 1) {
    const x = (z * (at + 0.5)) / steps;
    sum += Math.exp(-(x ** 2) / 2);
  }
  return 0.5 + (sum * z) / steps / Math.sqrt(2 * Math.PI);
}
