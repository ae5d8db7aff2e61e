import { columnsOf, type Mapping } from './columns.js';
import { type CsvRow, csvRows, noLines } from './csv-rows.js';
import { type Letters, lettersOf } from './letters.js';
import type { RecordInput } from './record-input.js';
import type { RunSource } from './run-store.js';
import { beginningOf, digestOf, fileBytes, type StoredBytes } from './stored-bytes.js';
import { isWorkbook, recogniseText, type TextForm, WrongFile } from './text-form.js';
import { openWorkbook } from './workbook/workbook.js';

const [LF, CR] = [0x0a, 0x0d];
const BEGINNING = 1024 * 1024;
/** A workbook's texts tell their letters in some hundred rows. */
const FIRST_ROWS = 1_000;
/** Lines of a file, unless whoever runs the hub takes more. */
const MOST_LINES = 5_000_000;

/** What a file is, before its columns are asked for. */
export interface RecognisedFile {
  form: TextForm | null;
  /** The sheet of a workbook. */
  sheet: string | null;
  letters: Letters | null;
  header: readonly string[];
  /** Some rows behind the header. */
  first: readonly CsvRow[];
  rows(onBytes?: (done: number) => void): AsyncGenerator<CsvRow[]>;
}

/** As `openRecords`, of a file on this machine. @throws WrongFile */
export async function openMemberFile(
  path: string,
  mapping: Mapping = {},
  mostLines = MOST_LINES,
): Promise<RecordInput> {
  return openRecords(await fileBytes(path), mapping, 'FILE', mostLines);
}

/**
 * Says what a file of records is: text form or workbook, columns, digest.
 * @throws WrongFile with a sentence that says what to do
 */
export async function openRecords(
  bytes: StoredBytes,
  mapping: Mapping,
  kind: RunSource['kind'],
  mostLines: number,
): Promise<RecordInput> {
  const { form, sheet, letters, header, first, rows } = await recogniseFile(bytes);
  const { columns, extras } = columnsOf(header, mapping);
  if (first.length === 0)
    throw new WrongFile('NO_ROWS', 'The file has a header and no rows. Give one with a row for each record.');
  let [feeds, returns] = [0, 0];
  const digest = await digestOf(bytes, (piece) => {
    if (!form) return;
    feeds += countOf(LF, piece);
    returns += countOf(CR, piece);
  });
  const lines = Math.max(feeds, returns);
  if (lines > mostLines) throw tooManyRows(lines, mostLines);
  async function* unchanged(onBytes?: (done: number) => void) {
    yield* rows(onBytes);
    if (await bytes.isChanged?.()) throw fileChanged();
  }
  return {
    source: {
      ...{ kind, file: bytes.name, bytes: bytes.size, sheet, letters },
      ...{ charset: form?.charset ?? null, delimiter: form?.delimiter ?? null },
      ...{ columns: { ...columns }, extras },
    },
    digest,
    ...{ columns, extras, width: header.length, rows: unchanged, isFixed: true, rowsExpected: null },
  };
}

/** How often a byte stands in a piece. */
function countOf(byte: number, piece: Uint8Array): number {
  let count = 0;
  for (let at = piece.indexOf(byte); at >= 0; at = piece.indexOf(byte, at + 1)) count += 1;
  return count;
}

const fileChanged = () =>
  new WrongFile('FILE_CHANGED', 'The file was changed while it was reconciled. Give the same command again.');

const tooManyRows = (lines: number, most: number) =>
  new WrongFile(
    'TOO_MANY_ROWS',
    `The file has ${lines} lines, ${most} at most. Is this the right file? Else give it in parts, or have whoever runs the hub raise LIENTHONG_RECONCILE_MOST_ROWS.`,
  );

/** @throws WrongFile */
export async function recogniseFile(bytes: StoredBytes): Promise<RecognisedFile> {
  const beginning = await beginningOf(bytes, BEGINNING);
  if (isWorkbook(beginning)) return recogniseWorkbook(bytes);
  const form = recogniseText(beginning, true);
  const isAll = bytes.size === beginning.length;
  const [header, ...first] = await firstRows(beginning, form, isAll);
  if (!header?.cells)
    throw new WrongFile('NO_HEADER', 'The first row cannot be read. Give a CSV with a header row.');
  if (first.length === 0 && !isAll) throw noLines(header.line + 1);
  return {
    ...{
      form,
      sheet: null,
      letters: lettersOf(first.flatMap(({ cells }) => cells ?? [])),
      header: header.cells,
      first,
    },
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
  if (!header?.cells)
    throw new WrongFile('NO_HEADER', 'The first sheet of the workbook is empty. Give one with a header row.');
  const width = header.cells.length;
  return {
    ...{
      form: null,
      sheet: workbook.sheet,
      header: header.cells,
      first: others.map((row) => filled(row, width)),
    },
    letters: lettersOf(others.flatMap(({ cells }) => cells ?? [])),
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

/** Rows that are whole in the beginning. @throws WrongFile where not even the first line ends there */
async function firstRows(beginning: Buffer, form: TextForm, isAll: boolean): Promise<CsvRow[]> {
  let isThrough = false;
  async function* once() {
    yield beginning;
    isThrough = true;
  }
  const first: CsvRow[] = [];
  for await (const rows of csvRows(once(), form)) if (isAll || !isThrough) first.push(...rows);
  if (first.length === 0 && !isAll) throw noLines(1);
  return first;
}
