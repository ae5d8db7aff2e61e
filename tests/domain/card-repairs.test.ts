import fc from 'fast-check';
import { type CardReading, readCardText } from '../../src/domain/card-text.js';
import {
  type CitizenCardFields,
  writeCanCuocQr,
  writeCccdQr,
  writeInsuranceQr,
} from '../../src/domain/card-text-write.js';
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
const QR = writeCccdQr(CARD);

function problemOf(text: string): string {
  const reading = readCardText(text);
  return reading.kind === null ? reading.problem : `read as ${reading.kind}`;
}

function readingOf(text: string): CardReading {
  const reading = readCardText(text);
  if (reading.kind === null) throw new Error(reading.problem);
  return reading;
}

const withField = (text: string, at: number, value: string) => text.split('|').with(at, value).join('|');

/** UTF-8 read byte by byte in a code page of one byte a character. */
function misread(text: string, codePage: 'latin1' | 'windows-1252' | 'windows-1258'): string {
  const bytes = new TextEncoder().encode(text);
  if (codePage === 'latin1') return String.fromCharCode(...bytes);
  return new TextDecoder(codePage).decode(bytes);
}

describe('what devices and programs do to a card', () => {
  const mended = (repairs: string[]) => ({ kind: 'CCCD_QR', ...CARD, repairs });

  it.each([
    ['latin1', QR],
    ['windows-1252', QR],
    ['windows-1258', QR],
    ['latin1', QR.normalize('NFD')],
    ['windows-1258', QR.normalize('NFD')],
  ] as const)('is undone when its UTF-8 was read as %s', (codePage, text) => {
    expect(readCardText(`${misread(text, codePage)}\r\n`)).toEqual(mended(['ENCODING']));
  });

  it('is undone when it was done twice', () => {
    expect(readCardText(misread(misread(QR, 'latin1'), 'latin1'))).toEqual(mended(['ENCODING']));
  });

  it('is undone for any name, and no name that was read right is taken for such', () => {
    fc.assert(
      fc.property(name, (fullName) => {
        const text = writeCccdQr({ ...CARD, fullName });
        expect('repairs' in readingOf(text)).toBe(false);
        expect(readingOf(misread(text, 'latin1')).fullName).toBe(fullName.normalize('NFC'));
      }),
    );
  });

  it.each([
    'CCCD:001190123456|CMND:012345678|Họ tên:Trần Thị Mẫu|Ngày sinh:15/07/1990|Giới tính:Nữ|Địa chỉ:Số 1, Phường Mẫu, Quận Mẫu, Hà Nội|Ngày cấp:10/05/2021',
    'Số CCCD: 001190123456\r\nSố CMND cũ: 012345678\r\nHọ và tên: Trần Thị Mẫu\r\nNgày sinh: 15/07/1990\r\nGiới tính: Nữ\r\nNơi thường trú: Số 1, Phường Mẫu, Quận Mẫu, Hà Nội\r\nNgày cấp: 10/05/2021\r\n',
    'HO TEN: Trần Thị Mẫu|NGAY CAP: 10/05/2021|SO CCCD: 001190123456|DIA CHI: Số 1, Phường Mẫu, Quận Mẫu, Hà Nội|GIOI TINH: NỮ|NGAY SINH: 15/07/1990|CMND: 012345678',
    'CCCD: 001190123456|012345678|Họ tên: Trần Thị Mẫu|15071990|Nữ|Số 1, Phường Mẫu, Quận Mẫu, Hà Nội|10052021',
  ])('is read with labels before its fields, form %#', (text) => {
    expect(readCardText(text)).toEqual(mended(['LABELS']));
    expect(readCardText(text.normalize('NFD'))).toEqual(mended(['LABELS']));
  });

  it('is read with labels where what a card may lack is missing', () => {
    const text = 'CCCD:001190123456|Họ tên:Trần Thị Mẫu|Ngày sinh:1990|Giới tính:Nữ|Ngày cấp:10/05/2021';
    const { personalId, fullName, sex, issuedOn } = CARD;
    const repairs = ['LABELS'];
    expect(readCardText(text)).toEqual({
      kind: 'CCCD_QR',
      ...{ personalId, fullName, dateOfBirth: '1990', sex, issuedOn, repairs },
    });
  });

  it.each([
    ['Họ tên:Trần Thị Mẫu|Ngày sinh:15071990|Giới tính:Nữ|Ngày cấp:10052021', 'PERSONAL_ID'],
    ['CCCD:001190123456|Ngày sinh:15071990|Giới tính:Nữ|Ngày cấp:10052021', 'FULL_NAME'],
    ['CCCD:001190123456|Họ tên:Trần Thị Mẫu|Giới tính:Nữ|Ngày cấp:10052021', 'BIRTH_DATE'],
    ['CCCD:001190123456|Họ tên:Trần Thị Mẫu|Ngày sinh:15071990|Ngày cấp:10052021', 'SEX'],
    ['CCCD:001190123456|Họ tên:Trần Thị Mẫu|Ngày sinh:15071990|Giới tính:Nữ', 'ISSUE_DATE'],
    [
      'CCCD:001190123456|CCCD:001190123457|Họ tên:Trần Thị Mẫu|Ngày sinh:1990|Giới tính:Nữ|Ngày cấp:10052021',
      'FIELD_COUNT',
    ],
    ['CCCD:001190123456|Quê quán:Hà Nội|x', 'FIELD_COUNT'],
  ])('is refused with labels for what is wrong: %s', (text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });

  it('keeps what only looks like a label', () => {
    const address = 'Số: 12, Tổ 5: ấp Mẫu';
    expect(readCardText(withField(QR, 5, address))).toEqual({ kind: 'CCCD_QR', ...CARD, address });
  });

  it('reads a number that was typed with its label', () => {
    expect(readCardText('Số CCCD: 001190123456')).toEqual({
      kind: 'PERSONAL_ID',
      personalId: '001190123456',
      repairs: ['LABELS'],
    });
    expect(problemOf('Họ tên: Trần Thị Mẫu')).toBe('NOT_RECOGNISED');
  });

  it('forgives one separator at the end', () => {
    expect(readCardText(`${QR}|\r\n`)).toEqual(mended(['TRAILING_SEPARATOR']));
    const canCuoc = { ...CARD, issuedOn: '2025-01-01', extras: ['001190000001', 'Cha', 'Mẹ', ''] };
    expect(readingOf(`${writeCanCuocQr(canCuoc)}|`)).toMatchObject({
      extras: canCuoc.extras,
      repairs: ['TRAILING_SEPARATOR'],
    });
  });

  it.each([
    ['1190123456', '001190123456'],
    ['79190123456', '079190123456'],
  ])('puts back the zeros that %s has lost', (number, personalId) => {
    expect(readCardText(withField(QR, 0, number))).toEqual({ ...mended(['LEADING_ZERO']), personalId });
  });

  it('puts back the zero of a number typed or pasted alone, and of an old number', () => {
    expect(readCardText('79 190 123 456')).toEqual({
      kind: 'PERSONAL_ID',
      personalId: '079190123456',
      repairs: ['LEADING_ZERO'],
    });
    expect(readCardText(withField(QR, 1, '12345678'))).toEqual(mended(['LEADING_ZERO']));
    expect(problemOf('99190123456')).toBe('NOT_RECOGNISED');
  });

  it.each([
    ['Tr?n Th? M?u', 'N?', 'S? 1'],
    ['Tr\ufffdn Th\ufffd M\ufffdu', 'N\ufffd', 'S\ufffd 1'],
    ['Tr?n Th? M?u', 'N??', 'So 1'],
  ])('leaves out a name whose letters are lost: %s', (fullName, sex, address) => {
    const spoilt = withField(withField(withField(QR, 2, fullName), 4, sex), 5, address);
    const reading = readCardText(spoilt);
    expect(reading).toMatchObject({
      personalId: CARD.personalId,
      dateOfBirth: CARD.dateOfBirth,
      sex: 'FEMALE',
      repairs: ['NAME_MANGLED', 'SEX_MANGLED', 'ADDRESS_MANGLED'],
    });
    expect('fullName' in reading || 'address' in reading).toBe(false);
  });

  it.each([
    ['TrÇn ThÞ MÉu', 'N÷', 'NAME_ENCODING'],
    ['Traàn Thò Maãu', 'Nöõ', 'NAME_ENCODING'],
    ['TrâÌn Thiò MâÞu', 'NýÞ', 'NAME_ENCODING'],
    ['Tra^`n Thi. Ma^~u', 'Nu+~', 'NAME_ENCODING'],
    ['Traanf Thij Maaux', 'Nuwx', 'NAME_TYPING'],
    ['Tra62n Thi5 Ma64u', 'Nu74', 'NAME_TYPING'],
  ])('puts right a name whose card shows what it was written in: %s', (fullName, sex, repair) => {
    const text = withField(withField(withField(QR, 2, fullName), 4, sex), 5, 'So 1');
    const reading = readingOf(text);
    expect(reading).toMatchObject({ personalId: CARD.personalId, fullName: 'Trần Thị Mẫu', sex: 'FEMALE' });
    expect(reading.repairs).toEqual([repair, 'SEX_MANGLED', 'ADDRESS_MANGLED']);
  });

  it.each([
    ['Vâ Anh Nam', 'Ph\u00adêng MÉu, Hµ Néi', 'Võ Anh Nam', 'NAME_ENCODING'],
    ['Phan Thò Nga', 'Xaõ Maãu, Haø Noäi', 'Phan Thị Nga', 'NAME_ENCODING'],
    ['Phan Tus Anh', 'Thoon 1, Haf Nooij', 'Phan Tú Anh', 'NAME_TYPING'],
    ['Mai Lan Anh', 'Ph\u00adêng MÉu, Hµ Néi', 'Mai Lan Anh', undefined],
  ])('reads %s beside %s as what it can only be there', (written, address, fullName, repair) => {
    const text = withField(withField(withField(QR, 2, written), 4, 'Nam'), 5, address);
    expect(readingOf(text)).toMatchObject({ fullName, sex: 'MALE' });
    expect(readingOf(text).repairs).toEqual([...(repair ? [repair] : []), 'ADDRESS_MANGLED']);
    const whole = readingOf(withField(text, 5, CARD.address));
    expect(whole).toMatchObject({ fullName: written, address: CARD.address });
  });

  it('keeps a name that shows by itself what it was as it came', () => {
    expect(readingOf(withField(QR, 2, 'TrÇn ThÞ MÉu'))).toMatchObject({
      fullName: 'TrÇn ThÞ MÉu',
      repairs: ['NAME_ENCODING'],
    });
  });

  it.each([
    ['Traanf Thij Qzzx', 'Nuwx', 'Haf Nooij'],
    ['Traanf Vawn Qzzx', 'Nam', 'Phuwowngf Maaux, Haf Nooij'],
    ['TrÇn V¨n ÇÇÇ', 'Nam', 'X· MÉu, TØnh MÉu'],
  ])('leaves out a name it cannot put right on a card that was spoilt: %s', (fullName, sex, address) => {
    const reading = readingOf(withField(withField(withField(QR, 2, fullName), 4, sex), 5, address));
    expect('fullName' in reading || 'address' in reading).toBe(false);
    expect(reading.repairs?.[0]).toBe('NAME_MANGLED');
  });

  it.each(["H'Hen Niê", 'Mai Lan Anh', 'Trần Văn Qzz'])(
    'keeps the name of a card that was not: %s',
    (fullName) => {
      expect(readCardText(withField(QR, 2, fullName))).toEqual({ kind: 'CCCD_QR', ...CARD, fullName });
    },
  );

  it('leaves out a sex that cannot be told beside a spoilt name, and refuses it beside a whole one', () => {
    const reading = readingOf(withField(withField(QR, 2, 'Tr?n'), 4, 'w'));
    expect('sex' in reading).toBe(false);
    expect(reading.repairs).toEqual(['NAME_MANGLED', 'SEX_MANGLED']);
    expect(reading.address).toBe(CARD.address);
    expect(problemOf(withField(QR, 4, 'w'))).toBe('SEX');
  });

  it.each(['N÷', 'Nöõ', 'NÖÕ', 'Nu+~', 'NýÞ', 'NÝÞ', 'Ná»¯', 'Nuwx', 'Nu74', 'N?', 'N\ufffd', 'Nư?'])(
    'tells the sex from %s',
    (sex) => {
      expect(readingOf(withField(QR, 4, sex))).toMatchObject({ sex: 'FEMALE', repairs: ['SEX_MANGLED'] });
    },
  );

  it('leaves out a lost name of an insurance card too', () => {
    const period = { startOn: '2026-01-01', endOn: '2026-12-31' };
    const insured = { ...CARD, period, cardNumber: 'DN4790123456789', facility: '79-034' };
    const text = writeInsuranceQr({ ...insured, fullName: 'Tr?n Th? M?u' });
    const reading = readingOf(text);
    expect('fullName' in reading).toBe(false);
    expect(reading.repairs).toEqual(['NAME_MANGLED']);
  });

  it('keeps a soft hyphen only where it may be a letter', () => {
    expect(readingOf(withField(QR, 0, '001\u00ad190123456')).personalId).toBe(CARD.personalId);
    expect(readingOf(withField(QR, 2, 'Trần\u00ad Mẫu')).fullName).toBe('Trần Mẫu');
  });
});
