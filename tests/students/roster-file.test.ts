import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { asTcvn3, asVni } from '../../src/sample/legacy-encodings.js';
import { readRoster } from '../../src/students/roster-file.js';
import { readRosterRows } from '../../src/students/roster-row.js';
import { writeTable } from '../../src/students/table-file.js';
import { workbookOf } from './workbooks.js';

const school = '01000701';
const header = [
  'STT',
  'Lớp',
  'Mã định danh Bộ GD&ĐT',
  'Số định danh cá nhân',
  'Họ tên',
  'Ngày sinh',
  'Giới tính',
  'Dân tộc',
  'Trạng thái',
];
const pupil = [
  '1',
  '10A1',
  '0123456789',
  '001210012345',
  'Đỗ Thị Hòa',
  '04/03/2010',
  'Nam',
  'Kinh',
  'Đang học',
];

const csv = (rows: readonly (readonly string[])[]) =>
  Buffer.from(rows.map((row) => row.join(',')).join('\n'));
const rowsOf = async (bytes: Buffer, options: Parameters<typeof readRoster>[1] = {}) =>
  readRosterRows(await readRoster(bytes, options), school);
/** The one row with these cells instead, as CSV. */
const withCells = async (cells: Record<number, string>) => {
  const [row] = await rowsOf(csv([header, pupil.map((text, at) => cells[at] ?? text)]));
  return { ...row!.pupil, notes: row!.notes.map(({ field, code }) => `${field} ${code}`) };
};
const refused = (bytes: Buffer, options?: Parameters<typeof readRoster>[1]) =>
  readRoster(bytes, options).then(
    () => null,
    (error: { details: object }) => error.details,
  );

describe('A roster', () => {
  const read = {
    fullName: 'Đỗ Thị Hòa',
    dateOfBirth: '2010-03-04',
    sex: 'MALE',
    className: '10A1',
    moetCode: '0123456789',
    personalId: '001210012345',
  };

  it('is the same from a workbook as from a CSV, with titles above its header and columns of others between', async () => {
    const titled = [['Trường THPT mẫu'], ['Danh sách học sinh năm học 2026-2027'], header, pupil];
    const fromWorkbook = await rowsOf(await workbookOf(titled));
    expect(fromWorkbook).toEqual([{ sheetRow: 4, pupil: read, notes: [] }]);
    expect(await rowsOf(csv(titled))).toEqual(fromWorkbook);
    expect(
      (await readRoster(await workbookOf(titled))).columns.map(({ field, letter }) => `${letter} ${field}`),
    ).toEqual([
      ...['B className', 'C moetCode', 'D personalId', 'E fullName', 'F dateOfBirth', 'G sex', 'I status'],
    ]);
  });

  it.each([
    ['without a delimiter', 'DANH SÁCH HỌC SINH'],
    ['with commas', 'Trường THPT mẫu, phường Ba Đình, thành phố Hà Nội, năm học 2026-2027'],
  ])('is the same under a title %s, with an address of many commas', async (_how, title) => {
    const rows = [
      'Lớp;Họ tên;Ngày sinh;CCCD;Chỗ ở',
      '10A1;Đỗ Thị Hòa;2010-03-04;001210012345;Số 1, A, B, C, D, E',
    ];
    const file = await readRoster(Buffer.from([title, ...rows].join('\n')));
    expect(file.columns.map(({ field }) => field).sort()).toEqual([
      ...['className', 'dateOfBirth', 'fullName', 'personalId'],
    ]);
    expect(file.rows).toHaveLength(1);
  });

  it('is read from Excel’s numbers: an id without its zeros, a day as a count', async () => {
    const cells = [1, '10A1', 123_456_789, 1_210_012_345, 'Đỗ Thị Hòa', 40_241, 'Nam', 'Kinh', 'Đang học'];
    expect(await rowsOf(await workbookOf([header, cells]))).toEqual([
      {
        sheetRow: 2,
        pupil: read,
        notes: [
          { field: 'personalId', code: 'PERSONAL_ID_ZEROS_RESTORED' },
          { field: 'moetCode', code: 'MOET_CODE_ZEROS_RESTORED' },
        ],
      },
    ]);
  });

  it.each([
    ['TCVN3', asTcvn3],
    ['VNI', asVni],
  ])('in %s becomes Unicode and says so', async (_name, encode) => {
    const names = [
      'Nguyễn Thị Hồng Nhung',
      'Trần Quốc Tuấn',
      'Phạm Đức Thắng',
      'Lê Thị Phượng',
      'Đỗ Mạnh Cường',
    ];
    const rows = names.map((name, at) =>
      pupil.map((text, place) =>
        place === 4 ? name : place === 3 ? `00121001234${at}` : place === 2 ? `012345678${at}` : text,
      ),
    );
    const text = [header, ...rows].map((row) => encode(row.join(','))).join('\n');
    const found = await rowsOf(Buffer.from(text, 'latin1'));
    expect(found.map((row) => row.pupil.fullName)).toEqual(names);
    expect(found[0]!.notes).toEqual([{ field: 'fullName', code: 'NAME_ENCODING' }]);
  });

  it('may have the name in two columns, and columns by other names', async () => {
    const own = ['Tên lớp', 'CCCD', 'Họ và tên đệm', 'Tên', 'Sinh ngày nào'];
    const cells = ['10A1', '001210012345', 'Đỗ Thị', 'Hòa', '2010-03-04'];
    const options = { mapping: { dateOfBirth: 'sinh  ngày nào' } };
    const [row] = await rowsOf(csv([own, cells]), options);
    expect(row).toMatchObject({ pupil: { fullName: 'Đỗ Thị Hòa', dateOfBirth: '2010-03-04' }, notes: [] });
    expect(await refused(csv([own, cells]))).toMatchObject({
      reason: 'COLUMNS_MISSING',
      missing: ['dateOfBirth'],
    });
    const wrong = { mapping: { dateOfBirth: 'Không có' } };
    expect(await refused(csv([own, cells]), wrong)).toMatchObject({
      reason: 'COLUMNS_MISSING',
      missing: ['dateOfBirth'],
    });
  });

  it.each<[string, Buffer, object]>([
    ['nothing', Buffer.from(''), { reason: 'EMPTY' }],
    ['bytes that are no text', Buffer.from([0, 1, 2, 3, 0, 9]), { reason: 'BINARY' }],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), { reason: 'OLD_EXCEL' }],
    [
      'no header',
      csv([
        ['a', 'b'],
        ['1', '2'],
      ]),
      { reason: 'NO_HEADER' },
    ],
    ['a header alone', csv([header]), { reason: 'NO_ROWS' }],
    [
      'no column of numbers',
      csv([
        ['Lớp', 'Họ tên', 'Ngày sinh'],
        ['1', '2', '3'],
      ]),
      { reason: 'COLUMNS_MISSING', missing: ['personalId'] },
    ],
    [
      'two columns of one kind',
      csv([[...header, 'Họ và tên'], pupil]),
      { reason: 'COLUMN_TWICE', column: 'fullName', letters: ['E', 'J'] },
    ],
    [
      'ten thousand pupils and one',
      csv([header, ...Array<string[]>(10_001).fill(pupil)]),
      { reason: 'TOO_LARGE' },
    ],
  ])('is none with %s', async (_what, bytes, details) => {
    expect(await refused(bytes)).toMatchObject(details);
  });
});

describe('A row', () => {
  it.each<[string, Record<number, string>, string[]]>([
    ['an empty name', { 4: '' }, ['fullName NAME_MISSING']],
    ['a number as a name', { 4: '12345' }, ['fullName NAME_UNREADABLE']],
    ['no birth date', { 5: ' ' }, ['dateOfBirth BIRTH_MISSING']],
    ['a day there is not', { 5: '31/02/2010' }, ['dateOfBirth BIRTH_IMPOSSIBLE']],
    ['words for a day', { 5: 'không rõ' }, ['dateOfBirth BIRTH_UNREADABLE']],
    ['a day count', { 5: '40241' }, ['dateOfBirth BIRTH_DAY_COUNT']],
    ['no class', { 1: '' }, ['className CLASS_MISSING']],
    ['another word for a sex', { 6: '?' }, ['sex SEX_UNREADABLE']],
    ['who has left', { 8: 'Chuyển trường' }, ['status NOT_STUDYING']],
    ['a state nobody knows', { 8: 'abc' }, ['status STATUS_UNREADABLE']],
    [
      'the numbers in each other’s column',
      { 2: '001210012345', 3: '0123456789' },
      ['personalId MOET_CODE_IN_PERSONAL_ID_COLUMN', 'moetCode PERSONAL_ID_IN_MOET_COLUMN'],
    ],
    ['no number at all', { 2: '', 3: '' }, []],
  ])('with %s says so by its column', async (_what, cells, notes) => {
    expect((await withCells(cells)).notes).toEqual(notes);
  });

  it('of another school by its code is named', async () => {
    const own = ['Trường', ...header];
    const rows = await rowsOf(
      csv([
        own,
        ['01000702', ...pupil],
        ['1000701', ...pupil.with(3, '001210099999').with(2, '')],
        ['THPT mẫu', ...pupil.with(3, '001210088888').with(2, '')],
      ]),
    );
    expect(rows.map(({ notes }) => notes.map(({ code }) => code))).toEqual([['OTHER_SCHOOL'], [], []]);
  });

  it('that brings a number again is named, and the first one is not', async () => {
    const rows = await rowsOf(csv([header, pupil, pupil.with(2, ''), pupil.with(3, '')]));
    expect(rows.map(({ notes }) => notes.map(({ code }) => code))).toEqual([
      [],
      ['NUMBER_REPEATED'],
      ['MOET_CODE_REPEATED'],
    ]);
  });

  it('is read whatever stands in it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { minLength: 9, maxLength: 9 }),
        async (cells) => {
          const file = { kind: 'CSV', sheet: null, from1904: false, letters: null } as const;
          const { columns } = await readRoster(csv([header, pupil]));
          const [row] = readRosterRows({ ...file, columns, rows: [{ row: 2, cells }] }, school);
          const { personalId, moetCode } = row!.pupil;
          expect(personalId ?? '0'.repeat(12)).toMatch(/^0\d{11}$/);
          expect(moetCode ?? '0'.repeat(10)).toMatch(/^\d{10}$/);
        },
      ),
    );
  });
});

describe('A table for spreadsheets', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-table-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('keeps the zeros of numbers, takes no cell for a formula, and is read back', async () => {
    const cells = pupil
      .map((text, at) => (at === 2 || at === 3 ? { digits: text } : text))
      .with(4, '=HYPERLINK("x")');
    for (const name of ['a.csv', 'a.xlsx']) {
      await writeTable(join(folder, name), 'Một', [header, cells]);
      const bytes = readFileSync(join(folder, name));
      if (name === 'a.csv') {
        expect(bytes.toString()).toMatch(/^\ufeffSTT,/);
        expect(bytes.toString()).toContain(`'=HYPERLINK`);
        expect(bytes.toString()).toContain('"=""001210012345"""');
      }
      const [row] = await rowsOf(bytes);
      expect(row!.pupil).toMatchObject({ personalId: '001210012345', moetCode: '0123456789' });
    }
  });
});
