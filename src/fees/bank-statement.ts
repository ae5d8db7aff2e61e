import { parse } from 'csv-parse/sync';
import { isTransferAmount, isTransferMoment, sameReference } from './transfer.js';

/** One line of a bank's statement (sao kê): money that came into, or went out of, the account. */
export interface StatementLine {
  /** Line of the file it begins on, from 1, the header included. */
  line: number;
  bankReference: string;
  /** RFC 3339; a line with a day alone counts as its noon in Vietnam. */
  bookedAt: string;
  /** Whole đồng, above zero. */
  amount: number;
  direction: 'IN' | 'OUT';
  words: string;
}

export interface Statement {
  lines: StatementLine[];
  /** Lines that cannot be read, with the reason; nothing of them is booked. */
  rejected: { line: number; reason: RejectReason }[];
}

export type RejectReason = 'NO_BANK_REFERENCE' | 'BAD_DATE' | 'BAD_AMOUNT' | 'REPEATED_REFERENCE';

/** Columns by what Vietnamese banks call them, in lower case without accents or signs. */
const columns = {
  bankReference: ['so tham chieu', 'ma giao dich', 'so but toan', 'so ct', 'bank reference', 'reference'],
  bookedAt: [
    'ngay giao dich',
    'ngay hach toan',
    'ngay',
    'thoi gian',
    'transaction date',
    'date',
    'booked at',
  ],
  credit: ['ghi co', 'phat sinh co', 'so tien ghi co', 'credit', 'credit amount'],
  debit: ['ghi no', 'phat sinh no', 'so tien ghi no', 'debit', 'debit amount'],
  amount: ['so tien', 'amount'],
  words: ['noi dung', 'noi dung giao dich', 'dien giai', 'mo ta', 'description', 'remark', 'details'],
} as const;

type Column = keyof typeof columns;

/** Of a character; of no use anywhere, and no database keeps it. */
const half = /\p{Surrogate}/gu;

const delimiters = [',', ';', '\t'];

/**
 * Reads a bank's statement as CSV: UTF-8 with or without BOM, comma, semicolon or tab, title lines above the header
 * left aside. Amounts as banks write them (`1.250.000`, `1,250,000.00`, `+500000 VND`); days as dd/mm/yyyy or
 * yyyy-mm-dd, with or without a time, in Vietnam's time. What no notice of a payment may carry (an amount, a day that is
 * long ago or to come after `now`) no line may either; characters that no database keeps are left out of the words.
 * @throws RangeError when no line is a header with a reference, a date, an amount and the words of the transfer
 */
export function parseBankStatement(csv: string, now: number): Statement {
  const text = csv.replace(half, '');
  for (const delimiter of delimiters) {
    const rows = rowsOf(text, delimiter);
    const header = rows.findIndex(({ cells }) => isHeader(columnsOf(cells)));
    if (header >= 0) return statementOf(rows.slice(header + 1), columnsOf(rows[header]!.cells), now);
  }
  throw new RangeError('no header with a reference, a date, an amount and a description');
}

interface Row {
  line: number;
  cells: string[];
}

function rowsOf(text: string, delimiter: string): Row[] {
  const rows = parse(text, {
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
    info: true,
  }) as unknown as { record: string[]; info: { lines: number } }[];
  return rows.map(({ record, info }) => ({ line: info.lines, cells: record }));
}

function statementOf(rows: readonly Row[], at: Map<Column, number>, now: number): Statement {
  const statement: Statement = { lines: [], rejected: [] };
  const seen = new Set<string>();
  for (const { line, cells } of rows) {
    const read = lineOf(cells, at, { line, now });
    if (typeof read === 'string') statement.rejected.push({ line, reason: read });
    else if (seen.has(sameReference(read.bankReference)))
      statement.rejected.push({ line, reason: 'REPEATED_REFERENCE' });
    else {
      seen.add(sameReference(read.bankReference));
      statement.lines.push(read);
    }
  }
  return statement;
}

function columnsOf(record: readonly string[]): Map<Column, number> {
  const names = record.map((cell) =>
    cell
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/đ/gi, 'd')
      .toLowerCase()
      .replace(/[^a-z]+/g, ' ')
      .trim(),
  );
  const found = new Map<Column, number>();
  for (const [column, words] of Object.entries(columns) as [Column, readonly string[]][]) {
    const at = names.findIndex((name) => words.some((word) => name === word || name.startsWith(`${word} `)));
    if (at >= 0) found.set(column, at);
  }
  return found;
}

function isHeader(at: Map<Column, number>): boolean {
  const hasAmount = at.has('amount') || at.has('credit');
  return at.has('bankReference') && at.has('bookedAt') && at.has('words') && hasAmount;
}

function lineOf(
  record: readonly string[],
  at: Map<Column, number>,
  { line, now }: { line: number; now: number },
): StatementLine | RejectReason {
  const cell = (column: Column) => record[at.get(column) ?? -1] ?? '';
  const bankReference = cell('bankReference');
  if (!/^[\w./:-]{1,100}$/.test(bankReference)) return 'NO_BANK_REFERENCE';
  const bookedAt = momentOf(cell('bookedAt'));
  if (!bookedAt || !isTransferMoment(bookedAt, now)) return 'BAD_DATE';
  const [credit, debit] = [amountOf(cell('credit')), amountOf(cell('debit'))];
  const signed = credit ? credit : debit ? -Math.abs(debit) : amountOf(cell('amount'));
  if (!signed || !isTransferAmount(Math.abs(signed))) return 'BAD_AMOUNT';
  const direction = signed > 0 ? 'IN' : 'OUT';
  return {
    line,
    bankReference,
    bookedAt,
    amount: Math.abs(signed),
    direction,
    words: wordsOf(cell('words')),
  };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those are left out
const control = /[\u0000-\u001f\u007f]+/g;

/** At most 500, cut at a whole character. */
function wordsOf(cell: string): string {
  return cell.replace(control, ' ').slice(0, 500).replace(half, '').trim();
}

/** Whole đồng of what a bank wrote; null for anything else, half đồng among it. */
function amountOf(cell: string): number | null {
  const bare = cell.replace(/\s|VND|VNĐ|đ$/gi, '');
  const match = /^([+-]?)(\d{1,3}(?:([.,])\d{3}(?:\3\d{3})*)?|\d+)(?:[.,]0{1,2})?$/.exec(bare);
  return match ? Number(`${match[1]}${match[2]!.replace(/[.,]/g, '')}`) : null;
}

/** In Vietnam's time, UTC+7 all year. */
function momentOf(cell: string): string | null {
  const match =
    /^(?:(\d{1,2})[/-](\d{1,2})[/-](\d{4})|(\d{4})-(\d{2})-(\d{2}))(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(
      cell,
    );
  if (!match) return null;
  const [, d, m, y, isoY, isoM, isoD, hour = '12', minute = '00', second = '00'] = match;
  const day = [y ?? isoY!, (m ?? isoM!).padStart(2, '0'), (d ?? isoD!).padStart(2, '0')].join('-');
  const moment = new Date(`${day}T${hour.padStart(2, '0')}:${minute}:${second}+07:00`);
  if (Number.isNaN(moment.getTime())) return null;
  const there = new Date(moment.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
  return there === day ? `${moment.toISOString().slice(0, 19)}Z` : null;
}
