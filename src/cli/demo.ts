import type { Command } from 'commander';
import { type App, startApp } from '../app.js';
import { freePort } from '../database/embedded-server.js';
import { makeSampleSources } from '../database/sample-sources.js';
import { makeLogger } from '../process/logger.js';
import { logStrayRejections } from '../process/stray-rejections.js';
import { exploreSession } from './explore-session.js';
import { readyQueries } from './ready-queries.js';
import { rememberedFor } from './remembered.js';
import { findRunning, removeRunFile, writeRunFile } from './run-file.js';
import { sampleDatabases } from './sample-databases.js';
import {
  defaultResidents,
  defaultSeed,
  letSamplePeopleSignIn,
  loadedSample,
  loadSamplePeople,
} from './sample-people.js';
import { say } from './say.js';
import { untilSignal } from './signals.js';
import { whole } from './whole-number.js';
import { openEmbedded, openState } from './workplace.js';

export function addDemo(program: Command): void {
  program
    .command('demo')
    .description('everything on this machine: databases, sample people, gateway, explorer, ready tokens')
    .option('--residents <n>', `sample residents (default ${defaultResidents})`, whole(500, 5_000_000))
    .option('--port <p>', 'port to listen on (default 4000)', whole(0, 65_535))
    .option('--fresh', 'throw away the demo database and start over')
    .action(demo);
}

async function demo(options: { residents?: number; port?: number; fresh?: boolean }): Promise<void> {
  // NOTE: officers sign in at the hub’s public address, so a free port is chosen before the hub is made, not by it.
  const port = options.port === 0 ? await freePort() : options.port;
  const { config, state } = openState({ demo: true, ...(port !== undefined && { port }) });
  if (config.production)
    throw new Error('The demo is not for production (NODE_ENV=production). Use: lienthong serve');
  const other = await findRunning(state);
  if (other)
    throw new Error(`A demo already runs here: ${other.url} (process ${other.pid}). Stop it first (Ctrl+C).`);

  say('Liên Thông: dữ liệu mẫu hư cấu / all people are invented');
  const { server, databases } = await openEmbedded(state, { fresh: options.fresh });
  let app: App | null = null;
  try {
    await ensureSample(databases.owners, options.residents);
    const place = { state, hubUrl: databases.urls.hub, masterKey: config.masterKey };
    await letSamplePeopleSignIn(place, databases.owners);
    const parts = { config: { ...config, urls: databases.urls }, state };
    let url = '';
    const session = rememberedFor(60_000, () =>
      exploreSession({ ...place, url, issuer: config.publicUrl }, databases.owners),
    );
    const documents = readyQueries.map(({ query }) => query);
    const logger = makeLogger(config.logLevel);
    logStrayRejections(logger);
    const samples = makeSampleSources(server.superUrl('postgres'), sampleDatabases(databases.urls));
    app = await startApp({ ...parts, logger, exploreSession: session, documents, samples });
    url = app.url;
    writeRunFile(state, {
      pid: process.pid,
      url,
      publicUrl: config.publicUrl,
      startedAt: new Date().toISOString(),
      databases,
      superUrl: server.superUrl('postgres'),
    });
    await welcome(url, config.publicUrl, await session());
    await untilSignal();
    say('Đang dừng / stopping …');
  } finally {
    removeRunFile(state);
    await app?.stop();
    await server.stop();
  }
}

async function ensureSample(
  owners: Parameters<typeof loadedSample>[0],
  wanted: number | undefined,
): Promise<void> {
  const loaded = await loadedSample(owners);
  if (loaded && (wanted === undefined || loaded.residents === wanted)) {
    say(`${loaded.residents} người mẫu có sẵn / sample residents are there`);
    return;
  }
  const residents = wanted ?? defaultResidents;
  const seconds = await loadSamplePeople(owners, residents, defaultSeed);
  say(`${residents} người mẫu / sample residents in ${seconds} s`);
}

async function welcome(
  url: string,
  publicUrl: string,
  session: Awaited<ReturnType<typeof exploreSession>>,
): Promise<void> {
  say();
  say(`  Trang làm việc / desks   ${publicUrl}/desk/`);
  say(`  Cổng GraphQL / gateway   ${url}/graphql`);
  say(`  Thử ngay / explore       ${url}/explore/`);
  say(`  Tình trạng / health      ${url}/readyz`);
  for (const tab of session.tabs) {
    say();
    say(`${tab.title.vi} / ${tab.title.en}: ${tab.explain.vi}`);
    say(`  X-Purpose: ${tab.headers['X-Purpose']}`);
    say(`  Authorization: ${tab.headers.Authorization}`);
  }
  const [first] = session.tabs;
  if (first) {
    const body = JSON.stringify({
      query: first.query.replaceAll(/\s+/g, ' '),
      variables: JSON.parse(first.variables ?? '{}'),
    });
    say();
    say('Truy vấn đầu tiên / a first query:');
    say();
    say(
      `curl -s ${url}/graphql -H 'Content-Type: application/json' -H 'X-Purpose: ${first.headers['X-Purpose']}' \\`,
    );
    say(`  -H 'Authorization: ${first.headers.Authorization}' \\`);
    say(`  -d '${body.replaceAll("'", "'\\''")}'`);
  }
  say();
  say('Thẻ có hạn 15 phút; thẻ mới / tokens last 15 minutes; a new one:');
  say('  npx lienthong token --agency hospital.demo --officer 001');
  say('Dừng / stop: Ctrl+C');
}
