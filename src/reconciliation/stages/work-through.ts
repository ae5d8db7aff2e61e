import type pg from 'pg';
import { inTransaction } from '../../database/transaction.js';
import type { AdminUnits } from '../../domain/admin-unit.js';
import type { RecordInput } from '../record-input.js';
import { RecordRows } from '../record-row.js';
import { checkpoint, type Run, type RunStage } from '../run-store.js';
import { findShared } from './find-shared.js';
import { groupRecords } from './group.js';
import { keepStated } from './keep-stated.js';
import { loadRecords } from './load.js';
import { readAgain } from './read-again.js';
import { searchRecords } from './search.js';

export interface RunProgress {
  runId: number;
  stage: RunStage;
  done: number;
  total: number;
}

type OnProgress = ((progress: RunProgress) => void) | undefined;

/** The stages of a run from where it is, in their order, each committed chunk by chunk. @throws RunStopped, WrongFile */
export async function workThrough(
  pool: pg.Pool,
  run: Run,
  input: RecordInput,
  units: AdminUnits,
  onProgress: OnProgress,
): Promise<void> {
  const { runId } = run;
  const rows = new RecordRows(input.columns, input.width, units, input.extras);
  let at = run;
  const enter = async (stage: RunStage, digest?: string) => {
    await checkpoint(pool, runId, { stage, ...(digest && { digest }) });
    at = { ...at, stage };
  };
  if (at.stage === 'LOADING') {
    at = await load(pool, at, input, rows, onProgress);
    await pool.query('select matching.analyze_run($1)', [runId]);
    await enter('SEARCHING', input.digestRead?.());
  }
  if (at.stage === 'SEARCHING') {
    const total = at.lastSeq;
    await searchRecords(pool, at, (done) => onProgress?.({ runId, stage: 'SEARCHING', done, total }));
    await enter('GROUPING');
  }
  if (at.stage === 'GROUPING') {
    onProgress?.({ runId, stage: 'GROUPING', done: 0, total: 1 });
    const shared = await findShared(pool, runId);
    // NOTE: most of what is kept is there already, and is copied while the rest of it is read from the file.
    await Promise.all([
      input.isFixed && readAgain(pool, at, rows, input, shared),
      inTransaction(pool, (client) => keepStated(client, runId)),
    ]);
    await groupRecords(pool, at, shared);
    onProgress?.({ runId, stage: 'GROUPING', done: 1, total: 1 });
  }
}

/** Rows are kept that cannot be read a second time; of others only those that are to be looked at closer. */
async function load(
  pool: pg.Pool,
  run: Run,
  input: RecordInput,
  rows: RecordRows,
  onProgress: OnProgress,
): Promise<Run> {
  let bytes = 0;
  const batches = input.rows((done) => {
    bytes = done;
  });
  /** How many rows there are in all, as far as can be told: of a file by the bytes that are read. */
  const expected = (rowsRead: number) =>
    input.rowsExpected ??
    (bytes > 0 ? Math.max(rowsRead, Math.round((rowsRead * input.source.bytes) / bytes)) : null);
  const { refuse, isFixed } = input;
  return loadRecords(pool, run, { batches, rows, expected, refuse, keepsAll: !isFixed }, (done, total) =>
    onProgress?.({ runId: run.runId, stage: 'LOADING', done, total }),
  );
}
