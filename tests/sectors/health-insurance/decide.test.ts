import fc from 'fast-check';
import { decideEligibility, type EligibilityQuestion } from '../../../src/sectors/health-insurance/decide.js';
import { type InsuranceLaw, insuranceLaw } from '../../../src/sectors/health-insurance/law/law.js';
import type { CoverageRecord } from '../../../src/sectors/health-insurance/record.js';
import { card, facility, person, question } from './cases.js';

const decide = (asked: Partial<EligibilityQuestion> = {}, law: InsuranceLaw = insuranceLaw) =>
  decideEligibility(question(asked), law);
const elsewhere = (held: Partial<CoverageRecord> = {}) => [card({ initialFacility: '01055', ...held })];

describe('What is paid', () => {
  it.each([
    [5, 100],
    [1, 100],
    [2, 100],
    [3, 95],
    [4, 80],
  ])('is by level %i %i percent on the right route', (benefitLevel, coveredRate) => {
    expect(decide({ cards: [card({ benefitLevel })] })).toMatchObject({
      level: benefitLevel,
      share: { coveredRate },
    });
  });

  it('keeps the half percent of half a level', () => {
    const decided = decide({ cards: elsewhere({ benefitLevel: 3 }), cost: 1_000_001 });
    expect(decided.share).toMatchObject({ coveredRate: 47.5, coPayment: 525_001 });
    expect(decided.explanation.vi).toContain('Quỹ BHYT trả 47,5%, người bệnh trả 52,5%.');
  });

  it('is by the best of several cards', () => {
    const cards = [card(), card({ cardNumber: 'HN2010123456789', benefitLevel: 2 })];
    expect(decide({ cards })).toMatchObject({ level: 2, share: { coveredRate: 100 } });
  });

  it('is all of it for a child without a card, at any facility of his age', () => {
    const child = { ...person, dateOfBirth: '2023-01-01' };
    expect(decide({ person: child, cards: [], bases: ['REFERRAL'] })).toMatchObject({
      ...{ portalCode: '130', level: 1, card: null },
      share: { coveredRate: 100 },
    });
  });

  it('is nothing where the route is not paid, although the card is valid', () => {
    const decided = decide({ cards: elsewhere(), facility: facility({ formerLevel: 'CENTRAL' }) });
    expect(decided).toMatchObject({ outcome: 'NOT_ELIGIBLE', portalCode: '000', share: { coveredRate: 0 } });
    expect(decided.explanation.vi).toContain('cần phiếu chuyển');
  });
});

describe('After five years in a row', () => {
  const held = { fiveYearOn: '2026-11-22', coPaidYear: 2026, coPaid: 15_180_001 };

  it('nothing is left to pay from the day both conditions are met', () => {
    const { share, legalBasis } = decide({ cards: [card(held)], cost: 50_000_000 });
    expect(share).toMatchObject({ coveredRate: 100, coPayment: 0, exemption: 'FIVE_YEARS' });
    expect(legalBasis).toEqual(expect.arrayContaining([expect.stringContaining('Đ18 k2')]));
  });

  it.each<[string, Partial<CoverageRecord>, Partial<EligibilityQuestion>]>([
    ['co-payments are just six base salaries', { ...held, coPaid: 15_180_000 }, {}],
    ['the five years end tomorrow', { ...held, fiveYearOn: '2026-11-23' }, {}],
    ['the sum is of another year', { ...held, coPaidYear: 2025 }, {}],
    ['the sum is not known', { ...held, coPaid: null }, {}],
    ['the portal shows less than the card', held, { coPaid: 1_000_000 }],
  ])('something is left where %s', (_what, own, asked) => {
    expect(decide({ cards: [card(own)], ...asked }).share).toMatchObject({
      coveredRate: 80,
      exemption: null,
    });
  });

  it('the sum that the portal shows goes before the card’s', () => {
    const { share } = decide({ cards: [card({ ...held, coPaid: 0 })], coPaid: 20_000_000 });
    expect(share?.exemption).toBe('FIVE_YEARS');
  });

  it('it counts for care as prescribed only', () => {
    expect(decide({ cards: elsewhere(held) }).share).toMatchObject({ coveredRate: 40, exemption: null });
  });

  it('six base salaries are those of the day: less before July 2026', () => {
    const cards = [card({ ...held, fiveYearOn: '2025-01-01', coPaid: 14_040_001 })];
    expect(decide({ cards, on: '2026-06-30' }).share?.exemption).toBe('FIVE_YEARS');
    expect(decide({ cards, on: '2026-07-01' }).share?.exemption).toBeNull();
  });
});

describe('A visit of low cost', () => {
  it.each([
    [379_499, 0, 'LOW_COST'],
    [379_500, 75_900, null],
  ])('of %i leaves %i to pay (%s)', (cost, coPayment, exemption) => {
    expect(decide({ cost }).share).toMatchObject({ coPayment, exemption });
  });
});

describe('A card that ends during a stay', () => {
  const cards = [card({ endOn: '2026-11-07' })];

  it('still pays fifteen days on, and no day more', () => {
    expect(decide({ cards, admittedOn: '2026-11-07' })).toMatchObject({
      ...{ outcome: 'ELIGIBLE', portalCode: '010', coveredUntil: '2026-11-22' },
      share: { coveredRate: 80 },
    });
    expect(decide({ cards, admittedOn: '2026-11-07', on: '2026-11-23' })).toMatchObject({
      ...{ outcome: 'NOT_ELIGIBLE', portalCode: '010', coveredUntil: null },
    });
  });

  it('pays nothing for a stay that began after it ended', () => {
    expect(decide({ cards, admittedOn: '2026-11-08' }).outcome).toBe('NOT_ELIGIBLE');
  });

  it('gives way to a new card', () => {
    const decided = decide({ cards: [...cards, card({ startOn: '2026-11-08' })], admittedOn: '2026-11-01' });
    expect(decided).toMatchObject({ portalCode: '000', coveredUntil: null });
  });

  it('was taken back, and then pays nothing', () => {
    const taken = [card({ status: 'REDUCED', statusOn: '2026-11-07', endOn: '2026-11-07' })];
    expect(decide({ cards: taken, admittedOn: '2026-11-01' }).outcome).toBe('NOT_ELIGIBLE');
  });
});

describe('The law', () => {
  it('changes by a row: what a new row says counts from its day', () => {
    const [first] = insuranceLaw.routes.filter(({ code, share }) => code === '1.18' && share === 50);
    const changed = {
      ...insuranceLaw,
      routes: [...insuranceLaw.routes, { ...first!, share: 70, from: '2027-01-01', source: 'Luật mới' }],
    };
    const paidOn = (on: string) => decide({ cards: elsewhere(), on }, changed).share?.coveredRate;
    expect([paidOn('2026-12-31'), paidOn('2027-01-01')]).toEqual([40, 56]);
  });

  it('is not known of days before its first row', () => {
    expect(decide({ cards: elsewhere({ startOn: '2010-01-01' }), on: '2014-01-01' })).toMatchObject({
      ...{ outcome: 'ELIGIBLE', portalCode: '000', route: null, share: null },
    });
  });

  it('has a source in every row, and rows of one figure or level never overlap', () => {
    const { routes, levels, figures, managers, portalCodes } = insuranceLaw;
    const rows = [...routes, ...levels, ...figures, ...managers, ...portalCodes];
    expect(rows.filter(({ source }) => !/(Luật|NĐ|TT|QĐ|Ghi chú|Mô tả)/.test(source))).toEqual([]);
    const overlaps = figures.filter((one) =>
      figures.some(
        (other) =>
          other !== one &&
          other.name === one.name &&
          other.from <= one.from &&
          (other.until ?? '9999') >= one.from,
      ),
    );
    expect(overlaps).toEqual([]);
  });
});

const someDay = fc
  .date({ min: new Date('2019-01-01'), max: new Date('2028-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null });
const someCard = fc
  .record({
    objectCode: fc.constantFrom('GD', 'DN', 'HN', 'TE', 'HT', 'QN', 'CA'),
    benefitLevel: fc.integer({ min: 1, max: 5 }),
    initialFacility: maybe(fc.constantFrom('01001', '01055', '40001')),
    startOn: someDay,
    endOn: maybe(someDay),
    fiveYearOn: maybe(someDay),
    areaCode: maybe(fc.constantFrom('K1', 'K2')),
    status: fc.constantFrom('ACTIVE' as const, 'REVOKED' as const, 'REDUCED' as const, 'REPLACED' as const),
    fullName: fc.constantFrom('Trần Hư Cấu', 'TRAN HU CAU', 'Trịnh Hoa Cúc', 'Lê Người Khác'),
    dateOfBirth: fc.constantFrom('1990-05-17', '1990', '1970-01-01'),
    coPaid: maybe(fc.integer({ min: 0, max: 30_000_000 })),
    coPaidYear: maybe(fc.constantFrom(2025, 2026)),
  })
  .map((held) => card({ ...held, cardNumber: `${held.objectCode}${held.benefitLevel}010123456789` }));
const someQuestion = fc
  .record({
    cards: fc.array(someCard, { maxLength: 4 }),
    dateOfBirth: fc.constantFrom('1990-05-17', '2022', '2026-11-01'),
    facility: maybe(
      fc.record({
        level: fc.constantFrom('INITIAL' as const, 'BASIC' as const, 'SPECIALISED' as const),
        points: maybe(fc.integer({ min: 0, max: 100 })),
        formerLevel: maybe(fc.constantFrom('COMMUNE', 'DISTRICT', 'PROVINCE', 'CENTRAL' as const)),
        kind: fc.constantFrom('HEALTH_STATION', 'CLINIC', 'HOSPITAL' as const),
      }),
    ),
    on: someDay,
    care: fc.constantFrom('OUTPATIENT', 'INPATIENT', 'EMERGENCY' as const),
    bases: fc.subarray(['REFERRAL', 'APPOINTMENT', 'LISTED_DISEASE', 'NEWBORN'] as const),
    admittedOn: maybe(someDay),
    statedNumber: maybe(
      fc.oneof(fc.constantFrom('GD4010123456789', '0123456789', 'QN5970000000000'), fc.string()),
    ),
    cost: maybe(fc.integer({ min: 0, max: 1e12 })),
  })
  .map(({ dateOfBirth, facility: at, ...asked }) =>
    question({ ...asked, person: { ...person, dateOfBirth }, facility: at && facility(at as object) }),
  );

describe('Any question', () => {
  it('is answered: with a sentence, a source, and a share that is whole and within its bounds', () => {
    fc.assert(
      fc.property(someQuestion, (asked) => {
        const {
          share,
          card: used,
          outcome,
          explanation,
          legalBasis,
          newCard,
        } = decideEligibility(asked, insuranceLaw);
        expect(legalBasis.length).toBeGreaterThan(0);
        for (const text of [explanation.vi, explanation.en]) expect(text).toMatch(/^\S.*\.$/);
        expect(explanation.en).not.toContain('{day}');
        if (used) expect(asked.cards).toContain(used);
        if (newCard) expect(newCard).toBe(used);
        if (!share) return;
        expect(share.coveredRate).toBeGreaterThanOrEqual(0);
        expect(share.coveredRate).toBeLessThanOrEqual(100);
        expect(outcome === 'NOT_ELIGIBLE').toBe(share.coveredRate === 0);
        if (share.coPayment === null) return;
        expect(Number.isSafeInteger(share.coPayment)).toBe(true);
        expect(share.coPayment).toBeGreaterThanOrEqual(0);
        expect(share.coPayment).toBeLessThanOrEqual(asked.cost!);
      }),
      { numRuns: 300 },
    );
  });

  it('is answered the same however the cards are ordered', () => {
    fc.assert(
      fc.property(someQuestion, (asked) => {
        const { share, outcome, level } = decideEligibility(asked, insuranceLaw);
        const turned = decideEligibility({ ...asked, cards: asked.cards.toReversed() }, insuranceLaw);
        expect([turned.outcome, turned.level]).toEqual([outcome, level]);
        expect(turned.share === null).toBe(share === null);
      }),
      { numRuns: 200 },
    );
  });

  it('is never answered worse for papers that are shown besides', () => {
    fc.assert(
      fc.property(someQuestion, (asked) => {
        const paid = (one: EligibilityQuestion) =>
          decideEligibility(one, insuranceLaw).share?.coveredRate ?? 0;
        expect(paid({ ...asked, bases: [...asked.bases, 'REFERRAL'] })).toBeGreaterThanOrEqual(paid(asked));
      }),
      { numRuns: 200 },
    );
  });

  it('never turns away who brings a card of the armed forces in his own name', () => {
    fc.assert(
      fc.property(someQuestion, (asked) => {
        const army = card({
          cardNumber: 'QN5970123456789',
          objectCode: 'QN',
          benefitLevel: 5,
          startOn: '2010-01-01',
        });
        const decided = decideEligibility(
          { ...asked, cards: [army], care: 'EMERGENCY', person, statedNumber: null },
          insuranceLaw,
        );
        expect([decided.portalCode, decided.outcome]).toEqual(['001', 'ELIGIBLE_CHECK']);
      }),
      { numRuns: 100 },
    );
  });
});
