import { writeFile } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import writeWorkbook from 'write-excel-file/node';

/** A cell: text, a number that is counted, or digits that must stay as they are. */
export type TableCell = string | number | { digits: string } | null;

/**
 * Writes a table for a spreadsheet, .xlsx or, by its name, .csv with a byte order mark: identity numbers stay text with
 * their zeros, and no cell is taken for a formula (CWE-1236). A file that is there is replaced.
 */
export async function writeTable(
  path: string,
  sheet: string,
  rows: readonly (readonly TableCell[])[],
): Promise<void> {
  if (/\.csv$/i.test(path)) {
    await writeFile(path, `\ufeff${stringify(rows.map((row) => row.map(asCsv)))}`, { mode: 0o600 });
    return;
  }
  const cells = rows.map((row) =>
    row.map((cell) => {
      if (cell === null || cell === '') return null;
      if (typeof cell === 'number') return { type: Number, value: cell };
      return { type: String, value: typeof cell === 'string' ? cell : cell.digits };
    }),
  );
  const workbook = await writeWorkbook(cells, { sheet }).toBuffer();
  await writeFile(path, workbook, { mode: 0o600 });
}

function asCsv(cell: TableCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'object') return /^\d+$/.test(cell.digits) ? `="${cell.digits}"` : '';
  return /^[=+@\t\r-]/.test(cell) ? `'${cell}` : cell;
}
