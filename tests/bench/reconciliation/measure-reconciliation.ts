import { rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { openEmbedded, openState, withPool } from '../../../src/cli/workplace.js';
import { StateDir } from '../../../src/config/state.js';
import { loadUnits } from '../../../src/database/units.js';
import { loadRegistryFrom, registryRows } from '../../proof/reconciliation/load-registry.js';
import { cpuSecondsOf, parentOf } from '../process-cost.js';
import { bareCopy, prepareRows } from './bare-copy.js';
import { filesIn, madeFiles, type SetSize } from './made-files.js';
import { singleChecks } from './single-check.js';
import { watchedCommand } from './watched-command.js';

/** What one stage of a run took: seconds, and CPU seconds of the hub's process and of PostgreSQL. */
export interface StageCost {
  stage: string;
  seconds: number;
  hubCpu: number | null;
  postgresCpu: number | null;
}

export interface ReconciliationFigures {
  residents: number;
  records: number;
  /** Null where the keys of the last time were taken. */
  sync: { seconds: number; changes: { read: number; seconds: number } } | null;
  /** From the command's start to its end. */
  run: { seconds: number; hubCpu: number | null; postgresCpu: number | null; peakMb: number | null };
  stages: StageCost[];
  outcomes: Record<string, number>;
  bareCopySeconds: number[];
  /** The run over the median of the bare copies. */
  ratio: number;
  databaseMb: number;
  singleCheck: { records: number; p50: number; p99: number };
}

interface Options {
  size: SetSize;
  /** A folder with registry.csv and member.csv to take in place of made ones. */
  files?: string;
  /** Takes the registry and the keys that are there from the last time. */
  again: boolean;
  tell(step: string): void;
}

const CHANGED_SHARE = 100;
const HOUR = 3_600_000;
const SECTOR = 'social-security';

/**
 * A whole reconciliation as the commands do it, from files on disk to persisted results, beside a bare COPY of the same
 * rows with their keys, before and after it. In databases of its own, `<state folder>/bench-reconciliation`.
 */
export async function measureReconciliation({
  size,
  files,
  again,
  tell,
}: Options): Promise<ReconciliationFigures> {
  const folder = join(openState().config.stateDir, 'bench-reconciliation');
  const state = new StateDir(folder);
  const { server, databases } = await openEmbedded(state);
  const held = new pg.Client({ connectionString: server.superUrl('hub') });
  held.on('error', () => undefined);
  try {
    await held.connect();
    const one = async <T extends object>(text: string) => (await held.query<T>(text)).rows[0]!;
    tell('files ...');
    const { registry, members } = files ? filesIn(files) : await madeFiles(join(folder, 'files'), size);
    const sync = again ? null : await loadAndSync(folder, databases.owners.population, registry, tell);
    const units = await withPool(databases.urls.hub, loadUnits);
    const prepared = join(folder, 'prepared.copy');
    await prepareRows(members, units, prepared);
    await held.query('checkpoint');
    tell('bare copy ...');
    const copies = [await bareCopy(server.superUrl('hub'), prepared)];
    await held.query('checkpoint');
    tell('run ...');
    const { pid } = await one<{ pid: number }>('select pg_backend_pid() as pid');
    const postmaster = parentOf(pid);
    const marks: { stage: string; at: number; hubCpu: number | null; postgresCpu: number | null }[] = [];
    const mark = (stage: string, hub: number | null) =>
      marks.push({
        ...{ stage, at: performance.now(), hubCpu: hub },
        postgresCpu: cpuSecondsOf(postmaster, { family: true }),
      });
    const { last } = await one<{ last: number }>(
      'select coalesce(max(run_id), 0) as last from reconciliation.run',
    );
    mark('START', 0);
    const command = await watchedCommand(
      folder,
      ['reconcile', SECTOR, '--file', members, '--no-sync'],
      async (hub) => {
        const now = await held.query<{ stage: string; state: string }>(
          'select stage, state from reconciliation.run where run_id > $1',
          [last],
        );
        const [run] = now.rows;
        const stage = run ? (run.state === 'FINISHED' ? 'END' : run.stage) : 'START';
        if (stage !== marks.at(-1)!.stage) mark(stage, cpuSecondsOf(hub));
      },
    );
    mark('OVER', command.cpuSeconds);
    tell('bare copy again ...');
    copies.push(await bareCopy(server.superUrl('hub'), prepared));
    rmSync(prepared);
    const bare = (copies[0]! + copies[1]!) / 2;
    const { residents } = command.printed.registry as { residents: number };
    tell('single checks ...');
    const singleCheck = await singleChecks(
      { matcherUrl: databases.urls.hubMatcher!, units, residents },
      members,
    );
    const { mb } = await one<{ mb: number }>("select round(pg_database_size('hub') / 1048576.0)::int as mb");
    return {
      ...{ residents, records: command.printed.rows as number },
      sync,
      run: {
        ...{ seconds: command.seconds, hubCpu: command.cpuSeconds, peakMb: command.peakMb },
        postgresCpu: less(marks.at(-1)!.postgresCpu, marks[0]!.postgresCpu),
      },
      stages: stagesOf(marks),
      outcomes: command.printed.outcomes,
      bareCopySeconds: copies,
      ratio: command.seconds / bare,
      databaseMb: mb,
      singleCheck,
    };
  } finally {
    await held.end();
    await server.stopIfUnused();
  }
}

/** Seconds of the registry's keys in full, and of those of one resident in a hundred that changed since. */
async function loadAndSync(folder: string, owner: string, registry: string, tell: Options['tell']) {
  tell('registry ...');
  await loadRegistryFrom(owner, () => registryRows(registry), new Date(Date.now() - 2 * HOUR));
  const change = (who: string, to: string) =>
    withPool(owner, (pool) => pool.query(`update public.citizen set updated_at = ${to} where ${who}`));
  // NOTE: a sync reads what changed since some minutes before the last change: that must not be the loading.
  await change('personal_id = (select min(personal_id) from public.citizen)', "now() - interval '1 hour'");
  tell('sync ...');
  const { printed: full } = await watchedCommand(folder, ['registry', 'sync', '--full']);
  await change(`mod(personal_id::bigint, ${CHANGED_SHARE}) = 7`, 'now()');
  const { printed: changes } = await watchedCommand(folder, ['registry', 'sync']);
  return { seconds: full.seconds as number, changes: { read: changes.read, seconds: changes.seconds } };
}

const less = (a: number | null, b: number | null) => (a === null || b === null ? null : a - b);

function stagesOf(
  marks: readonly { stage: string; at: number; hubCpu: number | null; postgresCpu: number | null }[],
): StageCost[] {
  return marks.slice(1).map((mark, at) => {
    const before = marks[at]!;
    return {
      stage: before.stage,
      seconds: (mark.at - before.at) / 1000,
      hubCpu: less(mark.hubCpu, before.hubCpu),
      postgresCpu: less(mark.postgresCpu, before.postgresCpu),
    };
  });
}

/** The figures in lines, each beside what is asked for where something is. */
export function linesOfReconciliation(it: ReconciliationFigures): string[] {
  const s = (value: number | null) => (value === null ? '–' : `${value.toFixed(1)} s`);
  return [
    `residents ${it.residents}, records ${it.records}`,
    ...(it.sync
      ? [
          `sync of all keys ${s(it.sync.seconds)} (60 s at most); of ${it.sync.changes.read} changed residents ${s(it.sync.changes.seconds)}`,
        ]
      : []),
    `run ${s(it.run.seconds)} (60 s at most, 30 s aimed at), CPU of the hub ${s(it.run.hubCpu)}, of PostgreSQL ${s(it.run.postgresCpu)}`,
    ...it.stages.map(
      ({ stage, seconds, hubCpu, postgresCpu }) =>
        `  ${stage.padEnd(10)} ${s(seconds).padStart(8)}  hub ${s(hubCpu).padStart(7)}  PostgreSQL ${s(postgresCpu).padStart(7)}`,
    ),
    `bare COPY of the same rows with their keys ${it.bareCopySeconds.map(s).join(' before, ')} after; the run is ${it.ratio.toFixed(1)} times that (4 at most, 3 aimed at)`,
    `hub process ${it.run.peakMb ?? '–'} MB at most (512 MB), database ${it.databaseMb} MB (4096 MB)`,
    `a single check ${it.singleCheck.p50} ms at p50, ${it.singleCheck.p99} ms at p99 (5 ms at most), of ${it.singleCheck.records}`,
    ...Object.entries(it.outcomes).map(([outcome, count]) => `  ${outcome.padEnd(20)} ${count}`),
  ];
}
