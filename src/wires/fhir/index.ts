import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { HubError } from '../../domain/errors.js';
import { parseLanguage } from '../../domain/language.js';
import type { Answer } from '../../graphql/execute.js';
import { maxBodyBytes } from '../../graphql/limits/index.js';
import type { RequestState } from '../../graphql/request-state.js';
import { answerOnRecord, type GraphQLParts, type Operation, requestIdOf } from '../../graphql/server.js';
import { type UnreadBody, unreadBody } from '../../graphql/unread-body.js';
import { capabilityStatement } from './capability.js';
import { type Interactions, makeInteractions } from './interactions.js';
import { type AddressQuery, byPostOnly, requireAnswerable, takeQuery } from './negotiate.js';
import { asFhir, notFound, refused } from './outcome.js';

const root = '/wires/fhir';

/** What this wire needs besides the parts of every wire. */
export interface FhirParts {
  /** Where callers reach the hub, without a slash at the end. */
  publicUrl: string;
  version: string;
}

type Interaction = (request: FastifyRequest, state: RequestState) => Promise<Answer> | Answer;

/**
 * HL7 FHIR R4 (4.0.1, JSON) under `/wires/fhir`: Patient, Coverage, eligibility (docs/fhir.md). Each interaction asks a
 * document of the hub's own in the place of its caller, and writes what came of it as resources. Searches are by POST,
 * ids are handles, and every refusal is an OperationOutcome.
 */
export function serveFhir(
  fastify: FastifyInstance,
  parts: GraphQLParts,
  { publicUrl, version }: FhirParts,
): void {
  const base = `${publicUrl}${root}`;
  const act: Interactions = makeInteractions(parts, base);
  const queries = new WeakMap<FastifyRequest, AddressQuery>();
  const queryOf = (request: FastifyRequest) => queries.get(request) ?? { format: null, searches: false };

  fastify.register(
    async (scope) => {
      scope.addHook('onRequest', async (request) => void queries.set(request, takeQuery(request)));
      readForms(scope);
      const answerBy = (type: string, interaction: Interaction) => {
        const operation = operationOf(type, interaction, queryOf);
        return (request: FastifyRequest, reply: FastifyReply, unread: UnreadBody | null = null) =>
          parts.underWay.during(answerOnRecord(parts, operation, request, reply, unread));
      };
      const serve = (method: 'GET' | 'POST', path: string, interaction: Interaction) => {
        const answer = answerBy(path.split('/')[1]!, interaction);
        scope.route({
          ...{ method, url: path, bodyLimit: maxBodyBytes, exposeHeadRoute: false },
          errorHandler: (error, request, reply) => answer(request, reply, unreadBody(error)),
          handler: (request, reply) => answer(request, reply),
        });
      };

      scope.get('/metadata', async (request, reply) => send(reply, metadataFor(request, queryOf(request))));
      serve('POST', '/Patient/_search', ({ body }, state) => act.searchPatient(body, state));
      serve('GET', '/Patient/:id', (request, state) => act.readPatient(idIn(request), state));
      serve('POST', '/Coverage/_search', ({ body }, state) => act.searchCoverage(body, state));
      serve('GET', '/Coverage/:id', (request, state) => act.readCoverage(idIn(request), state));
      for (const path of ['/CoverageEligibilityRequest', '/CoverageEligibilityRequest/$submit'])
        serve('POST', path, ({ body }, state) => act.checkEligibility(body, state));
      for (const type of ['Patient', 'Coverage', 'CoverageEligibilityRequest', 'CoverageEligibilityResponse'])
        for (const path of [`/${type}`, `/${type}/_search`])
          serve('GET', path, () => {
            throw byPostOnly();
          });
      scope.setNotFoundHandler((request, reply) => {
        const language = parseLanguage(request.headers['accept-language']);
        return send(reply, notFound(language, requestIdOf(request)));
      });
    },
    { prefix: root },
  );

  function metadataFor(request: FastifyRequest, query: AddressQuery): Answer {
    try {
      requireAnswerable(request, query);
      return asFhir(200, capabilityStatement(base, version));
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      return refused(error, parseLanguage(request.headers['accept-language']), requestIdOf(request));
    }
  }
}

function operationOf(
  type: string,
  interaction: Interaction,
  queryOf: (request: FastifyRequest) => AddressQuery,
): Operation {
  return {
    async run(_parts, request, state) {
      state.trail.operationName = `wire fhir.${type}`;
      requireAnswerable(request, queryOf(request));
      return interaction(request, state);
    },
    refused,
  };
}

/** What bodies come as: JSON of FHIR and plain JSON, and forms for searches. */
function readForms(scope: FastifyInstance): void {
  scope.addContentTypeParser(
    ['application/fhir+json', 'application/json'],
    { parseAs: 'string' },
    scope.getDefaultJsonParser('error', 'error'),
  );
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    async (_request: FastifyRequest, body: string) => new URLSearchParams(body),
  );
}

const idIn = ({ params }: FastifyRequest): string => (params as { id: string }).id;

function send(reply: FastifyReply, { status, headers, body }: Answer): FastifyReply {
  for (const [name, value] of headers) reply.header(name, value);
  return reply.header('cache-control', 'no-store').code(status).send(body);
}
