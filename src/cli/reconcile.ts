import { setFlagsFromString } from 'node:v8';
import { Argument, type Command } from 'commander';
import { loadUnits } from '../database/units.js';
import { MEMBER_COLUMNS, type MemberColumn } from '../reconciliation/columns.js';
import { openMemberFile } from '../reconciliation/member-file.js';
import { pauseRun } from '../reconciliation/pause-run.js';
import { exportRun } from '../reconciliation/results/export.js';
import { summaryOf } from '../reconciliation/results/summary.js';
import { type ReconcileOptions, reconcile } from '../reconciliation/run.js';
import type { Run } from '../reconciliation/run-store.js';
import { sectorModules } from '../sectors/index.js';
import { type Acting, acting } from './acting.js';
import { auditedCommand } from './audited-command.js';
import { mappingOf } from './mapping.js';
import { syncKeys } from './registry.js';
import { say, sayJson } from './say.js';
import { stageProgress } from './stage-progress.js';
import { systemOfficer, type Workplace, withPool, withWorkplace } from './workplace.js';

interface Options extends Acting {
  file: string;
  out?: string;
  map?: Partial<Record<MemberColumn, string>>;
  excel?: boolean;
  sync: boolean;
  json?: boolean;
}

const needed = ['hub', 'hubAudit', 'hubMatcher', 'population'] as const;

export function addReconcile(program: Command): void {
  const names = sectorModules.map(({ name }) => name);
  acting(program.command('reconcile').addArgument(new Argument('<sector>', 'whose records').choices(names)))
    .description('a file of records against the registry; the same file again goes on where it stopped')
    .requiredOption('--file <path>', `CSV with the columns ${MEMBER_COLUMNS.join(', ')}`)
    .option(
      '--map <columns>',
      'other names of columns: full_name="Họ và tên",dob="Ngày sinh"',
      mappingOf(MEMBER_COLUMNS),
    )
    .option('--out <dir>', 'write results.csv, rejected.csv and summary.json there')
    .option('--excel', 'the files for spreadsheets: numbers as text, no formulas')
    .option('--no-sync', 'do not bring the registry’s keys up to date first')
    .option('--json', 'for machines: the summary')
    .action(async (sector: string, options: Options) => {
      // NOTE: left to itself the heap grows past 512 MB before it is collected; a sixth of the time buys half of that.
      setFlagsFromString('--heap-growing-percent=120');
      const file = await openMemberFile(options.file, options.map);
      const run = await auditedCommand(`reconcile ${sector}`, options, async (pool) => {
        // NOTE: held so that the embedded PostgreSQL, which the last to leave stops, is there for the record after it.
        const held = await pool.connect();
        try {
          return await withWorkplace(async ({ databases }) => {
            if (options.sync) await syncKeys(databases, { skipIfBusy: true });
            return runOn(databases, sector, file, options);
          }, needed);
        } finally {
          held.release();
        }
      });
      if (options.json) sayJson(summaryOf(run));
      else sayRun(run, options);
      if (run.state !== 'FINISHED') process.exitCode = 1;
    });
}

async function runOn(
  databases: Workplace['databases'],
  sector: string,
  file: ReconcileOptions['file'],
  { agency, officer, out, excel, json }: Options,
): Promise<Run> {
  const matcherUrl = databases.urls.hubMatcher!;
  const units = await withPool(databases.urls.hub, loadUnits);
  const bar = stageProgress();
  let runId: number | null = null;
  let interrupts = 0;
  const pause = () => {
    interrupts += 1;
    if (interrupts > 1) process.exit(1);
    if (runId === null) return;
    pauseRun(matcherUrl, runId).catch(() => {
      process.stderr.write(
        'The run could not be told to pause. Ctrl-C again ends this command; it resumes.\n',
      );
    });
  };
  process.on('SIGINT', pause);
  try {
    const run = await reconcile({
      ...{ matcherUrl, sector, file, units, agency, officer: officer ?? systemOfficer() },
      onProgress: (progress) => bar.update(progress),
      onStart: (started, resumed) => {
        runId = started.runId;
        if (!json) sayStart(started, resumed);
      },
    });
    if (out && run.state === 'FINISHED') await exportRun({ matcherUrl, run, out, excel });
    return run;
  } finally {
    process.off('SIGINT', pause);
    bar.stop();
  }
}

function sayStart({ runId, source, lastSeq, registry }: Run, resumed: boolean): void {
  const { charset, letters, delimiter } = source;
  const named = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' }[delimiter] ?? delimiter;
  say(`Run ${runId}${resumed ? `, resumed after ${lastSeq} records` : ''}: ${source.file}`);
  say(`  ${charset}${letters ? `, letters of ${letters}` : ''}, cells parted by ${named}`);
  say(`  against ${registry.residents} residents as of ${registry.syncedAt}`);
}

function sayRun(run: Run, { out }: Options): void {
  if (run.state !== 'FINISHED') {
    say(
      `Run ${run.runId} is ${run.state.toLowerCase()}.${run.state === 'PAUSED' ? ' The same command goes on.' : ''}`,
    );
    return;
  }
  const { outcomes, rejected, rows, seconds, causes } = summaryOf(run);
  say(`${rows} rows in ${seconds} s, ${rejected} set aside`);
  for (const [outcome, count] of Object.entries(outcomes)) say(`  ${outcome.padEnd(20)} ${count}`);
  const most = Object.entries(causes).slice(0, 8);
  if (most.length > 0) say(`Causes: ${most.map(([cause, count]) => `${cause} ${count}`).join(', ')}`);
  if (out) say(`Written: ${out}/results.csv, rejected.csv, summary.json`);
}
