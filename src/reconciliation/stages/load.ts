import type pg from 'pg';
import { inTransaction } from '../../database/transaction.js';
import { withCopyIn } from '../copy-in.js';
import type { CsvRow } from '../csv-rows.js';
import type { RefuseRows } from '../record-input.js';
import { RECORD_COLUMNS, type ReadRow, type RecordRows } from '../record-row.js';
import { type Rejected, refuseRubbish } from '../rejected-rows.js';
import { checkpoint, type Run } from '../run-store.js';
import { keepAside } from './keep-aside.js';

const CHUNK = 25_000;
/** When so many of the first rows cannot be read, the file is another kind of file. */
const FIRST_ROWS = 10_000;

/** Where rows come from, and what is made of them. */
export interface LoadedRows {
  batches: AsyncGenerator<CsvRow[]>;
  rows: RecordRows;
  /** How many there are in all, when so many were read. */
  expected(rowsRead: number): number | null;
  /** Why rows that can be read may not be reconciled. */
  refuse?: RefuseRows;
}

/**
 * Rows into `matching.record`, in chunks, each with its checkpoint in one transaction; rows that an earlier process
 * loaded are passed over. Rows that cannot be read, or may not be reconciled, are kept aside with their line.
 * @param onChunk told the last number in order that is loaded, and how many rows were read
 * @throws WrongFile when nine in ten of the first ten thousand rows cannot be read, or half of very many; RunStopped
 */
export async function loadRecords(
  pool: pg.Pool,
  run: Run,
  { batches, rows, expected, refuse }: LoadedRows,
  onChunk: (lastSeq: number, rowsRead: number) => void,
): Promise<Run> {
  const state = { rowsRead: 0, lastSeq: run.lastSeq, rowsRejected: run.rowsRejected };
  for (let isOver = false; !isOver; ) {
    await inTransaction(pool, async (client) => {
      const aside: Rejected[] = [];
      const setAside = (row: CsvRow, reason: Rejected['reason']) => {
        state.rowsRejected += 1;
        aside.push({ line: row.line, reason, text: row.text });
      };
      const from = state.lastSeq;
      await withCopyIn(client, `matching.record (${RECORD_COLUMNS})`, async (copy) => {
        // NOTE: rows go to the server while the next are read, so neither waits for a whole chunk of the other.
        while (!isOver && state.lastSeq - from < CHUNK && aside.length < CHUNK) {
          const { done, value: batch = [] } = await batches.next();
          isOver = done === true;
          const read: (ReadRow & { from: CsvRow })[] = [];
          for (const row of batch) {
            state.rowsRead += 1;
            if (state.rowsRead <= run.rowsRead) continue;
            const one = rows.read(row);
            if ('reason' in one) setAside(row, one.reason);
            else read.push({ ...one, from: row });
          }
          const refused = refuse && read.length > 0 ? await refuse(read.map(({ stated }) => stated)) : [];
          for (const [at, { from: csvRow, row }] of read.entries()) {
            const reason = refused[at];
            if (reason) {
              setAside(csvRow, reason);
              continue;
            }
            state.lastSeq += 1;
            copy.add(`${run.runId}\t${state.lastSeq}\t${row}`);
          }
          if (state.rowsRead >= FIRST_ROWS || (isOver && state.lastSeq === 0)) refuseRubbish(state, aside);
          if (copy.isFull) await copy.flush();
        }
      });
      await keepAside(client, run.runId, aside);
      await checkpoint(client, run.runId, {
        ...state,
        rowsExpected: isOver ? state.rowsRead : expected(state.rowsRead),
      });
    });
    onChunk(state.lastSeq, state.rowsRead);
  }
  return { ...run, ...state };
}
