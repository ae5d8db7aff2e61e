import { randomUUID } from 'node:crypto';
import { AgencyStore } from '../access/agency-store.js';
import { authorize, type Requirement } from '../access/authorize.js';
import type { Agency, Caller, Reason } from '../access/caller.js';
import { requireOfficerId } from '../access/input.js';
import { Keyring } from '../access/keys.js';
import { foldOfficer } from '../access/officer-id.js';
import { Quota } from '../access/quota/quota.js';
import { makeAuditLog } from '../audit/log.js';
import { Trail } from '../audit/trail.js';
import type { RequestContext } from '../context.js';
import { makeSource } from '../database/source.js';
import { loadUnits } from '../database/units.js';
import { HubError, httpStatusOf } from '../domain/errors.js';
import { makeRequestState } from '../graphql/request-context.js';
import { systemClock } from '../process/clock.js';
import { makeLogger } from '../process/logger.js';
import { makeMetrics } from '../process/metrics.js';
import { Releasers } from '../process/releasers.js';
import { PostgresRegistry } from '../registry/postgres-registry.js';
import { RegistryLane } from '../registry/registry-lane.js';
import { makeLane } from '../registry/source-lane.js';
import { sectorModules } from '../sectors/index.js';
import { type Workplace, withPool } from './workplace.js';

/** What one request asks and needs, by coordinate; the first is the change where it makes one. */
export interface OwnRequest {
  name: string;
  requirements: readonly Requirement[];
}

/** Runs one request: its own trail, loaders, quota and event, as over HTTP. */
export type Ask = <T>(request: OwnRequest, work: (ctx: RequestContext) => Promise<T>) => Promise<T>;

/**
 * Lends a command requests of its own, as an agency with what it is granted now and an officer: the same remit, quota
 * and record as a request that comes over HTTP, without one.
 * @throws HubError FORBIDDEN for an agency that may not ask
 */
export async function withOwnRequests<T>(
  { config, state, databases }: Workplace,
  who: { agency: string; officer: string; purpose: Reason['purpose'] },
  use: (ask: Ask, agency: Agency) => Promise<T>,
): Promise<T> {
  const { urls } = databases;
  const clock = systemClock;
  const logger = makeLogger('silent');
  const metrics = makeMetrics();
  const keys = new Keyring(state.masterKey(config.masterKey));
  const officer = foldOfficer(requireOfficerId(who.officer));
  const releasers = new Releasers();
  const open = (name: string, url: string, readOnly = true) => {
    const source = makeSource({
      name,
      url,
      poolSize: 2,
      timeoutMs: config.registryTimeoutMs,
      readOnly,
      logger,
      metrics,
    });
    releasers.add(name, () => source.close());
    return source;
  };
  return withPool(urls.hub, async (pool) => {
    try {
      const agency = await new AgencyStore(pool, clock).find(who.agency);
      if (!agency) throw new HubError('FORBIDDEN', { agency: who.agency });
      const isListed = agency.officers?.has(officer) ?? true;
      if (agency.barred.has(officer) || !isListed) throw new HubError('FORBIDDEN', { field: 'officer' });
      const audit = makeAuditLog({
        url: urls.hubAudit,
        timeoutMs: config.registryTimeoutMs,
        logger,
        metrics,
      });
      releasers.add('audit', () => audit.close());
      const sectors = sectorModules.map((module) => {
        const writes = module.writes && urls[module.writes.database];
        return module.make(
          open(module.name, urls[module.database]),
          writes ? open(`${module.name} writes`, writes, false) : null,
        );
      });
      const shared = {
        registry: new RegistryLane(new PostgresRegistry(open('population', urls.population)), makeLane()),
        sectors: sectors.map((sector) => ({ sector, lane: makeLane() })),
        units: await loadUnits(pool),
        quota: new Quota({ pool, clock, keys }),
        inCare: async () => false,
        outage: { visitBudgetMs: config.visitBudgetMs, lastKnownDays: config.lastKnownDays },
        pools: { reading: pool, writing: pool },
        hub: {
          version: '',
          sources: () => [],
          reconciled: new Map(),
          titles: new Map(),
          operation: null,
          signer: () => null,
          kept: () => null,
        },
        // Nothing that a command asks writes corrections.
        deliver: async () => undefined,
        ...{ keys, clock },
      };
      const caller: Caller = {
        ...{
          agency,
          officer,
          clientId: 'cli',
          self: null,
          subject: null,
          scopes: agency.grants,
          barred: null,
        },
      };
      const reason: Reason = { purpose: who.purpose, caseReference: null, emergencyReason: null };
      return await use(async (request, work) => {
        const trail = new Trail(randomUUID(), clock.now());
        Object.assign(trail, { caller, reason, operationName: `cli ${request.name}` });
        try {
          const asked = { requestId: trail.requestId, language: 'en' as const, caller, reason, trail };
          const ctx = makeRequestState(shared, { ...asked, isGone: () => false });
          const coordinates = request.requirements.map(({ coordinate }) => coordinate);
          ctx.open(new Set(coordinates), authorize(request.requirements, caller, reason));
          const answer = await work(ctx);
          trail.released = coordinates;
          if (!trail.isRecorded) await audit.write(trail.toEvent(keys, 'ANSWERED', [], clock.now()));
          return answer;
        } catch (error) {
          const code = error instanceof HubError ? error.code : 'INTERNAL_SERVER_ERROR';
          const outcome = httpStatusOf(code) >= 500 ? 'FAILED' : 'REFUSED';
          if (code !== 'AUDIT_UNAVAILABLE')
            await audit.write(trail.toEvent(keys, outcome, [code], clock.now()));
          throw error;
        }
      }, agency);
    } finally {
      await releasers.releaseAll();
    }
  });
}
