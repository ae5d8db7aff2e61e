import { decideEligibility, type EligibilityQuestion } from '../../../src/sectors/health-insurance/decide.js';
import type { Facility } from '../../../src/sectors/health-insurance/facility.js';
import { insuranceLaw } from '../../../src/sectors/health-insurance/law/law.js';
import type { Route } from '../../../src/sectors/health-insurance/law/route-rule.js';
import { card, facility, person, question } from './cases.js';

/** Registered elsewhere in the same province, with a card that pays 80 %. */
const elsewhere = [card({ initialFacility: '01055' })];
const station = { level: 'INITIAL', points: null, kind: 'HEALTH_STATION', formerLevel: 'COMMUNE' } as const;
const clinic = { ...station, kind: 'CLINIC' } as const;
const small = { level: 'BASIC', points: 49, formerLevel: null } as const;
const middle = { level: 'BASIC', points: 50, formerLevel: null } as const;
const provincial = { level: 'BASIC', points: 40, formerLevel: 'PROVINCE' } as const;
const central = { points: 91, formerLevel: 'CENTRAL' } as const;
const district = { points: 72, formerLevel: 'DISTRICT' } as const;

interface Case {
  code: string | null;
  route: Route | null;
  /** What insurance pays, percent, of a level of 80. */
  rate: number | null;
  source: string;
  at?: Partial<Facility>;
  asked?: Partial<EligibilityQuestion>;
}

const inpatient = { care: 'INPATIENT' } as const;
const emergency = { care: 'EMERGENCY' } as const;
const beforeJuly = { on: '2026-06-30' } as const;
const sinceJuly = { on: '2026-07-01' } as const;
const lastOf2024 = { on: '2024-12-31' } as const;
const island = [card({ initialFacility: '01055', areaCode: 'K3' })];

const cases: Case[] = [
  { code: '1.1', route: 'RIGHT_FACILITY', rate: 80, source: 'Đ22 k1', asked: { cards: [card()] } },
  {
    code: '1.1',
    route: 'RIGHT_FACILITY',
    rate: 80,
    source: 'Đ26',
    at: central,
    asked: { cards: [card()], ...inpatient },
  },
  { code: '1.2', route: 'INITIAL_LEVEL', rate: 100, source: 'Đ22 k1 c', at: station },
  {
    code: '1.2',
    route: 'INITIAL_LEVEL',
    rate: 100,
    source: 'Đ22 k1 c',
    at: station,
    asked: { cards: [card()] },
  },
  {
    code: '1.3',
    route: 'REFERRAL',
    rate: 80,
    source: 'TT 01/2025/TT-BYT Đ9',
    asked: { bases: ['REFERRAL'] },
  },
  {
    code: '1.4',
    route: 'RESIDENCE_CHANGE',
    rate: 80,
    source: 'Đ22 k3',
    asked: { bases: ['RESIDENCE_CHANGE'] },
  },
  {
    code: '1.5',
    route: 'APPOINTMENT',
    rate: 80,
    source: 'TT 01/2025/TT-BYT Đ11',
    asked: { bases: ['APPOINTMENT'] },
  },
  {
    code: '1.6',
    route: 'ORGAN_DONOR',
    rate: 80,
    source: 'NĐ 188/2025/NĐ-CP Đ37 k4',
    asked: { bases: ['ORGAN_DONOR'] },
  },
  {
    code: '1.7',
    route: 'NEWBORN',
    rate: 80,
    source: 'NĐ 188/2025/NĐ-CP Đ37 k2',
    at: central,
    asked: { bases: ['NEWBORN'] },
  },
  { code: '1.11', route: 'SELF_PRESENTED', rate: 80, source: 'Đ22 k4 c', at: clinic },
  { code: '1.12', route: 'SELF_PRESENTED', rate: 80, source: 'NĐ 188/2025/NĐ-CP Đ19 k1', at: small },
  {
    code: '1.12',
    route: 'SELF_PRESENTED',
    rate: 80,
    source: 'NĐ 188/2025/NĐ-CP Đ19 k1',
    at: { ...small, points: null },
  },
  {
    code: '1.13',
    route: 'SELF_PRESENTED',
    rate: 0,
    source: 'NĐ 188/2025/NĐ-CP Đ19 k2',
    at: middle,
    asked: beforeJuly,
  },
  {
    code: '1.13',
    route: 'SELF_PRESENTED',
    rate: 40,
    source: 'NĐ 188/2025/NĐ-CP Đ19 k2',
    at: middle,
    asked: sinceJuly,
  },
  {
    code: '1.13',
    route: 'SELF_PRESENTED',
    rate: 40,
    source: 'NĐ 188/2025/NĐ-CP Đ19 k2',
    at: { ...middle, points: 69 },
  },
  {
    code: '1.14',
    route: 'SELF_PRESENTED',
    rate: 0,
    source: 'NĐ 188/2025/NĐ-CP Đ19 k3',
    at: provincial,
    asked: beforeJuly,
  },
  {
    code: '1.14',
    route: 'SELF_PRESENTED',
    rate: 40,
    source: 'NĐ 188/2025/NĐ-CP Đ19 k3',
    at: provincial,
    asked: sinceJuly,
  },
  { code: '1.15', route: 'SELF_PRESENTED', rate: 80, source: 'Đ22 k4 d', at: provincial, asked: inpatient },
  {
    code: '1.16',
    route: 'LISTED_DISEASE',
    rate: 80,
    source: 'PL II',
    at: provincial,
    asked: { bases: ['LISTED_DISEASE'] },
  },
  {
    code: '1.17',
    route: 'LISTED_DISEASE',
    rate: 80,
    source: 'PL I;',
    at: central,
    asked: { bases: ['LISTED_DISEASE'] },
  },
  { code: '1.18', route: 'SELF_PRESENTED', rate: 0, source: 'NĐ 188/2025/NĐ-CP Đ19 k4', asked: beforeJuly },
  { code: '1.18', route: 'SELF_PRESENTED', rate: 40, source: 'NĐ 188/2025/NĐ-CP Đ19 k4', asked: sinceJuly },
  { code: '2', route: 'EMERGENCY', rate: 80, source: 'Đ22 k5', at: central, asked: emergency },
  { code: '3.1', route: 'SELF_PRESENTED', rate: 32, source: 'Đ22 k4 g', at: central, asked: inpatient },
  { code: '3.1', route: 'SELF_PRESENTED', rate: 0, source: 'Đ22 k4 g', at: central },
  { code: '3.2', route: 'SELF_PRESENTED', rate: 80, source: 'Đ22 k4 h', asked: inpatient },
  { code: '3.3', route: 'SELF_PRESENTED', rate: 80, source: 'Đ22 k4 đ', at: district },
  { code: '3.3', route: 'SELF_PRESENTED', rate: 80, source: 'Đ22 k4 đ', at: district, asked: inpatient },
  // Its points alone would pay half, and less before July 2026.
  {
    code: '3.3',
    route: 'SELF_PRESENTED',
    rate: 80,
    source: 'Đ22 k4 đ',
    at: { ...middle, formerLevel: 'DISTRICT' },
    asked: beforeJuly,
  },
  // At a central hospital the area is worth more than the 40 % of 3.1, which stands before it in the list.
  {
    code: '3.6',
    route: 'DIFFICULT_AREA',
    rate: 80,
    source: 'Đ22 k4 b',
    at: central,
    asked: { ...inpatient, cards: island },
  },
  {
    code: '3.1',
    route: 'SELF_PRESENTED',
    rate: 0,
    source: 'Đ22 k4 g',
    at: central,
    asked: { cards: island },
  },
  {
    code: '7',
    route: 'MEDICINE_COLLECTION',
    rate: 80,
    source: 'PL1 mã 7',
    asked: { bases: ['MEDICINE_IN_EPIDEMIC'] },
  },
  { code: null, route: null, rate: null, source: 'Ghi chú API', at: { formerLevel: null } },
  // Before Law 51/2024.
  {
    code: '1.1',
    route: 'RIGHT_FACILITY',
    rate: 80,
    source: 'QĐ 824/QĐ-BYT',
    asked: { ...lastOf2024, cards: [card()] },
  },
  {
    code: '1.2',
    route: 'SAME_PROVINCE',
    rate: 80,
    source: '(sửa 2014) Đ22 k4',
    at: district,
    asked: lastOf2024,
  },
  {
    code: '3.3',
    route: 'SELF_PRESENTED',
    rate: 80,
    source: '(sửa 2014) Đ22 k3 c',
    at: district,
    asked: { ...lastOf2024, cards: [card({ initialFacility: '40001' })] },
  },
  {
    code: '1.3',
    route: 'REFERRAL',
    rate: 80,
    source: 'TT 40/2015/TT-BYT',
    asked: { ...lastOf2024, bases: ['REFERRAL'] },
  },
  {
    code: '1.4',
    route: 'RESIDENCE_CHANGE',
    rate: 80,
    source: 'NĐ 146/2018/NĐ-CP Đ15',
    asked: { ...lastOf2024, bases: ['RESIDENCE_CHANGE'] },
  },
  {
    code: '1.5',
    route: 'APPOINTMENT',
    rate: 80,
    source: 'NĐ 146/2018/NĐ-CP Đ15',
    asked: { ...lastOf2024, bases: ['APPOINTMENT'] },
  },
  {
    code: '1.7',
    route: 'NEWBORN',
    rate: 80,
    source: 'NĐ 146/2018/NĐ-CP Đ15',
    asked: { ...lastOf2024, bases: ['NEWBORN'] },
  },
  {
    code: '2',
    route: 'EMERGENCY',
    rate: 80,
    source: 'Luật BHYT Đ28',
    at: central,
    asked: { ...lastOf2024, ...emergency },
  },
  {
    code: '3.1',
    route: 'SELF_PRESENTED',
    rate: 32,
    source: '(sửa 2014) Đ22 k3 a',
    at: central,
    asked: { ...lastOf2024, ...inpatient },
  },
  {
    code: '3.2',
    route: 'SELF_PRESENTED',
    rate: 80,
    source: '(sửa 2014) Đ22 k3 b',
    asked: { ...lastOf2024, ...inpatient },
  },
  { code: '3.5', route: 'SELF_PRESENTED', rate: 0, source: 'mã 3.5', asked: lastOf2024 },
  {
    code: '3.6',
    route: 'DIFFICULT_AREA',
    rate: 80,
    source: '(sửa 2014) Đ22 k5',
    at: central,
    asked: { ...lastOf2024, ...inpatient, cards: island },
  },
];

describe('The route to a facility', () => {
  it.each(cases)(
    'is $code, $route, paying $rate of 80, by $source ($at, $asked)',
    ({ code, route, rate, source, at, asked }) => {
      const decided = decideEligibility(
        question({ facility: facility(at), cards: elsewhere, ...asked }),
        insuranceLaw,
      );
      expect([decided.route?.code ?? null, decided.route?.route ?? null]).toEqual([code, route]);
      expect(decided.share?.coveredRate ?? null).toBe(rate);
      expect(decided.outcome).toBe(rate === 0 ? 'NOT_ELIGIBLE' : 'ELIGIBLE');
      expect(decided.legalBasis.some((basis) => basis.includes(source))).toBe(true);
    },
  );

  it('is shown here for every row of the law', () => {
    const shown = new Set(
      cases.map(
        ({ code, rate, asked }) => `${code} ${(asked?.on ?? '2026-11-22') < '2025-01-01'} ${rate === 0}`,
      ),
    );
    const rows = insuranceLaw.routes.map(
      ({ code, until, share }) => `${code} ${until === '2024-12-31'} ${share === 0}`,
    );
    expect([...new Set(rows)].filter((row) => !shown.has(row))).toEqual([]);
  });

  it('needs no register for a referral, an emergency or the card’s own facility', () => {
    const routeTo = (asked: Partial<EligibilityQuestion>) =>
      decideEligibility(question({ facility: null, cards: elsewhere, ...asked }), insuranceLaw).route?.code;
    expect(routeTo({ bases: ['REFERRAL'] })).toBe('1.3');
    expect(routeTo({ care: 'EMERGENCY' })).toBe('2');
    expect(routeTo({ cards: [card()] })).toBe('1.1');
    expect(routeTo({})).toBeUndefined();
  });

  it('of a child of 28 days is that of a newborn, a day later not', () => {
    const born = { ...person, dateOfBirth: '2026-10-25' };
    const asked = { person: born, cards: [], facility: facility(central) };
    const codeOn = (on: string) => decideEligibility(question({ ...asked, on }), insuranceLaw).route?.code;
    expect([codeOn('2026-11-22'), codeOn('2026-11-23')]).toEqual(['1.7', '3.1']);
  });
});
