import { settingsOf, startChildHub } from '../../faults/child-hub.js';
import { makePrivateCluster } from '../../faults/private-cluster.js';
import { caughtUp, insuredPeople, keptOf, recordSteadily, type Told } from '../../faults/visit-load.js';
import type { Figure, Proof } from '../proof.js';

const perSecond = 50;
const secondsDown = 60;
/** The default of LIENTHONG_VISIT_BUDGET_MS. */
const budgetMs = 2_500;

const seconds = (many: number) => new Promise((resolve) => setTimeout(resolve, many * 1_000));

const none = (name: string, value: number): Figure => ({
  ...{ name, value, unit: '', limit: { atMost: 0, origin: 'demanded' } },
});

/** Health insurance is stopped under load and started again; what desks were told, and what is kept. */
export const outage: Proof = {
  name: 'outage',
  title: 'Arrivals while health insurance is down',
  about:
    `Desks record ${perSecond} arrivals a second over HTTP at the built program with its default settings, which has ` +
    'answered ten seconds of quieter arrivals before. After five ' +
    `seconds the database of health insurance is stopped, for ${secondsDown} seconds (a full run); it comes back and ` +
    'the arrivals go on for another ten. Every arrival must be answered within the budget of a visit ' +
    `(${budgetMs} ms, writing included), as pending while the look cannot be taken. Then every look that is owed is ` +
    'made up for in the background. The tables are counted after that: what was told against what is kept.',
  async run(size) {
    const cluster = await makePrivateCluster({ residents: 2_000 });
    try {
      const people = await insuredPeople(cluster, 1_000);
      const hub = await startChildHub(cluster, settingsOf(cluster));
      try {
        const token = await hub.tokens.of('hospital.demo');
        const warmUp = recordSteadily(hub.url, token, people, perSecond / 5);
        await seconds(10);
        const warm = await warmUp.stop();
        const load = recordSteadily(hub.url, token, people, perSecond);
        await seconds(5);
        await cluster.stopDatabase('health_insurance');
        await seconds(size(secondsDown));
        await cluster.startDatabase('health_insurance');
        const backAt = performance.now();
        await seconds(10);
        const told = await load.stop();
        await caughtUp(cluster, 300_000);
        const toCatchUp = (performance.now() - backAt) / 1000;
        const kept = await keptOf(cluster);
        return {
          figures: figuresOf(told, { ...kept, visits: kept.visits - warm.length }, toCatchUp),
          tables: [
            { title: 'By what stood for a look, ms', rows: states.map((state) => rowOf(state, told)) },
          ],
        };
      } finally {
        await hub.end('SIGTERM');
      }
    } finally {
      await cluster.remove();
    }
  },
};

const states = ['OPEN', 'PENDING_VERIFICATION', null] as const;

function rowOf(state: (typeof states)[number], told: readonly Told[]) {
  const times = told
    .filter((one) => one.state === state)
    .map(({ ms }) => ms)
    .sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
  return {
    ...{ answer: state ?? 'none', arrivals: times.length },
    ...{ median: at(0.5), '99 of 100': at(0.99), longest: at(1) },
  };
}

function figuresOf(
  told: readonly Told[],
  kept: Awaited<ReturnType<typeof keptOf>>,
  toCatchUp: number,
): Figure[] {
  const times = told.map(({ ms }) => ms).sort((a, b) => a - b);
  const pending = told.filter(({ state }) => state === 'PENDING_VERIFICATION').length;
  const unanswered = told.filter(({ status, id }) => status !== 200 || id === null).length;
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]!;
  return [
    { name: 'Arrivals', value: told.length, unit: '' },
    { name: 'Arrivals answered as pending', value: pending, unit: '' },
    none('Arrivals without an answer', unanswered),
    {
      ...{ name: 'Longest time to an answer', value: times.at(-1)!, unit: 'ms' },
      limit: { atMost: budgetMs, origin: 'demanded' },
    },
    { name: 'Median time to an answer', value: at(0.5), unit: 'ms' },
    { name: 'Time to an answer that 99 of 100 keep', value: at(0.99), unit: 'ms' },
    none('Visits told and not kept, or kept and not told', Math.abs(told.length - unanswered - kept.visits)),
    none('Visits not verified at the end', kept.unverified),
    none('Looks owed and never made up for', kept.unanswered + Math.abs(kept.pendingEntries - pending)),
    none('Looks made up for more than once', kept.twice),
    none('Looks made up for without an event of their own on record', kept.offRecord),
    none('Claims still kept at the end', kept.claims),
    { name: 'From its return until the last look was made up for', value: toCatchUp, unit: 's' },
  ];
}
