import { detectors } from '../../../src/access/misuse/thresholds.js';
import { makeScratchHub } from '../../support/scratch-hub.js';
import { type Findings, type Proof, percentOf, shown, type Table } from '../proof.js';
import { withTemporaryCluster } from '../temporary-cluster.js';
import { type Judged, type Outcome, simulate } from './simulation.js';
import { judgedDays } from './working-day.js';

/** How many dishonest officers are found, and how many honest ones are taken for such. */
export const misuseDetectors: Proof = {
  name: 'misuse-detectors',
  title: 'Who misuses his access',
  about:
    'Invented officers of eleven trades work five days after four weeks of past, among them a festival, an enrolment ' +
    'season, night shifts, newly hired ones and one with a bad paper list; others do one of nine things on one of those ' +
    'days, most of them beside honest work. Everything is put on record in PostgreSQL and watched as a running hub ' +
    'watches it, ten minutes a run, a minute where somebody is in a hurry (a hub: 30 seconds); whoever is slowed or ' +
    'paused looks up less or nothing from then on. *Found*: a case was opened. What nobody finds stands in the table ' +
    'as well: these officers and their habits were invented by who wrote the detectors, and real ones will differ.',
  run: (size) =>
    withTemporaryCluster(async (server) => {
      const hub = await makeScratchHub(server.superUrl('postgres'));
      try {
        return findingsOf(await simulate(hub, size));
      } finally {
        await hub.remove();
      }
    }),
};

const atThePace = /at the quota|counts up/;

/** The figures and tables of one simulation. */
export function findingsOf({ officers, famous, referred, events }: Outcome): Findings {
  const honest = officers.filter((one) => one.honest);
  const dishonest = officers.filter((one) => !one.honest);
  const fast = dishonest.filter((one) => atThePace.test(one.sort));
  const days = honest.length * judgedDays.length;
  const found = (list: readonly Judged[]) => list.filter((one) => one.cases.length > 0).length;
  const sum = (list: readonly Judged[], of: (one: Judged) => number) =>
    list.reduce((total, one) => total + of(one), 0);
  return {
    figures: [
      {
        name: `sweeps and reading out at the quota slowed or paused, of ${shown(fast.length)}`,
        ...{ value: percentOf(fast.filter((one) => one.slowed).length, fast.length), unit: '%' },
        limit: { atLeast: 95, origin: 'ours' },
      },
      {
        name: `dishonest officers found, of ${shown(dishonest.length)}, those included that no detector is for`,
        ...{ value: percentOf(found(dishonest), dishonest.length), unit: '%' },
      },
      {
        name: `well-known people looked up by twelve desks found, of ${shown(famous.count)}`,
        ...{
          value: percentOf(famous.found, famous.count),
          unit: '%',
          limit: { atLeast: 95, origin: 'ours' },
        },
      },
      {
        name: `cases about honest officers, of ${shown(days)} days of work`,
        ...{
          value: percentOf(
            sum(honest, (one) => one.cases.length),
            days,
          ),
          unit: '%',
        },
        limit: { atMost: 2, origin: 'ours' },
      },
      {
        name: `honest officers paused, of ${shown(days)} days of work`,
        ...{ value: percentOf(honest.filter((one) => one.paused).length, days), unit: '%' },
        limit: { atMost: 0.2, origin: 'ours' },
      },
      {
        name: `patients sent from desk to desk taken for well-known people, of ${shown(referred.count)}`,
        ...{ value: referred.found, unit: '', limit: { atMost: 0, origin: 'ours' } },
      },
    ],
    tables: [
      {
        title: 'Dishonest officers',
        rows: [...bySort(dishonest)].map(([sort, list]) => rowOfDishonest(sort, list)),
      },
      {
        title: 'Honest officers',
        rows: [...bySort(honest)].map(([sort, list]) => ({
          ...{ trade: sort, officers: list.length, 'days of work': list.length * judgedDays.length },
          cases: sum(list, (one) => one.cases.length),
          slowed: list.filter((one) => one.slowed).length,
          paused: list.filter((one) => one.paused).length,
        })),
      },
      ofDetectors(honest, dishonest),
    ],
    notes: [`${shown(events)} events on record.`],
  };
}

function rowOfDishonest(sort: string, list: readonly Judged[]): Table['rows'][number] {
  return {
    ...{ 'what they do': sort, officers: list.length },
    found: list.filter((one) => one.cases.length > 0).length,
    paused: list.filter((one) => one.paused).length,
    'people looked up for it until slowed or paused, median': median(list.map((one) => one.looksBefore)),
    'until paused, median': median(list.map((one) => one.looksBeforePause)),
  };
}

function ofDetectors(honest: readonly Judged[], dishonest: readonly Judged[]): Table {
  const by = (list: readonly Judged[], detector: string) =>
    list.filter((one) => one.cases.some((it) => it.detector === detector)).length;
  return {
    title: 'Detectors',
    rows: detectors
      .filter((detector) => detector !== 'EMERGENCY' && detector !== 'MANY_DESKS')
      .map((detector) => ({
        ...{
          detector,
          'dishonest officers': by(dishonest, detector),
          'honest officers': by(honest, detector),
        },
      })),
  };
}

function bySort(list: readonly Judged[]): Map<string, Judged[]> {
  const sorts = new Map<string, Judged[]>();
  for (const one of list) sorts.set(one.sort, [...(sorts.get(one.sort) ?? []), one]);
  return sorts;
}

/** The middle of those that are there; a dash when none is. */
function median(values: readonly (number | null)[]): number | string {
  const there = values.filter((value) => value !== null).sort((a, b) => a - b);
  return there.length === 0 ? '–' : there[Math.floor(there.length / 2)]!;
}
