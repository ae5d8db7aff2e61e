import type pg from 'pg';
import { inTransaction } from '../../database/transaction.js';
import { withCopyIn } from '../copy-in.js';
import type { CsvRow } from '../csv-rows.js';
import { RECORD_COLUMNS, type RecordRows, type RejectReason } from '../record-row.js';
import { checkpoint, type Run } from '../run-store.js';
import { WrongFile } from '../text-form.js';

const CHUNK = 25_000;
/** When so many of the first rows cannot be read, the file is another kind of file. */
const FIRST_ROWS = 10_000;
const MOST_REJECTED = 0.9;
const LONGEST_KEPT = 2_000;

export interface Rejected {
  line: number;
  reason: RejectReason;
  text: string;
}

/**
 * The rows of a file into `matching.record`, in chunks, each with its checkpoint in one transaction; rows that an
 * earlier process loaded are passed over. Rows that cannot be read are kept aside with their line.
 * @param onChunk told the last number in order that is loaded, and how many rows of the file were read
 * @throws WrongFile when nine in ten of the first ten thousand rows cannot be read; RunStopped
 */
export async function loadRecords(
  pool: pg.Pool,
  run: Run,
  batches: AsyncGenerator<CsvRow[]>,
  rows: RecordRows,
  onChunk: (lastSeq: number, rowsRead: number) => void,
): Promise<Run> {
  const state = { rowsRead: 0, lastSeq: run.lastSeq, rowsRejected: run.rowsRejected };
  for (let isOver = false; !isOver; ) {
    await inTransaction(pool, async (client) => {
      const aside: Rejected[] = [];
      const from = state.lastSeq;
      await withCopyIn(client, `matching.record (${RECORD_COLUMNS})`, async (copy) => {
        // NOTE: rows go to the server while the next are read, so neither waits for a whole chunk of the other.
        while (!isOver && state.lastSeq - from < CHUNK && aside.length < CHUNK) {
          const { done, value: batch = [] } = await batches.next();
          isOver = done === true;
          for (const row of batch) {
            state.rowsRead += 1;
            if (state.rowsRead <= run.rowsRead) continue;
            const read = rows.read(row);
            if ('row' in read) {
              state.lastSeq += 1;
              copy.add(`${run.runId}\t${state.lastSeq}\t${read.row}`);
            } else {
              state.rowsRejected += 1;
              aside.push({ line: row.line, reason: read.reason, text: row.text.slice(0, LONGEST_KEPT) });
            }
            if (state.rowsRead === FIRST_ROWS) refuseRubbish(state, aside);
          }
          if (copy.isFull) await copy.flush();
        }
      });
      if (isOver && state.lastSeq === 0) refuseRubbish(state, aside);
      await keepAside(client, run.runId, aside);
      await checkpoint(client, run.runId, state);
    });
    onChunk(state.lastSeq, state.rowsRead);
  }
  return { ...run, ...state };
}

function refuseRubbish(
  { rowsRead: read, rowsRejected: rejected }: Pick<Run, 'rowsRead' | 'rowsRejected'>,
  examples: readonly Rejected[],
): void {
  if (rejected < read * MOST_REJECTED) return;
  const counts = new Map<string, number>();
  for (const { reason } of examples) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ['TOO_FEW_CELLS'];
  throw new WrongFile(
    'RUBBISH',
    `${rejected} of the first ${read} rows cannot be read, most for ${most}. ` +
      'Check that each row has the cells of the header, and the delimiter and encoding of the file.',
  );
}

/** NOTE: PostgreSQL stores no NUL, and a line that is set aside may hold one. */
async function keepAside(client: pg.ClientBase, runId: number, rejected: readonly Rejected[]): Promise<void> {
  if (rejected.length === 0) return;
  await client.query(
    `insert into reconciliation.rejected (run_id, line, reason, text)
     select $1, x.line, x.reason, x.text from unnest($2::int[], $3::text[], $4::text[]) x (line, reason, text)
     on conflict (run_id, line) do nothing`,
    [
      runId,
      rejected.map((it) => it.line),
      rejected.map((it) => it.reason),
      rejected.map((it) => it.text.replaceAll('\0', '\ufffd')),
    ],
  );
}
