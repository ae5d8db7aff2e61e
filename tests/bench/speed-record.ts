import type { MemoryMark } from './document-memory.js';
import type { MachineFacts } from './machine.js';
import { type Measured, type Ratio, ratioOf, type Summary, serversIn, summaryOf } from './report.js';
import type { Workload } from './workload.js';

/** One run of the bench. Its date is its name. */
export interface Run extends Omit<MachineFacts, 'connections'> {
  /** Seconds of measuring, warming up among them. */
  took: number;
}

/** One server under one workload and so many connections. */
export interface Row {
  workload: Workload['key'];
  connections: number;
  server: string;
  run: string;
  figures: Summary;
  /** The hub's rounds beside this server's: its answers a second and its 99th percentile ÷ this server's. */
  beside: { speed: Ratio; p99: Ratio; errorsOfBoth: number } | null;
}

/** What several runs of the bench found: the newest row of each workload, number of connections and server. */
export interface SpeedRecord {
  runs: Run[];
  rows: Row[];
  titles: Partial<Record<Workload['key'], string>>;
  /** The hub's memory while documents came that it had not seen before. */
  documents: { run: string; marks: MemoryMark[] } | null;
}

export const nothingMeasured: SpeedRecord = { runs: [], rows: [], titles: {}, documents: null };

/**
 * Puts what a run measured in the place of the rows of the same workload, connections and server; all others stay. A
 * run of which no row is left is forgotten. A run may be put again with more in it.
 */
export function withRun(
  record: SpeedRecord,
  { connections, ...run }: Run & { connections: number },
  measured: readonly Measured[],
): SpeedRecord {
  const added = measured.flatMap((it) => rowsOf(it, connections, run.date));
  const rows = [...new Map([...record.rows, ...added].map((row) => [keyOf(row), row])).values()];
  const marks = measured.find((it) => it.documents)?.documents;
  const documents = marks ? { run: run.date, marks } : record.documents;
  const used = new Set([...rows.map((row) => row.run), documents?.run]);
  return {
    runs: [...record.runs.filter(({ date }) => date !== run.date), run]
      .filter(({ date }) => used.has(date))
      .sort((a, b) => a.date.localeCompare(b.date)),
    rows,
    titles: { ...record.titles, ...Object.fromEntries(measured.map(({ key, title }) => [key, title])) },
    documents,
  };
}

function rowsOf(measured: Measured, connections: number, run: string): Row[] {
  return serversIn(measured).map((server): Row => {
    const common = { workload: measured.key, connections, server, run, figures: summaryOf(measured, server) };
    if (server === 'hub') return { ...common, beside: null };
    const errorsOfBoth = measured.comparisons
      .filter(({ rounds }) => rounds[server])
      .flatMap(({ rounds }) => [...rounds[server]!, ...(rounds.hub ?? [])])
      .reduce((total, { errors }) => total + errors, 0);
    const speed = ratioOf(measured, 'hub', server);
    const p99 = ratioOf(measured, 'hub', server, (round) => round.p99);
    return { ...common, beside: { speed, p99, errorsOfBoth } };
  });
}

function keyOf({ workload, connections, server }: Row): string {
  return `${workload} ${connections} ${server}`;
}
