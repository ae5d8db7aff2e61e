import pg from 'pg';
import type { AdminUnits } from '../domain/admin-unit.js';
import { KeyStore } from './key-store.js';
import type { MemberFile } from './member-file.js';
import { RecordRows } from './record-row.js';
import { KEYS_LOCK } from './registry-sync.js';
import { checkpoint, type Run, type RunStage, RunStopped, RunStore } from './run-store.js';
import { groupRecords } from './stages/group.js';
import { loadRecords } from './stages/load.js';
import { searchRecords } from './stages/search.js';
import { settleEqualRecords } from './stages/settle-equal.js';
import { WrongFile } from './text-form.js';

/** Raised whenever the same records would come out otherwise: a run that was begun before is not resumed. */
export const ENGINE_VERSION = 2;

export interface ReconcileOptions {
  /** The hub, the matcher's login. */
  matcherUrl: string;
  /** The folder's name: `social-security`. */
  sector: string;
  file: MemberFile;
  units: AdminUnits;
  agency?: string;
  officer?: string;
  /** Rows of the stage done, of how many, as far as that is known. */
  onProgress?: (progress: RunProgress) => void;
  /** The run as soon as it has a number, and whether an earlier process began it. */
  onStart?: (run: Run, resumed: boolean) => void;
}

export interface RunProgress {
  runId: number;
  stage: RunStage;
  done: number;
  total: number;
}

/** Somebody else reconciles this sector, or nothing is there to reconcile with; the sentence says what to do. */
export class CannotRun extends Error {
  constructor(
    readonly code: 'RUNNING' | 'NO_KEYS',
    sentence: string,
  ) {
    super(sentence);
  }
}

/**
 * Reconciles a file of a sector's records with the registry: a new run, or the one that was interrupted on the same
 * file. One at a time for a sector. What is done is committed chunk by chunk, so a process that is killed loses no more
 * than a chunk, and the results come out as if it had not been.
 * @throws CannotRun, WrongFile; a run that is paused or cancelled is answered as such
 */
export async function reconcile(options: ReconcileOptions): Promise<Run> {
  const { matcherUrl, sector } = options;
  const lock = await lockSector(matcherUrl, sector);
  const pool = new pg.Pool({
    ...{ connectionString: matcherUrl, max: 3, application_name: `lienthong reconcile ${sector}` },
    options: '-c jit=off',
  });
  pool.on('error', () => undefined);
  try {
    const store = new RunStore(pool);
    const { run, resumed } = await openRun(pool, store, options);
    options.onStart?.(run, resumed);
    const startedAt = performance.now();
    const seconds = () => (performance.now() - startedAt) / 1000;
    try {
      await work(pool, run, options);
      return await store.end(run, 'FINISHED', seconds());
    } catch (error) {
      if (error instanceof RunStopped) return await store.end(run, error.state, seconds());
      if (error instanceof WrongFile) await store.end(run, 'FAILED', seconds(), error.message);
      throw error;
    }
  } finally {
    await pool.end();
    await lock.end();
  }
}

/** @throws CannotRun when another process holds it */
async function lockSector(url: string, sector: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'lienthong reconcile lock',
    keepAlive: true,
  });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ held: boolean }>(
    'select pg_try_advisory_lock(hashtextextended($1, 0)) as held',
    [`reconcile ${sector}`],
  );
  if (rows[0]!.held) {
    // NOTE: shared with other sectors' runs: a sync in between would judge the rest by another measure.
    await client.query('select pg_advisory_lock_shared(hashtextextended($1, 0))', [KEYS_LOCK]);
    return client;
  }
  await client.end();
  throw new CannotRun('RUNNING', `A reconciliation of ${sector} is running. Wait for it, or pause it.`);
}

async function openRun(
  pool: pg.Pool,
  store: RunStore,
  { sector, file, agency, officer }: ReconcileOptions,
): Promise<{ run: Run; resumed: boolean }> {
  const client = await pool.connect();
  const snapshot = await new KeyStore(client).snapshot().finally(() => client.release());
  if (!snapshot) {
    throw new CannotRun(
      'NO_KEYS',
      'The registry has no keys to match with yet. Run: lienthong registry sync',
    );
  }
  const registry = { residents: snapshot.residents, syncedAt: snapshot.syncedAt.toISOString() };
  const { source, digest } = file;
  const run = await store.open({
    ...{ sector, source, digest, registry, engineVersion: ENGINE_VERSION },
    ...{ agency: agency ?? null, officer: officer ?? null },
  });
  // NOTE: with other residents the rest of the records would be judged by another measure than the first ones.
  const isSame = run.registry.syncedAt === registry.syncedAt;
  if (!isSame || !(await store.hasRecords(run))) {
    return { run: await store.startOver(run.runId, registry), resumed: true };
  }
  return { run, resumed: run.lastSeq > 0 };
}

async function work(pool: pg.Pool, run: Run, options: ReconcileOptions): Promise<void> {
  const { onProgress } = options;
  let at = run;
  const enter = async (stage: RunStage) => {
    await checkpoint(pool, run.runId, { stage });
    at = { ...at, stage };
  };
  if (at.stage === 'LOADING') {
    at = await loadAndCompare(pool, at, options);
    await pool.query('select matching.analyze_run($1)', [run.runId]);
    await enter('SEARCHING');
  }
  if (at.stage === 'SEARCHING') {
    const total = at.lastSeq;
    await searchRecords(pool, at, (done) =>
      onProgress?.({ runId: run.runId, stage: 'SEARCHING', done, total }),
    );
    await enter('GROUPING');
  }
  if (at.stage === 'GROUPING') {
    onProgress?.({ runId: run.runId, stage: 'GROUPING', done: 0, total: 1 });
    await groupRecords(pool, at);
    onProgress?.({ runId: run.runId, stage: 'GROUPING', done: 1, total: 1 });
  }
}

/** Loads the rows, and beside it settles those of each chunk that is loaded; the two share no connection. */
async function loadAndCompare(pool: pg.Pool, run: Run, options: ReconcileOptions): Promise<Run> {
  const { file, units, onProgress } = options;
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
  const rows = new RecordRows(file.columns, file.width, units);
  const batches = file.rows((done) => {
    bytes = done;
    if (failure) throw failure;
  });
  try {
    const loaded = await loadRecords(pool, run, batches, rows, (lastSeq, rowsRead) => {
      compareUpTo(lastSeq);
      const total = Math.round((rowsRead * file.source.bytes) / Math.max(1, bytes));
      onProgress?.({ runId: run.runId, stage: 'LOADING', done: rowsRead, total: Math.max(rowsRead, total) });
    });
    compareUpTo(loaded.lastSeq);
    await comparing;
    if (failure) throw failure;
    return { ...loaded, comparedTo: loaded.lastSeq };
  } finally {
    await comparing;
  }
}
