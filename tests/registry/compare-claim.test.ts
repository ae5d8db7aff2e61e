import { AdminUnits } from '../../src/domain/admin-unit.js';
import type { Claim } from '../../src/registry/claim.js';
import { compareClaim } from '../../src/registry/compare-claim.js';
import { aCard, anIssuedCard, aResident } from './records.js';

const UNITS = new AdminUnits([], []);
const verdictsOf = (claim: Claim, record = aResident()) => compareClaim(claim, record, UNITS);
const verdictOn = (field: string, claim: Claim, record = aResident()) =>
  verdictsOf(claim, record).find((it) => it.field === field);

describe('the verdicts on a claim', () => {
  it('are one a stated field, the number first', () => {
    expect(verdictsOf(aCard()).map((it) => it.field)).toEqual([
      'NUMBER',
      'FULL_NAME',
      'DATE_OF_BIRTH',
      'SEX',
    ]);
    expect(verdictsOf({ kind: 'PERSONAL_ID', personalId: '001190123456' })).toEqual([
      { field: 'NUMBER', verdict: 'SAME', reason: 'IDENTICAL' },
    ]);
  });

  it.each([
    ['FULL_NAME', { fullName: 'TRAN THI MAU' }, 'SAME_NORMALISED', 'TONES_DROPPED'],
    ['FULL_NAME', { fullName: 'TRẦN THỊ MẪU' }, 'SAME', 'CASE'],
    ['DATE_OF_BIRTH', { dateOfBirth: '1990' }, 'LESS_PRECISE', 'YEAR_ONLY'],
    ['DATE_OF_BIRTH', { dateOfBirth: '1890-07-15' }, 'DIFFERENT', 'CENTURY'],
    ['SEX', { sex: 'MALE' }, 'DIFFERENT', 'DIFFERENT'],
  ] as const)('on %s with %j are %s: %s', (field, changed, verdict, reason) => {
    expect(verdictOn(field, aCard(changed))).toEqual({ field, verdict, reason });
  });

  it.each([
    ['TrÇn ThÞ MÉu', 'ENCODING'],
    ['Traàn Thò Maãu', 'ENCODING'],
    ['Tráº§n Thá»‹ Máº«u', 'ENCODING'],
  ])('on the name %s of another encoding is that it is the same', (fullName, reason) => {
    expect(verdictOn('FULL_NAME', aCard({ fullName }))).toMatchObject({ verdict: 'SAME_NORMALISED', reason });
  });

  it('say of a difference on an older card that the record is newer', () => {
    const record = aResident({ cards: [anIssuedCard('2025-02-01')] });
    const reason = 'CARD_OLDER_THAN_RECORD';
    expect(verdictOn('SEX', aCard({ sex: 'MALE' }), record)).toMatchObject({ verdict: 'DIFFERENT', reason });
    expect(verdictOn('SEX', aCard({ sex: 'MALE' }))).toMatchObject({ reason: 'DIFFERENT' });
  });

  it('compare no address with a record that has none', () => {
    expect(verdictOn('ADDRESS', aCard({ address: 'Phường Mẫu, Hà Nội' }))?.verdict).toBe('NOT_ON_RECORD');
    expect(verdictOn('ADDRESS', aCard())).toBeUndefined();
  });
});
