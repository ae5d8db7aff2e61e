import { bestCard, mismatchOf, rateOf } from '../../../src/sectors/health-insurance/compare.js';
import { card, day, person } from './cases.js';

describe('bestCard', () => {
  it('is one in force before a better one that is not', () => {
    const cards = [card({ benefitLevel: 1, endOn: '2025-12-31' }), card({ benefitLevel: 4 })];
    expect(bestCard(cards, day)?.benefitLevel).toBe(4);
  });

  it('is the one that covers more, then the one that lasts longer', () => {
    expect(bestCard([card({ benefitLevel: 4 }), card({ benefitLevel: 3 })], day)?.benefitLevel).toBe(3);
    expect(bestCard([card({ endOn: '2026-12-31' }), card({ endOn: '2027-12-31' })], day)?.endOn).toBe(
      '2027-12-31',
    );
  });

  it('is the one that also covers what is outside the list, of those that cover all', () => {
    const levels = [2, 1, 5].map((benefitLevel) => card({ benefitLevel }));
    expect(bestCard(levels, day)?.benefitLevel).toBe(5);
  });

  it('is none of none, and leaves the list as it was', () => {
    expect(bestCard([], day)).toBeNull();
    const cards = [card({ benefitLevel: 4 }), card({ benefitLevel: 1 })];
    bestCard(cards, day);
    expect(cards.map((one) => one.benefitLevel)).toEqual([4, 1]);
  });
});

describe('mismatchOf', () => {
  it.each([
    [null, {}],
    [null, { fullName: 'TRAN HU CAU' }],
    [null, { dateOfBirth: '1990' }],
    [null, { sex: 'UNKNOWN' }],
    ['060', { fullName: 'Lê Người Khác' }],
    ['060', { fullName: 'Lê Người Khác', dateOfBirth: '1970' }],
    ['061', { fullName: 'Trịnh Hoa Cúc' }],
    ['070', { dateOfBirth: '1990-05-18' }],
    ['080', { sex: 'FEMALE' }],
  ])('answers %s where health insurance holds %j', (code, held) => {
    expect(mismatchOf(card(held), person)).toBe(code);
  });
});

it.each([
  [1, 100],
  [2, 100],
  [3, 95],
  [4, 80],
  [5, 100],
  [9, 0],
])('level %i covers %i percent', (benefitLevel, rate) => {
  expect(rateOf(card({ benefitLevel }), day)).toBe(rate);
});
