import type { NameEncoding } from '../domain/person-name.js';
import { csvRows } from '../reconciliation/csv-rows.js';
import { recogniseText, type TextForm, WrongFile } from '../reconciliation/text-form.js';
import { columnsOf, type RosterColumn, type RosterMapping } from './roster-columns.js';
import { readWorkbook, type Sheet, type SheetRow } from './workbook.js';
import { type WrongRosterCode, wrongRoster } from './wrong-roster.js';

/** A roster that was read and understood, its pupils not looked at yet. */
export interface RosterFile {
  kind: 'XLSX' | 'CSV';
  /** Of a workbook. */
  sheet: string | null;
  from1904: boolean;
  /** The font encoding its letters were typed in, where they are not Unicode. */
  letters: NameEncoding | null;
  columns: RosterColumn[];
  /** Below the header row. */
  rows: SheetRow[];
}

export const maxRosterBytes = 8 * 1024 * 1024;
const maxRosterRows = 10_000;
/** Titles above the header row. */
const mostTitles = 20;

/**
 * Reads a roster of any usual form: .xlsx, or CSV in UTF-8, UTF-16, TCVN3, VNI or Windows-1258.
 * @throws HubError as `wrongRoster`
 */
export async function readRoster(
  bytes: Buffer,
  { mapping = {}, sheet }: { mapping?: RosterMapping; sheet?: string } = {},
): Promise<RosterFile> {
  if (bytes.length > maxRosterBytes) throw wrongRoster('TOO_LARGE');
  const isZip = bytes.toString('latin1', 0, 4) === 'PK\u0003\u0004';
  const read = isZip ? await fromWorkbook(bytes, sheet) : await fromCsv(bytes);
  const { columns, headerAt } = findHeader(read.rows, mapping, read.letters);
  const rows = read.rows.slice(headerAt + 1);
  if (rows.length === 0) throw wrongRoster('NO_ROWS');
  if (rows.length > maxRosterRows) throw wrongRoster('TOO_LARGE', { rows: maxRosterRows });
  return { ...read, columns, rows };
}

function findHeader(rows: readonly SheetRow[], mapping: RosterMapping, letters: NameEncoding | null) {
  let failure: unknown = null;
  for (const [headerAt, { cells }] of rows.slice(0, mostTitles).entries()) {
    try {
      const columns = columnsOf(cells, mapping, letters);
      if (columns) return { columns, headerAt };
    } catch (error) {
      // A title above the header may have none of the columns that were named; the header's own fault comes later.
      if (Object.keys(mapping).length === 0) throw error;
      failure ??= error;
    }
  }
  throw failure ?? wrongRoster('NO_HEADER');
}

async function fromWorkbook(bytes: Buffer, wanted: string | undefined) {
  const sheet: Sheet = await readWorkbook(bytes, wanted);
  return {
    kind: 'XLSX' as const,
    sheet: sheet.name,
    from1904: sheet.from1904,
    letters: null,
    rows: sheet.rows,
  };
}

async function fromCsv(bytes: Buffer) {
  const none = { kind: 'CSV' as const, sheet: null, from1904: false };
  try {
    const form = underTitles(bytes, recogniseText(bytes));
    const rows: SheetRow[] = [];
    async function* once() {
      yield bytes;
    }
    for await (const batch of csvRows(once(), form))
      for (const { line, cells, text } of batch) {
        if (rows.length > maxRosterRows + mostTitles) throw wrongRoster('TOO_LARGE', { rows: maxRosterRows });
        const read = (cells ?? [text]).map((cell) => cell.slice(0, 1_001).trim());
        if (read.some((cell) => cell !== '')) rows.push({ row: line, cells: read });
      }
    return { ...none, letters: form.letters, rows };
  } catch (cause) {
    if (cause instanceof WrongFile) throw wrongRoster(codeOf(cause.code), {}, cause);
    throw cause;
  }
}

const signs = [',', ';', '\t', '|'] as const;

/**
 * NOTE: titles have no delimiters or others, and addresses have commas: the sign is the one by which most lines have
 * the same number of cells, four at least, as a roster needs; that of the first line where none has.
 */
function underTitles(bytes: Buffer, form: TextForm): TextForm {
  const beginning = new TextDecoder(form.charset).decode(bytes.subarray(0, 64 * 1024), { stream: true });
  const lines = beginning.split(/\r?\n|\r/, 2 * mostTitles).map((line) => line.replace(/"[^"]*"/g, ''));
  let [delimiter, most] = [form.delimiter, 0];
  for (const sign of [form.delimiter, ...signs]) {
    const counts = new Map<number, number>();
    for (const line of lines) {
      const cells = line.split(sign).length;
      if (cells >= 4) counts.set(cells, (counts.get(cells) ?? 0) + 1);
    }
    const agreeing = Math.max(0, ...counts.values());
    if (agreeing > most) [delimiter, most] = [sign, agreeing];
  }
  return { ...form, delimiter };
}

function codeOf(code: string): WrongRosterCode {
  if (code === 'WORKBOOK') return 'OLD_EXCEL';
  return code === 'EMPTY' || code === 'NO_LINES' ? code : 'BINARY';
}
