import { dayOf, isoOf } from '../../src/sample/day.js';
import { expiryOf } from '../../src/sample/identity-cards.js';

describe('expiryOf', () => {
  const birth = dayOf(1990, 5, 20);

  it.each([
    ['at 20, until 25', dayOf(2010, 6, 1), '2015-05-20'],
    ['a day before 23, until 25', dayOf(2013, 5, 19), '2015-05-20'],
    ['within two years before 25, until 40', dayOf(2013, 5, 20), '2030-05-20'],
    ['within two years before 40, until 60', dayOf(2028, 5, 20), '2050-05-20'],
  ])('lets a card issued %s run', (_, issued, expires) => {
    expect(isoOf(expiryOf(birth, issued)!)).toBe(expires);
  });

  it('lets a card issued from 58 on run for good', () => {
    expect(expiryOf(birth, dayOf(2048, 5, 20))).toBeNull();
  });

  it('lets a card of a child run until 14', () => {
    expect(isoOf(expiryOf(dayOf(2018, 3, 1), dayOf(2025, 1, 1))!)).toBe('2032-03-01');
  });
});
