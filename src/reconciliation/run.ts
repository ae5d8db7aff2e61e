import pg from 'pg';
import type { AdminUnits } from '../domain/admin-unit.js';
import { KeyStore } from './key-store.js';
import type { RecordInput } from './record-input.js';
import { type Run, RunStopped, RunStore } from './run-store.js';
import { type LockedSector, lockSector } from './sector-lock.js';
import { type RunProgress, workThrough } from './stages/work-through.js';
import { WrongFile } from './text-form.js';

export type { RunProgress } from './stages/work-through.js';

/** Raised whenever the same records would come out otherwise: a run that was begun before is not resumed. */
export const ENGINE_VERSION = 5;
/** A run that was taken up so often and never came to an end is given up. */
const MOST_TAKEN = 50;

interface RunOptions {
  /** The hub, the matcher's login. */
  matcherUrl: string;
  /** The folder's name: `social-security`. */
  sector: string;
  units: AdminUnits;
  /** Brings the registry's keys up to date, before the run holds them as they are. */
  sync?: () => Promise<void>;
  /** Rows of the stage done, of how many, as far as that is known. */
  onProgress?: (progress: RunProgress) => void;
  /** The run as soon as it has a number, and whether an earlier process began it. */
  onStart?: (run: Run, resumed: boolean) => void;
}

export interface ReconcileOptions extends RunOptions {
  input: RecordInput;
  agency?: string | null;
  officer?: string;
}

export interface ContinueOptions extends RunOptions {
  runId: number;
  /** What the run reads. @throws WrongFile: then the run has failed, and says why */
  openInput: (run: Run) => Promise<RecordInput>;
  /** When it aborts the run is handed back after the chunk in hand, for another process to go on with. */
  signal?: AbortSignal;
  /** Told when the run could not be handed back: it is taken up again all the same, counted as an interruption. */
  onNotHandedBack?: (cause: unknown) => void;
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
 * Reconciles a sector's records with the registry, for a command: a new run, or the one that was interrupted on the
 * same input. One at a time for a sector. What is done is committed chunk by chunk, so a process that is killed loses
 * no more than a chunk, and the results come out as if it had not been.
 * @throws CannotRun, WrongFile; a run that is paused or cancelled is answered as such
 */
export function reconcile(options: ReconcileOptions): Promise<Run> {
  const { sector, input, agency = null, officer = null } = options;
  return inSector(options, async (pool, store) => {
    const registry = await registryIn(pool);
    const { source, digest } = input;
    const opened = await store.open({
      ...{ sector, source, digest, registry, engineVersion: ENGINE_VERSION, agency, officer },
    });
    if (!opened) throw isRunning(sector);
    return drive(pool, store, opened, input, options);
  });
}

/** Goes on with a run of the gateway's; null when it is not to run any more. @throws CannotRun */
export function continueRun(options: ContinueOptions): Promise<Run | null> {
  const { runId, openInput, signal, onNotHandedBack } = options;
  return inSector(options, async (pool, store) => {
    const taken = await store.take(runId);
    if (!taken) return null;
    if (taken.taken > MOST_TAKEN) {
      const message = `The run was interrupted ${MOST_TAKEN} times. Start it anew; if it fails again, ask who runs the hub.`;
      return store.end(taken, 'FAILED', 0, { code: 'INTERRUPTED', message });
    }
    const handBack = () => void store.handBack(runId).catch((cause) => onNotHandedBack?.(cause));
    signal?.addEventListener('abort', handBack, { once: true });
    if (signal?.aborted) await store.handBack(runId);
    try {
      return await drive(pool, store, taken, await openInput(taken), options);
    } catch (error) {
      if (error instanceof WrongFile) return await store.end(taken, 'FAILED', 0, error);
      throw error;
    } finally {
      signal?.removeEventListener('abort', handBack);
    }
  });
}

const isRunning = (sector: string) =>
  new CannotRun('RUNNING', `A reconciliation of ${sector} is running. Wait for it, or pause it.`);

/** Lends a pool while this process alone has the sector and nobody changes the keys. @throws CannotRun */
async function inSector<T>(
  { matcherUrl, sector, sync }: RunOptions,
  work: (pool: pg.Pool, store: RunStore) => Promise<T>,
): Promise<T> {
  const lock: LockedSector | null = await lockSector(matcherUrl, sector);
  if (!lock) throw isRunning(sector);
  const pool = new pg.Pool({
    ...{ connectionString: matcherUrl, max: 6, application_name: `lienthong reconcile ${sector}` },
    // NOTE: a chunk's people are a thousand look-ups in memory: workers beside them take longer to begin than to look.
    options: '-c jit=off -c work_mem=64MB -c max_parallel_workers_per_gather=0 -c random_page_cost=1.1',
  });
  pool.on('error', () => undefined);
  try {
    await sync?.();
    await lock.holdKeys();
    return await work(pool, new RunStore(pool));
  } finally {
    await pool.end();
    await lock.release();
  }
}

async function registryIn(pool: pg.Pool): Promise<NonNullable<Run['registry']>> {
  const client = await pool.connect();
  const snapshot = await new KeyStore(client).snapshot().finally(() => client.release());
  if (snapshot) return { residents: snapshot.residents, syncedAt: snapshot.syncedAt.toISOString() };
  throw new CannotRun('NO_KEYS', 'The registry has no keys to match with yet. Run: lienthong registry sync');
}

async function drive(
  pool: pg.Pool,
  store: RunStore,
  opened: Run,
  input: RecordInput,
  { units, onProgress, onStart }: RunOptions,
): Promise<Run> {
  const run = await readyRun(pool, store, opened, input);
  onStart?.(run, opened.taken > 1 || opened.lastSeq > 0);
  const startedAt = performance.now();
  const seconds = () => (performance.now() - startedAt) / 1000;
  try {
    await workThrough(pool, run, input, units, onProgress);
    return await store.end(run, 'FINISHED', seconds());
  } catch (error) {
    if (error instanceof RunStopped) return await store.end(run, error.state, seconds());
    if (error instanceof WrongFile) {
      const failed = await store.end(run, 'FAILED', seconds(), error);
      if (run.host === 'GATEWAY') return failed;
    }
    throw error;
  }
}

/**
 * The run as it may go on: from its first row where that cannot be told from a run that was not interrupted.
 * NOTE: with other residents, or other rows in the same places, the rest would be judged by another measure.
 */
async function readyRun(pool: pg.Pool, store: RunStore, run: Run, input: RecordInput): Promise<Run> {
  const registry = await registryIn(pool);
  const isSame =
    run.engineVersion === ENGINE_VERSION &&
    run.registry?.syncedAt === registry.syncedAt &&
    (input.isFixed ? run.digest === input.digest : run.stage !== 'LOADING');
  if (isSame && (await store.hasRecords(run))) return run;
  const { source, digest } = input;
  return store.startOver(run.runId, { source, digest, registry, engineVersion: ENGINE_VERSION });
}
