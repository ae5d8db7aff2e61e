import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { packageRoot } from '../../../src/config/package-root.js';
import { decideEligibility, type EligibilityQuestion } from '../../../src/sectors/health-insurance/decide.js';
import { insuranceLaw } from '../../../src/sectors/health-insurance/law/law.js';
import {
  type PortalRefusal,
  portalCodeOfRefusal,
} from '../../../src/sectors/health-insurance/portal-refusal.js';
import type { CoverageRecord } from '../../../src/sectors/health-insurance/record.js';
import { card, day, person, question } from './cases.js';

interface PublishedCode {
  code: string;
  meaning_vi: string;
  class: string;
  source: string;
}
const file = join(packageRoot, 'tests/data/portal-codes/result-codes.csv');
const published = parse<PublishedCode>(readFileSync(file), { columns: true });

const replaced = (endOn: string) =>
  card({
    ...{ cardNumber: 'DN4010123456789', status: 'REPLACED', statusOn: '2026-10-01', endOn },
    replacedByCard: 'GD4010123456789',
  });
const ended = (status: CoverageRecord['status'], statusReason: string | null = null) => [
  card({ status, statusReason, statusOn: '2026-10-01' }),
];
const army = (held: Partial<CoverageRecord> = {}) =>
  card({ cardNumber: 'QN5970123456789', objectCode: 'QN', benefitLevel: 5, ...held });
const police = card({ cardNumber: 'CA5980123456789', objectCode: 'CA', benefitLevel: 5 });
const note = 'Ghi chú API tra cứu thẻ của BHXH Việt Nam 20/6/2024';
const older = 'Mô tả API tra cứu thẻ trước 20/6/2024';
const child = { ...person, dateOfBirth: '2022-03-01' };

type Case = [
  code: string,
  outcome: string,
  source: string,
  what: string,
  asked: Partial<EligibilityQuestion>,
];

const cases: Case[] = [
  ['000', 'ELIGIBLE', note, 'a card in force', {}],
  ['000', 'ELIGIBLE', note, 'a card that ends today', { cards: [card({ endOn: day })] }],
  ['000', 'ELIGIBLE', note, 'a card that begins today', { cards: [card({ startOn: day })] }],
  [
    '000',
    'ELIGIBLE',
    note,
    'one in force beside one over',
    { cards: [card({ endOn: '2025-12-31' }), card()] },
  ],
  ['000', 'ELIGIBLE', note, 'a name without tones', { cards: [card({ fullName: 'TRAN HU CAU' })] }],
  ['000', 'ELIGIBLE', note, 'a birth year alone', { cards: [card({ dateOfBirth: '1990' })] }],
  ['000', 'ELIGIBLE', note, 'the number on the card', { statedNumber: 'gd4 01 0123456789' }],
  ['000', 'ELIGIBLE', note, 'the insurance number alone', { statedNumber: '0123456789' }],
  ['000', 'ELIGIBLE', note, 'the personal number in its place', { statedNumber: '001090000001' }],
  [
    '000',
    'ELIGIBLE',
    note,
    'the new card shown',
    { cards: [replaced('2026-11-30'), card()], statedNumber: 'GD4010123456789' },
  ],
  ['000', 'ELIGIBLE', note, 'another sex than on record, today', { cards: [card({ sex: 'FEMALE' })] }],
  ['000', 'ELIGIBLE', note, 'another facility on the card, today', { statedFacility: '01002' }],
  ['001', 'ELIGIBLE_CHECK', note, 'a card of the army', { cards: [army()] }],
  ['001', 'ELIGIBLE_CHECK', note, 'one that is over in our copy', { cards: [army({ endOn: '2020-12-31' })] }],
  [
    '001',
    'ELIGIBLE_CHECK',
    note,
    'one that is taken back in our copy',
    { cards: [army({ status: 'REDUCED' })] },
  ],
  ['001', 'ELIGIBLE_CHECK', note, 'one held under another name', { cards: [army({ fullName: 'Lê Khác' })] }],
  [
    '001',
    'ELIGIBLE_CHECK',
    note,
    'one shown that nobody here holds',
    { cards: [], statedNumber: 'QN5970123456780' },
  ],
  [
    '001',
    'ELIGIBLE_CHECK',
    note,
    'one by the province in its number',
    { cards: [card({ cardNumber: 'TQ4970123456789', objectCode: 'TQ' })] },
  ],
  ['002', 'ELIGIBLE_CHECK', note, 'a card of the police', { cards: [police] }],
  ['002', 'ELIGIBLE_CHECK', note, 'one shown beside a household card', { statedNumber: 'CA5980123456780' }],
  ['003', 'ELIGIBLE', note, 'an old card that is over', { cards: [replaced('2026-11-21'), card()] }],
  [
    '003',
    'ELIGIBLE',
    note,
    'an old card shown that was never linked',
    {
      cards: [card({ cardNumber: 'DN4010123456789', endOn: '2026-01-31' }), card()],
      statedNumber: 'DN4010123456789',
    },
  ],
  ['004', 'ELIGIBLE', note, 'an old card that still runs', { cards: [replaced('2026-11-22'), card()] }],
  [
    '004',
    'ELIGIBLE',
    note,
    'that old card shown',
    { cards: [replaced('2026-11-22'), card()], statedNumber: 'DN4010123456789' },
  ],
  ['010', 'NOT_ELIGIBLE', note, 'a card that ended yesterday', { cards: [card({ endOn: '2026-11-21' })] }],
  [
    '010',
    'ELIGIBLE',
    note,
    'a card that ended during the stay',
    { cards: [card({ endOn: '2026-11-21' })], admittedOn: '2026-11-20' },
  ],
  ['050', 'NOT_COVERED', note, 'no card', { cards: [] }],
  ['050', 'NOT_COVERED', note, 'a card that begins tomorrow', { cards: [card({ startOn: '2026-11-23' })] }],
  ['051', 'ELIGIBLE_CHECK', note, 'somebody else’s number', { statedNumber: 'GD4019999999999' }],
  ['051', 'ELIGIBLE_CHECK', note, 'another group in the number', { statedNumber: 'HS4010123456789' }],
  ['051', 'ELIGIBLE_CHECK', note, 'no number at all', { statedNumber: 'không rõ' }],
  ['052', 'ELIGIBLE_CHECK', note, 'another province in the number', { statedNumber: 'GD4020123456789' }],
  ['053', 'ELIGIBLE_CHECK', note, 'another level in the number', { statedNumber: 'GD2010123456789' }],
  ['053', 'ELIGIBLE_CHECK', note, 'no level in the number', { statedNumber: 'GD9010123456789' }],
  ['060', 'NOT_ELIGIBLE', note, 'another name', { cards: [card({ fullName: 'Lê Người Khác' })] }],
  [
    '060',
    'NOT_ELIGIBLE',
    note,
    'another name and birth date',
    { cards: [card({ fullName: 'Lê Người Khác', dateOfBirth: '1970' })] },
  ],
  [
    '061',
    'ELIGIBLE_CHECK',
    note,
    'another name of the same initials',
    { cards: [card({ fullName: 'Trịnh Hoa Cúc' })] },
  ],
  ['070', 'NOT_ELIGIBLE', note, 'another birth date', { cards: [card({ dateOfBirth: '1990-05-18' })] }],
  [
    '080',
    'NOT_ELIGIBLE',
    older,
    'another sex, before 20 June 2024',
    { on: '2024-06-19', cards: [card({ sex: 'FEMALE' })] },
  ],
  [
    '090',
    'ELIGIBLE_CHECK',
    older,
    'another facility on the card, before 20 June 2024',
    { on: '2024-06-19', statedFacility: '01002' },
  ],
  ['110', 'NOT_ELIGIBLE', note, 'a revoked card', { cards: ended('REVOKED') }],
  [
    '110',
    'NOT_ELIGIBLE',
    note,
    'a revoked card after one over',
    { cards: [card({ endOn: '2025-12-31' }), ...ended('REVOKED')] },
  ],
  ['120', 'NOT_ELIGIBLE', note, 'a reduced card', { cards: ended('REDUCED') }],
  [
    '120',
    'NOT_ELIGIBLE',
    note,
    'one reduced for a reason the portal has no code for',
    { cards: ended('REDUCED', 'DECEASED') },
  ],
  [
    '121',
    'NOT_ELIGIBLE',
    note,
    'a holder who left the province',
    { cards: ended('REDUCED', 'MOVED_OUT_OF_PROVINCE') },
  ],
  [
    '122',
    'NOT_ELIGIBLE',
    note,
    'a holder who moved in the province',
    { cards: ended('REDUCED', 'MOVED_WITHIN_PROVINCE') },
  ],
  [
    '123',
    'NOT_ELIGIBLE',
    note,
    'a holder enrolled again',
    { cards: ended('REDUCED', 'RE_ENROLLED_SAME_EMPLOYER') },
  ],
  ['124', 'NOT_ELIGIBLE', note, 'a holder who left', { cards: ended('REDUCED', 'LEFT') }],
  ['130', 'ELIGIBLE_CHECK', note, 'a child without a card', { person: child, cards: [] }],
  [
    '130',
    'ELIGIBLE_CHECK',
    note,
    'a child whose card is over',
    { person: child, cards: [card({ ...child, endOn: '2025-12-31' })] },
  ],
  [
    '130',
    'ELIGIBLE_CHECK',
    note,
    'a child whose birth year alone is known',
    { person: { ...child, dateOfBirth: '2020' }, cards: [] },
  ],
  [
    '050',
    'NOT_COVERED',
    note,
    'a child who is six today',
    { person: { ...child, dateOfBirth: '2020-11-22' }, cards: [] },
  ],
];

describe('A decision about a person', () => {
  it.each(cases)('answers %s, %s, by %s, for %s', (portalCode, outcome, source, _what, asked) => {
    const decided = decideEligibility(question(asked), insuranceLaw);
    expect(decided).toMatchObject({ portalCode, outcome });
    expect(decided.legalBasis.some((basis) => basis.startsWith(source))).toBe(true);
  });

  it('rests on the new card where an old one was replaced, and names it', () => {
    const { card: used, newCard } = decideEligibility(
      question({ cards: [replaced('2026-11-30'), card()] }),
      insuranceLaw,
    );
    expect(used?.status).toBe('ACTIVE');
    expect(newCard).toBe(used);
  });

  it('goes by the person’s own card before a better one that is somebody else’s', () => {
    const foreign = card({ fullName: 'Lê Người Khác', benefitLevel: 1, cardNumber: 'CC1010123456780' });
    const decided = decideEligibility(question({ cards: [foreign, card()] }), insuranceLaw);
    expect(decided).toMatchObject({ portalCode: '000', level: 4 });
  });

  it('says the day in the order of each language', () => {
    const { explanation } = decideEligibility(
      question({ cards: [card({ endOn: '2026-01-31' })] }),
      insuranceLaw,
    );
    expect(explanation.vi).toContain('31/01/2026');
    expect(explanation.en).toContain('2026-01-31');
  });

  it('takes the day of the decision, not of the period, for a card that was taken back', () => {
    const revoked = card({ status: 'REVOKED', statusOn: '2026-10-01', endOn: '2027-12-31' });
    const { explanation } = decideEligibility(question({ cards: [revoked] }), insuranceLaw);
    expect(explanation.en).toContain('2026-10-01');
  });
});

const refusals: [code: string, refusal: PortalRefusal][] = [
  ['054', 'OFFICER_NOT_LISTED'],
  ['055', 'OFFICER_NAME_DIFFERS'],
  ['100', 'SECTOR_UNAVAILABLE'],
  ['100', 'REGISTRY_UNAVAILABLE'],
  ['101', 'INTERNAL_SERVER_ERROR'],
  ['101', 'AUDIT_UNAVAILABLE'],
  ['101', 'OVERLOADED'],
  ['205', 'BAD_USER_INPUT'],
  ['401', 'UNAUTHENTICATED'],
  ['401', 'FORBIDDEN'],
];

describe('A refusal', () => {
  it.each(refusals)('is %s for %s', (code, refusal) => {
    expect(portalCodeOfRefusal(refusal)).toBe(code);
    expect(insuranceLaw.portalCodes.find((one) => one.code === code)?.outcome).toBeNull();
  });
});

describe('The table of portal codes', () => {
  it('holds the 28 published ones, each shown here by a case or a refusal', () => {
    const held = insuranceLaw.portalCodes.map(({ code }) => code);
    expect(held).toEqual(published.map(({ code }) => code));
    expect(held).toHaveLength(28);
    expect(new Set([...cases, ...refusals].map(([code]) => code))).toEqual(new Set(held));
  });

  it('ends what only the older descriptions have', () => {
    const gone = insuranceLaw.portalCodes.filter(({ until }) => until !== null).map(({ code }) => code);
    const olderOnly = published.filter((row) => row.source === 'older-code-only').map(({ code }) => code);
    expect(gone).toEqual(olderOnly);
  });
});
