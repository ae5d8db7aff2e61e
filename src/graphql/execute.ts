import type { Readable } from 'node:stream';
import { HeaderMap } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import type { Logger } from '../process/logger.js';
import type { makeApollo } from './apollo.js';
import { asEngineFormats, publicError } from './errors.js';
import type { Planner } from './plan.js';
import { tellWhen } from './rate-limited.js';
import { askedIn } from './request-body.js';
import type { RequestState } from './request-state.js';
import { admit, conclude } from './steps.js';
import { UnreadBody } from './unread-body.js';

/** What runs operations: the engine, the plans it leaves, and where its failures are told. */
export interface Engine {
  apollo: Awaited<ReturnType<typeof makeApollo>>;
  planner: Planner;
  logger: Logger;
}

/** An answer that has not left yet. */
export interface Answer {
  status: number;
  headers: Iterable<[string, string]>;
  /** What is streamed begins to leave once its event is committed, like any answer. */
  body: string | Readable;
}

export const json = 'application/json; charset=utf-8';
/** What we can answer in; anything else is refused before it is run. */
const acceptable = /\*\/\*|application\/(\*|json|graphql-response\+json)/i;

/** What the usual clients accept and are answered in; any other wish is the engine's to weigh. */
const contentTypes = new Map([
  ['*/*', json],
  ['application/json', json],
  ['application/graphql-response+json', 'application/graphql-response+json; charset=utf-8'],
]);

/** A plan that is ready is run by itself; whatever is new or unusual goes through the engine, under the same rules. */
export async function execute(parts: Engine, request: FastifyRequest, state: RequestState): Promise<Answer> {
  const { accept } = request.headers;
  if (accept && !acceptable.test(accept)) throw new UnreadBody(406, null);
  const answer = (await runReady(parts, request, state)) ?? (await runByEngine(parts, request, state));
  return tellWhen(answer, state.result);
}

/** Null when there is no such plan, or when nothing was run and the engine has to say why. */
async function runReady(
  { planner, logger }: Engine,
  request: FastifyRequest,
  state: RequestState,
): Promise<Answer | null> {
  const contentType = contentTypes.get(request.headers.accept ?? '*/*');
  const asked = contentType && askedIn(request.body);
  const ready = asked && planner.ready(asked);
  if (!ready) return null;
  const { plan, compiled } = ready;
  admit(plan, state);
  const { data, errors } = await compiled.run(state, asked.variables);
  if (data === undefined) return null;
  const headers: Answer['headers'] = [['content-type', contentType]];
  const result = errors?.length ? { errors: errors.map(asEngineFormats), data } : { data };
  return {
    status: 200,
    headers,
    body: `${JSON.stringify(conclude(plan, state, result, errors ?? [], logger))}\n`,
  };
}

async function runByEngine(parts: Engine, request: FastifyRequest, state: RequestState): Promise<Answer> {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const response = await parts.apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers, search: '', body: request.body },
    context: async () => state,
  });
  let body = response.body.kind === 'complete' ? response.body.string : '';
  if (!state.result.finished) {
    // The engine refused the request's form before it became an operation.
    const { errors = [] } = JSON.parse(body) as { errors?: { message: string }[] };
    state.result.errors = errors.map((error) =>
      publicError(error, null, state.language, state.requestId, parts.logger),
    );
    body = JSON.stringify({ errors: state.result.errors });
  }
  return { status: response.status ?? 200, headers: response.headers, body };
}
