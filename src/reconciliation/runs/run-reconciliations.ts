import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Keyring } from '../../access/keys.js';
import type { Recorder } from '../../audit/recorder/recorder.js';
import { Trail } from '../../audit/trail.js';
import type { AdminUnits } from '../../domain/admin-unit.js';
import type { Clock } from '../../process/clock.js';
import { startJob } from '../../process/job.js';
import type { Logger } from '../../process/logger.js';
import type { Run } from '../run-store.js';
import { forgetRuns, type RunsKept } from './forget-runs.js';
import { askForNight, timeOfDay } from './nightly.js';
import { type ReconciledSector, startRunJobs } from './run-jobs.js';
import { forgetUploads } from './upload-store.js';

/** The parts of the hub that runs need. */
export interface HubParts {
  pool: pg.Pool;
  units: AdminUnits;
  keys: Keyring;
  clock: Clock;
  recorder: Recorder;
  logger: Logger;
}

const NIGHT_EVERY_MS = 30_000;
const FORGET_EVERY_MS = 600_000;
const FORGET_RUNS_EVERY_MS = 3_600_000;

/** Runs of reconciliation in this process: those that are asked for, those of the night, and what they leave behind. */
export function runReconciliations(
  { pool, units, keys, clock, recorder, logger }: HubParts,
  options: {
    matcherUrl: string;
    registryUrl: string;
    reconciled: readonly ReconciledSector[];
    at: string | null;
    kept: RunsKept;
    mostRows: number;
  },
): { stop(): Promise<void> } {
  const { matcherUrl, registryUrl, reconciled: sectors, at, kept, mostRows } = options;
  const onEnd = (run: Run) => recorder.record(lookOf(run, clock.now()));
  const runs = startRunJobs({
    ...{ matcherUrl, hub: pool, registryUrl, sectors, units, keys, mostRows, logger, onEnd },
  });
  const night =
    at === null
      ? null
      : startJob(
          'nightly reconciliation',
          NIGHT_EVERY_MS,
          () => askForNight({ hub: pool, sectors, clock }, timeOfDay(at)),
          logger,
        );
  const forgetting = startJob(
    'files of records',
    FORGET_EVERY_MS,
    async () => void (await forgetUploads(pool)),
    logger,
  );
  const forgettingRuns = startJob(
    'old runs of reconciliation',
    FORGET_RUNS_EVERY_MS,
    async () => {
      const runs = await forgetRuns(pool, kept);
      if (runs.length > 0) logger.info({ runs }, 'old runs of reconciliation were forgotten');
    },
    logger,
  );
  return {
    async stop() {
      night?.stop();
      forgettingRuns.stop();
      forgetting.stop();
      await runs.stop();
    },
  };
}

/** What came of a run, on record like what was asked: whose it was, how it ended, how many records; nobody by name. */
function lookOf({ runId, sector, state, agency, officer, refusalCode, counts }: Run, now: number) {
  const trail = new Trail(randomUUID(), now);
  trail.operationName = 'reconciliation run';
  trail.reason = { purpose: 'RECONCILIATION', caseReference: null, emergencyReason: null };
  trail.change = JSON.stringify({
    ...{ what: 'END_RECONCILIATION', target: sector, before: null },
    after: { run: runId, state, counts },
  });
  const isDone = state === 'FINISHED';
  const look = trail.close(isDone ? 'ANSWERED' : 'FAILED', isDone ? [] : [refusalCode ?? 'FAILED'], now);
  return { ...look, agencyCode: agency, agencyKind: 'SOCIAL_INSURANCE', clientId: 'hub', officer };
}
