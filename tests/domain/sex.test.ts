import { compareSex, parseSex } from '../../src/domain/sex.js';

describe('sex as others write it', () => {
  it.each(['Nam', 'NAM', 'nam', ' nam ', 'M', 'm', 'Male', '1'])('%j is male', (text) => {
    expect(parseSex(text)).toBe('MALE');
  });

  it.each(['Nữ', 'NỮ', 'nữ', 'Nữ'.normalize('NFD'), 'Nu', 'F', 'f', 'Female', '2'])(
    '%j is female',
    (text) => {
      expect(parseSex(text)).toBe('FEMALE');
    },
  );

  it.each(['', ' ', '<', '3', 'Không xác định'])('%j says nothing', (text) => {
    expect(parseSex(text)).toBe('UNKNOWN');
  });

  it.each(['0', '4', 'Nga', 'NamNữ', 'x'.repeat(10_000)])('%j cannot be read', (text) => {
    expect(parseSex(text)).toBeNull();
  });
});

describe('two sexes', () => {
  it.each([
    ['MALE', 'MALE', 'SAME', 'IDENTICAL'],
    ['MALE', 'FEMALE', 'DIFFERENT', 'DIFFERENT'],
    ['MALE', 'UNKNOWN', 'NOT_ON_RECORD', 'NOT_ON_RECORD'],
    ['UNKNOWN', 'FEMALE', 'LESS_PRECISE', 'NOT_STATED'],
    ['UNKNOWN', 'UNKNOWN', 'SAME', 'IDENTICAL'],
  ] as const)('%s against a record of %s are %s: %s', (stated, recorded, verdict, reason) => {
    expect(compareSex(stated, recorded)).toEqual({ verdict, reason });
  });
});
