import fc from 'fast-check';
import { ID_PREFIXES } from '../../src/domain/id-prefixes.js';
import {
  compareSigns,
  maskPersonalId,
  parseOldIdNumber,
  parsePersonalId,
  restoreLeadingZeros,
  signsOf,
} from '../../src/domain/personal-id.js';

const anyId = fc.stringMatching(/^0\d{11}$/);

describe('a personal id', () => {
  it.each([
    '001090123456',
    '001 090 123 456',
    '001.090.123.456',
    ' 001090123456\n',
    '001\u00a0090\u00a0123\u00a0456',
    '\u202a001090123456\u202c',
    '001\u00ad090\u200b123456',
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

describe('the signs of a number', () => {
  it.each([
    [{ sex: 'FEMALE', dateOfBirth: '1990-07-15' }, []],
    [{ sex: 'FEMALE', dateOfBirth: '1990' }, []],
    [{ sex: 'MALE', dateOfBirth: '1990-07-15' }, ['SEX_CONTRADICTED']],
    [{ sex: 'FEMALE', dateOfBirth: '1991-07-15' }, ['YEAR_CONTRADICTED']],
    [{ sex: 'FEMALE', dateOfBirth: '2090' }, ['CENTURY_CONTRADICTED']],
    [{ sex: 'MALE', dateOfBirth: '1952' }, ['SEX_CONTRADICTED', 'YEAR_CONTRADICTED']],
    [{ sex: 'UNKNOWN' }, []],
    [{ sex: null, dateOfBirth: null }, []],
    [{}, []],
  ] as const)('against %j give %j', (holder, signals) => {
    expect(compareSigns('001190123456', holder)).toEqual(signals);
  });

  it('say of a prefix no province had that it is unlisted', () => {
    expect(compareSigns('003190123456', {})).toEqual(['PREFIX_UNLISTED']);
    expect(compareSigns('024190123456', {})).toEqual([]);
  });

  it('never contradict the holder they were read from', () => {
    fc.assert(
      fc.property(anyId, (id) => {
        const { centuryAndSex, yearOfBirth } = signsOf(id);
        const signals = compareSigns(id, { sex: centuryAndSex.sex, dateOfBirth: `${yearOfBirth}-02-03` });
        expect(signals.filter((it) => it !== 'PREFIX_UNLISTED')).toEqual([]);
      }),
    );
  });

  it('know the 63 provinces of before the reform, and where each is now', () => {
    expect(ID_PREFIXES.size).toBe(63);
    expect(ID_PREFIXES.get('024')).toEqual({ name: 'Tỉnh Bắc Giang', currentCode: '24' });
    expect(ID_PREFIXES.get('082')).toEqual({ name: 'Tỉnh Tiền Giang', currentCode: '82' });
    expect(new Set([...ID_PREFIXES.values()].map((it) => it.currentCode)).size).toBe(34);
  });
});

describe('a number without its leading zeros', () => {
  it.each([
    ['79190123456', '079190123456'],
    ['79 190 123 456', '079190123456'],
    ['1190123456', '001190123456'],
    ['8090000001', '008090000001'],
  ])('%j is put back to %s', (text, id) => {
    expect(restoreLeadingZeros(text)).toBe(id);
  });

  it.each(['99190123456', '03190123456', '079190123456', '7919012345', '190123456', '7919012345x', ''])(
    '%j is left alone',
    (text) => {
      expect(restoreLeadingZeros(text)).toBeNull();
    },
  );

  it('is the one it was, whenever its province is listed', () => {
    fc.assert(
      fc.property(anyId, fc.constantFrom(...ID_PREFIXES.keys()), (id, prefix) => {
        const whole = prefix + id.slice(3);
        expect(restoreLeadingZeros(String(Number(whole)))).toBe(whole);
      }),
    );
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
