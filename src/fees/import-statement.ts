import { HubError } from '../domain/errors.js';
import { parseBankStatement, type RejectReason, type StatementLine } from './bank-statement.js';
import type { Booker, FeeBook } from './fee-book.js';
import { findOrderReference } from './order-reference.js';

/** What came of a statement; every incoming line is in exactly one of the first four. */
export interface ImportedStatement {
  /** Booked now and matched to an order. */
  matched: number;
  /** Booked now and waiting for a person: no order is named, or none of this school. */
  queued: number;
  /** Booked before, by a notice or an earlier import. */
  repeated: number;
  /** The bank's reference stands for another amount, or another order, in the school's books. */
  conflicts: { line: number; bankReference: string }[];
  /** Outgoing lines: a refund or reversal is booked by whoever decided it, never from a statement. */
  outgoing: number;
  rejected: { line: number; reason: RejectReason }[];
}

/**
 * Books what came in by a bank's statement. Safe to repeat and to resume: a line that is in the books already is
 * counted and left alone, whoever brought it first.
 * @throws RangeError for a file that is no statement; what the book throws, after which the same file goes on
 */
export async function importStatement(
  book: Pick<FeeBook, 'record'>,
  { schoolCode, by, text, now }: Booker & { schoolCode: string; text: string; now: number },
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<ImportedStatement> {
  const { lines, rejected } = parseBankStatement(text, now);
  const result: ImportedStatement = {
    ...{ matched: 0, queued: 0, repeated: 0, outgoing: 0 },
    ...{ conflicts: [], rejected },
  };
  for (const [done, line] of lines.entries()) {
    onProgress(done, lines.length);
    if (line.direction === 'OUT') result.outgoing += 1;
    else await bookLine(book, { schoolCode, by }, line, result);
  }
  onProgress(lines.length, lines.length);
  return result;
}

async function bookLine(
  book: Pick<FeeBook, 'record'>,
  whose: Booker & { schoolCode: string },
  { line, bankReference, amount, bookedAt, words }: StatementLine,
  result: ImportedStatement,
): Promise<void> {
  try {
    const { payment, repeated } = await book.record({
      ...whose,
      ...{ bankReference, amount, paidAt: bookedAt, method: 'BANK_TRANSFER', said: words },
      orderReference: findOrderReference(words),
    });
    if (repeated) result.repeated += 1;
    else if (payment.unmatched > 0) result.queued += 1;
    else result.matched += 1;
  } catch (error) {
    if (!(error instanceof HubError) || error.code !== 'CONFLICT') throw error;
    result.conflicts.push({ line, bankReference });
  }
}
