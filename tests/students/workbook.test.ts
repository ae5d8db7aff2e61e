import { lettersOfColumn, readWorkbook } from '../../src/students/workbook.js';
import { sheetOf, workbookByHand, workbookOf } from './workbooks.js';

const reasonOf = (reading: Promise<unknown>) =>
  reading.then(
    () => 'READ',
    (error: { code: string; details: { reason: string } }) => `${error.code} ${error.details.reason}`,
  );
const refused = (bytes: Buffer, sheet?: string) => reasonOf(readWorkbook(bytes, sheet));
const cell = (r: string, v: string, t = 'n') => `<c r="${r}" t="${t}"><v>${v}</v></c>`;

describe('A workbook', () => {
  it('gives its first sheet as text, rows and columns where they stand', async () => {
    const bytes = await workbookOf([['Lớp', 'Ngày sinh', 1075424262], [], [null, 40_299, 'Đỗ  Thị Hòa ']]);
    expect(await readWorkbook(bytes)).toEqual({
      name: 'Danh sách',
      from1904: false,
      rows: [
        { row: 1, cells: ['Lớp', 'Ngày sinh', '1075424262'] },
        { row: 3, cells: ['', '40299', 'Đỗ  Thị Hòa'] },
      ],
    });
  });

  it('is read in every form of a cell', async () => {
    const row = `<row r="7">${cell('B7', '1.075424262E9')}${cell('C7', 'x &amp; &#7879;', 'str')}
      <c r="D7" t="inlineStr"><is><r><t>Nguyễn </t></r><r><t>An</t></r></is></c>${cell('E7', '2010-03-04T00:00:00', 'd')}
      ${cell('F7', '#N/A', 'e')}<c r="G7"><f>1+1</f><v>2</v></c>${cell('AA7', 'x', 'str')}</row>`;
    const { rows } = await readWorkbook(workbookByHand(sheetOf(row)));
    expect(rows[0]!.row).toBe(7);
    expect(rows[0]!.cells.slice(0, 7)).toEqual([
      '',
      '1075424262',
      'x & ệ',
      'Nguyễn An',
      '2010-03-04',
      '',
      '2',
    ]);
    expect(rows[0]!.cells[26]).toBe('x');
  });

  it('says that its days count from 1904, and leaves phonetic hints of shared strings out', async () => {
    const strings = '<sst><si><t>An</t><rPh sb="0" eb="1"><t>ア</t></rPh></si></sst>';
    const bytes = workbookByHand(sheetOf(`<row>${cell('A1', '0', 's')}</row>`), {
      book: '<workbookPr date1904="1"/>',
      parts: { 'xl/sharedStrings.xml': strings },
    });
    expect(await readWorkbook(bytes)).toMatchObject({ from1904: true, rows: [{ row: 1, cells: ['An'] }] });
  });

  it('names its sheets when another one is asked for', async () => {
    await expect(readWorkbook(await workbookOf([['a']]), 'Khác')).rejects.toMatchObject({
      details: { reason: 'NO_SHEET', sheets: ['Danh sách'] },
    });
  });
});

describe('A hostile workbook', () => {
  const zeros = new Uint8Array(60 * 1024 * 1024);

  it.each([
    ['that is no archive', () => Buffer.from('PK\u0003\u0004 and nothing else')],
    ['of another kind', () => workbookByHand('', { parts: { 'xl/workbook.xml': '<a>' } })],
    ['with a document type', () => workbookByHand(`<!DOCTYPE x [<!ENTITY a "aa">]>${sheetOf('<row/>')}`)],
    ['with an entity of its own', () => workbookByHand(sheetOf(`<row>${cell('A1', '&lol;', 'str')}</row>`))],
    [
      'with bytes that are no text',
      () => workbookByHand('', { parts: { 'xl/worksheets/sheet1.xml': new Uint8Array([60, 255, 254]) } }),
    ],
    ['with a cell of no column', () => workbookByHand(sheetOf('<row><c r="1"><v>1</v></c></row>'))],
  ])('%s is refused', async (_what, make) => {
    expect(await refused(make())).toBe('BAD_USER_INPUT NOT_A_WORKBOOK');
  });

  it.each([
    ['that unpacks without end', () => workbookByHand('', { parts: { 'xl/worksheets/sheet1.xml': zeros } })],
    [
      'with strings without end',
      () => workbookByHand(sheetOf('<row/>'), { parts: { 'xl/sharedStrings.xml': zeros } }),
    ],
    [
      'that unpacks to more than a hundred times what came',
      () =>
        workbookByHand('', {
          parts: { 'xl/worksheets/sheet1.xml': new Uint8Array(8 * 1024 * 1024).fill(32) },
        }),
    ],
    ['with a cell in the last column', () => workbookByHand(sheetOf(`<row>${cell('XFD1', '1')}</row>`))],
    [
      'with a row too many',
      () =>
        workbookByHand(
          sheetOf(Array.from({ length: 10_051 }, (_, n) => `<row>${cell(`A${n + 1}`, '1')}</row>`).join('')),
        ),
    ],
  ])('%s is refused as too large', async (_what, make) => {
    expect(await refused(make())).toBe('BAD_USER_INPUT TOO_LARGE');
  });

  it('that says less of its size than it has is refused', async () => {
    const bytes = workbookByHand('', { parts: { 'xl/worksheets/sheet1.xml': zeros } });
    // The directory at the end says 100 bytes of every part.
    for (
      let at = bytes.indexOf('PK\u0001\u0002', 0, 'latin1');
      at >= 0;
      at = bytes.indexOf('PK\u0001\u0002', at + 4, 'latin1')
    )
      bytes.writeUInt32LE(100, at + 24);
    expect(await refused(bytes)).toMatch(/^BAD_USER_INPUT/);
  });

  it('with macros is refused, and links to other files are left alone', async () => {
    const macros = workbookByHand(sheetOf('<row/>'), { parts: { 'xl/vbaProject.bin': 'x' } });
    expect(await refused(macros)).toBe('BAD_USER_INPUT MACROS');
    const linked = workbookByHand(sheetOf(`<row><c r="A1"><f>[1]Sheet1!A1</f><v>5</v></c></row>`), {
      parts: { 'xl/externalLinks/externalLink1.xml': '<externalLink/>' },
    });
    expect((await readWorkbook(linked)).rows).toEqual([{ row: 1, cells: ['5'] }]);
    const outside = workbookByHand('', {
      parts: {
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Id="rId1" Target="file:///etc/passwd" TargetMode="External"/></Relationships>',
      },
    });
    expect(await refused(outside)).toBe('BAD_USER_INPUT NO_SHEET');
  });

  it('with letters that cannot be kept is read without them', async () => {
    const row = `<row>${cell('A1', 'L_x0000_ớp', 'str')}${cell('B1', '_xD800_An_xD83D__xDE00_', 'str')}</row>`;
    const { rows } = await readWorkbook(workbookByHand(sheetOf(row)));
    expect(rows[0]!.cells).toEqual(['L ớp', '\ufffdAn😀']);
  });

  it('with a row far below takes no room for those above', async () => {
    const far = workbookByHand(sheetOf(`<row r="1048576">${cell('A1048576', '1')}</row>`));
    expect((await readWorkbook(far)).rows).toEqual([{ row: 1_048_576, cells: ['1'] }]);
  });
});

describe('Letters of a column', () => {
  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [701, 'ZZ'],
    [702, 'AAA'],
  ])('of %i are %s', (at, letters) => {
    expect(lettersOfColumn(at)).toBe(letters);
  });
});
