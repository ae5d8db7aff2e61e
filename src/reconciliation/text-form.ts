import { commonEncoding, type NameEncoding } from '../domain/person-name.js';
import { type Charset, isUtf8, syllablesIn, textReader } from './text-reader.js';

export interface TextForm {
  charset: Charset;
  /** The font encoding its letters were typed in, where they are not Unicode. */
  letters: NameEncoding | null;
  delimiter: ',' | ';' | '\t' | '|';
}

/** Why a file is not read at all; `code` for machines, the sentence says what to do. */
export class WrongFile extends Error {
  constructor(
    readonly code: string,
    sentence: string,
    options?: ErrorOptions,
  ) {
    super(sentence, options);
  }
}

const DELIMITERS = [',', ';', '\t', '|'] as const;
const ZIP = 'PK\u0003\u0004';
/** Workbooks of before 2007, and those of today that a password protects. */
const OLD_EXCEL = '\u00d0\u00cf\u0011\u00e0';
const CONTROL = /(?![\t\n\v\f\r\u0080-\u009f])\p{Cc}/u;
const LINE_END = /\r\n|\n|\r/;

/** Whether these are the first bytes of an Excel workbook that can be read. */
export const isWorkbook = (beginning: Buffer): boolean => beginning.toString('latin1', 0, 4) === ZIP;

/**
 * What a file is, by its beginning: charset, delimiter and the encoding of its letters. `mayHoldSpoilt`: whoever reads it
 * sets rows aside that hold what no text does, so that a few of them are no reason to refuse the file.
 * @throws WrongFile when it is empty, an old or protected workbook, or no text
 */
export function recogniseText(beginning: Buffer, mayHoldSpoilt = false): TextForm {
  if (beginning.length === 0)
    throw new WrongFile('EMPTY', 'The file is empty. Give a CSV with a header row.');
  if (beginning.toString('latin1', 0, 4) === OLD_EXCEL) {
    throw new WrongFile(
      'WORKBOOK',
      'This is an Excel workbook of an old form, or one with a password. Save it as "CSV UTF-8" and give that file.',
    );
  }
  const charset = charsetOf(beginning);
  const text = textReader(charset)(beginning, false);
  requireText(text.split(LINE_END), mayHoldSpoilt);
  const letters = lettersOfCells(text.split(/[\n\r,;\t|"]+/));
  return { charset, letters, delimiter: delimiterOf(text) };
}

/** @throws WrongFile where a line holds what no text does: the header, one in ten, or any */
function requireText(lines: readonly string[], mayHoldSpoilt: boolean): void {
  const spoilt = lines.flatMap((line, at) => (CONTROL.test(line) ? [at + 1] : []));
  const [first] = spoilt;
  if (first === undefined) return;
  const isHeader = lines.slice(0, first - 1).every((line) => line === '');
  if (mayHoldSpoilt && !isHeader && spoilt.length * 10 <= lines.length) return;
  throw new WrongFile(
    'BINARY',
    `The file holds bytes that are no text, first in line ${first}. Save it as "CSV UTF-8" and give that file.`,
  );
}

function charsetOf(bytes: Buffer): Charset {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const zeros = [0, 1].map((from) => share(bytes, from));
  if (zeros[1]! > 0.3 && zeros[0]! < 0.1) return 'utf-16le';
  if (zeros[0]! > 0.3 && zeros[1]! < 0.1) return 'utf-16be';
  // NOTE: one wrong line among many does not make the file another's: it is set aside when its turn comes.
  const lines = bytes.toString('latin1').split('\n').slice(0, -1);
  const others = lines.filter((line) => !isUtf8(line));
  const wrong = others.length;
  const marked = lines.filter((line) => /[\u0080-\u00ff]/.test(line)).length;
  if (wrong * 2 <= marked || (lines.length === 0 && isUtf8(bytes.toString('latin1')))) return 'utf-8';
  const doubtful = lines.length === 0 ? bytes : Buffer.from(others.join('\n'), 'latin1');
  const syllables = (charset: Charset) => syllablesIn(new TextDecoder(charset).decode(doubtful)).right;
  return syllables('windows-1258') > syllables('windows-1252') ? 'windows-1258' : 'windows-1252';
}

/** How many of every second byte are zero. */
function share(bytes: Buffer, from: number): number {
  let zeros = 0;
  for (let at = from; at < bytes.length; at += 2) if (bytes[at] === 0) zeros += 1;
  return zeros / Math.max(1, bytes.length / 2);
}

/** The encoding of the cells that look like names. */
function lettersOfCells(cells: readonly string[]): NameEncoding | null {
  return commonEncoding(namesAmong(cells)) ?? null;
}

/** The first thousand cells of several words and no digit. */
export function namesAmong(cells: readonly string[]): string[] {
  return cells.filter((cell) => /^\s*\S+( \S+){1,5}\s*$/.test(cell) && !/\d/.test(cell)).slice(0, 1_000);
}

/** The sign that stands most often in the first line, quotes aside; a comma where none does. */
function delimiterOf(text: string): TextForm['delimiter'] {
  const header = text.split(/\r?\n|\r/, 1)[0]!.replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((it) => header.split(it).length - 1);
  const most = Math.max(...counts);
  return most === 0 ? ',' : DELIMITERS[counts.indexOf(most)]!;
}
