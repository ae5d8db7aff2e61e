import type { Command } from 'commander';
import { isWebUrl } from '../config/config.js';
import {
  type ContractProblem,
  checkContract,
  checkFunctions,
  contractSql,
} from '../database/contract-views.js';
import { makeSampleSources } from '../database/sample-sources.js';
import { makeSource, type Source } from '../database/source.js';
import { makeWebSource } from '../database/web-source.js';
import { makeLogger } from '../process/logger.js';
import { makeMetrics } from '../process/metrics.js';
import { registryViews } from '../registry/views.js';
import { sectorModules } from '../sectors/index.js';
import { findRunning } from './run-file.js';
import { sampleDatabases } from './sample-databases.js';
import { say, sayJson } from './say.js';
import { openState, withWorkplace } from './workplace.js';

/** Every source by the name callers see, with its database and its views. */
const sources = [
  { name: 'population', key: 'population' as const, views: registryViews, writes: undefined },
  ...sectorModules.map(({ name, database, views, writes }) => ({ name, key: database, views, writes })),
];

const sentences: Record<ContractProblem['problem'], (wanted: string, found: string | null) => string> = {
  MISSING_VIEW: () => 'missing',
  MISSING_FUNCTION: (wanted) => `missing (${wanted})`,
  MISSING_COLUMN: (wanted) => `missing (${wanted})`,
  WRONG_TYPE: (wanted, found) => `is ${found}, needs ${wanted}`,
  NOT_GRANTED: (wanted) =>
    wanted.startsWith('function')
      ? 'may not be called by the hub’s login (grant usage on the schema and execute on the function)'
      : 'may not be read by the hub’s login (grant usage on the schema and select on the view)',
};

export function addSectors(program: Command): void {
  const sectors = program.command('sectors').description('the databases the hub reads');
  sectors
    .command('check')
    .description(
      'each source’s contract views against what the hub needs: every missing view, column and wrong type; whether a portal answers',
    )
    .option('--sql', 'print the views, role and grants for each database’s administrator instead')
    .option('--json', 'for machines')
    .action(check);
  for (const verb of ['stop', 'start'] as const) {
    sectors
      .command(`${verb} <name>`)
      .description(`${verb} one sample database of the running demo, to see what callers see`)
      .action((name: string) => toggle(name, verb));
  }
}

/** What came of one source; `at` is the host and database that was asked, null when none is configured. */
interface Checked {
  source: string;
  at: string | null;
  answers: boolean;
  /** A web service in the database's place: it has no contract views. */
  portal?: true;
  problems: ContractProblem[];
}

async function check(options: { sql?: boolean; json?: boolean }): Promise<void> {
  if (options.sql) {
    for (const { name, views } of sources) say(contractSql(name, views));
    return;
  }
  const results = await withWorkplace(({ databases: { urls } }) =>
    Promise.all(
      sources.flatMap(({ name, key, views, writes }) => [
        checkOne(name, urls[key], (source) => checkContract(source, views)),
        // Who writes nothing needs no login for it.
        ...(writes && urls[writes.database]
          ? [checkOne(`${name} writes`, urls[writes.database], (w) => checkFunctions(w, writes.functions))]
          : []),
      ]),
    ),
  );
  if (options.json) sayJson(results);
  else {
    for (const { source, at, answers, problems, portal } of results) {
      const kept = portal ? 'answers; a portal has no contract views (accounts: lienthong doctor)' : 'ok';
      const state = !answers ? 'does not answer' : problems.length ? `${problems.length} problems` : kept;
      say(at === null ? `${source}: not configured, not checked` : `${source} (${at}): ${state}`);
      for (const { view, column, problem, found, wanted } of problems) {
        const place = `lienthong.${view}${column ? `.${column}` : ''}`;
        say(`  ${place}: ${sentences[problem](wanted, found)}`);
      }
    }
  }
  if (results.some(({ at, answers, problems }) => at && (!answers || problems.length > 0)))
    process.exitCode = 1;
}

async function checkOne(
  name: string,
  url: string | null,
  look: (source: Source) => Promise<ContractProblem[]>,
): Promise<Checked> {
  if (!url) return { source: name, at: null, answers: false, problems: [] };
  const { host, pathname } = new URL(url.split(',')[0]!);
  const at = `${host}${pathname}`;
  const parts = { name, url, timeoutMs: 10_000, logger: makeLogger('silent'), metrics: makeMetrics() };
  if (isWebUrl(url)) {
    const portal = makeWebSource({ ...parts, connections: 1 });
    const answers = await portal.ping();
    await portal.close();
    return { source: name, at, answers, portal: true, problems: [] };
  }
  const source = makeSource({ ...parts, poolSize: 1 });
  try {
    return { source: name, at, answers: true, problems: await look(source) };
  } catch {
    return { source: name, at, answers: false, problems: [] };
  } finally {
    await source.close();
  }
}

async function toggle(name: string, verb: 'stop' | 'start'): Promise<void> {
  const running = await findRunning(openState().state);
  if (!running) throw new Error('No demo runs here: only its sample databases can be stopped.');
  const source = sources.find((one) => one.name === name);
  if (!source)
    throw new Error(
      `There is no source ${name}. Choose one of: ${sources.map((one) => one.name).join(', ')}`,
    );
  const samples = makeSampleSources(running.superUrl, sampleDatabases(running.databases.urls));
  await samples.allow(name, verb === 'start');
  say(
    verb === 'stop'
      ? `${name} is stopped. Bring it back: lienthong sectors start ${name}`
      : `${name} answers again.`,
  );
}
