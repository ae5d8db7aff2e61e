import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { packageRoot } from '../../../../src/config/package-root.js';
import { decideEligibility } from '../../../../src/sectors/health-insurance/decide.js';
import { readAnswer } from '../../../../src/sectors/health-insurance/gateway/answer.js';
import { cardsIn } from '../../../../src/sectors/health-insurance/gateway/cards.js';
import { insuranceLaw } from '../../../../src/sectors/health-insurance/law/law.js';
import { statusOn } from '../../../../src/sectors/health-insurance/record.js';
import { day, person, question } from '../cases.js';
import { valid } from './scripted-gateway.js';

const asked = { ...person, personalId: '001090000001' };
const file = join(packageRoot, 'tests/data/portal-codes/result-codes.csv');
const published: { code: string }[] = parse(readFileSync(file), { columns: true });

const cardsOf = (answer: object) => cardsIn(readAnswer(200, answer)!, asked);
const cardOf = (answer: object) => cardsOf(answer)[0]!;

/** The decision on the day of an answer, with whatever the desk knows besides. */
function decided(answer: object, more: Parameters<typeof question>[0] = {}) {
  const { code, sentence, fields } = readAnswer(200, answer)!;
  const cards = cardsIn({ code, sentence, fields }, asked);
  return decideEligibility(question({ cards, said: { code, sentence, on: day }, ...more }), insuranceLaw);
}

describe('the code of the portal', () => {
  const ofPeople = published
    .map(({ code }) => code)
    .filter((code) => insuranceLaw.portalCodes.find((row) => row.code === code)!.outcome !== null);

  it('is one of 28 that are published', () => {
    expect(published).toHaveLength(28);
    expect(ofPeople).toHaveLength(22);
  });

  it.each(['constructor', 'toString', '__proto__'])('%s is one that is not known', (maKetQua) => {
    expect(decided({ ...valid, maKetQua })).toMatchObject({
      portalCode: maKetQua,
      outcome: 'ELIGIBLE_CHECK',
    });
  });

  it.each(ofPeople)('%s is the code of the decision, with a card and without', (maKetQua) => {
    const { outcome } = insuranceLaw.portalCodes.find(({ code }) => code === maKetQua)!;
    for (const answer of [
      { ...valid, maKetQua },
      { maKetQua, ghiChu: 'không có thẻ' },
    ]) {
      const { portalCode, explanation, legalBasis, ...rest } = decided(answer);
      expect({ portalCode, outcome: rest.outcome }).toEqual({ portalCode: maKetQua, outcome });
      expect(explanation.vi + explanation.en).not.toMatch(/\{day\}|\?/);
      expect(legalBasis.length).toBeGreaterThan(0);
    }
  });

  it('promises no level and no share where no card was named', () => {
    for (const maKetQua of ['000', '001', '002', '004', '061'])
      expect(decided({ maKetQua })).toMatchObject({ level: null, share: null, card: null });
    expect(decided({ maKetQua: '130' })).toMatchObject({ level: 1, share: expect.anything() });
  });

  it('is kept as it came where no list has it', () => {
    const unknown = decided({ ...valid, maKetQua: '999', ghiChu: 'Mã mới' });
    expect(unknown).toMatchObject({
      ...{ outcome: 'ELIGIBLE_CHECK', portalCode: '999', level: null, share: null },
      ...{ card: { cardNumber: valid.maThe }, legalBasis: [] },
    });
    expect(unknown.explanation.vi).toContain('999');
    expect(unknown.explanation.en).toContain('“Mã mới”');
  });

  it('speaks of the day it was asked: of others the cards it named decide', () => {
    const ended = { ...valid, maKetQua: '010', gtTheDen: '30/06/2026' };
    expect(decided(ended)).toMatchObject({ portalCode: '010', outcome: 'NOT_ELIGIBLE' });
    expect(decided(ended, { on: '2026-06-30' })).toMatchObject({ portalCode: '000', outcome: 'ELIGIBLE' });
    expect(decided({ maKetQua: '060' }, { on: '2026-06-30' })).toMatchObject({ portalCode: '060' });
  });

  it('goes as far as the portal was asked: what is shown at the desk is weighed here', () => {
    const shown = (statedNumber: string) => ({ statedNumber });
    expect(decided(valid, shown('GD4790123456789')).portalCode).toBe('052');
    expect(decided(valid, shown('GD3010123456789')).portalCode).toBe('053');
    expect(decided(valid, shown('GD4019999999999')).portalCode).toBe('051');
    expect(decided({ maKetQua: '050' }, shown('QN5970123456789'))).toMatchObject({
      ...{ portalCode: '001', outcome: 'ELIGIBLE_CHECK', level: 5 },
    });
    const child = { person: { ...person, dateOfBirth: '2023-01-01' } };
    expect(decided({ maKetQua: '050' }, child).portalCode).toBe('130');
    const stay = { admittedOn: '2026-11-10' };
    const ended = { ...valid, maKetQua: '010', gtTheDen: '15/11/2026' };
    expect(decided(ended, stay)).toMatchObject({ outcome: 'ELIGIBLE', coveredUntil: '2026-11-30' });
  });

  it('does not make a card that is answered in another name this person’s', () => {
    expect(decided({ ...valid, hoTen: 'Phạm Khác Hẳn' }).portalCode).toBe('060');
    expect(decided({ ...valid, hoTen: 'TRAN HU CAU' }).portalCode).toBe('000');
  });
});

describe('the cards of an answer', () => {
  it('say what they say, and null for what no portal tells', () => {
    expect(cardsOf(valid)).toEqual([
      {
        ...{ cardNumber: 'GD4010123456789', insuranceNumber: '0123456789', objectCode: 'GD' },
        ...{ benefitLevel: 4, startOn: '2024-01-01', endOn: '2099-12-31', status: 'ACTIVE' },
        ...{ initialFacility: '01001', fullName: person.fullName, dateOfBirth: person.dateOfBirth },
        ...{ sex: 'MALE', fiveYearOn: '2020-02-29', areaCode: 'K1', statusOn: null, statusReason: null },
        ...{ replacedByCard: null, coPaid: null, coPaidYear: null },
      },
    ]);
  });

  it.each(['003', '004'])('are the new one and the old one at %s', (maKetQua) => {
    const cards = cardsOf({
      ...{ ...valid, maKetQua, gtTheDen: '31/12/2024', maTheMoi: 'DN4010123456789' },
      ...{ gtTheTuMoi: '01/01/2025', gtTheDenMoi: null, maDKBDMoi: '01002' },
    });
    expect(
      cards.map(({ cardNumber, status, startOn, endOn, initialFacility, replacedByCard }) => [
        cardNumber,
        status,
        startOn,
        endOn,
        initialFacility,
        replacedByCard,
      ]),
    ).toEqual([
      ['DN4010123456789', 'ACTIVE', '2025-01-01', null, '01002', null],
      ['GD4010123456789', 'REPLACED', '2024-01-01', '2024-12-31', '01001', 'DN4010123456789'],
    ]);
  });

  it('are two periods of one number where cards are named by ten digits', () => {
    const cards = cardsOf({
      ...{ maKetQua: '003', maThe: '0123456789', gtTheTu: '01/01/2024', gtTheDen: '31/12/2024' },
      ...{ maTheMoi: '0123456789', gtTheTuMoi: '01/01/2025', gtTheDenMoi: '31/12/2099' },
    });
    expect(
      cards.map(({ startOn, status, benefitLevel, objectCode }) => ({
        startOn,
        status,
        benefitLevel,
        objectCode,
      })),
    ).toEqual([
      { startOn: '2025-01-01', status: 'ACTIVE', benefitLevel: null, objectCode: null },
      { startOn: '2024-01-01', status: 'REPLACED', benefitLevel: null, objectCode: null },
    ]);
  });

  it('named by ten digits are compared by those alone, whatever stands in the fourth place', () => {
    const answer = { ...valid, maThe: '0129745678', maSoBHXH: '0129745678' };
    expect(decided(answer)).toMatchObject({ portalCode: '000', level: null, share: null });
    expect(decided(answer, { statedNumber: 'GD4010129745678' }).portalCode).toBe('000');
    expect(decided(answer, { statedNumber: 'GD4010999999999' }).portalCode).toBe('051');
  });

  it('have the number of the insured where the portal repeats the citizen’s', () => {
    expect(cardOf({ ...valid, maThe: asked.personalId })).toMatchObject({
      ...{ cardNumber: '0123456789', insuranceNumber: '0123456789', benefitLevel: null },
    });
  });

  it.each([
    ['110', 'REVOKED', null],
    ['120', 'REDUCED', null],
    ['121', 'REDUCED', 'MOVED_OUT_OF_PROVINCE'],
    ['124', 'REDUCED', 'LEFT'],
    ['010', 'EXPIRED', null],
  ])('have the state that %s tells', (maKetQua, status, statusReason) => {
    const gtTheDen = maKetQua === '010' ? '01/11/2026' : valid.gtTheDen;
    const card = cardOf({ ...valid, maKetQua, gtTheDen });
    expect([statusOn(card, day), card.statusReason]).toEqual([status, statusReason]);
  });

  it('are none where no number or no first day is named', () => {
    expect(cardsOf({ ...valid, gtTheTu: null })).toEqual([]);
    expect(cardsOf({ ...valid, maThe: null, maSoBHXH: null })).toEqual([]);
    expect(cardsOf({ maKetQua: '050' })).toEqual([]);
  });

  it.each([
    ['as the note writes them', {}],
    ['with a capital first', { MaThe: valid.maThe, GtTheTu: valid.gtTheTu, MaDKBD: '01001' }],
    ['in capitals with strokes', { MA_THE: valid.maThe, GT_THE_TU: valid.gtTheTu, MA_DKBD: '01001' }],
    ['in other capitals', { maSOBHXH: '0123456789', maDkbd: '01001', maKv: 'K1' }],
    ['with a slip that software copied', { ngayDuSNam: '29/02/2020' }],
    ['by another word', { maKhuVuc: 'k1', giaTriTheTu: valid.gtTheTu }],
  ])('are read from fields %s', (_what, other) => {
    const spelt: Record<string, unknown> = { ...valid };
    const folded = (name: string) => name.toLowerCase().replace(/_/g, '');
    const replaced: Record<string, string> = {
      ngaydusnam: 'ngayDu5Nam',
      makhuvuc: 'maKV',
      giatrithetu: 'gtTheTu',
    };
    for (const name of Object.keys(other)) {
      const usual = replaced[folded(name)] ?? Object.keys(valid).find((it) => folded(it) === folded(name))!;
      delete spelt[usual];
    }
    expect(cardsOf({ ...spelt, ...other })).toEqual(cardsOf(valid));
  });

  it('and the code are read in any spelling', () => {
    expect(readAnswer(200, { MA_KET_QUA: 4, GHI_CHU: ' Thẻ\nmới ' })).toEqual({
      ...{ code: '004', sentence: 'Thẻ mới', fields: {} },
    });
  });

  it.each([
    ['01/01/2024', '2024-01-01'],
    ['01012024', '2024-01-01'],
    ['1/1/2024', '2024-01-01'],
    ['20240101', '2024-01-01'],
    ['202401010000', '2024-01-01'],
    ['2024-01-01', '2024-01-01'],
    ['2024-01-01T00:00:00', '2024-01-01'],
    ['01/01/2024 00:00:00', '2024-01-01'],
    ['/Date(1704042000000)/', '2024-01-01'],
    [1704042000000, '2024-01-01'],
  ])('begin on the day that %s means', (gtTheTu, startOn) => {
    expect(cardOf({ ...valid, gtTheTu }).startOn).toBe(startOn);
  });

  it('hold a birth date as exact as it is known', () => {
    for (const [ngaySinh, dateOfBirth] of [
      ['1990', '1990'],
      ['05/1990', '1990-05'],
      ['17051990', '1990-05-17'],
    ])
      expect(cardOf({ ...valid, ngaySinh }).dateOfBirth).toBe(dateOfBirth);
  });

  it('are not spoilt by a day there is not, nor by text without end', () => {
    const card = cardOf({
      ...valid,
      gtTheDen: '31/02/2026',
      ngayDu5Nam: 'chưa có',
      maDKBD: 'x'.repeat(9_000),
    });
    expect(card).toMatchObject({ endOn: null, fiveYearOn: null, initialFacility: null });
    expect(
      readAnswer(200, { maKetQua: '7'.repeat(900), ghiChu: '\u0000a\ud800b'.repeat(900) }),
    ).toMatchObject({
      ...{ code: '7'.repeat(20) },
    });
  });
});
