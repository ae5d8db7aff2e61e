import { columnsOf, type Mapping } from './columns.js';
import { type CsvRow, csvRows } from './csv-rows.js';
import type { RecordInput } from './record-input.js';
import type { RunSource } from './run-store.js';
import { beginningOf, digestOf, fileBytes, type StoredBytes } from './stored-bytes.js';
import { isWorkbook, lettersOfCells, recogniseText, type TextForm, WrongFile } from './text-form.js';
import { openWorkbook } from './workbook/workbook.js';

const BEGINNING = 1024 * 1024;
/** A workbook's texts tell their letters in some hundred rows. */
const FIRST_ROWS = 1_000;

/** What a file is, before its columns are asked for. */
export interface RecognisedFile {
  form: TextForm | null;
  /** The sheet of a workbook. */
  sheet: string | null;
  letters: TextForm['letters'];
  header: readonly string[];
  /** Some rows behind the header. */
  first: readonly CsvRow[];
  rows(onBytes?: (done: number) => void): AsyncGenerator<CsvRow[]>;
}

/** As `openRecords`, of a file on this machine. @throws WrongFile */
export async function openMemberFile(path: string, mapping: Mapping = {}): Promise<RecordInput> {
  return openRecords(await fileBytes(path), mapping, 'FILE');
}

/**
 * Says what a file of records is: text form or workbook, columns, digest.
 * @throws WrongFile with a sentence that says what to do
 */
export async function openRecords(
  bytes: StoredBytes,
  mapping: Mapping,
  kind: RunSource['kind'],
): Promise<RecordInput> {
  const { form, sheet, letters, header, first, rows } = await recogniseFile(bytes);
  const { columns, extras } = columnsOf(header, mapping);
  if (first.length === 0) throw new WrongFile('NO_ROWS', 'The file has a header and no rows.');
  return {
    source: {
      ...{ kind, file: bytes.name, bytes: bytes.size, sheet, letters },
      ...{ charset: form?.charset ?? null, delimiter: form?.delimiter ?? null },
      ...{ columns: { ...columns }, extras },
    },
    digest: await digestOf(bytes),
    ...{ columns, extras, width: header.length, rows, isFixed: true, rowsExpected: null },
  };
}

/** @throws WrongFile */
export async function recogniseFile(bytes: StoredBytes): Promise<RecognisedFile> {
  const beginning = await beginningOf(bytes, BEGINNING);
  if (isWorkbook(beginning)) return recogniseWorkbook(bytes);
  const form = recogniseText(beginning);
  const [header, ...first] = await firstRows(beginning, form);
  if (!header?.cells)
    throw new WrongFile('NO_HEADER', 'The first row cannot be read. Give a CSV with a header row.');
  return {
    ...{ form, sheet: null, letters: form.letters, header: header.cells, first },
    async *rows(onBytes) {
      let [isHeader, done] = [true, 0];
      async function* counted() {
        for await (const piece of bytes.read()) {
          done += piece.length;
          yield piece;
        }
      }
      for await (const batch of csvRows(counted(), form)) {
        onBytes?.(done);
        yield isHeader ? batch.slice(1) : batch;
        isHeader = false;
      }
    },
  };
}

async function recogniseWorkbook(bytes: StoredBytes): Promise<RecognisedFile> {
  const workbook = await openWorkbook(bytes);
  const first: CsvRow[] = [];
  for await (const batch of workbook.rows()) {
    first.push(...batch);
    if (first.length > FIRST_ROWS) break;
  }
  const [header, ...others] = first;
  if (!header?.cells) throw new WrongFile('NO_HEADER', 'The first sheet of the workbook is empty.');
  const width = header.cells.length;
  return {
    ...{
      form: null,
      sheet: workbook.sheet,
      header: header.cells,
      first: others.map((row) => filled(row, width)),
    },
    letters: lettersOfCells(others.flatMap(({ cells }) => cells ?? [])),
    async *rows() {
      let isHeader = true;
      for await (const batch of workbook.rows()) {
        const rows = isHeader ? batch.slice(1) : batch;
        isHeader = false;
        yield rows.map((row) => filled(row, width));
      }
    },
  };
}

/** A sheet does not keep the empty cells behind the last one. */
function filled(row: CsvRow, width: number): CsvRow {
  if (!row.cells || row.cells.length >= width) return row;
  return { ...row, cells: [...row.cells, ...Array<string>(width - row.cells.length).fill('')] };
}

async function firstRows(beginning: Buffer, form: TextForm): Promise<CsvRow[]> {
  async function* once() {
    yield beginning;
  }
  for await (const rows of csvRows(once(), form)) return rows;
  return [];
}
