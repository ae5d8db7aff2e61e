import { bestCard, decideEligibility, rateOf } from '../../../src/sectors/health-insurance/compare.js';
import type { CoverageRecord } from '../../../src/sectors/health-insurance/record.js';

const person = { fullName: 'Trần Hư Cấu', dateOfBirth: '1990-05-17' };
const day = '2026-11-22';

/** A card in force of that person; a test names only what matters. */
function card(held: Partial<CoverageRecord> = {}): CoverageRecord {
  return {
    ...{ insuranceNumber: '0123456789', cardNumber: 'GD4010123456789', ...person, sex: 'MALE' },
    ...{ objectCode: 'GD', benefitLevel: 4, initialFacility: '01001', startOn: '2024-01-01', endOn: null },
    ...{ fiveYearOn: null, areaCode: null, status: 'ACTIVE', statusOn: null, statusReason: null },
    ...{ replacedByCard: null, ...held },
  };
}

const replaced = (endOn: string) =>
  card({
    ...{ cardNumber: 'DN4010123456789', status: 'REPLACED', statusOn: '2026-10-01', endOn },
    replacedByCard: 'GD4010123456789',
  });

describe('decideEligibility', () => {
  it.each<[code: string, outcome: string, what: string, cards: CoverageRecord[]]>([
    ['000', 'ELIGIBLE', 'a card in force', [card()]],
    ['000', 'ELIGIBLE', 'a card that ends today', [card({ endOn: day })]],
    ['000', 'ELIGIBLE', 'a card that begins today', [card({ startOn: day })]],
    ['000', 'ELIGIBLE', 'an expired card beside one in force', [card({ endOn: '2025-12-31' }), card()]],
    ['000', 'ELIGIBLE', 'a name without tones', [card({ fullName: 'TRAN HU CAU' })]],
    ['000', 'ELIGIBLE', 'a birth year alone', [card({ dateOfBirth: '1990' })]],
    ['003', 'ELIGIBLE', 'an old card that is over', [replaced('2026-11-21'), card()]],
    ['004', 'ELIGIBLE', 'an old card that still runs', [replaced('2026-11-22'), card()]],
    ['010', 'NOT_ELIGIBLE', 'a card that ended yesterday', [card({ endOn: '2026-11-21' })]],
    ['050', 'NOT_COVERED', 'no card', []],
    ['050', 'NOT_COVERED', 'a card that begins tomorrow', [card({ startOn: '2026-11-23' })]],
    ['060', 'NOT_ELIGIBLE', 'another name', [card({ fullName: 'Lê Người Khác' })]],
    ['061', 'ELIGIBLE_CHECK', 'another name of the same initials', [card({ fullName: 'Trịnh Hoa Cúc' })]],
    ['070', 'NOT_ELIGIBLE', 'another birth date', [card({ dateOfBirth: '1990-05-18' })]],
    [
      '060',
      'NOT_ELIGIBLE',
      'another name and birth date',
      [card({ fullName: 'Lê Người Khác', dateOfBirth: '1970' })],
    ],
    ['110', 'NOT_ELIGIBLE', 'a revoked card', [card({ status: 'REVOKED', statusOn: '2026-10-01' })]],
    ['120', 'NOT_ELIGIBLE', 'a reduced card', [card({ status: 'REDUCED', statusOn: '2026-10-01' })]],
    [
      '110',
      'NOT_ELIGIBLE',
      'a revoked card after an expired one',
      [card({ endOn: '2025-12-31' }), card({ status: 'REVOKED', statusOn: '2026-10-01' })],
    ],
  ])('answers %s, %s, for %s', (portalCode, outcome, _what, cards) => {
    expect(decideEligibility(person, cards, day)).toMatchObject({ portalCode, outcome });
  });

  it('rests on the new card where an old one was replaced', () => {
    expect(decideEligibility(person, [replaced('2026-11-30'), card()], day).card?.status).toBe('ACTIVE');
  });

  it('says the day in the order of each language', () => {
    const { explanation } = decideEligibility(person, [card({ endOn: '2026-01-31' })], day);
    expect(explanation.vi).toContain('31/01/2026');
    expect(explanation.en).toContain('2026-01-31');
  });

  it('takes the day of the decision, not of the period, for a card that was taken back', () => {
    const revoked = card({ status: 'REVOKED', statusOn: '2026-10-01', endOn: '2027-12-31' });
    expect(decideEligibility(person, [revoked], day).explanation.en).toContain('2026-10-01');
  });
});

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

  it('is none of none, and leaves the list as it was', () => {
    expect(bestCard([], day)).toBeNull();
    const cards = [card({ benefitLevel: 4 }), card({ benefitLevel: 1 })];
    bestCard(cards, day);
    expect(cards.map((one) => one.benefitLevel)).toEqual([4, 1]);
  });
});

it.each([
  [1, 100],
  [2, 100],
  [3, 95],
  [4, 80],
  [5, 100],
])('level %i covers %i percent', (benefitLevel, rate) => {
  expect(rateOf(card({ benefitLevel }))).toBe(rate);
});
