import type { Figure } from '../proof/proof.js';
import type { Row, SpeedRecord } from './speed-record.js';
import { unrecorded } from './unrecorded.js';
import type { Workload } from './workload.js';

/** A limit on what the record of runs holds. */
export interface Demand extends Omit<Figure, 'value'> {
  limit: NonNullable<Figure['limit']>;
  /** The figure, or null where nothing was measured that it could be read from. */
  of(record: SpeedRecord): number | null;
}

/** Connections of all demands but those that say otherwise. */
const usual = 32;
const many = 256;

/** Every limit on speed, in the order the page shows them. */
export const demands: readonly Demand[] = [
  times('W1', 'bare', 2.4),
  times('W1', 'mercurius', 4.5),
  times('W1', 'postgraphile', 6),
  times('W1', 'apollo-typeorm', 12),
  times('W1', 'apollo-typeorm-audit', 16),
  times('W2', 'bare', 1.2),
  times('W2', 'postgraphile', 3),
  times('W3', 'bare', 3.5),
  times('W3', 'postgraphile', 6),
  times('W4', 'apollo-typeorm', 1),
  times('W1', unrecorded.name, 0.9),
  times('W3', unrecorded.name, 0.9),
  ...(['W1', 'W2', 'W3'] as const).map(quickerThanBare),
  {
    ...{ name: `errors of the hub at ${many} connections, all workloads measured`, unit: '' },
    limit: { atMost: 0, origin: 'demanded' },
    of: (record) => sumOrNull(rowsAt(record, many).map(({ figures }) => figures.errors)),
  },
  {
    ...{ name: `W1: 99th percentile ÷ median of the hub at ${many} connections`, unit: '×' },
    limit: { atMost: 3, origin: 'demanded' },
    of(record) {
      const row = rowsAt(record, many).find(({ workload }) => workload === 'W1');
      return row && row.figures.errors === 0 ? inThousandths(row.figures.p99 / row.figures.p50) : null;
    },
  },
  {
    // What the demand calls flat, as a bound of ours.
    ...{ name: "the hub's memory after 20,000 new documents ÷ after the first eighth of them", unit: '×' },
    limit: { atMost: 1.1, origin: 'ours' },
    of({ documents }) {
      const [first, last] = [documents?.marks[0], documents?.marks.at(-1)];
      if (!first?.memory || !last?.memory || last.documents < 20_000) return null;
      return documents?.marks.some(({ errors }) => errors > 0)
        ? null
        : inThousandths(last.memory / first.memory);
    },
  },
  {
    ...{ name: 'invented residents in the databases, least of all runs', unit: '' },
    limit: { atLeast: 1_000_000, origin: 'demanded' },
    of: ({ runs }) => (runs.length === 0 ? null : Math.min(...runs.map(({ residents }) => residents))),
  },
];

/** The hub's answers a second ÷ another server's. */
function times(workload: Workload['key'], server: string, atLeast: number): Demand {
  return {
    ...{ name: `${workload}: hub ÷ ${server}`, unit: '×', limit: { atLeast, origin: 'demanded' } },
    of: (record) => besideOf(record, workload, server)?.speed.median ?? null,
  };
}

function quickerThanBare(workload: Workload['key']): Demand {
  return {
    ...{ name: `${workload}: 99th percentile of the hub ÷ of bare, to be below 1`, unit: '×' },
    limit: { atMost: 0.999, origin: 'demanded' },
    of: (record) => besideOf(record, workload, 'bare')?.p99.median ?? null,
  };
}

/** NOTE: none where either gave an error: a server that refuses is slow in answers and quick in time. */
function besideOf({ rows }: SpeedRecord, workload: Workload['key'], server: string): Row['beside'] {
  const row = rows.find((it) => it.workload === workload && it.server === server && it.connections === usual);
  return row?.beside?.errorsOfBoth === 0 ? row.beside : null;
}

/** The hub's rows; none unless W1 is among them. */
function rowsAt({ rows }: SpeedRecord, connections: number): Row[] {
  const found = rows.filter((row) => row.server === 'hub' && row.connections === connections);
  return found.some(({ workload }) => workload === 'W1') ? found : [];
}

function sumOrNull(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((total, value) => total + value, 0);
}

function inThousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
