import fc from 'fast-check';
import { type CardReading, readCardText } from '../../src/domain/card-text.js';
import {
  type CitizenCardFields,
  writeCanCuocQr,
  writeCccdQr,
  writeInsuranceQr,
  writeMrz,
} from '../../src/domain/card-text-write.js';
import { checkDigit } from '../../src/domain/check-digit.js';
import { compareNames } from '../../src/domain/person-name.js';
import { name } from './name-variants.js';

/** All people here are invented. */
const CARD: CitizenCardFields = {
  personalId: '001190123456',
  oldIdNumber: '012345678',
  fullName: 'Trần Thị Mẫu',
  dateOfBirth: '1990-07-15',
  sex: 'FEMALE',
  address: 'Số 1, Phường Mẫu, Quận Mẫu, Hà Nội',
  issuedOn: '2021-05-10',
};
const INSURANCE = {
  cardNumber: 'DN4790123456789',
  fullName: 'Trần Thị Mẫu',
  dateOfBirth: '1990-07-15',
  sex: 'FEMALE',
  address: 'Phường Mẫu, Hà Nội',
  facility: '79-034',
  period: { startOn: '2026-01-01', endOn: '2026-12-31' },
} as const;
const QR = writeCccdQr(CARD);
const MRZ = writeMrz({ ...CARD, expiresOn: '2030-07-15' });

function problemOf(text: string): string {
  const reading = readCardText(text);
  return reading.kind === null ? reading.problem : `read as ${reading.kind}`;
}

function readingOf(text: string): CardReading {
  const reading = readCardText(text);
  if (reading.kind === null) throw new Error(reading.problem);
  return reading;
}

/** A zone whose check digits all hold, over two different numbers. */
function otherNumber(): string {
  const [first, second, third] = MRZ.replace('1901234569', `190123457${checkDigit('190123457')}`).split(
    '\n',
  ) as [string, string, string];
  const over = first.slice(5) + second.slice(0, 7) + second.slice(8, 15) + second.slice(18, 29);
  return [first, second.slice(0, 29) + checkDigit(over), third].join('\n');
}

const withField = (text: string, at: number, value: string) => text.split('|').with(at, value).join('|');

describe('the QR code of a CCCD', () => {
  it('is read field by field', () => {
    expect(QR).toBe(
      '001190123456|012345678|Trần Thị Mẫu|15071990|Nữ|Số 1, Phường Mẫu, Quận Mẫu, Hà Nội|10052021',
    );
    expect(readCardText(QR)).toEqual({ kind: 'CCCD_QR', ...CARD });
  });

  it('leaves absent what the card leaves empty', () => {
    const reading = readingOf(writeCccdQr({ ...CARD, oldIdNumber: null, address: '' }));
    expect(reading.kind).toBe('CCCD_QR');
    expect('oldIdNumber' in reading || 'address' in reading || 'extras' in reading).toBe(false);
  });

  it.each(['\r\n', '\r', '\n', '\t', '\u001d', '\u001d\r\n', '\u0004', '  '])(
    'is read with %j at the end',
    (end) => {
      expect(readCardText(QR + end)).toEqual({ kind: 'CCCD_QR', ...CARD });
      expect(readCardText(`\ufeff${QR}${end}`)).toEqual({ kind: 'CCCD_QR', ...CARD });
    },
  );

  it('is read when decomposed', () => {
    expect(readCardText(QR.normalize('NFD'))).toEqual({ kind: 'CCCD_QR', ...CARD });
  });

  it.each([
    ['15/07/1990', '1990-07-15'],
    ['1952', '1952'],
    ['00001952', '1952'],
    ['00/00/1952', '1952'],
    ['07/1952', '1952-07'],
  ])('is read with the birth date %s', (text, dateOfBirth) => {
    expect(readingOf(withField(QR, 3, text)).dateOfBirth).toBe(dateOfBirth);
  });

  it('is read with dates as dd/MM/yyyy and any case of the sex', () => {
    const text = withField(withField(QR, 6, '10/05/2021'), 4, 'NỮ');
    expect(readCardText(text)).toEqual({ kind: 'CCCD_QR', ...CARD });
  });

  it('takes a twelve-digit old number for none', () => {
    expect('oldIdNumber' in readingOf(withField(QR, 1, '001190123456'))).toBe(false);
  });

  it.each([
    [0, '1190123456x', 'PERSONAL_ID'],
    [0, '101190123456', 'PERSONAL_ID'],
    [0, '00119012345', 'PERSONAL_ID'],
    [1, '12345', 'OLD_ID_NUMBER'],
    [2, '', 'FULL_NAME'],
    [2, '?!', 'FULL_NAME'],
    [3, '31021990', 'BIRTH_DATE'],
    [3, '', 'BIRTH_DATE'],
    [4, 'N', 'SEX'],
    [4, '', 'SEX'],
    [6, '', 'ISSUE_DATE'],
    [6, '2021', 'ISSUE_DATE'],
    [6, '31042021', 'ISSUE_DATE'],
    [5, 'Số 1\u0000', 'CONTROL_CHARACTER'],
    [5, 'Số 1\u0007', 'CONTROL_CHARACTER'],
    [5, '\ud800', 'CONTROL_CHARACTER'],
  ])('with field %i as %j is refused for %s', (at, value, problem) => {
    expect(problemOf(withField(QR, at, value))).toBe(problem);
  });

  it('has seven fields, no more and no fewer', () => {
    expect(problemOf(QR.split('|').slice(0, 6).join('|'))).toBe('FIELD_COUNT');
    expect(problemOf(`${QR}||`)).toBe('FIELD_COUNT');
    expect(problemOf(`${QR}|001090000001`)).toBe('FIELD_COUNT');
    expect(problemOf(`${QR}|001090000001|`)).toBe('FIELD_COUNT');
    expect(problemOf('|')).toBe('FIELD_COUNT');
  });

  it('is refused by its writer with a separator in a field', () => {
    expect(() => writeCccdQr({ ...CARD, address: 'a|b' })).toThrow(RangeError);
  });

  it('comes back whole for any name and precision of birth date', () => {
    fc.assert(
      fc.property(name, fc.constantFrom('1952', '1952-07', '1952-07-01'), (fullName, dateOfBirth) => {
        const card = { ...CARD, fullName, dateOfBirth };
        expect(readCardText(writeCccdQr(card))).toEqual({ kind: 'CCCD_QR', ...card });
      }),
    );
  });
});

describe('the QR code of a căn cước', () => {
  const card = { ...CARD, issuedOn: '2024-07-01' };

  it('is told from a CCCD by its day of issue', () => {
    expect(readCardText(writeCanCuocQr(card))).toEqual({ kind: 'CAN_CUOC_QR', ...card });
    expect(readingOf(writeCanCuocQr({ ...card, issuedOn: '2024-06-30' })).kind).toBe('CCCD_QR');
  });

  it('keeps up to four extra fields raw and names a cancelled number among them', () => {
    const extras = ['001 190 000 001', 'Trần Văn Cha', '', 'Lê Thị Mẹ'];
    expect(readCardText(writeCanCuocQr({ ...card, extras }))).toEqual({
      kind: 'CAN_CUOC_QR',
      ...card,
      extras,
      cancelledPersonalId: '001190000001',
    });
    expect(problemOf(writeCanCuocQr({ ...card, extras: [...extras, 'x'] }))).toBe('FIELD_COUNT');
  });
});

describe('the QR code of a health insurance card', () => {
  const text = writeInsuranceQr({ ...INSURANCE, more: ['4', '$'] });
  const expected = {
    kind: 'INSURANCE_QR',
    insuranceNumber: '0123456789',
    insuranceCard: {
      cardNumber: 'DN4790123456789',
      objectCode: 'DN',
      benefitLevel: 4,
      provinceCode: '79',
      insuranceNumber: '0123456789',
    },
    fullName: 'Trần Thị Mẫu',
    dateOfBirth: '1990-07-15',
    sex: 'FEMALE',
    address: 'Phường Mẫu, Hà Nội',
    expiresOn: '2026-12-31',
    extras: ['79-034', '01/01/2026', '31/12/2026', '4', '$'],
  };

  it('is read with name and address from hex of either case', () => {
    expect(readCardText(text)).toEqual(expected);
    expect(readCardText(text.replace(/\|[0-9a-f]{8,}\|/g, (hex) => hex.toUpperCase()))).toEqual(expected);
    expect(readCardText(text.toLowerCase())).toEqual(expected);
  });

  it('is read with the ten digits that newer cards carry, a year of birth and no end', () => {
    const newer = { ...INSURANCE, cardNumber: '0123456789', dateOfBirth: '1952', address: '' };
    const reading = readingOf(writeInsuranceQr({ ...newer, period: { startOn: '2026-01-01', endOn: null } }));
    expect(reading).toMatchObject({
      kind: 'INSURANCE_QR',
      insuranceNumber: '0123456789',
      dateOfBirth: '1952',
    });
    expect('insuranceCard' in reading || 'address' in reading || 'expiresOn' in reading).toBe(false);
  });

  it.each([
    [1, 'abc', 'HEX'],
    [1, 'Trần Thị Mẫu', 'HEX'],
    [1, 'c328', 'HEX'],
    [1, '5400', 'HEX'],
    [1, '', 'FULL_NAME'],
    [2, '31/02/1990', 'BIRTH_DATE'],
    [3, '7', 'SEX'],
    [4, 'zz', 'HEX'],
    [0, 'DN9790123456789', 'PERSONAL_ID'],
  ])('with field %i as %j is refused for %s', (at, value, problem) => {
    expect(problemOf(withField(text, at, value))).toBe(problem);
  });

  it('is refused with fewer than eight fields', () => {
    expect(problemOf(text.split('|').slice(0, 7).join('|'))).toBe('FIELD_COUNT');
  });
});

describe('a machine readable zone', () => {
  const lines = MRZ.split('\n');
  const expected = {
    kind: 'MRZ',
    personalId: '001190123456',
    fullName: 'TRAN THI MAU',
    dateOfBirth: '1990-07-15',
    sex: 'FEMALE',
    expiresOn: '2030-07-15',
  };

  it('is written with the number in both its places and five check digits', () => {
    expect(lines).toEqual([
      'IDVNM1901234569001190123456<<0',
      '9007150F3007158VNM<<<<<<<<<<<0',
      'TRAN<<THI<MAU<<<<<<<<<<<<<<<<<',
    ]);
  });

  it.each([
    ['three lines', MRZ],
    ['three lines of a Windows scanner', `${lines.join('\r\n')}\r\n`],
    ['one line of 90', lines.join('')],
    ['lower case', MRZ.toLowerCase()],
  ])('is read as %s', (_as, text) => {
    expect(readCardText(text)).toEqual(expected);
  });

  it.each([
    ['001052123456', '1952-07-15', '1952-07-15'],
    ['001252123456', '2052-07-15', '2052-07-15'],
    ['001215123456', '2015-02-28', '2015-02-28'],
    ['001052123456', '1952', '1952'],
    ['001052123456', '1952-07', '1952-07'],
  ])('of %s takes the century from the number', (personalId, dateOfBirth, read) => {
    expect(readingOf(writeMrz({ ...CARD, personalId, dateOfBirth, expiresOn: null }))).toMatchObject({
      personalId,
      dateOfBirth: read,
    });
  });

  it('leaves out a name that may have been cut', () => {
    const long = { ...CARD, expiresOn: '2030-07-15' };
    const full = readingOf(writeMrz({ ...long, fullName: 'Công Tôn Nữ Nguyễn Phước Bảo Ngọc Quỳnh' }));
    expect('fullName' in full).toBe(false);
    expect(full.personalId).toBe(CARD.personalId);
  });

  it('agrees with the full name wherever it states one', () => {
    fc.assert(
      fc.property(name, (fullName) => {
        const read = readingOf(writeMrz({ ...CARD, fullName, expiresOn: null })).fullName;
        if (read) expect(compareNames(read, fullName).verdict).not.toBe('DIFFERENT');
      }),
    );
  });

  it.each([
    [5, 'CHECK_DIGIT_NUMBER'],
    [14, 'CHECK_DIGIT_NUMBER'],
    [15, 'CHECK_DIGIT_NUMBER'],
    [26, 'CHECK_DIGIT_NUMBER'],
    [29, 'CHECK_DIGIT_NUMBER'],
    [30, 'CHECK_DIGIT_BIRTH'],
    [36, 'CHECK_DIGIT_BIRTH'],
    [38, 'CHECK_DIGIT_EXPIRY'],
    [44, 'CHECK_DIGIT_EXPIRY'],
    [59, 'CHECK_DIGIT_COMPOSITE'],
  ])('with another digit at %i is refused for %s', (at, problem) => {
    const packed = [...lines.join('')];
    packed[at] = String((Number(packed[at]) + 1) % 10);
    expect(problemOf(packed.join(''))).toBe(problem);
  });

  it.each([
    ['a line too short', lines.join('').slice(1), 'MRZ_LENGTH'],
    [
      'lines of unequal length',
      `${lines.join('').slice(0, 29)}\n${lines.join('').slice(29, 60)}\n${lines[2]}`,
      'MRZ_LENGTH',
    ],
    ['two lines', `${lines[0]}\n${lines[1]}${lines[2]}`, 'MRZ_LENGTH'],
    ['another state', lines.join('').replace('IDVNM', 'IDUTO'), 'NOT_RECOGNISED'],
    ['another sex', lines.join('').replace('0F30', '0N30'), 'SEX'],
    ['a digit as sex', lines.join('').replace('0F30', '0230'), 'SEX'],
    ['no name', lines[0]! + lines[1] + '<'.repeat(30), 'FULL_NAME'],
    ['the last digits of another number', otherNumber(), 'PERSONAL_ID'],
  ])('with %s is refused', (_with, text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });

  it('with an impossible birth date is refused although its digits agree', () => {
    expect(problemOf(writeMrz({ ...CARD, dateOfBirth: '1990-02-31', expiresOn: null }))).toBe('BIRTH_DATE');
    expect(problemOf(writeMrz({ ...CARD, expiresOn: '2030-02-31' }))).toBe('EXPIRY_DATE');
  });
});

describe('a typed number', () => {
  it.each([
    ['001 190 123 456', { kind: 'PERSONAL_ID', personalId: '001190123456' }],
    ['001.190.123.456\n', { kind: 'PERSONAL_ID', personalId: '001190123456' }],
    ['012 345 678', { kind: 'OLD_ID_NUMBER', oldIdNumber: '012345678' }],
    ['0123456789', { kind: 'INSURANCE_NUMBER', insuranceNumber: '0123456789' }],
  ])('%j is recognised', (text, reading) => {
    expect(readCardText(text)).toEqual(reading);
  });

  it('of fifteen characters is a health insurance card', () => {
    expect(readCardText('dn 4 79 0123456789')).toMatchObject({
      kind: 'INSURANCE_CARD',
      insuranceNumber: '0123456789',
      insuranceCard: { cardNumber: 'DN4790123456789', benefitLevel: 4 },
    });
  });

  it.each([
    ['', 'EMPTY'],
    [' \r\n\u001d\t', 'EMPTY'],
    ['\u200b\ufeff', 'EMPTY'],
    ['101190123456', 'PERSONAL_ID'],
    ['12345678', 'NOT_RECOGNISED'],
    ['0011901234567', 'NOT_RECOGNISED'],
    ['Trần Thị Mẫu', 'NOT_RECOGNISED'],
    ['https://example.org/', 'NOT_RECOGNISED'],
    ['001190123456\u0000', 'CONTROL_CHARACTER'],
    ['\ud83d', 'CONTROL_CHARACTER'],
    ['😀', 'NOT_RECOGNISED'],
    ['0'.repeat(4097), 'TOO_LONG'],
    ['0'.repeat(4096), 'NOT_RECOGNISED'],
  ])('as %j is refused for %s', (text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });
});

describe('hostile card text', () => {
  const hostile = fc.constantFrom(
    '\u0000',
    '\u202e',
    '\u200b',
    '\ud800',
    '\udfff',
    '|',
    '<',
    '\u001d',
    '\u0323',
    '9',
    'é',
    '\r\n',
  );
  const mangled = fc
    .tuple(
      fc.constantFrom(
        QR,
        MRZ,
        writeInsuranceQr(INSURANCE),
        writeCanCuocQr({ ...CARD, issuedOn: '2025-01-01' }),
      ),
      fc.array(fc.tuple(fc.nat(), hostile, fc.nat({ max: 3 })), { maxLength: 5 }),
      fc.nat(),
    )
    .map(([text, edits, cut]) => {
      const edited = edits.reduce((now, [at, piece, drop]) => {
        const place = at % (now.length + 1);
        return now.slice(0, place) + piece + now.slice(place + drop);
      }, text);
      return cut % 3 ? edited : edited.slice(0, cut % (edited.length + 1));
    });

  it('never throws, and what it answers says what it recognised or what is wrong', () => {
    fc.assert(
      fc.property(fc.oneof(mangled, fc.string({ unit: 'binary', maxLength: 200 })), (text) => {
        const reading = readCardText(text);
        expect(reading.kind === null ? reading.problem : reading.kind).toMatch(/^[A-Z_]+$/);
        if (reading.kind !== null && reading.personalId) expect(reading.personalId).toMatch(/^0\d{11}$/);
      }),
      { numRuns: 5000 },
    );
  });

  it('takes no more than linear time', () => {
    const longest = ['|', '<', ' ', '\u0323', 'a\u0301', '0 ', '\r\n', '\u001d', '\u200b', 'ế', '|0'];
    const started = performance.now();
    for (const piece of longest) {
      readCardText(piece.repeat(1_000_000));
      readCardText(piece.repeat(4096 / piece.length));
      readCardText(`001190123456|${piece.repeat(4000 / piece.length)}|x`);
    }
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
