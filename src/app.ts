import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { listDocuments } from './access/agency-documents.js';
import { AgencyStore } from './access/agency-store.js';
import { Authenticator } from './access/authenticate.js';
import { BhxhAccounts } from './access/bhxh/account-store.js';
import { certificateReader } from './access/client-certificate.js';
import { serveIssuer } from './access/issuer.js';
import { signedInPath } from './access/issuer-desk.js';
import { serveSignInPage } from './access/issuer-page.js';
import { Keyring } from './access/keys.js';
import { scopes } from './access/kinds.js';
import { openIssuers } from './access/open-issuers.js';
import { Quota } from './access/quota/quota.js';
import { DeskSessions } from './access/session/sessions.js';
import { type DeskIssuer, SignIn } from './access/session/sign-in.js';
import { UsedAssertions } from './access/used-assertions.js';
import { keptOutside } from './audit/kept-outside.js';
import { openRecorder } from './audit/recorder/index.js';
import type { Recorder } from './audit/recorder/recorder.js';
import { sealFiles } from './audit/seal-files.js';
import {
  type Config,
  type DatabaseUrls,
  isWebUrl,
  missingUrls,
  productionProblems,
} from './config/config.js';
import { packageRoot, version } from './config/package-root.js';
import type { StateDir } from './config/state.js';
import { type ContractView, checkContract } from './database/contract-views.js';
import type { Reachable } from './database/guard.js';
import { openHubPool } from './database/hub-pool.js';
import { prepareHub } from './database/prepare-hub.js';
import type { SampleSources } from './database/sample-sources.js';
import { makeSource, type Source } from './database/source.js';
import { loadUnits } from './database/units.js';
import { makeWebSource } from './database/web-source.js';
import { resolveAddress } from './domain/address.js';
import type { AdminUnits } from './domain/admin-unit.js';
import type { Sentence } from './domain/language.js';
import { makeApollo } from './graphql/apollo.js';
import { type ExploreSession, serveExplore } from './graphql/explore.js';
import { Planner } from './graphql/plan.js';
import { prepareDocuments } from './graphql/prepare-documents.js';
import { makeRequestState, type Shared } from './graphql/request-context.js';
import { makeSchema } from './graphql/schema.js';
import { type GraphQLParts, serveGraphQL } from './graphql/server.js';
import { serveStream } from './graphql/stream.js';
import { drain, listen, makeWebServer } from './graphql/web-server.js';
import { startJobs } from './jobs.js';
import { makeDependencies, type Watched } from './operation/dependencies.js';
import { queuesNow } from './operation/queues.js';
import { type Clock, dayIn, systemClock } from './process/clock.js';
import { type Dependency, serveHealth } from './process/health.js';
import { keepHeapSmall } from './process/heap.js';
import { type Logger, makeLogger, withoutRedaction } from './process/logger.js';
import { type Metrics, makeMetrics } from './process/metrics.js';
import { Releasers } from './process/releasers.js';
import { UnderWay } from './process/under-way.js';
import { Courier } from './reconciliation/review/courier.js';
import { runReconciliations } from './reconciliation/runs/run-reconciliations.js';
import { PostgresRegistry } from './registry/postgres-registry.js';
import { RegistryLane } from './registry/registry-lane.js';
import { makeLane } from './registry/source-lane.js';
import { registryViews } from './registry/views.js';
import { portalWords, sectorModules } from './sectors/index.js';
import type { Sector, SectorModule } from './sectors/sector.js';
import { askInCare, makeInCare } from './visits/in-care-store.js';
import { tokenDoor } from './wires/before-body.js';
import { serveBhxhGateway } from './wires/bhxh-gateway/index.js';
import { bySession } from './wires/desk/by-session.js';
import { serveDesk } from './wires/desk/index.js';
import { serveFhir } from './wires/fhir/index.js';
import { serveReconciliationFiles } from './wires/reconciliation-files/index.js';
import { serveRosterWire } from './wires/roster/index.js';
import { serveUsageWire } from './wires/usage/index.js';

export interface AppOptions {
  config: Config;
  state: StateDir;
  clock?: Clock;
  logger?: Logger;
  /** What the explorer shows; present only in demonstrations. */
  exploreSession?: () => Promise<ExploreSession>;
  /** Documents that the hub's own pages ask: planned before it is ready, like those that agencies registered. */
  documents?: readonly string[];
  /** What operators may stop; present only in demonstrations. */
  samples?: SampleSources;
  /**
   * For tests and benches: takes the looks in the hub's own recorder's place, and is closed with the hub. No command,
   * setting or variable hands one over: a hub as it is run always has its own.
   */
  recorder?: Recorder;
}

export interface App {
  /** Where it listens, `http://127.0.0.1:4000`. */
  url: string;
  metrics: Metrics;
  /** Not ready → drain → close in reverse. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * The whole hub from its configuration, each part with its undoing. Refuses to start on a dangerous production
 * setting, a newer database or a field without a scope.
 */
export async function startApp(options: AppOptions): Promise<App> {
  const { config, clock = systemClock, logger = makeLogger(config.logLevel) } = options;
  const problems = productionProblems(config);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const missing = missingUrls(config.urls);
  if (missing.length > 0) {
    throw new Error(`Set ${missing.join(', ')}, or run the demo, which brings its own databases.`);
  }
  keepHeapSmall();
  const releasers = new Releasers();
  try {
    return await compose({ ...options, clock, logger }, releasers);
  } catch (error) {
    await releasers.releaseAll();
    throw error;
  }
}

/** The start, in order: hub database → audit → sources → schema → access → server. */
async function compose(
  {
    config,
    state,
    clock,
    logger,
    exploreSession,
    documents = [],
    samples,
    recorder: otherRecorder,
  }: AppOptions & { clock: Clock; logger: Logger },
  releasers: Releasers,
): Promise<App> {
  const urls = config.urls as DatabaseUrls;
  const metrics = makeMetrics();
  const master = state.masterKey(config.masterKey);
  const keys = new Keyring(master);
  const { matcherUrl, reconciled, signer } = reconciliationOf(config, state, urls);

  await prepareHub(urls, logger);
  const pool = openHubPool(config, urls, logger);
  releasers.add('hub pool', () => pool.end());
  const writing = openHubPool(config, urls, logger, 'lienthong writes');
  releasers.add('writing pool', () => writing.end());
  const units = await loadUnitsPatiently(config, urls, logger);
  // The index of addresses is made at the first question, half a second that no desk should wait for.
  resolveAddress('Phường Ba Đình, Thành phố Hà Nội', units);
  const recorder =
    otherRecorder ??
    (await openRecorder(
      {
        urls: { hub: urls.hub, hubAudit: urls.hubAudit, hubSealer: urls.hubSealer },
        sealing: { sealing: config.sealing, publicUrl: config.publicUrl },
        ...{ timeoutMs: config.registryTimeoutMs, master, stateFolder: state.path },
      },
      { logger, metrics },
    ));
  releasers.add('recorder', () => recorder.close());

  const open = (name: string, url: string, timeoutMs: number, readOnly = true): Source => {
    const source = makeSource({ name, url, poolSize: config.poolSize, timeoutMs, readOnly, logger, metrics });
    releasers.add(`source ${name}`, () => source.close());
    return source;
  };
  const population = open('population', urls.population, config.registryTimeoutMs);
  const writerOf = ({ name, writes }: SectorModule): Source | null => {
    const url = writes && urls[writes.database];
    return url ? open(`${name} writes`, url, config.sectorTimeoutMs, false) : null;
  };
  const contracts: Contract[] = [{ source: population, views: registryViews }];
  const sectors: Sector[] = sectorModules.map((module) => {
    const { name, database, views, overWeb } = module;
    const { sectorTimeoutMs: timeoutMs, poolSize: connections } = config;
    if (overWeb && isWebUrl(urls[database])) {
      const source = makeWebSource({ name, url: urls[database], connections, timeoutMs, logger, metrics });
      releasers.add(`source ${name}`, () => source.close());
      return overWeb(source, { ...config.portal, today: () => dayIn(clock) });
    }
    const source = open(name, urls[database], timeoutMs);
    contracts.push({ source, views });
    return module.make(source, writerOf(module));
  });
  await warnOfContract(contracts, logger);
  await Promise.allSettled(sectors.map((sector) => sector.prepare?.()));

  const schema = await makeSchema(sectorModules.flatMap((module) => module.resolvers));
  const planner = new Planner(schema, config.introspection);
  prepareDocuments(planner, documents, await listDocuments(pool), logger);
  const apollo = await makeApollo({ schema, planner, logger });
  releasers.add('graphql', () => apollo.stop());

  const agencies = new AgencyStore(pool, clock);
  const certificateOf = certificateReader(config.clientCertificates);
  const usedAssertions = new UsedAssertions(pool);
  const credentials = { agencies, usedAssertions, cookieKeys: keys, certificateOf, clock, logger };
  const { issuers, embedded } = await openIssuers(config, state, credentials);
  const authenticator = new Authenticator({ issuers, audience: config.audience, agencies, keys, clock });

  let url = '';
  const fastify = makeWebServer(config, logger);
  const underWay = new UnderWay();
  underWay.watch(fastify.server);
  releasers.add('http', () => drain(fastify, underWay));
  let accepting = true;
  const watched = dependenciesOf(pool, recorder, population, sectors);
  serveHealth(fastify, watched, () => accepting);
  serveMetrics(fastify, metrics);
  const sources = [population, ...sectors.map((sector) => sector.source)];
  const courier = new Courier({ pool: writing, keys, sectors });
  const shared: Shared = {
    deliver: (batch) => courier.deliver(batch),
    registry: new RegistryLane(new PostgresRegistry(population), makeLane()),
    sectors: sectors.map((sector) => ({ sector, lane: makeLane(sector.oneByOne?.lane) })),
    quota: new Quota({ pool, clock, keys }),
    inCare: makeInCare(askInCare(pool, keys, clock), makeLane()),
    pools: { reading: pool, writing },
    ...{ units, keys, clock },
    outage: { visitBudgetMs: config.visitBudgetMs, lastKnownDays: config.lastKnownDays },
    hub: {
      ...{ version, signer },
      operation: {
        ...{ startedAt: clock.now(), dependencies: makeDependencies(watched, clock.now) },
        queues: (db) => queuesNow(db, urls.hubSealer ? metrics.sealLag : null),
        // NOTE: besides the command that hands them over: what is no demonstration has none.
        samples: (config.demo && !config.production && samples) || null,
      },
      titles: new Map([
        ...ownTitles,
        ...sectorModules.map(({ name, title }): [string, Sentence] => [name, title]),
      ]),
      kept: () => keptOutside(sealFiles(config, state)),
      sources: () => sources.map(({ name, state: now }) => ({ name, state: now })),
      reconciled: new Map(
        reconciled
          .filter(({ view }) => view.unit)
          .map(({ name, view }) => [name, { view: view.name, of: view.of }]),
      ),
    },
  };
  const answering: GraphQLParts = {
    ...{
      apollo,
      planner,
      authenticator,
      certificateOf,
      recorder,
      keys,
      clock,
      logger,
      metrics,
      underWay,
      lines: withoutRedaction(logger),
    },
    deadlineMs: config.requestDeadlineMs,
    checkpoint: () => recorder.checkpoint(),
    makeState: (asked) => makeRequestState(shared, asked),
  };
  serveGraphQL(fastify, answering);
  const streams = serveStream(fastify, answering, schema);
  releasers.add('streams', async () => streams.stop());
  serveUsageWire(fastify, answering, version);
  const ownUrl = () => url;
  const signIn = makeSignIn(config, keys, embedded !== null && embedded.signIn.people.length > 0, ownUrl);
  const { clearMs, idleMs, longestMs } = config.desk;
  const renew = async (refreshToken: string) => {
    if (!signIn) throw new Error('No issuer is configured for the desks.');
    return signIn.renew(refreshToken).catch((cause) => {
      logger.warn({ cause }, 'a session at a desk could not be renewed');
      throw cause;
    });
  };
  const { origin } = new URL(config.publicUrl);
  const sessions = new DeskSessions({ pool: writing, keys, clock, idleMs, longestMs, renew });
  const doors = [tokenDoor, { prefix: '/desk', whoAsks: bySession(sessions, origin) }];
  serveRosterWire(fastify, answering, doors);
  serveBhxhGateway(fastify, answering, {
    ...{ accounts: new BhxhAccounts({ pool, clock, keys }), agencies },
    ...{ words: portalWords, today: () => dayIn(clock) },
  });
  serveFhir(fastify, answering, { publicUrl: config.publicUrl, version });
  if (matcherUrl) {
    serveReconciliationFiles(fastify, answering, { mostBytes: config.reconcileFileBytes, doors });
    const hub = { pool, units, keys, clock, recorder, logger };
    const running = runReconciliations(hub, {
      matcherUrl,
      registryUrl: urls.population,
      reconciled,
      at: config.reconcileAt,
      kept: config.reconcileKept,
      mostRows: config.reconcileMostRows,
    });
    releasers.add('job reconciliation', () => running.stop());
  }
  startJobs(
    { ...{ config, urls, pool, writing, shared, agencies, recorder, courier, logger, metrics }, population },
    releasers,
  );
  if (embedded) serveIssuer(fastify, embedded);
  await serveDesk(fastify, answering, {
    ...{ signIn, sessions, origin, clearMs, idleMs, sampleData: config.demo },
    pages: join(packageRoot, 'dist', 'desks', 'desk'),
  });
  if (embedded) serveSignInPage(fastify, { signIn: embedded.signIn, origin });
  if (exploreSession) await serveExplore(fastify, exploreSession);

  url = await listen(fastify, config);
  logger.info({ version, url, sectors: sectors.map((sector) => sector.name) }, 'ready');
  return {
    url,
    metrics,
    async stop() {
      accepting = false;
      const failed = await releasers.releaseAll();
      if (failed.length > 0) logger.warn({ failed }, 'some parts would not close');
    },
  };
}

/** What people call what the hub stands on itself; sectors say it of themselves. */
const ownTitles: [string, Sentence][] = [
  ['hub', { vi: 'CSDL của trục liên thông', en: 'The hub’s own database' }],
  ['audit', { vi: 'Nhật ký tra cứu', en: 'Record of looks' }],
  ['population', { vi: 'CSDL quốc gia về dân cư', en: 'Population registry' }],
];

/** What is reconciled by this process; nothing where the matcher's login is not set. */
function reconciliationOf(config: Config, state: StateDir, urls: DatabaseUrls) {
  const matcherUrl = urls.hubMatcher ?? null;
  const all = sectorModules.map(({ name, database, records }) => ({
    name,
    url: urls[database],
    view: records,
  }));
  const signer = () => {
    try {
      return sealFiles(config, state).openKeys().current;
    } catch {
      return null;
    }
  };
  // NOTE: a source that is asked over the web has no view to read whole.
  const readable = all.filter(({ url }) => !isWebUrl(url));
  return { matcherUrl, reconciled: matcherUrl ? readable : [], signer };
}

/** Where officers sign in at desks: the configured issuer, else the embedded one's sample people, else nowhere. */
function makeSignIn(config: Config, keys: Keyring, hasSample: boolean, ownUrl: () => string): SignIn | null {
  const { audience, publicUrl, production } = config;
  const external = config.desk.issuer;
  const scope = external?.scope ?? ['openid', ...scopes].join(' ');
  const sample = { url: publicUrl, clientId: 'desk', clientSecret: null, scope, itself: ownUrl };
  const issuer: DeskIssuer | null = external ? { ...external, scope } : hasSample ? sample : null;
  if (!issuer) return null;
  return new SignIn({
    ...{ issuer, audience, keys, httpsOnly: production },
    redirectUri: `${publicUrl}${signedInPath}`,
  });
}

/** NOTE: no desk waits for it, and what is too slow for a look must not keep a hub from starting. */
async function loadUnitsPatiently(config: Config, urls: DatabaseUrls, logger: Logger): Promise<AdminUnits> {
  const patient = { ...config, poolSize: 1, registryTimeoutMs: 60_000 };
  const pool = openHubPool(patient, urls, logger, 'lienthong start');
  try {
    return await loadUnits(pool);
  } finally {
    await pool.end();
  }
}

/** A database and the contract views it is read through. */
interface Contract {
  source: Source;
  views: readonly ContractView[];
}

/** A source whose views drifted is named at start; requests for what it misses fail on their own. */
async function warnOfContract(contracts: readonly Contract[], logger: Logger): Promise<void> {
  await Promise.all(
    contracts.map(async ({ source, views }) => {
      try {
        const drift = await checkContract(source, views);
        if (drift.length === 0) return;
        logger.error({ source: source.name, drift }, 'contract views drifted; see: lienthong sectors check');
      } catch (cause) {
        logger.warn({ source: source.name, cause }, 'a source does not answer yet');
      }
    }),
  );
}

function dependenciesOf(
  pool: pg.Pool,
  recorder: Recorder,
  population: Source,
  sectors: readonly Sector[],
): (Dependency & Watched)[] {
  const hub = () =>
    pool.query('select 1').then(
      () => true,
      () => false,
    );
  return [
    { name: 'hub', part: 'HUB', required: true, ping: hub },
    { name: 'audit', part: 'RECORD', required: true, ping: () => recorder.ping() },
    ofSource(population, 'REGISTRY'),
    ...sectors.map(({ source }) => ofSource(source, 'SECTOR')),
  ];
}

function ofSource(source: Reachable, part: 'REGISTRY' | 'SECTOR'): Dependency & Watched {
  return {
    ...{ name: source.name, part, required: part === 'REGISTRY', ping: () => source.ping() },
    get health() {
      return source.health;
    },
  };
}

function serveMetrics(fastify: FastifyInstance, { registry }: Metrics): void {
  fastify.get('/metrics', async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}
