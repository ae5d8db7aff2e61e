/**
 * A cell of a table for a spreadsheet: text, an amount, text that it must keep as it stands with its zeros, or a number of a
 * person, which has digits alone or is left out.
 */
export type Cell = string | number | { verbatim: string } | { digits: string } | null;

/** A cell as it stands in a file: not taken for a formula, and no other cell broken by what is in it. */
export function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'string') return quoted(isFormula(cell) ? `'${cell}` : cell);
  if ('digits' in cell) return /^\d+$/.test(cell.digits) ? verbatim(cell.digits) : '';
  return cell.verbatim === '' ? '' : verbatim(cell.verbatim);
}

/** As spreadsheets take it, behind blanks and by the wide signs of other input methods too. */
const isFormula = (text: string) => /^(?:[\t\r\n]|\s*[=+@＝＋－＠-])/.test(text);
const verbatim = (text: string) => quoted(`="${text.replaceAll('"', '""')}"`);
const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export const csvRow = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`;

/** By which spreadsheets know that it is UTF-8. */
export const byteOrderMark = '\ufeff';

export const csvOf = (rows: readonly (readonly Cell[])[]): string =>
  `${byteOrderMark}${rows.map(csvRow).join('')}`;

export const csvType = 'text/csv;charset=utf-8';
