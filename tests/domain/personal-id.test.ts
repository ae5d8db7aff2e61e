import { maskPersonalId, parseOldIdNumber, parsePersonalId, signsOf } from '../../src/domain/personal-id.js';

describe('a personal id', () => {
  it.each([
    '001090123456',
    '001 090 123 456',
    '001.090.123.456',
    ' 001090123456\n',
    '001\u00a0090\u00a0123\u00a0456',
  ])('is read from %j', (text) => {
    expect(parsePersonalId(text)).toBe('001090123456');
  });

  it.each([
    '',
    '1090123456',
    '101090123456',
    '0010901234567',
    '00109012345a',
    '００１０９０１２３４５６',
    '0'.repeat(5000),
  ])('is not read from %j', (text) => {
    expect(parsePersonalId(text)).toBeNull();
  });

  it('is shown with its middle hidden', () => {
    expect(maskPersonalId('001090123456')).toBe('001******456');
    expect(maskPersonalId('123')).toBe('************');
  });

  it.each([
    ['001090123456', '001', 1900, 'MALE', 1990],
    ['079185000001', '079', 1900, 'FEMALE', 1985],
    ['024215000001', '024', 2000, 'MALE', 2015],
    ['024324000001', '024', 2000, 'FEMALE', 2024],
    ['001401000001', '001', 2100, 'MALE', 2101],
    ['001999000001', '001', 2300, 'FEMALE', 2399],
  ])('%s tells prefix, century, sex and year', (id, prefix, century, sex, yearOfBirth) => {
    expect(signsOf(id)).toEqual({ prefix, centuryAndSex: { century, sex }, yearOfBirth });
  });

  it('tells nothing of what is not one, and does not repeat it', () => {
    expect(() => signsOf('123456789012')).toThrow('not a personal id');
  });
});

describe('an old id number', () => {
  it('has nine digits', () => {
    expect(parseOldIdNumber('012 345 678')).toBe('012345678');
    expect(parseOldIdNumber('01234567')).toBeNull();
    expect(parseOldIdNumber('001090123456')).toBeNull();
    expect(parseOldIdNumber('')).toBeNull();
  });
});
