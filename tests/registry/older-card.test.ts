import type { FieldVerdict, VerdictField } from '../../src/domain/verdict.js';
import { explainOlderCard } from '../../src/registry/older-card.js';
import type { ResidentRecord } from '../../src/registry/registry.js';
import { aCard, anIssuedCard, aResident } from './records.js';

const DIFFERENCES: FieldVerdict[] = [
  { field: 'NUMBER', verdict: 'SAME', reason: 'IDENTICAL' },
  { field: 'FULL_NAME', verdict: 'DIFFERENT', reason: 'ONE_LETTER' },
  { field: 'DATE_OF_BIRTH', verdict: 'DIFFERENT', reason: 'OFF_BY_ONE' },
  { field: 'SEX', verdict: 'DIFFERENT', reason: 'DIFFERENT' },
  { field: 'ADDRESS', verdict: 'DIFFERENT', reason: 'OTHER_COMMUNE' },
];
const ALL = ['FULL_NAME', 'DATE_OF_BIRTH', 'SEX', 'ADDRESS'];
const residence = (since: string | null) => ({
  ...{ kind: 'PERMANENT' as const, unitCode: '00001', unitValidFrom: '2025-07-01', addressLine: '' },
  ...{ since, until: null },
});
const cancelled = (validUntil: string | null) => ({
  ...{ identifier: '001090000001', kind: 'FORMER_PERSONAL_ID' as const, validFrom: null, reason: null },
  validUntil,
});

/** The fields whose difference is put down to the age of the card. */
function explained(record: Partial<ResidentRecord>, claim = aCard()): VerdictField[] {
  const after = explainOlderCard(DIFFERENCES, claim, aResident(record));
  expect(after.map((it) => it.verdict)).toEqual(DIFFERENCES.map((it) => it.verdict));
  return after.filter((it) => it.reason === 'CARD_OLDER_THAN_RECORD').map((it) => it.field);
}

describe('a card of 10 May 2021 that differs from the record', () => {
  it.each<[string, Partial<ResidentRecord>, string[]]>([
    ['a card issued later', { cards: [anIssuedCard('2025-02-01'), anIssuedCard('2021-05-10')] }, ALL],
    ['no other card', { cards: [anIssuedCard('2021-05-10')] }, []],
    ['an older card only', { cards: [anIssuedCard('2016-02-01')] }, []],
    ['a number cancelled since', { identifiers: [cancelled('2024-01-01')] }, ALL],
    ['a number cancelled before', { identifiers: [cancelled('2020-01-01')] }, []],
    ['a number cancelled nobody knows when', { identifiers: [cancelled(null)] }, []],
    ['a number that is itself the cancelled one', { askedKind: 'FORMER_PERSONAL_ID' }, ALL],
    ['a residence since', { residences: [residence(null), residence('2023-03-01')] }, ['ADDRESS']],
    ['a residence from before', { residences: [residence('2019-03-01')] }, []],
    ['nothing else read', {}, []],
  ])('with %s on record is explained so far', (_with, record, fields) => {
    expect(explained(record)).toEqual(fields);
  });

  it('keeps the reasons of what does not differ', () => {
    const same: FieldVerdict[] = [{ field: 'FULL_NAME', verdict: 'SAME_NORMALISED', reason: 'CASE' }];
    const record = aResident({ cards: [anIssuedCard('2025-02-01')] });
    expect(explainOlderCard(same, aCard(), record)).toEqual(same);
  });
});

describe('a claim without a day of issue', () => {
  const cards = [anIssuedCard('2025-02-01', { expiresOn: '2050-07-15' }), anIssuedCard('2021-05-10')];

  it('is explained by no newer card when it was typed', () => {
    expect(explained({ cards }, aCard({ kind: 'PERSONAL_ID', issuedOn: undefined }))).toEqual([]);
  });

  it('is dated by its day of expiry when it is a machine readable zone', () => {
    const zone = aCard({ kind: 'MRZ', issuedOn: undefined });
    expect(explained({ cards }, { ...zone, expiresOn: '2030-07-15' })).toEqual(ALL);
    expect(explained({ cards }, { ...zone, expiresOn: '2050-07-15' })).toEqual([]);
    expect(explained({ cards }, { ...zone, expiresOn: '2044-07-15' })).toEqual([]);
    expect(explained({ cards }, zone)).toEqual([]);
  });
});
