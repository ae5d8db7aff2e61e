import type { Comparison } from './compare-servers.js';
import type { MachineFacts } from './machine.js';
import type { Round } from './round.js';

/** The figures of one server over its rounds: medians, but errors and CPU seconds in sum. */
export interface Summary {
  perSecond: number;
  p50: number;
  p99: number;
  errors: number;
  cpuServer: number | null;
  cpuPostgres: number | null;
  cpuLoad: number;
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
    ...{ cpuServer, cpuPostgres, cpuLoad: sum(rounds.map((round) => round.cpu.load)) ?? 0 },
    ...{ microsServer: each(cpuServer), microsPostgres: each(cpuPostgres) },
    memory: rounds.at(-1)?.memory ?? null,
  };
}

/** Hub ÷ bare of rounds beside each other: their median, the least and the greatest. */
export function ratioOf({ hub, bare }: Comparison): { median: number; least: number; greatest: number } {
  const ratios = hub.map((round, at) => perSecond(round) / Math.max(1e-9, perSecond(bare[at]!)));
  const digits = (value: number) => Math.round(value * 1000) / 1000;
  return {
    median: digits(median(ratios)),
    least: digits(Math.min(...ratios)),
    greatest: digits(Math.max(...ratios)),
  };
}

/** The comparison as a table of plain lines. */
export function linesOf(comparison: Comparison): string[] {
  const { key, title, note, alike } = comparison;
  const ratio = ratioOf(comparison);
  const row = (name: string, cells: (string | number | null)[]) =>
    `  ${name.padEnd(11)}${cells.map((cell) => String(cell ?? '-').padStart(10)).join('')}`;
  const figures = (name: 'hub' | 'bare') => {
    const s = summarise(comparison[name]);
    const cpu = [s.cpuServer, s.cpuPostgres].map((seconds) => seconds?.toFixed(2) ?? null);
    return row(name, [
      s.perSecond,
      s.p50,
      s.p99,
      s.errors,
      ...cpu,
      s.microsServer,
      s.microsPostgres,
      s.memory,
    ]);
  };
  return [
    `${key} ${title}`,
    `  answers alike: ${alike} of ${alike} · beyond the bare server, the hub ${note}`,
    row('', ['req/s', 'p50 ms', 'p99 ms', 'errors', 'CPU s', 'PG CPU s', 'µs/req', 'PG µs/req', 'RSS MB']),
    figures('hub'),
    figures('bare'),
    `  hub / bare  ${ratio.median.toFixed(2)} × (rounds ${ratio.least.toFixed(2)} to ${ratio.greatest.toFixed(2)})`,
  ];
}

/** What the figures hang on, before them. */
export function headOf(facts: MachineFacts): string[] {
  return [
    `Liên Thông bench, ${facts.date}`,
    `${facts.cores} cores (${facts.processor}), load ${facts.loadBefore} before, Node ${facts.node}, PostgreSQL ${facts.postgres}`,
    `${facts.residents} invented residents, ${facts.connections} connections, ${facts.rounds} rounds of ${facts.seconds} s each, medians`,
    'Load, both servers and PostgreSQL share these cores. Read the ratios: the requests per second are of this machine at this hour.',
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
