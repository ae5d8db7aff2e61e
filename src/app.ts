import { readFileSync } from 'node:fs';
import Fastify, { type FastifyInstance } from 'fastify';
import pg from 'pg';
import { AgencyStore } from './access/agency-store.js';
import { Authenticator } from './access/authenticate.js';
import { type Issuer, loadIssuerKeys, makeIssuer } from './access/issuer.js';
import { Keyring } from './access/keys.js';
import { needsResidence } from './access/remit/decide.js';
import { discoverJwks, type IssuerKeys, localKeys, remoteKeys } from './access/token-keys.js';
import { type AuditLog, makeAuditLog } from './audit/log.js';
import { type Config, type DatabaseUrls, missingUrls, productionProblems } from './config/config.js';
import { version } from './config/package-root.js';
import type { StateDir } from './config/state.js';
import type { HubState } from './context.js';
import { checkContract } from './database/contract-views.js';
import { migrate, pendingMigrations } from './database/migrate.js';
import { hubMigrations } from './database/migrations.js';
import { makeSource, type Source } from './database/source.js';
import { loadUnits } from './database/units.js';
import { errorAnswer, HubError } from './domain/errors.js';
import { parseLanguage } from './domain/language.js';
import { makeApollo } from './graphql/apollo.js';
import { type ExploreSession, serveExplore } from './graphql/explore.js';
import { Planner } from './graphql/plan.js';
import { makeSchema } from './graphql/schema.js';
import { requestIdOf, serveGraphQL } from './graphql/server.js';
import { type Clock, dayIn, systemClock } from './process/clock.js';
import { type Dependency, serveHealth } from './process/health.js';
import { type Logger, makeLogger } from './process/logger.js';
import { type Metrics, makeMetrics } from './process/metrics.js';
import { Releasers } from './process/releasers.js';
import { makeIdentify } from './registry/identify.js';
import { partsFor } from './registry/parts.js';
import { PostgresRegistry } from './registry/postgres-registry.js';
import type { Part } from './registry/registry.js';
import { ResidentLoader } from './registry/resident-loader.js';
import { registryViews } from './registry/views.js';
import { sectorModules } from './sectors/index.js';
import { SectorLoaders } from './sectors/loaders.js';
import type { Sector } from './sectors/sector.js';

export interface AppOptions {
  config: Config;
  state: StateDir;
  clock?: Clock;
  logger?: Logger;
  /** What the explorer shows; present only in demonstrations. */
  exploreSession?: () => Promise<ExploreSession>;
}

export interface App {
  /** Where it listens, `http://127.0.0.1:4000`. */
  url: string;
  metrics: Metrics;
  /** Not ready → drain → close in reverse. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * The whole hub from its configuration: databases → migrations → sectors → schema → server, each with its undoing.
 * Refuses to start on a dangerous production setting, a newer database or a field without a scope.
 */
export async function startApp(options: AppOptions): Promise<App> {
  const { config, state, clock = systemClock, logger = makeLogger(config.logLevel) } = options;
  const problems = productionProblems(config);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const missing = missingUrls(config.urls);
  if (missing.length > 0)
    throw new Error(`Set ${missing.join(', ')}, or run the demo, which brings its own databases.`);
  const urls = config.urls as DatabaseUrls;
  const releasers = new Releasers();
  try {
    return await compose({ ...options, clock, logger, config, state }, urls, releasers);
  } catch (error) {
    await releasers.releaseAll();
    throw error;
  }
}

async function compose(
  { config, state, clock, logger, exploreSession }: Required<Omit<AppOptions, 'exploreSession'>> & AppOptions,
  urls: DatabaseUrls,
  releasers: Releasers,
): Promise<App> {
  const metrics = makeMetrics();
  const keys = new Keyring(state.masterKey(config.masterKey));
  await prepareHub(urls, logger);

  const pool = new pg.Pool({
    connectionString: urls.hub,
    max: config.poolSize,
    application_name: 'lienthong hub',
    connectionTimeoutMillis: 2_000,
    query_timeout: config.registryTimeoutMs,
  });
  pool.on('error', (cause) => logger.warn({ cause }, 'an idle hub connection broke'));
  releasers.add('hub pool', () => pool.end());
  const units = await loadUnits(pool);
  const audit = makeAuditLog({ url: urls.hubAudit, timeoutMs: config.registryTimeoutMs, logger, metrics });
  releasers.add('audit', () => audit.close());

  const open = (name: string, url: string, timeoutMs: number): Source => {
    const source = makeSource({ name, url, poolSize: config.poolSize, timeoutMs, logger, metrics });
    releasers.add(`source ${name}`, () => source.close());
    return source;
  };
  const population = open('population', urls.population, config.registryTimeoutMs);
  const registry = new PostgresRegistry(population);
  const sectors: Sector[] = sectorModules.map((module) =>
    module.make(open(module.name, urls[module.database], config.sectorTimeoutMs)),
  );
  await warnOfContract(population, sectors, logger);

  const schema = await makeSchema(sectorModules.flatMap((module) => module.resolvers));
  const apollo = await makeApollo({ schema, planner: new Planner(schema, config.introspection), logger });
  releasers.add('graphql', () => apollo.stop());

  const agencies = new AgencyStore(pool, clock);
  const { issuers, issuer } = await openIssuers(config, state, agencies, pool, logger);
  const authenticator = new Authenticator({ issuers, audience: config.audience, agencies, keys, clock });
  const hub: HubState = {
    version,
    sources: () =>
      [population, ...sectors.map((sector) => sector.source)].map(({ name, state: now }) => ({
        name,
        state: now,
      })),
  };

  const fastify = makeFastify(config, logger);
  releasers.add('http', () => drain(fastify));
  let accepting = true;
  serveHealth(fastify, dependenciesOf(pool, audit, population, sectors), () => accepting);
  fastify.get('/metrics', async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
  serveGraphQL(fastify, {
    ...{ apollo, authenticator, audit, keys, clock, logger, metrics },
    deadlineMs: config.requestDeadlineMs,
    makeState({ requestId, language, caller, reason, trail }) {
      const now = clock.now();
      const today = dayIn(clock);
      const loaders = new SectorLoaders(sectors);
      const base = {
        requestId,
        language,
        caller,
        reason,
        trail,
        now,
        today,
        keys,
        units,
        hub,
        sectors: loaders,
      };
      const notYet = null as never;
      return {
        ...base,
        residents: notYet,
        identify: notYet,
        open(coordinates) {
          const always: Part[] = needsResidence(caller) ? ['residence'] : [];
          this.residents = new ResidentLoader(registry, partsFor(coordinates, always), caller, trail, {
            belongs: (relation, personalId) =>
              loaders.belongs(relation, personalId, caller.agency.units, today),
            units,
            today,
          });
          this.identify = makeIdentify({
            residents: this.residents,
            trail,
            units,
            mayReadReasons: caller.scopes.has('identity:read'),
            personalIdOfInsuranceNumber: (number) => loaders.personalIdOfInsuranceNumber(number),
          });
        },
        result: { errors: [], hasData: false, finished: false },
      };
    },
  });
  if (issuer) serveIssuer(fastify, issuer);
  if (exploreSession) await serveExplore(fastify, exploreSession);

  const url = await fastify
    .listen({ host: config.host, port: config.port })
    .catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        throw new Error(`Port ${config.port} is taken. Choose another with --port.`);
      throw error;
    });
  logger.info({ version, sectors: sectors.map((sector) => sector.name) }, 'ready');
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

/** With the owner's login the hub brings its own database up to date; without it, it says what is missing. */
async function prepareHub(urls: DatabaseUrls, logger: Logger): Promise<void> {
  if (urls.hubOwner) {
    const applied = await migrate(urls.hubOwner, hubMigrations);
    if (applied.length > 0) logger.info({ applied }, 'the hub database was brought up to date');
    return;
  }
  const pending = await pendingMigrations(urls.hub, hubMigrations);
  if (pending.length > 0) {
    throw new Error(
      `The hub database misses ${pending.join(', ')}. Run: lienthong migrate (with LIENTHONG_HUB_OWNER_URL).`,
    );
  }
}

/** A source whose views drifted is named at start; requests for what it misses fail on their own. */
async function warnOfContract(population: Source, sectors: readonly Sector[], logger: Logger): Promise<void> {
  const checks = [
    { source: population, views: registryViews },
    ...sectors.map((sector, at) => ({ source: sector.source, views: sectorModules[at]!.views })),
  ];
  await Promise.all(
    checks.map(async ({ source, views }) => {
      try {
        const drift = await checkContract(source, views);
        if (drift.length > 0)
          logger.error(
            { source: source.name, drift },
            'contract views drifted; see: lienthong sectors check',
          );
      } catch (cause) {
        logger.warn({ source: source.name, cause }, 'a source does not answer yet');
      }
    }),
  );
}

async function openIssuers(
  config: Config,
  state: StateDir,
  agencies: AgencyStore,
  pool: pg.Pool,
  logger: Logger,
) {
  const issuers: IssuerKeys[] = [];
  let issuer: Issuer | null = null;
  if (config.embeddedIssuer) {
    const signing = loadIssuerKeys(state);
    issuer = await makeIssuer({
      issuer: config.publicUrl,
      audience: config.audience,
      keys: signing,
      agencies,
      pool,
      logger,
    });
    issuers.push(localKeys(config.publicUrl, signing));
  }
  for (const external of config.issuers) issuers.push(remoteKeys(external, await discoverJwks(external)));
  if (issuers.length === 0) throw new Error('No token would be accepted: set LIENTHONG_ISSUERS.');
  return { issuers, issuer };
}

function dependenciesOf(
  pool: pg.Pool,
  audit: AuditLog,
  population: Source,
  sectors: readonly Sector[],
): Dependency[] {
  return [
    {
      name: 'hub',
      required: true,
      ping: () =>
        pool.query('select 1').then(
          () => true,
          () => false,
        ),
    },
    { name: 'audit', required: true, ping: () => audit.ping() },
    { name: 'population', required: true, ping: () => population.ping() },
    ...sectors.map(({ source }) => ({ name: source.name, required: false, ping: () => source.ping() })),
  ];
}

/** How long requests under way may take to finish at stop. */
const drainMs = 10_000;

async function drain(fastify: FastifyInstance): Promise<void> {
  const late = setTimeout(() => fastify.server.closeAllConnections(), drainMs);
  try {
    await fastify.close();
  } finally {
    clearTimeout(late);
  }
}

function makeFastify(config: Config, logger: Logger): FastifyInstance {
  const fastify = Fastify({
    logger: false,
    forceCloseConnections: 'idle',
    requestTimeout: 30_000,
    ...(config.tls && {
      https: { cert: readFileSync(config.tls.certFile), key: readFileSync(config.tls.keyFile) },
    }),
  }) as FastifyInstance;
  fastify.removeContentTypeParser('text/plain');
  fastify.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    const code =
      status === 413 ? 'LIMIT_EXCEEDED' : status >= 500 ? 'INTERNAL_SERVER_ERROR' : 'BAD_USER_INPUT';
    if (status >= 500) logger.error({ cause: error }, 'a request failed');
    const language = parseLanguage(request.headers['accept-language']);
    return reply.code(status).send(errorAnswer(new HubError(code), language, requestIdOf(request)));
  });
  fastify.setNotFoundHandler((request, reply) =>
    reply
      .code(404)
      .send(
        errorAnswer(
          new HubError('NOT_FOUND'),
          parseLanguage(request.headers['accept-language']),
          requestIdOf(request),
        ),
      ),
  );
  return fastify;
}

/** The issuer reads its own bodies, so its routes leave them unparsed. */
function serveIssuer(fastify: FastifyInstance, issuer: Issuer): void {
  fastify.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    for (const url of ['/oauth/*', '/.well-known/*']) {
      scope.all(url, (request, reply) => {
        reply.hijack();
        issuer.handle(request.raw, reply.raw);
      });
    }
  });
}
