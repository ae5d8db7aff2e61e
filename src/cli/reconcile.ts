import { setFlagsFromString } from 'node:v8';
import { Argument, type Command } from 'commander';
import { sealFiles } from '../audit/seal-files.js';
import { isWebUrl } from '../config/config.js';
import { loadUnits } from '../database/units.js';
import { EXTRA_COLUMNS, type Mapping, MEMBER_COLUMNS } from '../reconciliation/columns.js';
import { openMemberFile } from '../reconciliation/member-file.js';
import { pauseRun } from '../reconciliation/pause-run.js';
import type { RecordInput } from '../reconciliation/record-input.js';
import { exportRun } from '../reconciliation/results/export.js';
import { summaryOf } from '../reconciliation/results/summary.js';
import { reconcile } from '../reconciliation/run.js';
import type { Run } from '../reconciliation/run-store.js';
import { type Reconciler, reconcilers } from '../reconciliation/runs/reconciler-store.js';
import { openView } from '../reconciliation/view-input.js';
import { sectorModules } from '../sectors/index.js';
import { type Acting, acting } from './acting.js';
import { auditedCommand } from './audited-command.js';
import { mappingOf } from './mapping.js';
import { previewFile } from './reconcile-preview.js';
import { sayRun, sayStart } from './reconcile-report.js';
import { addVerify } from './reconcile-verify.js';
import { syncKeys } from './registry.js';
import { say, sayJson } from './say.js';
import { stageProgress } from './stage-progress.js';
import { openState, systemOfficer, type Workplace, withPool, withWorkplace } from './workplace.js';
import { inBothLanguages } from './wrong-file.js';

interface Options extends Acting {
  file?: string;
  for?: string;
  everyone?: boolean;
  preview?: boolean;
  out?: string;
  map?: Mapping;
  excel?: boolean;
  jsonl?: boolean;
  sync: boolean;
  json?: boolean;
}

export function addReconcile(program: Command): void {
  const names = sectorModules.map(({ name }) => name);
  const reconcileCommand = program
    .command('reconcile')
    .addArgument(new Argument('<sector>', 'whose records').choices(names));
  addVerify(reconcileCommand);
  acting(reconcileCommand)
    .description('a sector’s records against the registry; the same command again goes on where it stopped')
    .option(
      '--file <path>',
      `CSV or XLSX with the columns ${MEMBER_COLUMNS.join(', ')}; else the sector’s own view`,
    )
    .option(
      '--map <columns>',
      `other names of columns, of ${EXTRA_COLUMNS.join(', ')} too: full_name="Họ và tên"`,
      mappingOf([...MEMBER_COLUMNS, ...EXTRA_COLUMNS]),
    )
    .option('--preview', 'say how the file would be read, and stop')
    .option('--for <agency>', 'whose run it is: who sees it (default: the only agency that may reconcile)')
    .option('--everyone', 'of the view all records, for no agency to see')
    .option('--out <dir>', 'write results.csv, rejected.csv, summary.json and summary.note there')
    .option('--excel', 'the files for spreadsheets: numbers as text, no formulas; and findings.xlsx')
    .option('--jsonl', 'also results.jsonl, one record a line with its candidates explained')
    .option('--no-sync', 'do not bring the registry’s keys up to date first')
    .option('--json', 'for machines: the summary')
    .action((sector: string, options: Options, command: Command) =>
      inBothLanguages(() => reconcileSector(sector, options, command)),
    );
}

async function reconcileSector(sector: string, options: Options, command: Command): Promise<void> {
  if (options.everyone && (options.file || options.for))
    command.error('error: --everyone is of the view alone.');
  if (options.preview) {
    if (!options.file) command.error('error: --preview wants --file.');
    return previewFile(options.file!, options.map ?? {}, options.json === true);
  }
  // NOTE: left to itself the heap grows past 512 MB before it is collected; a sixth of the time buys half of that.
  setFlagsFromString('--heap-growing-percent=120');
  const file =
    options.file === undefined
      ? null
      : await openMemberFile(options.file, options.map, openState().config.reconcileMostRows);
  const run = await auditedCommand(`reconcile ${sector}`, options, async (pool) => {
    const whose = options.everyone ? null : await reconcilerFor(pool, options.for);
    // NOTE: held so that the embedded PostgreSQL, which the last to leave stops, is there for the record after it.
    const held = await pool.connect();
    try {
      return await withWorkplace(
        (workplace) => runIn(workplace, sector, file, whose, options),
        [
          ...(['hub', 'hubAudit', 'hubMatcher', 'population'] as const),
          ...(file ? [] : [moduleOf(sector).database]),
        ],
      );
    } finally {
      held.release();
    }
  });
  if (options.json) sayJson(summaryOf(run));
  else sayRun(run, options);
  if (run.state !== 'FINISHED') process.exitCode = 1;
}

const moduleOf = (sector: string) => sectorModules.find(({ name }) => name === sector)!;

/** Whose run it is: the agency named, or the only one that may reconcile; nobody's where there are several. */
async function reconcilerFor(
  pool: Parameters<typeof reconcilers>[0],
  code: string | undefined,
): Promise<Reconciler | null> {
  const found = await reconcilers(pool, code ?? null);
  if (code !== undefined && found.length === 0)
    throw new Error(
      '--for: no agency of this code may reconcile: it is not there, suspended or lacks reconciliation:run.',
    );
  return found.length === 1 ? found[0]! : null;
}

async function runIn(
  { config, state, databases }: Workplace,
  sector: string,
  file: RecordInput | null,
  whose: Reconciler | null,
  { officer, out, excel, jsonl, json, sync }: Options,
): Promise<Run> {
  const matcherUrl = databases.urls.hubMatcher!;
  const units = await withPool(databases.urls.hub, loadUnits);
  const { records, database } = moduleOf(sector);
  if (!file && isWebUrl(databases.urls[database]))
    throw new Error(`${sector} is asked over the web, where there is no view to read. Give --file.`);
  const managed = records.unit === null ? null : (whose?.units ?? null);
  const input = file ?? (await openView({ url: databases.urls[database], view: records, units: managed }));
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
      ...{
        matcherUrl,
        sector,
        input,
        units,
        agency: whose?.code ?? null,
        officer: officer ?? systemOfficer(),
      },
      ...(sync && { sync: async () => void (await syncKeys(databases, { skipIfBusy: true })) }),
      onProgress: (progress) => bar.update(progress),
      onStart: (started, resumed) => {
        runId = started.runId;
        if (!json) sayStart(started, resumed);
      },
    });
    if (out && run.state === 'FINISHED') {
      const { current } = sealFiles(config, state).openKeys();
      await exportRun({ matcherUrl, run, out, excel, jsonl, signer: current });
      if (!json) say(`The summary is signed: lienthong reconcile verify ${out}/summary.note`);
    }
    return run;
  } finally {
    process.off('SIGINT', pause);
    bar.stop();
  }
}
