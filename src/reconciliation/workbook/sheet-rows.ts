import type { CsvRow } from '../csv-rows.js';
import { LONGEST_TEXT } from './shared-strings.js';
import { damaged, tooLarge } from './wrong-workbook.js';
import { parsedPieces } from './xml-elements.js';

/** As many as Excel has. */
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;

/** Rows of a sheet as they stream; line is the row's number. @throws WrongFile */
export async function* sheetRows(
  part: AsyncIterable<Uint8Array>,
  strings: readonly string[],
): AsyncGenerator<CsvRow[]> {
  const reader = new SheetReader(strings);
  for await (const _ of parsedPieces(part, reader)) {
    const rows = reader.take();
    if (rows.length > 0) yield rows;
  }
}

class SheetReader {
  #rows: CsvRow[] = [];
  #line = 0;
  #cells: string[] = [];
  #column = 0;
  #type = 'n';
  #text = '';
  #isValue = false;
  #isSound = false;
  /** Cells of the first row, which names the columns. */
  #width: number | null = null;

  constructor(private readonly strings: readonly string[]) {}

  take(): CsvRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  readonly open = (name: string, attributes: Readonly<Record<string, string>>): void => {
    if (name === 'row') {
      const line = attributes.r === undefined ? this.#line + 1 : Number(attributes.r);
      if (!Number.isInteger(line) || line <= this.#line || line > MOST_ROWS) throw damaged();
      [this.#line, this.#cells, this.#column] = [line, [], 0];
    } else if (name === 'c') {
      this.#column = attributes.r === undefined ? this.#column + 1 : columnOf(attributes.r);
      if (this.#column < 1 || this.#column > MOST_COLUMNS) throw damaged();
      [this.#type, this.#text] = [attributes.t ?? 'n', ''];
    } else if (name === 'rPh') this.#isSound = true;
    else if (name === 'v' || name === 't') this.#isValue = !this.#isSound;
  };

  readonly text = (piece: string): void => {
    if (this.#isValue && this.#text.length < LONGEST_TEXT) this.#text += piece;
  };

  readonly close = (name: string): void => {
    if (name === 'v' || name === 't') this.#isValue = false;
    else if (name === 'rPh') this.#isSound = false;
    else if (name === 'c') this.#put(this.#value());
    else if (name === 'row') this.#end();
  };

  #value(): string {
    if (this.#type === 's') return this.strings[Number(this.#text)] ?? '';
    if (this.#type === 'e') return '';
    return this.#type === 'n' ? plainNumber(this.#text) : this.#text;
  }

  #put(value: string): void {
    if (value === '') return;
    if (this.#rows.length > 100_000) throw tooLarge();
    // NOTE: that a row has more cells than the header is seen by the first of them; the others are not kept.
    const place = Math.min(this.#column - 1, this.#width ?? MOST_COLUMNS);
    while (this.#cells.length < place) this.#cells.push('');
    this.#cells[place] ??= value;
  }

  #end(): void {
    if (this.#cells.length === 0) return;
    this.#width ??= this.#cells.length;
    this.#rows.push({ line: this.#line, text: this.#cells.join('\t'), cells: this.#cells });
  }
}

/** `AB12` → 28. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference) {
    const place = letter.charCodeAt(0) - 64;
    if (place < 1 || place > 26) break;
    column = column * 26 + place;
  }
  return column;
}

/** A whole number without powers of ten, as the sheet holds it and not as it shows it. */
function plainNumber(text: string): string {
  if (!/e/i.test(text)) return text;
  const value = Number(text);
  return Number.isSafeInteger(value) ? String(value) : text;
}
