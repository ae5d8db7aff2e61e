import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { authorize } from '../access/authorize.js';
import { HubError } from '../domain/errors.js';
import type { Logger } from '../process/logger.js';
import { asGraphQLError, publicError } from './errors.js';
import { maxTokens } from './limits/index.js';
import type { Plan, Planner } from './plan.js';
import type { RequestState } from './request-state.js';
import { coordinateAt, releasedIn } from './response-tree.js';

/**
 * The GraphQL engine with our steps hung into it: plan, limits and access before anything runs, the caller's
 * errors and what was released after. Auditing is the caller's of this: it must come after the last byte is known.
 */
export async function makeApollo(options: {
  schema: GraphQLSchema;
  planner: Planner;
  logger: Logger;
}): Promise<ApolloServer<RequestState>> {
  const { schema, planner, logger } = options;
  const server = new ApolloServer<RequestState>({
    schema,
    plugins: [ApolloServerPluginCacheControlDisabled(), steps(planner, logger)],
    introspection: true,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    maxRecursiveSelections: 1_000,
    parseOptions: { maxTokens },
    validationOptions: { maxErrors: 5 },
    stopOnTerminationSignals: false,
    logger: {
      debug() {},
      info() {},
      warn() {},
      error: () => logger.error('the GraphQL engine reported a failure'),
    },
  });
  await server.start();
  return server;
}

function steps(planner: Planner, logger: Logger): ApolloServerPlugin<RequestState> {
  return {
    async requestDidStart() {
      let plan: Plan | null = null;
      return {
        async didResolveOperation({ source, document, operation, operationName, contextValue: state }) {
          // The document has no such operation: the engine says so when it comes to running it.
          if (!operation) return;
          try {
            // A name chosen by the caller could hold a person's number.
            const named = operationName?.slice(0, 100) ?? null;
            state.trail.operationName = named && /\d{9,}/.test(named.replaceAll('_', '')) ? null : named;
            plan = planner.plan(source, document, operation);
            state.trail.operationHash = plan.hash;
            authorize(plan.requirements, state.caller, state.reason);
            state.open(plan.shape.coordinates);
          } catch (error) {
            if (!(error instanceof HubError)) throw error;
            const missing = error.details.missing as { coordinate: string }[] | undefined;
            state.trail.refused = missing?.map(({ coordinate }) => coordinate) ?? [];
            throw asGraphQLError(error);
          }
        },
        async willSendResponse({ response, errors, contextValue: state }) {
          if (response.body.kind !== 'single') return;
          const result = response.body.singleResult;
          const formatted = (result.errors ?? []).map((error, at) =>
            publicError(error, errors?.[at], state.language, state.requestId, logger),
          );
          if (formatted.length > 0) result.errors = formatted;
          if (formatted.some((error) => error.extensions?.code === 'SECTOR_UNAVAILABLE')) {
            result.extensions = { ...result.extensions, partial: true };
          }
          Object.assign(state.result, { errors: formatted, hasData: !!result.data, finished: true });
          if (plan) {
            state.trail.released = [...releasedIn(plan.tree, result.data)];
            state.trail.unavailable = unavailableIn(plan, formatted);
          }
        },
      };
    },
  };
}

function unavailableIn(plan: Plan, errors: readonly GraphQLFormattedError[]): string[] {
  const found = errors.map((error) => coordinateAt(plan.tree, error.path)).filter((one) => one !== null);
  return [...new Set(found)];
}
