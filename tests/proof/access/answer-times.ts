import { makePrivateCluster } from '../../faults/private-cluster.js';
import { addAgency } from '../../support/agencies.js';
import { type Hub, withHub } from '../../support/hub.js';
import type { Figure, Proof } from '../proof.js';
import { type Asking, askingKinds, peopleFor } from './asking-kinds.js';
import { type MannWhitney, mannWhitney, median } from './mann-whitney.js';

const samples = 500;
const warmUp = 100;
const groups = ['found', 'unknown', 'foreign'] as const;

type Group = (typeof groups)[number];
type Times = Record<Group, number[]>;

/** Whether the time an answer takes tells an unknown number from somebody outside the remit. */
export const answerTimes: Proof = {
  name: 'answer-times',
  title: 'What the time of an answer tells',
  about:
    'A caller who asks by number is told the same of a number that nobody has and of somebody outside his remit: ' +
    'nothing. The time it takes must not tell them apart either. Each kind of agency with a remit of its own asks ' +
    `over HTTP, one question at a time, ${samples} times each for people in its remit, for people outside it that ` +
    'are on record in the same places, and for numbers of nobody, in random order. The Mann–Whitney U test compares ' +
    'the times: the share is how often an answer about somebody outside the remit takes longer than one about ' +
    'nobody, 0.5 when there is nothing to see; p is how often chance gives as much. Who is found is told by the answer ' +
    'itself, and takes the same time.',
  async run(size) {
    const cluster = await makePrivateCluster({ residents: 0 });
    try {
      return await withHub({ cluster, config: { poolSize: 6 } }, async (hub) => {
        const rows = [];
        for (const asking of askingKinds) rows.push(await measure(hub, asking, size(samples)));
        return {
          figures: rows.flatMap(({ figures }) => figures),
          tables: [{ title: 'Medians, ms, and the test', rows: rows.map(({ row }) => row) }],
        };
      });
    } finally {
      await cluster.remove();
    }
  },
};

async function measure(hub: Hub, asking: Asking, count: number) {
  const agency = await addAgency(hub.cluster, { kind: asking.kind, units: asking.units });
  const people = await peopleFor(hub.cluster, asking, 40);
  const ask = async (group: Group, at: number): Promise<number> => {
    const ids = people[group];
    const began = performance.now();
    const answer = await hub.ask(agency, asking.purpose, asking.query, { id: ids[at % ids.length]! });
    const took = performance.now() - began;
    const isFound = answer.body.data?.resident !== null;
    if (answer.body.errors || isFound !== (group === 'found'))
      throw new Error(`${asking.kind}: ${answer.text}`);
    return took;
  };
  for (let at = 0; at < warmUp; at += 1) for (const group of groups) await ask(group, at);
  const times: Times = { found: [], unknown: [], foreign: [] };
  for (let at = 0; at < count; at += 1) {
    for (const group of inAnyOrder(groups)) times[group].push(await ask(group, at));
  }
  return { row: rowOf(asking, times), figures: figuresOf(asking, mannWhitney(times.foreign, times.unknown)) };
}

function rowOf({ kind }: Asking, times: Times): Record<string, string | number> {
  const { share, z, p } = mannWhitney(times.foreign, times.unknown);
  const medians = groups.map((group): [string, number] => [`${group}, ms`, rounded(median(times[group]))]);
  return {
    'asked by': kind,
    ...Object.fromEntries(medians),
    ...{ 'share foreign > unknown': rounded(share), z: rounded(z), p: rounded(p) },
    'p found / unknown': rounded(mannWhitney(times.found, times.unknown).p),
  };
}

function figuresOf({ kind }: Asking, { share }: MannWhitney): Figure[] {
  return [
    {
      name: `${kind}: how far from one half the share of longer answers about somebody outside the remit is`,
      ...{ value: Math.abs(share - 0.5), unit: '', limit: { atMost: 0.1, origin: 'ours' } },
    },
  ];
}

const rounded = (value: number) => Math.round(value * 1_000) / 1_000;

function inAnyOrder<T>(all: readonly T[]): T[] {
  return all
    .map((one) => ({ one, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}
