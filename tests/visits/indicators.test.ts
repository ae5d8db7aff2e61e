import { indicatorsOf } from '../../src/visits/indicators.js';

const count = (more: object) => ({
  ...{
    facility: '01001',
    on: '2026-11-22',
    recognisedAs: 'CCCD_QR',
    outcome: 'ELIGIBLE',
    visits: 1,
    ...more,
  },
});

const none = { pending: 0, notConfirmed: 0 };

describe('indicatorsOf', () => {
  it('is nothing of nothing', () => {
    expect(indicatorsOf({ counts: [], people: 0, ...none })).toEqual({
      ...{ facilities: 0, facilitiesByIdentityCard: 0, people: 0, visits: 0, byIdentityCard: 0 },
      ...none,
      ...{ outcomes: [], days: [], byDay: [] },
    });
  });

  it.each([
    ['CCCD_QR', 1],
    ['CAN_CUOC_QR', 1],
    ['MRZ', 1],
    ['PERSONAL_ID', 0],
    ['INSURANCE_QR', 0],
    [null, 0],
  ])('counts %s as %i identity card', (recognisedAs, cards) => {
    const { facilitiesByIdentityCard, byIdentityCard } = indicatorsOf({
      ...{ counts: [count({ recognisedAs })], people: 1, ...none },
    });
    expect([facilitiesByIdentityCard, byIdentityCard]).toEqual([cards, cards]);
  });

  it('adds up facilities, days and outcomes, most first', () => {
    const counts = [
      count({ visits: 2 }),
      count({ visits: 3, recognisedAs: 'PERSONAL_ID', outcome: 'NOT_COVERED' }),
      count({ visits: 1, on: '2026-11-23' }),
      count({ visits: 10, facility: '01004', recognisedAs: 'INSURANCE_QR' }),
    ];
    expect(indicatorsOf({ counts, people: 9, ...none })).toEqual({
      ...{ facilities: 2, facilitiesByIdentityCard: 1, people: 9, visits: 16, byIdentityCard: 3 },
      ...none,
      outcomes: [
        { outcome: 'ELIGIBLE', visits: 13, share: 81.3 },
        { outcome: 'NOT_COVERED', visits: 3, share: 18.8 },
      ],
      days: [
        { facility: '01004', on: '2026-11-22', visits: 10, byIdentityCard: 0 },
        { facility: '01001', on: '2026-11-22', visits: 5, byIdentityCard: 2 },
        { facility: '01001', on: '2026-11-23', visits: 1, byIdentityCard: 1 },
      ],
      byDay: [
        { on: '2026-11-22', visits: 15, byIdentityCard: 2 },
        { on: '2026-11-23', visits: 1, byIdentityCard: 1 },
      ],
    });
  });

  it('names the two hundred busiest days and counts them all', () => {
    const counts = Array.from({ length: 300 }, (_, i) =>
      count({ facility: String(10_000 + i), visits: i + 1 }),
    );
    const { days, visits } = indicatorsOf({ counts, people: 1, ...none });
    expect([days.length, days[0]!.visits, visits]).toEqual([200, 300, 45_150]);
  });
});
