import fc from 'fast-check';
import { type CsvRow, csvRows } from '../../src/reconciliation/csv-rows.js';
import { asTcvn3 } from '../../src/sample/legacy-encodings.js';

/** Rows of a text, its bytes arriving in pieces of this size. */
async function rowsOf(text: string | Buffer, piece = 7, delimiter: ',' | ';' = ','): Promise<CsvRow[]> {
  const bytes = Buffer.isBuffer(text) ? text : Buffer.from(text);
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
  }
  const rows: CsvRow[] = [];
  for await (const batch of csvRows(pieces(), { charset: 'utf-8', delimiter })) rows.push(...batch);
  return rows;
}
const cellsOf = async (text: string, piece?: number) => (await rowsOf(text, piece)).map((row) => row.cells);

describe('rows of a CSV', () => {
  it('are read with quotes, delimiters and line ends inside cells', async () => {
    expect(await cellsOf('a,b\n1,"x, ""y""\nz"\n2,\n')).toEqual([
      ['a', 'b'],
      ['1', 'x, "y"\nz'],
      ['2', ''],
    ]);
  });

  it.each(['\n', '\r\n', '\r'])('end with %j, the last one or not', async (end) => {
    const wanted = [
      ['a', 'b'],
      ['Đỗ', 'c'],
    ];
    expect(await cellsOf(['a,b', 'Đỗ,c', ''].join(end), 1)).toEqual(wanted);
    expect(await cellsOf(['a,b', 'Đỗ,c'].join(end), 1)).toEqual(wanted);
  });

  it('say the line each begins on, empty lines counted and left out', async () => {
    expect((await rowsOf('h\n\n"a\nb"\nc\n')).map((row) => row.line)).toEqual([1, 3, 5]);
  });

  it('begin without the byte order mark', async () => {
    expect(await cellsOf('\ufeffa,b\n')).toEqual([['a', 'b']]);
  });

  it('are read again behind a quote that is never closed', async () => {
    const text = `h\n"open,1\n${Array.from({ length: 40 }, (_, at) => `${at},x`).join('\n')}\n`;
    const rows = await rowsOf(text);
    expect(rows.filter((row) => row.cells === null).map((row) => row.line)).toEqual([2]);
    expect(rows.filter((row) => row.cells?.length === 2)).toHaveLength(40);
    expect(rows.map((row) => row.line)).toEqual(Array.from({ length: 42 }, (_, at) => at + 1));
  });

  it('are read behind a quote left open at the end of the file', async () => {
    const rows = await rowsOf('h\n1,"open\n2,b');
    expect(rows.map(({ line, cells }) => ({ line, cells }))).toEqual([
      { line: 1, cells: ['h'] },
      { line: 2, cells: null },
      { line: 3, cells: ['2', 'b'] },
    ]);
  });

  it('are refused where a line has no end', async () => {
    const bytes = Buffer.alloc(3 * 1024 * 1024, 'x');
    const text = Buffer.concat([Buffer.from('a,b\n1,2\n'), bytes]);
    await expect(rowsOf(text, 64 * 1024)).rejects.toMatchObject({
      ...{ code: 'NO_LINES', message: expect.stringMatching(/^Line 3 /) },
    });
  });

  it('of one byte a letter are read line by line: UTF-8 between them, and Windows-1258 or an old font', async () => {
    const [utf8, windows1258] = [Buffer.from('Đặng Thị Thúy\r\n'), 'Nguy\xea\xden V\xe3n Qu\xf4\xecc\n'];
    const tcvn3 = `${asTcvn3('Lê Thế Phước')}\n${asTcvn3('Kiều Phương')}\n`;
    const bytes = Buffer.concat([utf8, Buffer.from(`${windows1258}${tcvn3}`, 'latin1')]);
    for (const charset of ['windows-1252', 'windows-1258'] as const) {
      for (const piece of [1, 5, 100]) {
        const rows: string[] = [];
        const pieces = async function* () {
          for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
        };
        for await (const batch of csvRows(pieces(), { charset, delimiter: ',' }))
          rows.push(...batch.map(({ text }) => text.normalize('NFC')));
        expect(rows).toEqual([
          ...['Đặng Thị Thúy', 'Nguyễn Văn Quốc', asTcvn3('Lê Thế Phước'), asTcvn3('Kiều Phương')],
        ]);
      }
    }
  });

  it('come back as they were written, however the bytes arrive', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ễ', ' ', ',', '"', '\n', '1', '\r\n') });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 });
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 30 }), async (cells, piece) => {
        const text = cells.map((row) => `${row.map(quoted).join(',')}\n`).join('');
        const lines = text.split('\n').length;
        // A cell may go on for twenty lines, no more.
        if (lines > 20) return;
        expect(await cellsOf(text, piece)).toEqual(
          cells.map((row) => row.map((it) => it.replaceAll('\r\n', '\n'))),
        );
      }),
      { numRuns: 300 },
    );
  });
});
