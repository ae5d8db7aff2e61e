import type pg from 'pg';
import { withCopyIn } from '../copy-in.js';
import type { CsvRow } from '../csv-rows.js';
import type { RefuseRows } from '../record-input.js';
import { RECORD_COLUMNS, type ReadRow, type RecordRows } from '../record-row.js';
import { type Rejected, refuseRubbish } from '../rejected-rows.js';
import type { Checkpoint, Run } from '../run-store.js';
import { CommitInTurn } from './commit-in-turn.js';
import { keepAside } from './keep-aside.js';
import { type NumberedRow, settleEqualRecords } from './settle-equal.js';

/** Three of them are in memory: larger ones outlive the young generation, and collecting them costs more than a commit. */
const CHUNK = 10_000;
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
  /** Whether records that are settled at once are kept too: nobody can read them a second time. */
  keepsAll: boolean;
}

interface Chunk {
  records: NumberedRow[];
  aside: Rejected[];
  rowsRead: number;
  rowsRejected: number;
  lastSeq: number;
  isOver: boolean;
}

/**
 * Reads the rows, settles those that equal their resident, and keeps the others in `matching.record`; in chunks, each
 * with its checkpoint in one transaction. Rows that an earlier process loaded are passed over. Rows that cannot be read,
 * or may not be reconciled, are kept aside with their line.
 * @param onChunk told how many rows were read, of how many
 * @throws WrongFile when nine in ten of the first ten thousand rows cannot be read, or half of very many; RunStopped
 */
export async function loadRecords(
  pool: pg.Pool,
  run: Run,
  loaded: LoadedRows,
  onChunk: (rowsRead: number, total: number) => void,
): Promise<Run> {
  const turns = new CommitInTurn(pool, run.runId);
  try {
    let end = run;
    for await (const chunk of chunksOf(run, loaded)) {
      const { rowsRead, rowsRejected, lastSeq, isOver } = chunk;
      const rowsExpected = isOver ? rowsRead : loaded.expected(rowsRead);
      await turns.add(
        async (client) => ({ ...(await write(client, run.runId, chunk, loaded)), rowsExpected }),
        () => onChunk(rowsRead, Math.max(rowsRead, rowsExpected ?? 0)),
      );
      end = { ...run, rowsRead, rowsRejected, lastSeq, comparedTo: lastSeq };
    }
    await turns.finish();
    return end;
  } finally {
    await turns.rest();
  }
}

async function* chunksOf(run: Run, { batches, rows, refuse }: LoadedRows): AsyncGenerator<Chunk> {
  const state = { rowsRead: 0, lastSeq: run.lastSeq, rowsRejected: run.rowsRejected };
  let records: NumberedRow[] = [];
  let aside: Rejected[] = [];
  const setAside = (row: CsvRow, reason: Rejected['reason']) => {
    state.rowsRejected += 1;
    aside.push({ line: row.line, reason, text: row.text });
  };
  for await (const batch of batches) {
    const read: [CsvRow, ReadRow][] = [];
    for (const row of batch) {
      state.rowsRead += 1;
      if (state.rowsRead <= run.rowsRead) continue;
      const one = rows.read(row);
      if ('reason' in one) setAside(row, one.reason);
      else read.push([row, one]);
    }
    const refused = refuse && read.length > 0 ? await refuse(read.map(([, { stated }]) => stated)) : [];
    for (const [at, [row, one]] of read.entries()) {
      const reason = refused[at];
      if (reason) {
        setAside(row, reason);
        continue;
      }
      state.lastSeq += 1;
      records.push({ seq: state.lastSeq, read: one });
    }
    if (state.rowsRead >= FIRST_ROWS) refuseRubbish(state, aside);
    if (records.length < CHUNK && aside.length < CHUNK) continue;
    yield { records, aside, ...state, isOver: false };
    [records, aside] = [[], []];
  }
  if (state.lastSeq === 0) refuseRubbish(state, aside);
  yield { records, aside, ...state, isOver: true };
}

async function write(
  client: pg.ClientBase,
  runId: number,
  { records, aside, rowsRead, rowsRejected, lastSeq }: Chunk,
  { rows, keepsAll }: LoadedRows,
): Promise<Checkpoint> {
  const plain = records.filter(({ read }) => rows.isPlain(read));
  const { counts, verified } = await settleEqualRecords(client, runId, plain);
  await withCopyIn(client, `matching.record (${RECORD_COLUMNS})`, async (copy) => {
    for (const { seq, read } of records) {
      // NOTE: the last is kept whatever it is: by it a run that goes on knows that records were not lost.
      if (verified.has(seq) && seq !== lastSeq && !keepsAll) continue;
      copy.add(`${runId}\t${seq}\t${rows.copied(read)}`);
      if (copy.isFull) await copy.flush();
    }
  });
  await keepAside(client, runId, aside);
  return { rowsRead, rowsRejected, lastSeq, comparedTo: lastSeq, settled: counts };
}
