import pg from 'pg';
import type { Figure, Proof, Table } from '../proof.js';
import { withTemporaryCluster } from '../temporary-cluster.js';
import { copyRows } from './copy-rows.js';
import { type RatedWork, ratedWorks } from './rated-work.js';

const ROUNDS = 7;

interface Round {
  /** Rows a second of one core's time. */
  perCpuSecond: number;
  copiedPerSecond: number;
  /** How many times as long as the COPY it took. */
  ratio: number;
}

/** How fast names, cards and addresses are judged, beside writing the same rows into PostgreSQL. */
export const rates: Proof = {
  name: 'identity-rates',
  title: 'How fast it judges',
  about:
    'A file of a million members is judged row by row and written into PostgreSQL; the slower of the two decides how ' +
    'long a run takes. Each kind of judging is timed on one core, and in the same round the same rows are written ' +
    `into a PostgreSQL table with a primary key by COPY. ${ROUNDS} rounds, all kinds in turn in each, and the median. The ` +
    'rows a second are of this machine at this hour; the ratio says how many times as long as the COPY of its ' +
    'rows the judging takes, and depends on the machine far less. No limit is set: the figures are for planning.',
  async run(size) {
    const works = ratedWorks(size);
    return withTemporaryCluster(async (server) => {
      const client = new pg.Client({ connectionString: server.superUrl('postgres') });
      client.on('error', () => undefined);
      await client.connect();
      try {
        const rounds = new Map<RatedWork, Round[]>(works.map((work) => [work, []]));
        for (let round = 0; round < size(ROUNDS); round += 1) {
          for (const work of works) rounds.get(work)!.push(await runRound(work, client));
        }
        const { rows } = await client.query<{ version: string }>(
          "select current_setting('server_version') as version",
        );
        const results = [...rounds].map(([work, all]) => resultOf(work, all));
        return {
          figures: results.map((it) => it.figure),
          tables: [{ title: 'Medians of all rounds', rows: results.map((it) => it.row) }] satisfies Table[],
          notes: [`PostgreSQL ${rows[0]!.version}, on the same machine.`],
        };
      } finally {
        await client.end();
      }
    });
  },
};

async function runRound({ lines, prepare }: RatedWork, client: pg.Client): Promise<Round> {
  const judge = prepare();
  const [cpuBefore, startedAt] = [process.cpuUsage(), performance.now()];
  judge();
  const seconds = (performance.now() - startedAt) / 1e3;
  const cpu = process.cpuUsage(cpuBefore);
  const copySeconds = await copyRows(client, lines);
  return {
    perCpuSecond: lines.length / ((cpu.user + cpu.system) / 1e6),
    copiedPerSecond: lines.length / copySeconds,
    ratio: seconds / copySeconds,
  };
}

function resultOf({ name, lines }: RatedWork, rounds: readonly Round[]) {
  const middle = (of: (round: Round) => number) => median(rounds.map(of));
  const figure: Figure = { name, value: middle((it) => it.ratio), unit: 'times as long as the COPY' };
  const ratios = rounds.map((it) => it.ratio).sort((a, b) => a - b);
  const row = {
    ...{ what: name, rows: lines.length },
    'a second of one core': Math.round(middle((it) => it.perCpuSecond)),
    'COPY, rows a second': Math.round(middle((it) => it.copiedPerSecond)),
    'times as long, least and greatest': `${ratios[0]!.toFixed(2)} to ${ratios.at(-1)!.toFixed(2)}`,
  };
  return { figure, row };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}
