import { withPool } from '../../src/cli/workplace.js';
import type { Place } from './place.js';
import { type Ratio, summarise } from './report.js';
import { type Round, type RoundPlan, runRound } from './round.js';
import type { ServerUnderLoad } from './servers.js';
import type { Workload } from './workload.js';

/** The hospital check with PostgreSQL's row-level security as it is, and without it, in rounds beside each other. */
export interface RowSecurityFigures {
  title: string;
  /** Tables that have it. */
  tables: string[];
  with: ReturnType<typeof summarise>;
  without: ReturnType<typeof summarise>;
  ratio: Ratio;
  /** Seconds: the oldest event without a seal, as the hub told every 100 ms under this load. */
  sealLag: { median: number; greatest: number; samples: number };
}

/** Puts the workload to a hub by turns with the policies on and off; they are on again at the end. */
export async function measureRowSecurity(
  place: Place,
  hub: ServerUnderLoad,
  workload: Workload,
  plan: RoundPlan & { rounds: number },
): Promise<RowSecurityFigures> {
  return withPool(place.superUrl('hub'), async (pool) => {
    const { rows } = await pool.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relrowsecurity and c.relkind in ('r', 'p') and n.nspname not like 'pg_%' order by 1`,
    );
    const tables = rows.map(({ name }) => name);
    const turn = async (state: 'enable' | 'disable') => {
      for (const table of tables) await pool.query(`alter table ${table} ${state} row level security`);
    };
    const lags: number[] = [];
    const under = { with: [] as Round[], without: [] as Round[] };
    try {
      await runRound(hub, workload, plan);
      for (let round = 0; round < plan.rounds; round += 1) {
        const order = round % 2 === 0 ? (['with', 'without'] as const) : (['without', 'with'] as const);
        for (const state of order) {
          await turn(state === 'with' ? 'enable' : 'disable');
          const watch = watchLag(hub.url, lags);
          under[state].push(await runRound(hub, workload, plan));
          await watch.stop();
        }
      }
    } finally {
      await turn('enable');
    }
    const ratios = under.with.map((one, at) => rate(one) / rate(under.without[at]!)).sort((a, b) => a - b);
    lags.sort((a, b) => a - b);
    return {
      ...{ title: workload.title, tables },
      ...{ with: summarise(under.with), without: summarise(under.without) },
      ratio: { median: middle(ratios), least: ratios[0]!, greatest: ratios.at(-1)! },
      sealLag: { median: middle(lags), greatest: lags.at(-1) ?? Number.NaN, samples: lags.length },
    };
  });
}

export function linesOfRowSecurity(figures: RowSecurityFigures): string[] {
  const { ratio, sealLag, tables } = figures;
  const line = (name: string, { perSecond, p50, p99, errors }: RowSecurityFigures['with']) =>
    `  ${name.padEnd(8)} ${perSecond} answers/s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ${errors} errors`;
  return [
    figures.title,
    `row-level security on ${tables.length} tables: ${tables.join(', ')}`,
    line('with', figures.with),
    line('without', figures.without),
    `  with ÷ without ${ratio.median.toFixed(2)} (${ratio.least.toFixed(2)} to ${ratio.greatest.toFixed(2)})`,
    `  oldest event without a seal: median ${sealLag.median.toFixed(2)} s, greatest ${sealLag.greatest.toFixed(2)} s, ${sealLag.samples} samples`,
  ];
}

/** Reads the hub's own figure until it is stopped. */
function watchLag(url: string, into: number[]): { stop(): Promise<void> } {
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      const metrics = await fetch(`${url}/metrics`).then((answer) => answer.text());
      const lag = /^lienthong_audit_seal_lag_seconds (\S+)$/m.exec(metrics)?.[1];
      if (lag !== undefined) into.push(Number(lag));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  })();
  return {
    stop() {
      isOver = true;
      return watching;
    },
  };
}

const rate = ({ answers, seconds }: Round) => answers / seconds;
const middle = (sorted: readonly number[]) => sorted[sorted.length >> 1] ?? Number.NaN;
