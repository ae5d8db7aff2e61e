import fc from 'fast-check';
import { findOrderReference, isOrderReference } from '../../src/fees/order-reference.js';

/** As the school's database makes them. */
const referenceOf = (serial: number) =>
  `HP${String(serial).padStart(8, '0')}${String(98 - ((serial * 100) % 97)).padStart(2, '0')}`;
const references = fc.integer({ min: 1, max: 99_999_999 }).map(referenceOf);

describe('The reference of an order', () => {
  it('is known by its check digits', () => {
    expect(isOrderReference('HP0000000195')).toBe(true);
    expect(isOrderReference('HP0000000196')).toBe(false);
    expect(isOrderReference('hp0000000195')).toBe(false);
  });

  it('is not another one after one wrong digit, or after two that changed places', () => {
    fc.assert(
      fc.property(
        references,
        fc.integer({ min: 2, max: 11 }),
        fc.integer({ min: 1, max: 9 }),
        (right, at, by) => {
          const wrong = `${right.slice(0, at)}${(Number(right[at]) + by) % 10}${right.slice(at + 1)}`;
          expect(isOrderReference(wrong)).toBe(false);
          const swapped = right.slice(0, at - 1) + right[at] + right[at - 1] + right.slice(at + 1);
          if (at > 2 && swapped !== right) expect(isOrderReference(swapped)).toBe(false);
        },
      ),
    );
  });

  it.each([
    ['HP0000000195', 'HP0000000195'],
    ['hp 0000 0001 95 hoc phi thang 9', 'HP0000000195'],
    ['MBVCB.7712345.HP0000000195.CT tu 0011001 toi 9901000701', 'HP0000000195'],
    ['NOP HP HP-0000000195', 'HP0000000195'],
    ['HP0000000195 HP0000000195', 'HP0000000195'],
    ['HP00000001951', 'HP0000000195'],
    ['HP0000000195 va HP0000000292', null],
    ['HP0000000196', null],
    ['HP000000019', null],
    ['hoc phi thang 9', null],
    ['', null],
  ])('in the words %j is %s', (words, reference) => {
    expect(findOrderReference(words)).toBe(reference);
  });

  it('is found in whatever words stand around it, and however it is broken', () => {
    const noise = fc.string({ unit: fc.constantFrom(...'abc XYZ.,:-đ'), maxLength: 30 });
    fc.assert(
      fc.property(
        references,
        noise,
        noise,
        fc.constantFrom('', ' ', '-', '.'),
        (right, before, after, gap) => {
          const broken = [...right.toLowerCase()].join(gap);
          expect(findOrderReference(`${before} ${broken} ${after}`)).toBe(right);
        },
      ),
    );
  });
});
