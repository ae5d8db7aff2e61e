import { type TextForm, WrongFile } from './text-form.js';
import { LONGEST_LINE, textReader } from './text-reader.js';

/** One row of a file: the line it begins on (the header is line 1), and its cells, or why it has none. */
export interface CsvRow {
  line: number;
  text: string;
  cells: readonly string[] | null;
}

/** A quoted cell does not go on for more lines, nor a row for more letters: a quote was left open. */
const MOST_LINES = 20;
const LONGEST_ROW = 64 * 1024;

/**
 * Rows of a CSV, whatever its line ends (RFC 4180). A row whose quotes are not closed has no cells; the line after it is
 * read as a row again, so that one slip does not swallow a file.
 * @throws WrongFile for a line of more than a million letters
 */
export async function* csvRows(
  bytes: AsyncIterable<Uint8Array>,
  { charset, delimiter }: Pick<TextForm, 'charset' | 'delimiter'>,
): AsyncGenerator<CsvRow[]> {
  const reader = new RowReader(delimiter);
  const textOf = textReader(charset);
  let rest = '';
  for await (const chunk of bytes) {
    const text = rest + textOf(chunk, true);
    const lines = text.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop()!;
    const rows = reader.take(lines);
    if (rows.length > 0) yield rows;
    if (rest.length > LONGEST_LINE) throw noLines(reader.lines + 1);
  }
  const last = rest + textOf(new Uint8Array(), false);
  const rows = [...reader.take(last === '' ? [] : last.replace(/\r$/, '').split('\r')), ...reader.end()];
  if (rows.length > 0) yield rows;
}

export const noLines = (line: number) =>
  new WrongFile(
    'NO_LINES',
    `Line ${line} is longer than a million letters. Is the file whole? Give a CSV with one row a line.`,
  );

class RowReader {
  #line = 0;
  /** Lines of a row whose quotes are still open. */
  #open: string[] = [];

  constructor(private readonly delimiter: string) {}

  /** How many were taken. */
  get lines(): number {
    return this.#line;
  }

  take(lines: readonly string[]): CsvRow[] {
    const rows: CsvRow[] = [];
    for (const line of lines) this.#one(line, rows);
    return rows;
  }

  end(): CsvRow[] {
    const rows: CsvRow[] = [];
    while (this.#open.length > 0) this.#giveUp(rows);
    return rows;
  }

  #one(line: string, rows: CsvRow[]): void {
    this.#line += 1;
    if (this.#open.length === 0 && !line.includes('"')) {
      if (line !== '') rows.push({ line: this.#line, text: line, cells: line.split(this.delimiter) });
      return;
    }
    this.#open.push(line);
    const text = this.#open.length === 1 ? line : this.#open.join('\n');
    const cells = cellsOf(text, this.delimiter);
    if (cells) {
      rows.push({ line: this.#line - this.#open.length + 1, text, cells });
      this.#open = [];
    } else if (this.#open.length >= MOST_LINES || text.length > LONGEST_ROW) {
      this.#giveUp(rows);
    }
  }

  /** The first open line is no row; those after it are read again. */
  #giveUp(rows: CsvRow[]): void {
    const [text, ...others] = this.#open;
    const line = this.#line - others.length;
    rows.push({ line, text: text!, cells: null });
    this.#open = [];
    this.#line = line;
    for (const other of others) this.#one(other, rows);
  }
}

/** The cells of a row; null while a quote is open. A quote inside an unquoted cell is a letter like any other. */
function cellsOf(text: string, delimiter: string): string[] | null {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] !== '"') {
      const end = text.indexOf(delimiter, at);
      cells.push(end < 0 ? text.slice(at) : text.slice(at, end));
      if (end < 0) return cells;
      at = end + 1;
      continue;
    }
    let close = text.indexOf('"', at + 1);
    while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
    if (close < 0) return null;
    const quoted = text.slice(at + 1, close);
    const end = text.indexOf(delimiter, close + 1);
    const behind = text.slice(close + 1, end < 0 ? undefined : end);
    cells.push((quoted.includes('""') ? quoted.replaceAll('""', '"') : quoted) + behind.trimEnd());
    if (end < 0) return cells;
    at = end + 1;
  }
}
