import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import { HubError, httpStatusOf, isErrorCode } from '../domain/errors.js';
import type { Logger } from '../process/logger.js';
import { asGraphQLError } from './errors.js';
import { maxTokens } from './limits/index.js';
import { type Plan, type Planner, recordableName } from './plan.js';
import type { RequestState } from './request-state.js';
import { admit, conclude } from './steps.js';

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
    // A document that comes back is found by its plan: keeping what never does would only fill the memory.
    documentStore: null,
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
    async requestDidStart({ request }) {
      let plan: Plan | null = null;
      return {
        async didResolveOperation({ source, document, operation, contextValue: state }) {
          // The document has no such operation: the engine says so when it comes to running it.
          if (!operation) return;
          // A document over a limit is on record too.
          state.trail.operationName = recordableName(operation);
          try {
            plan = planner.plan({ source, operationName: request.operationName }, document, operation);
            admit(plan, state);
          } catch (error) {
            throw error instanceof HubError ? asGraphQLError(error) : error;
          }
        },
        async willSendResponse({ response, errors = [], contextValue: state }) {
          if (response.body.kind !== 'single') return;
          const { singleResult } = response.body;
          Object.assign(singleResult, conclude(plan, state, singleResult, errors, logger));
          // A write that was refused was refused as a whole.
          const code = singleResult.errors?.[0]?.extensions?.code;
          if (plan?.shape.writes && !singleResult.data && isErrorCode(code)) {
            response.http.status = httpStatusOf(code);
          }
        },
      };
    },
  };
}
