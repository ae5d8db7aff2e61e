import { isDong } from '../../src/domain/money.js';

describe('an amount of money', () => {
  it('is a whole number that is carried exactly', () => {
    expect([0, -5000, 2 ** 53 - 1].every(isDong)).toBe(true);
    expect([0.5, 2 ** 53, Number.NaN, '5000', null].some(isDong)).toBe(false);
  });
});
