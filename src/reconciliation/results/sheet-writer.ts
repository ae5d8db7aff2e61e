import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** A sheet of a workbook: texts and numbers, the first row being its header. */
export interface Sheet {
  name: string;
  rows: AsyncIterable<readonly Cell[]>;
}

export type Cell = string | number | null;

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const LONGEST_CELL = 32_767;

/**
 * Writes an Excel workbook (ECMA-376), rows as they come: memory stays flat. Every text is a text, so numbers keep
 * their zeros and nothing is taken for a formula.
 */
export async function writeWorkbook(path: string, sheets: readonly Sheet[]): Promise<void> {
  const zip = new ZipFile();
  const add = (name: string, content: string) => zip.addBuffer(Buffer.from(HEAD + content), name);
  const parts = sheets.map((sheet, at) => ({
    sheet,
    id: `rId${at + 1}`,
    target: `worksheets/sheet${at + 1}.xml`,
  }));
  add(
    '[Content_Types].xml',
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>${parts
      .map(({ target }) => `<Override PartName="/xl/${target}" ContentType="${TYPE}.worksheet+xml"/>`)
      .join('')}</Types>`,
  );
  add(
    '_rels/.rels',
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  add(
    'xl/workbook.xml',
    `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${parts
      .map(({ sheet, id }, at) => `<sheet name="${escaped(sheet.name)}" sheetId="${at + 1}" r:id="${id}"/>`)
      .join('')}</sheets></workbook>`,
  );
  add(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${PACKAGE}/relationships">${parts
      .map(({ id, target }) => `<Relationship Id="${id}" Type="${RELATIONS}/worksheet" Target="${target}"/>`)
      .join('')}</Relationships>`,
  );
  for (const { sheet, target } of parts) {
    zip.addReadStreamLazy(`xl/${target}`, (done) => done(null, Readable.from(sheetXml(sheet.rows))));
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
}

async function* sheetXml(rows: AsyncIterable<readonly Cell[]>): AsyncGenerator<string> {
  yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>`;
  for await (const row of rows) yield `<row>${row.map(cellXml).join('')}</row>`;
  yield '</sheetData></worksheet>';
}

function cellXml(cell: Cell): string {
  if (cell === null || cell === '') return '<c/>';
  if (typeof cell === 'number') return `<c><v>${cell}</v></c>`;
  return `<c t="inlineStr"><is><t xml:space="preserve">${escaped(cell.slice(0, LONGEST_CELL))}</t></is></c>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** NOTE: XML 1.0 has no control characters, however they are written. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '\ufffd')
    .replace(/[&<>"]/g, (it) => ENTITIES[it]!);
