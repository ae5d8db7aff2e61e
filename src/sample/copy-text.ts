export type Cell = string | number | null;

const ESCAPES: Record<string, string> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\b': '\\b',
  '\f': '\\f',
  '\v': '\\v',
};
const SPECIAL = /[\\\t\n\r\b\f\v\0]/;
const EACH_SPECIAL = /[\\\t\n\r\b\f\v]/g;

/**
 * One row in the text format of PostgreSQL's COPY: cells parted by tabs, `\N` for null, ended by a newline.
 *
 * @throws RangeError for a NUL character, which PostgreSQL cannot store
 */
export function copyLine(row: readonly Cell[]): string {
  let line = '';
  for (let i = 0; i < row.length; i++) {
    const cell = row[i]!;
    if (i > 0) line += '\t';
    if (cell === null) line += '\\N';
    else if (typeof cell === 'number') line += cell;
    else line += SPECIAL.test(cell) ? escaped(cell) : cell;
  }
  return `${line}\n`;
}

function escaped(cell: string): string {
  if (cell.includes('\0')) throw new RangeError('a cell holds a NUL character');
  return cell.replace(EACH_SPECIAL, (character) => ESCAPES[character]!);
}
