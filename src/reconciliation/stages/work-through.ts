import type pg from 'pg';
import type { AdminUnits } from '../../domain/admin-unit.js';
import type { RecordInput } from '../record-input.js';
import { RecordRows } from '../record-row.js';
import { checkpoint, type Run, type RunStage } from '../run-store.js';
import { groupRecords } from './group.js';
import { loadRecords } from './load.js';
import { searchRecords } from './search.js';
import { settleEqualRecords } from './settle-equal.js';

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
  let at = run;
  const enter = async (stage: RunStage, digest?: string) => {
    await checkpoint(pool, runId, { stage, ...(digest && { digest }) });
    at = { ...at, stage };
  };
  if (at.stage === 'LOADING') {
    at = await loadAndCompare(pool, at, input, units, onProgress);
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
    await groupRecords(pool, at);
    onProgress?.({ runId, stage: 'GROUPING', done: 1, total: 1 });
  }
}

/** Loads the rows, and beside it settles those of each chunk that is loaded; the two share no connection. */
async function loadAndCompare(
  pool: pg.Pool,
  run: Run,
  input: RecordInput,
  units: AdminUnits,
  onProgress: OnProgress,
): Promise<Run> {
  let compared = run.comparedTo;
  let comparing: Promise<void> = Promise.resolve();
  let failure: unknown = null;
  const compareUpTo = (to: number) => {
    comparing = comparing.then(async () => {
      if (failure || to <= compared) return;
      await settleEqualRecords(pool, run, compared, to).catch((error) => {
        failure = error;
      });
      compared = to;
    });
  };
  let bytes = 0;
  const rows = new RecordRows(input.columns, input.width, units, input.extras);
  const batches = input.rows((done) => {
    bytes = done;
    if (failure) throw failure;
  });
  /** How many rows there are in all, as far as can be told: of a file by the bytes that are read. */
  const expected = (rowsRead: number) =>
    input.rowsExpected ??
    (bytes > 0 ? Math.max(rowsRead, Math.round((rowsRead * input.source.bytes) / bytes)) : null);
  try {
    const loaded = await loadRecords(
      pool,
      run,
      { batches, rows, expected, refuse: input.refuse },
      (lastSeq, rowsRead) => {
        if (failure) throw failure;
        compareUpTo(lastSeq);
        const total = Math.max(rowsRead, expected(rowsRead) ?? 0);
        onProgress?.({ runId: run.runId, stage: 'LOADING', done: rowsRead, total });
      },
    );
    compareUpTo(loaded.lastSeq);
    await comparing;
    if (failure) throw failure;
    return { ...loaded, comparedTo: loaded.lastSeq };
  } finally {
    await comparing;
  }
}
