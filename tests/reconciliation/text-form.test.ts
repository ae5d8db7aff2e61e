import { recogniseText } from '../../src/reconciliation/text-form.js';
import { asTcvn3, asVni } from '../../src/sample/legacy-encodings.js';

const header = 'sector_no,personal_id,old_cmnd,full_name,dob,gender,address';
const names = [
  'Nguyễn Văn Quốc',
  'Trần Thị Bích Hạnh',
  'Lê Hoàng Phước',
  'Đặng Thị Thúy Hồng',
  'Phạm Đức Thắng',
];
const rows = (write: (name: string) => string = (name) => name, delimiter = ',') =>
  [header, ...names.flatMap((name, at) => `82000000${at}0,,,${write(name)},01/02/1980,Nam,Ấp 1`)]
    .join('\n')
    .replaceAll(',', delimiter);
const latin1 = (text: string) => Buffer.from(text.replaceAll('Ấ', 'A'), 'latin1');

describe('the form of a file', () => {
  it('is UTF-8, with or without a byte order mark', () => {
    for (const text of [rows(), `\ufeff${rows()}`]) {
      expect(recogniseText(Buffer.from(text))).toEqual({ charset: 'utf-8', letters: null, delimiter: ',' });
    }
  });

  it('is UTF-16 of either order, marked or not', () => {
    const little = Buffer.from(rows(), 'utf16le');
    expect(recogniseText(little).charset).toBe('utf-16le');
    expect(recogniseText(Buffer.concat([Buffer.from([0xff, 0xfe]), little])).charset).toBe('utf-16le');
    expect(recogniseText(Buffer.from(little).swap16()).charset).toBe('utf-16be');
  });

  it('is one byte a letter in TCVN3 or VNI, named by the names in it', () => {
    expect(recogniseText(latin1(rows(asTcvn3)))).toMatchObject({ charset: 'windows-1252', letters: 'TCVN3' });
    expect(recogniseText(latin1(rows(asVni)))).toMatchObject({ charset: 'windows-1252', letters: 'VNI' });
  });

  it('is UTF-8 whose letters are TCVN3 where somebody saved such a file anew', () => {
    expect(recogniseText(Buffer.from(rows(asTcvn3)))).toMatchObject({ charset: 'utf-8', letters: 'TCVN3' });
  });

  it('is Windows-1258 where that makes syllables of it', () => {
    const bytes = Buffer.from(`${header}\n1,,,Nguy\xea\xden V\xe3n Qu\xf4\xecc,1980,Nam,\n`, 'latin1');
    expect(recogniseText(bytes).charset).toBe('windows-1258');
  });

  it('stays UTF-8 with a wrong line among right ones', () => {
    const mixed = Buffer.concat([
      Buffer.from(`${rows()}\n`),
      Buffer.from('1,,,Nguy\xd4n,1980,,\n', 'latin1'),
    ]);
    expect(recogniseText(mixed).charset).toBe('utf-8');
  });

  it('is Windows-1258 by the lines that are no UTF-8, whatever else stands between them', () => {
    const windows1258 = Buffer.from('1,,,Nguy\xea\xden V\xe3n Qu\xf4\xecc,1980,Nam,\n'.repeat(9), 'latin1');
    expect(recogniseText(Buffer.concat([Buffer.from(rows()), windows1258])).charset).toBe('windows-1258');
  });

  it('may hold a spoilt line among many where such rows are set aside, and nowhere else', () => {
    const few = Buffer.from(`${header}\n1,,,A\0,1980,,\n${'2,,,B,1980,,\n'.repeat(20)}`);
    expect(recogniseText(few, true).charset).toBe('utf-8');
    for (const [bytes, line] of [
      ...([[few, 2]] as const),
      ...([[Buffer.from(`\n\0${header}\n${'2,,,B,1980,,\n'.repeat(20)}`), 2]] as const),
      ...([[Buffer.from(`${header}\n1\n${'\0\n'.repeat(3)}`), 3]] as const),
    ]) {
      const mayHoldSpoilt = bytes !== few;
      expect(() => recogniseText(bytes, mayHoldSpoilt)).toThrow(
        expect.objectContaining({ code: 'BINARY', message: expect.stringContaining(`line ${line}.`) }),
      );
    }
  });

  it.each([',', ';', '\t', '|'] as const)('has cells parted by %j', (delimiter) => {
    expect(recogniseText(Buffer.from(rows(undefined, delimiter))).delimiter).toBe(delimiter);
  });

  it.each([
    ['EMPTY', Buffer.alloc(0)],
    ['WORKBOOK', Buffer.from('\u00d0\u00cf\u0011\u00e0rest', 'latin1')],
    ['BINARY', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 5, 9, 1])],
  ])('is refused as %s with a sentence', (code, bytes) => {
    expect(() => recogniseText(bytes)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(/\.$/) }),
    );
  });
});
