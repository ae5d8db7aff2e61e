import { keepsLimit, type Table } from '../proof/proof.js';
import type { Section } from '../proof/section.js';
import { peers } from './peers.js';
import type { Ratio } from './report.js';
import { demands } from './speed-demands.js';
import type { Row, Run, SpeedRecord } from './speed-record.js';
import { unrecorded } from './unrecorded.js';

const about =
  'The hub under load beside other servers that give the same answers from the same databases (docs/bench.md). The ' +
  'answers were compared before anything was measured. A ratio is the median over rounds that stand beside each other, ' +
  'the least and the greatest in brackets; answers a second and milliseconds are medians of rounds, of the machine and ' +
  'the hour of their run. Limits are on 32 connections where nothing else is said. A ratio in whose rounds either server ' +
  'gave an error counts as not measured. The figures are gathered over several runs: each row names its own, the line ' +
  'below the last one.';

/** Everything that may stand beside the hub, in the order of the tables, with what it is. */
const servers: Readonly<Record<string, string>> = {
  hub: 'as it is run: tokens, scopes, purposes, remits, one audit event committed before each answer',
  bare: 'node:http and pg without a framework; no GraphQL, token, scope or audit',
  [unrecorded.name]: unrecorded.is,
  ...Object.fromEntries(Object.entries(peers).map(([name, { is }]) => [name, is])),
};

/** The record of the bench's runs as a section of docs/proof.md: limits, then a table a workload and connections. */
export function speedSection(record: SpeedRecord): Section {
  const { took: _took, ...last } = record.runs.at(-1)!;
  const { date, commit, changed, cores, processor, memoryGb, loadBefore, node } = last;
  const found = demands.map(({ of, ...demand }) => ({ ...demand, value: of(record) }));
  return {
    ...{ name: 'speed', title: 'Speed', about },
    measuredOn: { date, commit, changed, cores, processor, memoryGb, loadBefore, node },
    seconds: Math.round(record.runs.reduce((total, { took }) => total + took, 0)),
    finished: true,
    figures: found.flatMap(({ value, ...demand }) =>
      value === null ? [] : { ...demand, value, kept: keepsLimit({ ...demand, value }) },
    ),
    unmeasured: found.filter(({ value }) => value === null).map(({ value: _none, ...demand }) => demand),
    tables: [...loadTables(record), ...documentTable(record), runTable(record), serverTable(record)],
    notes: notesOn(record),
    lists: [],
    gathered: { by: 'npm run bench -- --record', from: record },
  };
}

function loadTables(record: SpeedRecord): Table[] {
  const order = Object.keys(servers);
  const sorted = record.rows.toSorted(
    (a, b) =>
      a.connections - b.connections ||
      a.workload.localeCompare(b.workload) ||
      order.indexOf(a.server) - order.indexOf(b.server),
  );
  const titleOf = ({ workload, connections }: Row) =>
    `${workload} at ${connections} connections, ${record.titles[workload]}`;
  return [...new Set(sorted.map(titleOf))].map((title) => ({
    title,
    rows: sorted
      .filter((row) => titleOf(row) === title)
      .map((row) => cellsOf(row, numberOf(record, row.run))),
  }));
}

function cellsOf({ server, figures: it, beside }: Row, run: number): Table['rows'][number] {
  return {
    server,
    'answers a second': it.perSecond,
    'hub ÷ it': beside ? inWords(beside.speed) : '',
    'p50 ms': tenths(it.p50),
    'p99 ms': tenths(it.p99),
    'p99, hub ÷ it': beside ? inWords(beside.p99) : '',
    errors: it.errors,
    ...(it.microsServer !== null && { 'µs an answer': it.microsServer }),
    ...(it.microsPostgres !== null && { 'of PostgreSQL': it.microsPostgres }),
    ...(it.memory !== null && { MB: it.memory }),
    run,
  };
}

function documentTable(record: SpeedRecord): Table[] {
  if (!record.documents) return [];
  const { run, marks } = record.documents;
  const title = `The hub's memory while documents came that it had not seen before, run ${numberOf(record, run)}`;
  return [
    {
      title,
      rows: marks.map(({ documents, memory, errors }) => ({
        documents,
        ...(memory !== null && { MB: memory }),
        errors,
      })),
    },
  ];
}

function runTable(record: SpeedRecord): Table {
  return {
    title: 'The runs',
    rows: record.runs.map((run, at) => ({
      run: at + 1,
      'date, UTC': run.date.slice(0, 16).replace('T', ' '),
      commit: commitOf(run),
      machine: `${run.cores} cores (${run.processor}), ${run.memoryGb} GB`,
      'load before': run.loadBefore,
      Node: run.node,
      PostgreSQL: run.postgres,
      'invented residents': run.residents,
      rounds: `${run.rounds} of ${run.seconds} s`,
      'load by': run.load,
    })),
  };
}

function serverTable({ rows }: SpeedRecord): Table {
  const shown = Object.entries(servers).filter(([name]) => rows.some(({ server }) => server === name));
  return { title: 'The servers', rows: shown.map(([server, is]) => ({ server, 'what it is': is })) };
}

function notesOn({ runs }: SpeedRecord): string[] {
  const commits = new Set(runs.map(commitOf));
  const machines = new Set(runs.map(({ cores, processor, memoryGb }) => `${cores} ${processor} ${memoryGb}`));
  return [
    ...(commits.size > 1
      ? ['**The runs are of several commits:** rows of different runs are not comparable.']
      : []),
    ...(machines.size > 1 ? ['**The runs are of several machines.**'] : []),
  ];
}

function commitOf({ commit, changed }: Run): string {
  return commit ? `${commit}${changed ? ' with changes' : ''}` : 'none';
}

function numberOf({ runs }: SpeedRecord, date: string): number {
  return runs.findIndex((run) => run.date === date) + 1;
}

function inWords({ median, least, greatest }: Ratio): string {
  return `${median.toFixed(2)} (${least.toFixed(2)} to ${greatest.toFixed(2)})`;
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
