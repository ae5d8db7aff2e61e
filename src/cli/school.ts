import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { listAgencies } from '../access/agency-admin.js';
import type { RequestContext } from '../context.js';
import { HubError } from '../domain/errors.js';
import { sectorModules } from '../sectors/index.js';
import type { Sector } from '../sectors/sector.js';
import { continueImport, mostRows } from '../students/continue-import.js';
import type { Registers } from '../students/register.js';
import { type RosterMapping, rosterFields } from '../students/roster-columns.js';
import { resultTable } from '../students/roster-results.js';
import { countsOf, type RosterRun, rowsAfter, type StoredRow } from '../students/roster-store.js';
import { type RosterUpload, readUpload, startImport } from '../students/start-import.js';
import { writeTable } from '../students/table-file.js';
import { mappingOf } from './mapping.js';
import { type Ask, type OwnRequest, withOwnRequests } from './own-requests.js';
import { say } from './say.js';
import { sayPreview, sayResults } from './school-say.js';
import { stageProgress } from './stage-progress.js';
import { systemOfficer, type Workplace, withPool, withWorkplace } from './workplace.js';

interface Asked {
  file: string;
  school: string;
  year: string;
  preview?: boolean;
  mapping?: RosterMapping;
  sheet?: string;
  enrol?: boolean;
  out?: string;
  agency?: string;
  officer?: string;
  json?: boolean;
}

const education = sectorModules.find(({ database }) => database === 'educationFee')!.name;

export function addSchool(program: Command): void {
  const school = program.command('school').description('a school and its pupils: school import');
  school
    .command('import')
    .description('a roster of pupils against the registry; the same file again goes on where it stopped')
    .requiredOption('--file <path>', '.xlsx or CSV')
    .requiredOption('--school <code>', 'whose pupils they are')
    .requiredOption('--year <year>', 'school year, 2026-2027')
    .option('--preview', 'say what was understood, look nobody up and keep nothing')
    .option(
      '--mapping <columns>',
      'other names of columns: fullName="Tên HS",className="Lớp"',
      mappingOf(rosterFields),
    )
    .option('--sheet <name>', 'of a workbook (default: the first one shown)')
    .option('--enrol', 'enrol new pupils who match')
    .option('--out <path>', 'write the results there, .xlsx or .csv')
    .option('--agency <code>', 'who acts (default: the one agency of that school)')
    .option('--officer <id>', 'the officer who acts (default: the user of this machine)')
    .option('--json', 'for machines')
    .action(importRoster);
}

async function importRoster(o: Asked): Promise<void> {
  const bytes = await readFile(o.file);
  const upload: RosterUpload = {
    ...{ bytes, schoolCode: o.school, schoolYear: o.year, mapping: o.mapping ?? null, enrols: !!o.enrol },
    ...(o.sheet !== undefined && { sheet: o.sheet }),
  };
  await withWorkplace(
    async (workplace) => {
      const agency = o.agency ?? (await agencyOf(workplace, o.school));
      const who = { agency, officer: o.officer ?? systemOfficer(), purpose: 'ENROLMENT' as const };
      await withOwnRequests(workplace, who, async (ask) => {
        if (o.preview)
          return sayPreview(await ask(request('preview'), (ctx) => readUpload(ctx, upload)), !!o.json);
        const run = await ask(request('start', 'Mutation.startRosterImport', !!o.enrol), (ctx) =>
          startImport(ctx, upload),
        );
        if (!o.json)
          say(`Run ${run.id}${run.checkedCount > 0 ? `, resumed after ${run.checkedCount} rows` : ''}`);
        await tell(ask, await checkAll(ask, run), o);
      });
    },
    ['hub', 'hubAudit', 'population', 'educationFee', ...(o.enrol ? (['educationFeeWrite'] as const) : [])],
  );
}

/** What a step of an import needs, as over HTTP. */
function request(name: string, change = 'Query.rosterImport', enrols = false): OwnRequest {
  return {
    name: `school.import ${name}`,
    requirements: [
      { coordinate: change, scope: 'enrolment:read' },
      { coordinate: 'Mutation.continueRosterImport', scope: 'identity:verify' },
      ...(enrols ? [{ coordinate: 'Mutation.enrolStudent', scope: 'enrolment:write' as const }] : []),
    ],
  };
}

/** @throws Error where not just one agency acts for that school */
function agencyOf({ databases }: Workplace, school: string): Promise<string> {
  return withPool(databases.urls.hub, async (pool) => {
    const own = (await listAgencies(pool)).filter(
      ({ kind, units }) => kind === 'SCHOOL' && units.includes(school),
    );
    if (own.length === 1) return own[0]!.code;
    throw new Error(
      own.length === 0
        ? `No agency acts for the school ${school}.`
        : `Several agencies act for that school: name one with --agency.`,
    );
  });
}

/** Chunk by chunk until all rows are checked, waiting where the quota says so; Ctrl+C stops between two chunks. */
async function checkAll(ask: Ask, started: RosterRun): Promise<RosterRun> {
  let run = started;
  let rows = Math.min(100, mostRows);
  const stop = new AbortController();
  const interrupt = () => (stop.signal.aborted ? process.exit(1) : stop.abort());
  process.on('SIGINT', interrupt);
  const bar = stageProgress();
  const show = () => bar.update({ runId: 0, stage: 'LOADING', done: run.checkedCount, total: run.rowCount });
  try {
    show();
    while (run.state !== 'FINISHED' && !stop.signal.aborted) {
      const asked = { idempotencyKey: randomUUID(), id: run.id, from: run.checkedCount, rows };
      try {
        const next = await ask(
          request('check', 'Mutation.continueRosterImport', run.enrols),
          (ctx: RequestContext) =>
            continueImport(ctx, education, ctx.sectors.get<Sector & Registers>(education), asked),
        );
        run = next.run;
        show();
        if (next.retryAfterMs !== null) await waitForQuota(next.retryAfterMs, stop.signal);
      } catch (error) {
        const fewer = fewerRows(error);
        if (fewer === null || fewer >= rows) throw error;
        rows = fewer;
      }
    }
    return run;
  } finally {
    process.off('SIGINT', interrupt);
    bar.stop();
  }
}

/** How many pupils a minute's quota holds, where a chunk has more. */
function fewerRows(error: unknown): number | null {
  if (!(error instanceof HubError) || error.code !== 'LIMIT_EXCEEDED') return null;
  const { limit, allowed } = error.details;
  return (limit === 'QUOTA' || limit === 'ROWS') && typeof allowed === 'number' && allowed > 0
    ? allowed
    : null;
}

async function waitForQuota(ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 120_000) throw new HubError('RATE_LIMITED', { retryAfterMs: ms });
  process.stderr.write(`waiting ${Math.ceil(ms / 1000)} s for the quota of looks\n`);
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms + 50);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

async function tell(ask: Ask, run: RosterRun, { out, json }: Asked): Promise<void> {
  const { counts, rows } = await ask(request('results'), (ctx) => resultsOf(ctx, run, !!out));
  if (out) await writeTable(out, 'Kết quả', resultTable(rows, run.columns));
  sayResults(run, counts, { ...(out && { out }), ...(json && { json }) });
  if (run.state !== 'FINISHED') process.exitCode = 1;
}

function resultsOf(ctx: RequestContext, run: RosterRun, withRows: boolean) {
  const access = { keys: ctx.keys, agency: ctx.caller.agency.code };
  return ctx.readRecord({ kind: 'AGENCY', agency: access.agency }, async (db) => {
    const rows: StoredRow[] = [];
    const most = 1_000;
    for (let more = withRows; more; ) {
      const next = await rowsAfter(db, access, run.id, { after: rows.at(-1)?.seq ?? 0, most });
      rows.push(...next);
      more = next.length === most;
    }
    return { counts: await countsOf(db, access, run.id), rows };
  });
}
