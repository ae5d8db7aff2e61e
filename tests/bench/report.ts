import type { Comparison } from './compare-servers.js';
import type { MemoryMark } from './document-memory.js';
import type { MachineFacts } from './machine.js';
import type { Round } from './round.js';
import type { Workload } from './workload.js';

/** All that was measured under one workload. */
export interface Measured extends Pick<Workload, 'key' | 'title' | 'note'> {
  /** The hub and the bare server in each; with peers, one a peer. */
  comparisons: Comparison[];
  /** Where documents come once each. */
  documents?: MemoryMark[];
}

/** The figures of one server over its rounds: medians, but errors and CPU seconds in sum. */
export interface Summary {
  perSecond: number;
  p50: number;
  p99: number;
  errors: number;
  cpuServer: number | null;
  cpuPostgres: number | null;
  cpuLoad: number | null;
  /** CPU of the server and of PostgreSQL for one answer, microseconds. */
  microsServer: number | null;
  microsPostgres: number | null;
  memory: number | null;
}

export function summarise(rounds: readonly Round[]): Summary {
  const answers = sum(rounds.map((round) => round.answers)) ?? 0;
  const each = (seconds: number | null) =>
    seconds === null ? null : Math.round((seconds * 1e6) / Math.max(1, answers));
  const cpuServer = sum(rounds.map((round) => round.cpu.server));
  const cpuPostgres = sum(rounds.map((round) => round.cpu.postgres));
  return {
    perSecond: Math.round(median(rounds.map(perSecond))),
    p50: median(rounds.map((round) => round.p50)),
    p99: median(rounds.map((round) => round.p99)),
    errors: sum(rounds.map((round) => round.errors)) ?? 0,
    ...{ cpuServer, cpuPostgres, cpuLoad: sum(rounds.map((round) => round.cpu.load)) },
    ...{ microsServer: each(cpuServer), microsPostgres: each(cpuPostgres) },
    memory: rounds.at(-1)?.memory ?? null,
  };
}

export interface Ratio {
  median: number;
  least: number;
  greatest: number;
}

/** One server ÷ another in rounds beside each other, answers a second by default: median, the least and the greatest. */
export function ratioOf(
  { comparisons }: Pick<Measured, 'comparisons'>,
  above: string,
  below: string,
  of: (round: Round) => number = perSecond,
): Ratio {
  const ratios = comparisons.flatMap(({ rounds }) => {
    const others = rounds[below] ?? [];
    return (rounds[above] ?? [])
      .slice(0, others.length)
      .map((round, at) => of(round) / Math.max(1e-9, of(others[at]!)));
  });
  const digits = (value: number) => Math.round(value * 1000) / 1000;
  return {
    median: digits(median(ratios)),
    least: digits(Math.min(...ratios)),
    greatest: digits(Math.max(...ratios)),
  };
}

/** The servers measured, the hub and the bare server first. */
export function serversIn({ comparisons }: Measured): string[] {
  return [...new Set(comparisons.flatMap(({ rounds }) => Object.keys(rounds)))];
}

/** The figures of one server over all its rounds. */
export function summaryOf({ comparisons }: Measured, server: string): Summary {
  return summarise(comparisons.flatMap(({ rounds }) => rounds[server] ?? []));
}

/** One workload as a table of plain lines. */
export function linesOf(measured: Measured): string[] {
  const { key, title, note, comparisons, documents } = measured;
  const servers = serversIn(measured);
  const width = Math.max(...servers.map((name) => 'hub / '.length + name.length)) + 2;
  const row = (name: string, cells: (string | number | null)[]) =>
    `  ${name.padEnd(width)}${cells.map((cell) => String(cell ?? '-').padStart(10)).join('')}`;
  const alike = comparisons[0]!.alike;
  const errors = documents?.reduce((total, mark) => total + mark.errors, 0);
  return [
    `${key} ${title}`,
    `  answers alike: ${alike} of ${alike} · beyond the bare server, the hub ${note}`,
    row('', ['req/s', 'p50 ms', 'p99 ms', 'errors', 'CPU s', 'PG CPU s', 'µs/req', 'PG µs/req', 'RSS MB']),
    ...servers.map((name) => row(name, cellsOf(summaryOf(measured, name)))),
    ...servers.slice(1).map((name) => {
      const beside = ` · ${name} / bare ${ratioOf(measured, name, 'bare').median.toFixed(2)} ×`;
      return `  hub / ${name.padEnd(width - 6)}${described(ratioOf(measured, 'hub', name))}${name === 'bare' ? '' : beside}`;
    }),
    ...(documents
      ? [
          `  the hub's memory after so many new documents (${errors} errors): ${documents
            .map((mark) => `${mark.documents}: ${mark.memory ?? '-'} MB`)
            .join(', ')}`,
        ]
      : []),
  ];
}

function described({ median, least, greatest }: Ratio): string {
  return `${median.toFixed(2)} × (rounds ${least.toFixed(2)} to ${greatest.toFixed(2)})`;
}

function cellsOf(s: Summary): (string | number | null)[] {
  const cpu = [s.cpuServer, s.cpuPostgres].map((seconds) => seconds?.toFixed(2) ?? null);
  const times = [s.p50, s.p99].map((milliseconds) => Number(milliseconds.toFixed(1)));
  return [s.perSecond, ...times, s.errors, ...cpu, s.microsServer, s.microsPostgres, s.memory];
}

/** What the figures hang on, before them. */
/** When, of what, and on what machine. */
export function placeOf(facts: MachineFacts): string[] {
  return [
    `Liên Thông bench, ${facts.date}, ${facts.commit ? `commit ${facts.commit}${facts.changed ? ' with changes' : ''}` : 'no commit'}`,
    `${facts.cores} cores (${facts.processor}), load ${facts.loadBefore} before, Node ${facts.node}, PostgreSQL ${facts.postgres}`,
  ];
}

export function headOf(facts: MachineFacts): string[] {
  return [
    ...placeOf(facts),
    `${facts.residents} invented residents, ${facts.connections} connections, ${facts.rounds} rounds of ${facts.seconds} s each, medians; load by ${facts.load}`,
    'Load, servers and PostgreSQL share these cores. Read the ratios: the requests per second are of this machine at this hour.',
  ];
}

function perSecond(round: Round): number {
  return round.answers / round.seconds;
}

function sum(values: readonly (number | null)[]): number | null {
  return values.includes(null) ? null : values.reduce<number>((total, value) => total + value!, 0);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
