import { Keyring } from '../../../src/access/keys.js';
import { decideCase, listCases, type MisuseCase } from '../../../src/access/misuse/case-store.js';
import { MisuseWatch } from '../../../src/access/misuse/watch.js';
import { makeLogger } from '../../../src/process/logger.js';
import { makeMetrics } from '../../../src/process/metrics.js';
import { type Look, putOnRecord } from '../../support/looks-on-record.js';
import type { ScratchHub } from '../../support/scratch-hub.js';
import { curiousDesks, dishonestOfficers } from './dishonest.js';
import { honestOfficers, referredPatients, type Simulated } from './honest.js';
import { dayMs, judgedDays, minuteMs } from './working-day.js';

/** What became of one officer on his judged days. */
export interface Judged extends Pick<Simulated, 'sort' | 'honest'> {
  cases: MisuseCase[];
  slowed: boolean;
  paused: boolean;
  /** People he looked up for what he is up to until he was first slowed or paused, and until he was paused; else null. */
  looksBefore: number | null;
  looksBeforePause: number | null;
}

export interface Outcome {
  officers: Judged[];
  /** Well-known people whom many desks looked up, and for how many of them a case was opened. */
  famous: { count: number; found: number };
  /** Patients sent from desk to desk, and cases that were opened for them. */
  referred: { count: number; found: number };
  events: number;
}

/**
 * Five days of officers, put on record in a database of their own and watched as the hub watches: what they do after
 * they are slowed (one look in ten) or paused (none) does not happen. At midnight every case is decided, rightly.
 */
export async function simulate(hub: ScratchHub, size: (full: number) => number): Promise<Outcome> {
  const keys = new Keyring(Buffer.alloc(32, 7));
  const clock = { at: judgedDays[0]!, now: () => clock.at };
  const logger = makeLogger('silent');
  const watch = new MisuseWatch({ pool: hub.app, keys, clock, logger, metrics: makeMetrics() });
  const honest = honestOfficers(size);
  const officers = [...honest, ...dishonestOfficers(size)];
  const referred = size(200);
  const patients = referredPatients(honest, referred);
  const famous = curiousDesks(honest, size(20));
  await hub.owner.query(
    `insert into access.agency (code, kind, name) select distinct code, kind, 'Cơ quan hư cấu'
     from unnest($1::text[], $2::text[]) as it (code, kind)`,
    [officers.map((one) => one.agency), officers.map((one) => one.kind)],
  );
  const past = officers.flatMap((one) => one.past);
  await putOnRecord(hub.owner, keys, past);
  await watch.run();

  const judged = new Map(
    officers.map((one) => [
      nameOf(one),
      {
        ...one,
        looks: 0,
        slowed: 0,
        paused: 0,
        before: null as number | null,
        beforePause: null as number | null,
        turn: 0,
      },
    ]),
  );
  const ahead = [
    ...officers.flatMap((one) => [...one.judged, ...one.scheme]),
    ...patients,
    ...famous.flatMap((one) => one.looks),
  ];
  ahead.sort((a, b) => a.at - b.at);
  const inSchemes = new Set(officers.flatMap((one) => one.scheme));
  let events = past.length;
  let waiting: Look[] = [];
  const runUntil = async (at: number) => {
    clock.at = at;
    await putOnRecord(hub.owner, keys, waiting);
    events += waiting.length;
    waiting = [];
    await watch.run();
    for (const { name, action, until } of await readActions(hub)) {
      const one = judged.get(name)!;
      one.before ??= one.looks;
      if (action === 'SLOW') one.slowed = until;
      else {
        one.paused = until;
        one.beforePause ??= one.looks;
      }
    }
  };
  let next = clock.at + minuteMs;
  let midnight = judgedDays[0]! + dayMs;
  for (const look of ahead) {
    while (look.at >= next) {
      // Every ten minutes, and every minute in which somebody is in a hurry.
      const isHurry = waiting.length > 0 && mostOfOne(waiting) >= 10;
      if (isHurry || next % (10 * minuteMs) === 0) await runUntil(next);
      next += minuteMs;
      if (next > midnight) {
        await decideAll(hub, midnight);
        for (const one of judged.values()) {
          one.slowed = 0;
          if (one.honest) one.paused = 0;
        }
        midnight += dayMs;
      }
    }
    const one = judged.get(nameOf(look))!;
    if (one.paused > look.at) continue;
    if (one.slowed > look.at) {
      one.turn += 1;
      if (one.turn % 10 !== 0) continue;
    }
    if (inSchemes.has(look)) one.looks += look.subjects.length;
    waiting.push(look);
  }
  await runUntil(next);
  const cases = await allCases(hub);
  const macs = new Set(famous.map(({ number }) => keys.mac('audit-subject', number).toString('hex')));
  const aboutPeople = cases.filter((one) => one.detector === 'MANY_DESKS');
  return {
    officers: [...judged.values()].map(({ sort, honest, before, beforePause, ...one }) => {
      const own = cases.filter((it) => it.agency === one.agency && it.officer === one.officer);
      const isPaused = own.some((it) => it.action === 'PAUSE');
      return {
        sort,
        honest,
        cases: own,
        slowed: before !== null,
        paused: isPaused,
        looksBefore: before,
        looksBeforePause: beforePause,
      };
    }),
    famous: { count: famous.length, found: aboutPeople.filter((one) => macs.has(one.about)).length },
    referred: { count: referred, found: aboutPeople.filter((one) => !macs.has(one.about)).length },
    events,
  };
}

const nameOf = ({ agency, officer }: { agency: string; officer: string }) => `${agency} ${officer}`;

function mostOfOne(looks: readonly Look[]): number {
  const counts = new Map<string, number>();
  for (const look of looks) counts.set(nameOf(look), (counts.get(nameOf(look)) ?? 0) + 1);
  return Math.max(...counts.values());
}

async function readActions(hub: ScratchHub) {
  const { rows } = await hub.app.query<{ name: string; action: 'SLOW' | 'PAUSE'; until: number }>(
    `select agency_code || ' ' || officer as name, 'SLOW' as action, extract(epoch from until)::float8 * 1000 as until
     from access.slowdown
     union all select agency_code || ' ' || officer, 'PAUSE', extract(epoch from paused_until)::float8 * 1000
     from access.officer where paused_until is not null`,
  );
  return rows;
}

/** The cases of honest officers are dismissed, the others' confirmed; who is confirmed stays paused. */
async function decideAll(hub: ScratchHub, now: number): Promise<void> {
  const open = await listCases(hub.app, { state: 'OPEN' }, { limit: 100_000, after: null });
  const client = await hub.app.connect();
  try {
    for (const { id, officer } of open) {
      const decision = officer?.startsWith('h') ? 'DISMISSED' : 'CONFIRMED';
      await decideCase(client, id, { decision, by: 'simulation', note: null }, now);
    }
  } finally {
    client.release();
  }
}

async function allCases(hub: ScratchHub): Promise<(MisuseCase & { about: string })[]> {
  const cases = await listCases(hub.app, {}, { limit: 1_000_000, after: null });
  const { rows } = await hub.app.query<{ id: string; about: string }>('select id, about from misuse.case');
  const abouts = new Map(rows.map(({ id, about }) => [id, about]));
  return cases.map((one) => ({ ...one, about: abouts.get(one.id)! }));
}
