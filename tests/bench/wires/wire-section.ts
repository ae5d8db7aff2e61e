import { type Figure, keepsLimit } from '../../proof/proof.js';
import type { Section } from '../../proof/section.js';
import type { MachineFacts } from '../machine.js';
import { type Ratio, ratioOf, summarise } from '../report.js';
import type { WiresMeasured } from './measure-wires.js';
import { reference, wireNames } from './wires.js';

/** One run as it stands in docs/proof.json. */
export interface WireRun {
  machine: MachineFacts & { took: number };
  measured: WiresMeasured;
}

const about =
  'The hospital check, who is this and is he insured here today, put to one hub by each of its wires (docs/bench.md): the ' +
  'same people, the same officer, the same load, in rounds beside each other. The decisions were compared before ' +
  'anything was measured. A ratio is the median over the rounds, the least and the greatest in brackets. A ratio in whose ' +
  'rounds either wire gave an error counts as not measured.';

/** GraphQL's answers a second ÷ a wire's, with what it has to keep. */
function demandOn(wire: string): Omit<Figure, 'value'> {
  return { name: `graphql ÷ ${wire}`, unit: '×', limit: { atLeast: 1, origin: 'demanded' } };
}

export function wireSection(run: WireRun): Section {
  const { machine, measured } = run;
  const { took, postgres, residents, connections, rounds, seconds, load, ...measuredOn } = machine;
  const found = wireNames
    .filter((name) => name !== reference)
    .map((wire) => ({
      ...demandOn(wire),
      value: isSound(measured, wire) ? ratio(measured, wire).median : null,
    }));
  return {
    ...{ name: 'wires', title: 'Speed by wire', about, measuredOn, seconds: took, finished: true },
    figures: found.flatMap(({ value, ...demand }) =>
      value === null ? [] : { ...demand, value, kept: keepsLimit({ ...demand, value }) },
    ),
    unmeasured: found.filter(({ value }) => value === null).map(({ value: _none, ...demand }) => demand),
    tables: [
      {
        title: `${residents} invented residents, ${connections} connections, ${rounds} rounds of ${seconds} s; PostgreSQL ${postgres}, load by ${load}`,
        rows: Object.entries(measured.wires).map(([wire, is]) => rowOf(measured, wire, is)),
      },
    ],
    notes: measured.absent.map((wire) => `This hub has no wire ${wire}.`),
    ...{ lists: [], gathered: { by: 'npm run bench -- --wires --record', from: run } },
  };
}

/** The same for a terminal. */
export function linesOfWires(measured: WiresMeasured): string[] {
  return [
    `hospital check by each wire; decisions alike: ${measured.alike} of ${measured.alike}`,
    ...Object.keys(measured.wires).map((wire) => {
      const { perSecond, p50, p99, errors, microsServer } = summarise(measured.rounds[wire]!);
      const beside = wire === reference ? '' : `, graphql / it ${inWords(ratio(measured, wire))}`;
      const cost = microsServer === null ? '' : `, ${microsServer} µs an answer`;
      return `  ${wire.padEnd(14)} ${perSecond} answers/s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ${errors} errors${cost}${beside}`;
    }),
  ];
}

function rowOf(measured: WiresMeasured, wire: string, is: string): Record<string, string | number> {
  const it = summarise(measured.rounds[wire]!);
  return {
    wire,
    'answers a second': it.perSecond,
    'graphql ÷ it': wire === reference ? '' : inWords(ratio(measured, wire)),
    'p50 ms': Math.round(it.p50 * 10) / 10,
    'p99 ms': Math.round(it.p99 * 10) / 10,
    errors: it.errors,
    ...(it.microsServer !== null && { 'µs an answer': it.microsServer }),
    ...(it.microsPostgres !== null && { 'of PostgreSQL': it.microsPostgres }),
    'what it is': is,
  };
}

function ratio(measured: WiresMeasured, wire: string): Ratio {
  return ratioOf({ comparisons: [measured] }, reference, wire);
}

/** Measured, and without an error of either. */
function isSound({ rounds }: WiresMeasured, wire: string): boolean {
  const both = [...(rounds[reference] ?? []), ...(rounds[wire] ?? [])];
  return !!rounds[wire]?.length && both.every(({ errors }) => errors === 0);
}

function inWords({ median, least, greatest }: Ratio): string {
  return `${median.toFixed(2)} (${least.toFixed(2)} to ${greatest.toFixed(2)})`;
}
