import type pg from 'pg';
import { Keyring } from '../access/keys.js';
import type { Trail } from '../audit/trail.js';
import { makeSource, type Source } from '../database/source.js';
import { loadUnits } from '../database/units.js';
import { HubError } from '../domain/errors.js';
import { schoolYearOn } from '../fees/school-year.js';
import { dayIn, systemClock } from '../process/clock.js';
import { makeLogger } from '../process/logger.js';
import { makeMetrics } from '../process/metrics.js';
import { partsFor } from '../registry/parts.js';
import { PostgresRegistry } from '../registry/postgres-registry.js';
import { RegistryLane } from '../registry/registry-lane.js';
import { Resident } from '../registry/resident.js';
import { makeLane } from '../registry/source-lane.js';
import { allSchools, recomputeSchool, sectorModules } from '../sectors/index.js';
import { SectorLoaders } from '../sectors/loaders.js';
import type { Acting } from './acting.js';
import { auditedCommand } from './audited-command.js';
import { progress, say, sayJson } from './say.js';
import type { Workplace } from './workplace.js';

interface Asked extends Acting {
  school?: string[];
  year?: string;
  json?: boolean;
}

/** Works out the exemptions of schools anew; on record with the pupils whose fees changed. */
export async function recomputeFees(o: Asked): Promise<void> {
  const schoolYear = o.year ?? schoolYearOn(dayIn(systemClock));
  if (!/^\d{4}-\d{4}$/.test(schoolYear)) throw new HubError('BAD_USER_INPUT', { field: 'year' });
  const bar = progress('fees recompute');
  const done = await auditedCommand(
    'fees.recompute',
    o,
    (pool, workplace, trail) =>
      withSources(workplace, async (open) => {
        const parts = await partsOf(pool, workplace, open, o.agency);
        const by = `${o.agency}/${trail.caller?.officer}`;
        const schools = [];
        const codes = o.school ?? (await allSchools(parts.sectors));
        for (const [at, schoolCode] of codes.entries()) {
          bar.update(at, codes.length);
          const result = await recomputeSchool(parts, { schoolCode, schoolYear, by });
          noteChanged(trail, result.changed);
          const { changed, ...counts } = result;
          const released = changed.reduce((sum, one) => sum + one.released, 0);
          schools.push({ schoolCode, changed: changed.length, released, ...counts });
        }
        return schools;
      }),
    { needed: ['educationFee', 'educationFeeWrite', 'socialSecurity', 'population'] },
  ).finally(() => bar.stop());
  if (o.json) return sayJson(done);
  for (const { schoolCode, changed, released, right, byHand, unknown } of done)
    say(
      `${schoolCode}: ${changed} changed, ${right} right, ${byHand} decided by the school, ${unknown} not known; ${released} đồng held for pupils`,
    );
}

function noteChanged(
  trail: Trail,
  changed: readonly { personalId: string | null; enrolmentId: string }[],
): void {
  for (const { personalId, enrolmentId } of changed)
    trail.subject(personalId ?? `enrolment:${enrolmentId}`, 'VERIFIED_ONLY');
}

type Open = (name: string, url: string, readOnly?: boolean) => Source;

async function withSources<T>({ config }: Workplace, use: (open: Open) => Promise<T>): Promise<T> {
  const quiet = { logger: makeLogger('silent'), metrics: makeMetrics() };
  const opened: Source[] = [];
  try {
    return await use((name, url, readOnly = true) => {
      const source = makeSource({
        name,
        url,
        readOnly,
        poolSize: 2,
        timeoutMs: config.requestDeadlineMs,
        ...quiet,
      });
      opened.push(source);
      return source;
    });
  } finally {
    await Promise.all(opened.map((source) => source.close()));
  }
}

async function partsOf(
  hub: pg.Pool,
  { config, state, databases: { urls } }: Workplace,
  open: Open,
  agency: string,
) {
  const asker = { agency, gone: false };
  const registry = new RegistryLane(new PostgresRegistry(open('population', urls.population)), makeLane());
  const parts = partsFor([], ['residence']);
  const sectors = sectorModules.map(({ make, name, database, writes }) => {
    const writer = writes && urls[writes.database];
    const sector = make(open(name, urls[database]), writer ? open(`${name} writes`, writer, false) : null);
    return { sector, lane: makeLane() };
  });
  return {
    ...{ hub, keys: new Keyring(state.masterKey(config.masterKey)) },
    sectors: new SectorLoaders(sectors, asker),
    weighing: {
      ...{ today: dayIn(systemClock), units: await loadUnits(hub) },
      find: async (personalId: string) => {
        const record = await registry.find(personalId, parts, asker);
        return record && new Resident(record);
      },
    },
  };
}
