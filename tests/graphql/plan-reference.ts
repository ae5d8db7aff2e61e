import { execute, type GraphQLSchema, getOperationAST, parse } from 'graphql';
import pg from 'pg';
import { AgencyStore } from '../../src/access/agency-store.js';
import type { Caller } from '../../src/access/caller.js';
import { Keyring } from '../../src/access/keys.js';
import { Quota } from '../../src/access/quota/quota.js';
import { parseReason } from '../../src/access/reason.js';
import { Trail } from '../../src/audit/trail.js';
import { makeSource, type Source } from '../../src/database/source.js';
import { loadUnits } from '../../src/database/units.js';
import { HubError } from '../../src/domain/errors.js';
import { makeRequestState } from '../../src/graphql/request-context.js';
import { releasedIn, responseTree } from '../../src/graphql/response-tree.js';
import { shapeOf } from '../../src/graphql/shape.js';
import { systemClock } from '../../src/process/clock.js';
import { makeLogger } from '../../src/process/logger.js';
import { makeMetrics } from '../../src/process/metrics.js';
import { PostgresRegistry } from '../../src/registry/postgres-registry.js';
import { RegistryLane } from '../../src/registry/registry-lane.js';
import { makeLane } from '../../src/registry/source-lane.js';
import { sectorModules } from '../../src/sectors/index.js';
import { askInCare, makeInCare } from '../../src/visits/in-care-store.js';
import type { Cluster } from '../support/cluster.js';
import type { SampleCaller } from './plan-callers.js';
import type { Operation } from './plan-operations.js';

/** What plain graphql-js makes of an operation, with what the record of looks would keep. */
export interface Expected {
  data: unknown;
  /** `path: code` of each error, sorted. */
  errors: string[];
  released: string[];
  /** `personal id: outcome` of each subject, sorted. */
  subjects: string[];
}

/** The specification's own executor over the same databases, resolvers and rules, without a server or a plan. */
export class Reference {
  private constructor(
    private readonly schema: GraphQLSchema,
    private readonly shared: Parameters<typeof makeRequestState>[0],
    private readonly agencies: AgencyStore,
    private readonly closables: { close(): Promise<unknown> }[],
  ) {}

  static async open({ databases, state }: Cluster, schema: GraphQLSchema): Promise<Reference> {
    const pool = new pg.Pool({ connectionString: databases.urls.hub, max: 2 });
    const parts = { poolSize: 2, timeoutMs: 5_000, logger: makeLogger('silent'), metrics: makeMetrics() };
    const open = (name: string, url: string): Source => makeSource({ name, url, ...parts });
    const population = open('population', databases.urls.population);
    const sectors = sectorModules.map((module) =>
      module.make(open(module.name, databases.urls[module.database])),
    );
    const keys = new Keyring(state.masterKey(null));
    const shared = {
      registry: new RegistryLane(new PostgresRegistry(population), makeLane()),
      sectors: sectors.map((sector) => ({ sector, lane: makeLane() })),
      units: await loadUnits(pool),
      quota: new Quota({ pool, clock: systemClock, keys }),
      ...{ keys, clock: systemClock },
      inCare: makeInCare(askInCare(pool, keys, systemClock), makeLane()),
      hub: {
        version: '',
        sources: () => [],
        reconciled: new Map(),
        titles: new Map(),
        operation: null,
        signer: () => null,
      },
      outage: { visitBudgetMs: 2_500, lastKnownDays: 0 },
      pools: { reading: pool, writing: pool },
      deliver: async () => undefined,
    };
    const closables = [population, ...sectors.map(({ source }) => source), { close: () => pool.end() }];
    return new Reference(schema, shared, new AgencyStore(pool, systemClock), closables);
  }

  async run(caller: SampleCaller, self: string, operation: Operation): Promise<Expected> {
    const { query, operationName, variables } = operation;
    const document = parse(query);
    const node = getOperationAST(document, operationName)!;
    const asker = await this.#caller(caller, self);
    const trail = new Trail('reference', systemClock.now());
    const state = makeRequestState(this.shared, {
      ...{ requestId: 'reference', language: 'vi', caller: asker, trail, isGone: () => false },
      reason: parseReason(caller.headers, asker),
    });
    state.open(shapeOf(this.schema, document, node).coordinates, null);
    const { data = null, errors = [] } = await execute({
      ...{ schema: this.schema, document, operationName, variableValues: variables, contextValue: state },
    });
    const { keys } = this.shared;
    const event = trail.toEvent(keys, 'ANSWERED', [], systemClock.now());
    return {
      data,
      errors: errors
        .map(({ path, originalError }) => {
          const code = originalError instanceof HubError ? originalError.code : 'INTERNAL_SERVER_ERROR';
          return `${path?.join('.')}: ${code}`;
        })
        .sort(),
      released: releasedIn(responseTree(this.schema, document, node), data),
      subjects: event.subjects
        .map(({ sealed, outcome }) => `${keys.open('audit-seal', sealed, event.id)}: ${outcome}`)
        .sort(),
    };
  }

  async close(): Promise<void> {
    for (const one of this.closables) await one.close();
  }

  async #caller({ agency: code, kind }: SampleCaller, self: string): Promise<Caller> {
    const agency = (await this.agencies.find(code))!;
    const isSelf = kind === 'RESIDENT';
    return {
      ...{ agency, clientId: code, officer: isSelf ? null : '001' },
      ...{ self: isSelf ? self : null, scopes: agency.grants, barred: null },
    };
  }
}
