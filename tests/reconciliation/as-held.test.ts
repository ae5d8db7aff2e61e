import { isAsHeld } from '../../src/reconciliation/as-held.js';
import type { StatedValues } from '../../src/reconciliation/record-row.js';
import { asTcvn3 } from '../../src/sample/legacy-encodings.js';

const held: StatedValues = {
  ...{ sectorNo: '8200000977', claimed: '082212488654', old: '312345678', name: 'Lưu Trường Minh' },
  ...{ birth: 20120812, sex: 1, communes: '{28249,28252}' },
};

describe('a row of a file is as the sector holds the member', () => {
  it.each<[string, Partial<StatedValues>]>([
    ['with the same', {}],
    ['with the name in capitals', { name: 'LƯU TRƯỜNG MINH' }],
    ['with the name in TCVN3 letters', { name: asTcvn3('Lưu Trường Minh') }],
    ['without sex, address and old number', { sex: 0, communes: '{}', old: null }],
    ['with one of the communes that its address may mean', { communes: '{28252}' }],
  ])('%s', (_, other) => {
    expect(isAsHeld({ ...held, ...other }, held, 'TCVN3')).toBe(true);
  });

  it.each<[string, Partial<StatedValues>]>([
    ['another number', { claimed: '082212488655' }],
    ['no number', { claimed: null }],
    ['the old number alone', { claimed: null, old: '312345678' }],
    ['another old number', { old: '312345679' }],
    ['one letter of the name', { name: 'Lưu Trường Vinh' }],
    ['a middle name less', { name: 'Lưu Minh' }],
    ['a year alone', { birth: 20120000 }],
    ['no birth date', { birth: 0 }],
    ['the other sex', { sex: 2 }],
    ['a commune of its own', { communes: '{28249,1}' }],
  ])('but not with %s', (_, other) => {
    expect(isAsHeld({ ...held, ...other }, held, null)).toBe(false);
  });

  it('but not with what the sector leaves open', () => {
    const bare = { ...held, claimed: null, old: null, sex: 0, communes: '{}', birth: 0 };
    expect(isAsHeld(bare, bare, null)).toBe(true);
    for (const field of ['claimed', 'old', 'sex', 'communes', 'birth'] as const)
      expect(isAsHeld({ ...bare, [field]: held[field] }, bare, null)).toBe(false);
  });
});
