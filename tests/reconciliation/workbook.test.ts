import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ZipFile } from 'yazl';
import { openMemberFile } from '../../src/reconciliation/member-file.js';
import { writeWorkbook } from '../../src/reconciliation/results/sheet-writer.js';
import { asTcvn3 } from '../../src/sample/legacy-encodings.js';

const folder = mkdtempSync(join(tmpdir(), 'lienthong-workbook-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const header = ['sector_no', 'personal_id', 'old_cmnd', 'full_name', 'dob', 'gender', 'address', 'Đơn vị'];
const row = [
  '9300000001',
  '082180000001',
  '',
  'Trần Thị Bích Hạnh',
  '17/05/1980',
  'Nữ',
  'Ấp 1, Xã <A> & "B"',
  'DV1',
];

async function rowsOf(path: string): Promise<(readonly string[])[]> {
  const input = await openMemberFile(path, { employer: 'Đơn vị' });
  const rows: (readonly string[])[] = [];
  for await (const batch of input.rows()) rows.push(...batch.map(({ cells }) => cells!));
  return rows;
}

async function written(name: string, sheets: Parameters<typeof writeWorkbook>[1]): Promise<string> {
  await writeWorkbook(join(folder, name), sheets);
  return join(folder, name);
}

async function* all(rows: readonly (readonly (string | number | null)[])[]) {
  yield* rows;
}

/** A workbook of these parts. */
async function zipped(name: string, parts: Record<string, string | Buffer>): Promise<string> {
  const zip = new ZipFile();
  for (const [path, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), path);
  zip.end();
  const pieces: Buffer[] = [];
  for await (const piece of zip.outputStream) pieces.push(piece as Buffer);
  writeFileSync(join(folder, name), Buffer.concat(pieces));
  return join(folder, name);
}

const workbook = (sheets: string, more = '') =>
  `<workbook xmlns:r="r">${more}<sheets>${sheets}</sheets></workbook>`;
const links = (target = 'worksheets/sheet1.xml') =>
  `<Relationships><Relationship Id="rId1" Target="${target}"/><Relationship Id="rId2" Target="/xl/worksheets/sheet1.xml"/></Relationships>`;
const minimal = (sheet: string, more: Record<string, string | Buffer> = {}) => ({
  'xl/workbook.xml': workbook('<sheet name="Trang 1" sheetId="1" r:id="rId1"/>'),
  'xl/_rels/workbook.xml.rels': links(),
  'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
  ...more,
});
const headerXml = `<row>${header.map((name) => `<c t="inlineStr"><is><t>${name}</t></is></c>`).join('')}</row>`;

describe('a workbook', () => {
  it('that we wrote is read as it was', async () => {
    const path = await written('own.xlsx', [
      { name: 'Hồ sơ', rows: all([header, row, [...row.slice(0, 4), 1952]]) },
    ]);
    expect(await rowsOf(path)).toEqual([row, [...row.slice(0, 4), '1952', '', '', '']]);
    const { source, extras } = await openMemberFile(path, { employer: 'Đơn vị' });
    expect(source).toMatchObject({ sheet: 'Hồ sơ', charset: null, delimiter: null, letters: null });
    expect(extras).toEqual([{ name: 'employer', at: 7 }]);
  });

  it('holds texts of its list, formulas’ results, dates as numbers and numbers without their powers of ten', async () => {
    const sheet = `${headerXml}<row r="5"><c r="A5" t="s"><v>1</v></c><c r="B5"><v>8.2180000001E10</v></c>
      <c r="D5" t="str"><f>A1</f><v>Lê Văn An</v></c><c r="E5" s="1"><v>31243</v></c><c r="F5" t="e"><v>#N/A</v></c>
      <c r="G5" t="s"><v>0</v></c></row>`;
    const strings = `<sst><si><r><t>Ấp </t></r><r><t>1</t></r><rPh><t>no</t></rPh></si><si><t>9300000002</t></si></sst>`;
    const path = await zipped('cells.xlsx', minimal(sheet, { 'xl/sharedStrings.xml': strings }));
    expect(await rowsOf(path)).toEqual([
      ['9300000002', '82180000001', '', 'Lê Văn An', '31243', '', 'Ấp 1', ''],
    ]);
  });

  it('whose rows go on beyond the header keeps the first cell that is too many, and no other', async () => {
    const cells = ['1', ...Array<string>(3_000).fill('x')].map((text) => `<c t="str"><v>${text}</v></c>`);
    const far = `<row><c r="A3" t="str"><v>2</v></c><c r="XFD3" t="str"><v>y</v></c></row>`;
    const path = await zipped('wide.xlsx', minimal(`${headerXml}<row>${cells.join('')}</row>${far}`));
    expect(await rowsOf(path)).toEqual([
      ['1', ...Array<string>(8).fill('x')],
      ['2', ...Array<string>(7).fill(''), 'y'],
    ]);
  });

  it('is read from the first sheet that is not hidden', async () => {
    const path = await zipped('hidden.xlsx', {
      ...minimal(`${headerXml}<row><c t="inlineStr"><is><t>1</t></is></c></row>`),
      'xl/workbook.xml': workbook(
        '<sheet name="Ẩn" state="hidden" r:id="rId9"/><sheet name="Hiện" r:id="rId2"/>',
      ),
    });
    expect((await openMemberFile(path, { employer: 'Đơn vị' })).source.sheet).toBe('Hiện');
  });

  it('in an older encoding is named by the letters of its names', async () => {
    const names = ['Nguyễn Văn Quốc', 'Trần Thị Bích Hạnh', 'Lê Hoàng Phước', 'Đặng Thị Thúy Hồng'];
    const rows = names.map((name, at) => [`930000001${at}`, '', '', asTcvn3(name), '1980', '', '', '']);
    const path = await written('tcvn3.xlsx', [{ name: 'a', rows: all([header, ...rows]) }]);
    expect((await openMemberFile(path, { employer: 'Đơn vị' })).source.letters).toBe('TCVN3');
  });

  it.each([
    [
      'WORKBOOK_DAMAGED',
      'cut',
      async () => {
        const whole = readFileSync(await zipped('whole.xlsx', minimal(headerXml)));
        writeFileSync(join(folder, 'cut.xlsx'), whole.subarray(0, whole.length - 30));
        return join(folder, 'cut.xlsx');
      },
    ],
    ['WORKBOOK_DAMAGED', 'no workbook', () => zipped('other.zip', { 'a.txt': 'a' })],
    ['WORKBOOK_DAMAGED', 'no XML', () => zipped('xml.xlsx', minimal('<row><c><v>1</v>'))],
    [
      'WORKBOOK_DAMAGED',
      'entities',
      () =>
        zipped('laughs.xlsx', {
          ...minimal(headerXml),
          'xl/worksheets/sheet1.xml': `<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&c;</t></is></c></row></sheetData></worksheet>`,
        }),
    ],
    [
      'WORKBOOK_DAMAGED',
      'rows out of order',
      () => zipped('order.xlsx', minimal('<row r="2"><c><v>1</v></c></row><row r="2"><c><v>1</v></c></row>')),
    ],
    [
      'WORKBOOK_DAMAGED',
      'a column beyond the last',
      () => zipped('column.xlsx', minimal('<row><c r="ZZZZ1"><v>1</v></c></row>')),
    ],
    [
      'WORKBOOK_DAMAGED',
      'a sheet elsewhere',
      () =>
        zipped('else.xlsx', {
          ...minimal(headerXml),
          'xl/_rels/workbook.xml.rels': links('../../etc/passwd'),
        }),
    ],
    [
      'WORKBOOK_1904',
      'days from 1904',
      () =>
        zipped('1904.xlsx', {
          ...minimal(headerXml),
          'xl/workbook.xml': workbook('<sheet name="a" r:id="rId1"/>', '<workbookPr date1904="1"/>'),
        }),
    ],
    [
      'NO_SHEET',
      'hidden sheets alone',
      () =>
        zipped('none.xlsx', {
          ...minimal(headerXml),
          'xl/workbook.xml': workbook('<sheet name="a" state="veryHidden" r:id="rId1"/>'),
        }),
    ],
    [
      'WORKBOOK_TOO_LARGE',
      'a stretch without elements',
      () => zipped('stretch.xlsx', minimal(`${headerXml}<row a="${'a'.repeat(2 * 1024 ** 2)}"></row>`)),
    ],
    [
      'WORKBOOK_TOO_LARGE',
      'a part that says it is longer than may be',
      async () => {
        const path = await zipped('long.xlsx', minimal(headerXml));
        const bytes = readFileSync(path);
        // The length of the last part stands in the list at the end: 24 bytes behind its signature.
        bytes.writeUInt32LE(0xfffffff0, bytes.lastIndexOf('PK\u0001\u0002') + 24);
        writeFileSync(path, bytes);
        return path;
      },
    ],
    ['NO_HEADER', 'an empty sheet', () => zipped('empty.xlsx', minimal(''))],
    [
      'WORKBOOK_TOO_LARGE',
      'texts that unfold',
      () =>
        zipped(
          'bomb.xlsx',
          minimal(headerXml, {
            'xl/sharedStrings.xml': `<sst>${`<si><t>${'a'.repeat(32_767)}</t></si>`.repeat(3_200)}</sst>`,
          }),
        ),
    ],
  ])('is refused as %s for %s', async (code, _, make) => {
    await expect(openMemberFile(await make())).rejects.toMatchObject({
      code,
      message: expect.stringMatching(/\.$/),
    });
  });
});
