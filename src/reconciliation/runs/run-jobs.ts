import pg from 'pg';
import type { Keyring } from '../../access/keys.js';
import type { AdminUnits } from '../../domain/admin-unit.js';
import { type Job, startJob } from '../../process/job.js';
import type { Logger } from '../../process/logger.js';
import { refuseNotHeld } from '../as-held.js';
import type { Letters } from '../letters.js';
import { openRecords } from '../member-file.js';
import type { RecordInput } from '../record-input.js';
import { syncRegistry } from '../registry-sync.js';
import { CannotRun, continueRun } from '../run.js';
import { type Run, RunStore } from '../run-store.js';
import { lockSector } from '../sector-lock.js';
import { WrongFile } from '../text-form.js';
import { openView, type RecordView } from '../view-input.js';
import { reconcilers } from './reconciler-store.js';
import { leftovers, nextRun } from './run-request-store.js';
import { bytesOf, findUpload } from './upload-store.js';

/** A sector whose records are reconciled: where its contract views are read, and by which query. */
export interface ReconciledSector {
  name: string;
  url: string;
  view: RecordView;
}

export interface RunJobs {
  /** The hub, the matcher's login, and a pool of the gateway's own. */
  matcherUrl: string;
  hub: pg.Pool;
  registryUrl: string;
  sectors: readonly ReconciledSector[];
  units: AdminUnits;
  keys: Keyring;
  /** Lines of a file that is sent in. */
  mostRows: number;
  logger: Logger;
  /** A run that came to its end, for the record of looks. */
  onEnd(run: Run): Promise<void>;
}

const LOOK_EVERY_MS = 1_000;
/** How long a sector is left alone when a run of it fell over. */
const REST_MS = 30_000;

/**
 * Takes up the runs that are asked of the gateway, a job a sector, outside every request: new ones, those a killed
 * process left, those that are to be paused or cancelled. Several gateways may do so: one has the sector at a time.
 */
export function startRunJobs(parts: RunJobs): { stop(): Promise<void> } {
  const pool = new pg.Pool({
    ...{ connectionString: parts.matcherUrl, max: 2, application_name: 'lienthong reconcile jobs' },
  });
  pool.on('error', () => undefined);
  const underWay = new Set<Promise<void>>();
  const jobs: Job[] = parts.sectors.map((sector) => {
    let restUntil = 0;
    const work = async (signal: AbortSignal) => {
      if (performance.now() < restUntil) return;
      const one = lookAfter(parts, pool, sector, signal);
      underWay.add(one);
      try {
        await one;
      } catch (error) {
        restUntil = performance.now() + REST_MS;
        throw error;
      } finally {
        underWay.delete(one);
      }
    };
    return startJob(`reconciliation ${sector.name}`, LOOK_EVERY_MS, work, parts.logger);
  });
  return {
    async stop() {
      for (const job of jobs) job.stop();
      await Promise.allSettled(underWay);
      await pool.end();
    },
  };
}

async function lookAfter(
  parts: RunJobs,
  pool: pg.Pool,
  sector: ReconciledSector,
  signal: AbortSignal,
): Promise<void> {
  const next = await nextRun(pool, sector.name);
  if (next?.state === 'WAITING' || next?.state === 'RUNNING') return goOn(parts, pool, sector, next, signal);
  const left = await leftovers(pool, sector.name);
  if (next || left.length > 0) await tidy(parts, pool, sector);
}

async function goOn(
  parts: RunJobs,
  pool: pg.Pool,
  sector: ReconciledSector,
  { runId, lastSeq }: Pick<Run, 'runId' | 'lastSeq'>,
  signal: AbortSignal,
): Promise<void> {
  const { matcherUrl, registryUrl, units, logger, onEnd } = parts;
  const sync = async () => {
    try {
      await syncRegistry({ registryUrl, matcherUrl, units, skipIfBusy: true });
    } catch (cause) {
      // The run says which residents it was compared with, as of when.
      logger.warn(
        { cause, runId },
        'the registry’s keys could not be brought up to date before a reconciliation',
      );
    }
  };
  try {
    const run = await continueRun({
      ...{ matcherUrl, sector: sector.name, units, runId, signal },
      openInput: (asked) => openInput(parts, pool, sector, asked),
      ...(lastSeq === 0 && { sync }),
      onNotHandedBack: (cause) =>
        logger.warn({ cause, runId }, 'a reconciliation could not be handed back; it counts as interrupted'),
      onStart: (begun, resumed) =>
        logger.info({ runId, sector: begun.sector, resumed }, 'reconciliation runs'),
    });
    if (!run) return;
    const { state, counts, rowsRead, rowsRejected } = run;
    logger.info(
      { runId, sector: sector.name, state, rowsRead, rowsRejected, counts },
      'reconciliation stopped',
    );
    if (state === 'FINISHED' || state === 'FAILED') await onEnd(run);
  } catch (error) {
    // Another process has the sector: it tells about its run itself.
    if (error instanceof CannotRun && error.code === 'RUNNING') return;
    throw error;
  }
}

/** @throws WrongFile where there is nothing to read, or nobody any more who may have it read */
async function openInput(
  { hub, keys, units: adminUnits, mostRows }: RunJobs,
  pool: pg.Pool,
  { url, view }: ReconciledSector,
  run: Run,
): Promise<RecordInput> {
  const [whose] = await reconcilers(hub, run.agency ?? '');
  if (!whose)
    throw new WrongFile('NOT_ALLOWED', 'The agency that the run is for may not reconcile any more.');
  const units = run.source.units ?? [];
  if (run.uploadId === null) return openView({ url, view, units });
  const upload = await findUpload(pool, run.uploadId, whose.code);
  if (!upload)
    throw new WrongFile('FILE_LOST', 'The file that was sent in is not there any more. Send it again.');
  const input = await openRecords(bytesOf(pool, keys, upload), run.mapping ?? {}, 'UPLOAD', mostRows);
  const refuse = refuseNotHeld({ url, view, units }, adminUnits, input.source.letters as Letters | null);
  return { ...input, source: { ...input.source, units }, refuse };
}

/** Under the sector's lock, so that nobody is at work: what was asked to stop is stopped, what is over is cleared. */
async function tidy({ matcherUrl }: RunJobs, pool: pg.Pool, sector: ReconciledSector): Promise<void> {
  const lock = await lockSector(matcherUrl, sector.name);
  if (!lock) return;
  try {
    const store = new RunStore(pool);
    const next = await nextRun(pool, sector.name);
    if (next?.state === 'PAUSING') await store.end(next, 'PAUSED', 0);
    if (next?.state === 'CANCELLING') await store.end(next, 'CANCELLED', 0);
    for (const { runId, state } of await leftovers(pool, sector.name)) {
      await store.giveUp(runId, state === 'FINISHED');
    }
  } finally {
    await lock.release();
  }
}
