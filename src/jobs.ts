import type pg from 'pg';
import type { AgencyStore } from './access/agency-store.js';
import { forgetOld } from './access/idempotency.js';
import { MisuseWatch } from './access/misuse/watch.js';
import { forgetOldWindows } from './access/quota/lease-store.js';
import type { Recorder } from './audit/recorder/recorder.js';
import type { Config, DatabaseUrls } from './config/config.js';
import { openHubPool } from './database/hub-pool.js';
import type { Source } from './database/source.js';
import { makeRequestState, type Shared } from './graphql/request-context.js';
import { dayIn } from './process/clock.js';
import { startJob } from './process/job.js';
import type { Logger } from './process/logger.js';
import type { Metrics } from './process/metrics.js';
import type { Releasers } from './process/releasers.js';
import type { Courier } from './reconciliation/review/courier.js';
import { goOnReviewing } from './reconciliation/review/go-on.js';
import { partsFor } from './registry/parts.js';
import { Resident } from './registry/resident.js';
import { startExemptionTurns } from './sectors/index.js';
import { forgetRows } from './students/roster-store.js';
import type { Asking } from './visits/recheck.js';
import { atOnce, startRechecking } from './visits/rechecking.js';

/** The parts of the hub that its periodic work needs. */
export interface JobParts {
  config: Config;
  urls: DatabaseUrls;
  pool: pg.Pool;
  writing: pg.Pool;
  shared: Shared;
  agencies: AgencyStore;
  recorder: Recorder;
  courier: Courier;
  population: Source;
  logger: Logger;
  metrics: Metrics;
}

const minute = 60_000;

/**
 * What this process does unasked, reconciliations aside: each with its pause, and stopped with the hub. Several
 * processes may do the same at once. A job that has a setting is left out where that is 0.
 */
export function startJobs(parts: JobParts, releasers: Releasers): void {
  const { config, pool, shared, logger } = parts;
  const { clock } = shared;
  const keep = (name: string, job: { stop(): void }) => releasers.add(`job ${name}`, () => job.stop());
  const forget = (name: string, everyMs: number, work: () => Promise<unknown>) =>
    keep(
      name,
      startJob(name, everyMs, async () => void (await work()), logger),
    );
  forget('quota windows', 10 * minute, () => forgetOldWindows(pool, clock.now()));
  if (config.misuseEveryMs > 0) keep('misuse watch', watchMisuse(parts, releasers));
  if (config.recheckEveryMs > 0) keep('visit rechecks', recheckVisits(parts, releasers));
  if (config.exemptionsEveryMs > 0 && parts.urls.educationFeeWrite)
    keep('exemptions', workOutExemptions(parts, releasers));
  forget('roster rows', 60 * minute, () => forgetRows(pool, clock.now()));
  if (config.reviewEveryMs > 0) keep('review', review(parts));
  forget('used keys', 60 * minute, () => forgetOld(pool));
}

function watchMisuse({ config, urls, shared, logger, metrics }: JobParts, releasers: Releasers) {
  // A run after a long pause counts all that was recorded in it: minutes, on a connection of its own.
  const patient = { ...config, poolSize: 1, registryTimeoutMs: 5 * minute };
  const own = openHubPool(patient, urls, logger, 'lienthong misuse watch');
  releasers.add('misuse watch pool', () => own.end());
  const { keys, clock } = shared;
  const watch = new MisuseWatch({ pool: own, keys, clock, logger, metrics });
  return startJob('misuse watch', config.misuseEveryMs, () => watch.run(), logger);
}

function recheckVisits(
  { config, urls, shared, agencies, population, logger, metrics }: JobParts,
  releasers: Releasers,
) {
  const own = openHubPool({ ...config, poolSize: atOnce }, urls, logger, 'lienthong visit rechecks');
  releasers.add('visit recheck pool', () => own.end());
  const { keys, clock } = shared;
  const covering = shared.sectors.filter(({ sector }) => sector.cover).map(({ sector }) => sector.source);
  return startRechecking({
    ...{ pool: own, keys, clock, agencies, logger, metrics, contextFor: contextsFor(shared) },
    ...{ everyMs: config.recheckEveryMs, deadlineMs: config.requestDeadlineMs },
    sourcesAnswer: async () =>
      (await Promise.all([population, ...covering].map((source) => source.ping()))).every(Boolean),
  });
}

/** What a look that is owed needs to know of the person. NOTE: one set, since what is loaded is remembered by it. */
const owedFields = new Set(['Mutation.recordVisit', 'Visit.id']);

/** Contexts of looks that are made up for: each was charged when it was asked for. */
function contextsFor(shared: Shared) {
  return (asking: Asking) => {
    const state = makeRequestState({ ...shared, quota: { charge: () => null } }, asking);
    state.open(owedFields, null);
    return state;
  };
}

function workOutExemptions({ config, urls, shared, recorder, logger }: JobParts, releasers: Releasers) {
  const own = openHubPool({ ...config, poolSize: 1 }, urls, logger, 'lienthong exemptions');
  releasers.add('exemptions pool', () => own.end());
  const { keys, clock, units, sectors, registry } = shared;
  const parts = partsFor([], ['residence']);
  return startExemptionTurns(
    {
      ...{ pool: own, keys, clock, units, sectors, recorder, logger },
      find: async (personalId, asker) => {
        const record = await registry.find(personalId, parts, asker);
        return record && new Resident(record);
      },
    },
    { everyMs: config.exemptionsEveryMs, deadlineMs: config.requestDeadlineMs },
  );
}

function review({ config, writing, shared, courier, logger }: JobParts) {
  const sectors = shared.sectors.map(({ sector }) => sector);
  const work = (signal: AbortSignal) =>
    goOnReviewing(courier, { pool: writing, sectors, today: () => dayIn(shared.clock) }, signal);
  const job = startJob('review', config.reviewEveryMs, work, logger);
  void job.now();
  return job;
}
