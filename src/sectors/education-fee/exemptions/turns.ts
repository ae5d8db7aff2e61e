import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Keyring } from '../../../access/keys.js';
import type { Recorder } from '../../../audit/recorder/recorder.js';
import { Trail } from '../../../audit/trail.js';
import type { Asker } from '../../../database/lane.js';
import type { AdminUnits } from '../../../domain/admin-unit.js';
import { HubError } from '../../../domain/errors.js';
import { schoolYearOn } from '../../../fees/school-year.js';
import { type Clock, dayIn } from '../../../process/clock.js';
import { type Job, startJob } from '../../../process/job.js';
import type { Logger } from '../../../process/logger.js';
import { type LanedSector, SectorLoaders } from '../../loaders.js';
import { type ClassKey, type EducationFee, name } from '../adapter.js';
import type { Weighing } from '../exemption.js';
import { type Bookkeeper, bookkeepers } from './bookkeeper-store.js';
import { type RecomputeParts, recomputeClass } from './recompute-school.js';
import { addTurns, dropTurn, leaseTurn, putTurn, type Turn } from './turn-store.js';

/** What a turn is on record as. */
const operationName = 'job exemptions';
/** What the school's books were given about whoever is named with it. */
const released = ['Fee.amountExempt', 'Fee.exemption'];
/** Every class has a turn once a day: facts change without anybody saying so, and days pass. */
const dayMs = 24 * 3_600_000;
/** How often classes that are new are looked for. */
const listEveryMs = 3_600_000;
/** A class that met a source which was gone waits so long. */
const restMs = 60_000;

export interface TurnParts {
  pool: pg.Pool;
  keys: Keyring;
  clock: Clock;
  units: AdminUnits;
  sectors: readonly LanedSector[];
  find(personalId: string, asker: Asker): ReturnType<Weighing['find']>;
  recorder: Pick<Recorder, 'record'>;
  logger: Logger;
}

/**
 * Works exemptions out anew class by class, in every process at once and each class in one of them: soon after what they
 * rest on was changed here, and once a day. It acts for the school's own agency, with no officer, and only while that
 * agency might ask for it itself; a school without one has its nightly command. A turn that a killed process had comes
 * again when its lease is over, and finds done what was done.
 */
export function startExemptionTurns(
  parts: TurnParts,
  { everyMs, deadlineMs }: { everyMs: number; deadlineMs: number },
): Job {
  let listAgainAt = 0;
  const run = async (signal: AbortSignal) => {
    if (Date.now() >= listAgainAt) {
      await addTurns(parts.pool, await classesOf(parts, signal));
      listAgainAt = Date.now() + listEveryMs;
    }
    while (!signal.aborted) {
      const turn = await leaseTurn(parts.pool, deadlineMs * 2 + 60_000);
      if (!turn || (await tried(parts, turn, signal)) === 'SOURCE_DOWN') return;
    }
  };
  return startJob('exemptions', everyMs, run, parts.logger);
}

/** The classes of this school year of every school that an agency keeps the books of. */
async function classesOf({ pool, clock, sectors }: TurnParts, signal: AbortSignal): Promise<ClassKey[]> {
  const schoolYear = schoolYearOn(dayIn(clock));
  const classes: ClassKey[] = [];
  for (const { code, units } of await bookkeepers(pool)) {
    const loaders = new SectorLoaders(sectors, askerOf(code, signal));
    const { findSchools } = loaders.get<EducationFee>(name);
    for (const school of await Promise.all(units.map((unit) => loaders.ask(name, findSchools, unit))))
      for (const one of school?.classes ?? [])
        if (one.schoolYear === schoolYear)
          classes.push({ schoolCode: school!.code, schoolYear, className: one.name });
  }
  return classes;
}

/** One class. What fails of itself keeps its lease and comes again later: it must not hold up the others. */
async function tried(
  parts: TurnParts,
  turn: Turn,
  signal: AbortSignal,
): Promise<'DONE' | 'FAILED' | 'SOURCE_DOWN'> {
  const { pool, clock, logger } = parts;
  try {
    const [whose] = await bookkeepers(pool, turn.schoolCode);
    if (!whose || turn.schoolYear < schoolYearOn(dayIn(clock))) {
      await dropTurn(pool, turn);
      return 'DONE';
    }
    await workOut(parts, turn, whose, signal);
    await putTurn(pool, turn, dayMs);
    return 'DONE';
  } catch (cause) {
    if (cause instanceof HubError && /_UNAVAILABLE$/.test(cause.code)) {
      await putTurn(pool, turn, restMs);
      return 'SOURCE_DOWN';
    }
    if (!signal.aborted) logger.error({ cause }, 'exemptions of a class could not be worked out');
    return 'FAILED';
  }
}

/** On record before the books change, and with the pupils whose fees did after; a look at all right is on record once. */
async function workOut(
  { pool, keys, clock, units, sectors, find, recorder }: TurnParts,
  { schoolCode, schoolYear, className }: Turn,
  { code: agency }: Bookkeeper,
  signal: AbortSignal,
): Promise<void> {
  const asker = askerOf(agency, signal);
  const trail = new Trail(randomUUID(), clock.now());
  trail.operationName = operationName;
  trail.reason = { purpose: 'FEE_COLLECTION', caseReference: null, emergencyReason: null };
  const record = (outcome: 'REQUESTED' | 'ANSWERED' | 'FAILED', codes: string[] = []) => {
    const look = trail.close(outcome, codes, clock.now());
    return recorder.record({
      ...look,
      agencyCode: agency,
      agencyKind: 'SCHOOL',
      clientId: 'hub',
      officer: null,
    });
  };
  const parts: RecomputeParts = {
    ...{ hub: pool, keys, sectors: new SectorLoaders(sectors, asker) },
    weighing: { today: dayIn(clock), units, find: (personalId) => find(personalId, asker) },
  };
  const asked = { schoolCode, schoolYear, className, by: `${agency}/hub` };
  await record('REQUESTED');
  try {
    const { changed } = await recomputeClass(parts, asked);
    for (const { personalId, enrolmentId } of changed)
      trail.subject(personalId ?? `enrolment:${enrolmentId}`, 'VERIFIED_ONLY');
    if (changed.length > 0) {
      trail.released = released;
      const after = { className, fees: changed.length };
      const target = `school:${schoolCode}`;
      trail.change = JSON.stringify({ what: 'RECOMPUTE_EXEMPTIONS', target, before: null, after });
    }
    await record('ANSWERED');
  } catch (error) {
    await record('FAILED', [error instanceof HubError ? error.code : 'INTERNAL_SERVER_ERROR']);
    throw error;
  }
}

function askerOf(agency: string, signal: AbortSignal): Asker {
  return {
    agency,
    get gone() {
      return signal.aborted;
    },
  };
}
