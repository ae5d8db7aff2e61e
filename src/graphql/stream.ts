import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  subscribe,
} from 'graphql';
import { createHandler } from 'graphql-sse';
import { requireMayLook } from '../access/authenticate.js';
import { authorize } from '../access/authorize.js';
import { thumbprintOfCertificate } from '../access/client-certificate.js';
import { HubError } from '../domain/errors.js';
import { asEngineFormats } from './errors.js';
import type { Answer } from './execute.js';
import { maxBodyBytes } from './limits/index.js';
import { OpenStreams } from './open-streams.js';
import type { Plan } from './plan.js';
import { askedIn } from './request-body.js';
import type { RequestState } from './request-state.js';
import { answerOnRecord, type GraphQLParts, type Operation, refused } from './server.js';
import { admit, conclude } from './steps.js';
import { UnreadBody, unreadBody } from './unread-body.js';

/**
 * `POST /graphql/stream`: subscriptions as server-sent events, a connection each (graphql-sse, distinct connections).
 * Who may listen is decided and on record like any operation, before the first event leaves; it is looked at again
 * before every later one, so that a stream ends with the token, the grant or the agency.
 */
export function serveStream(
  fastify: FastifyInstance,
  parts: GraphQLParts,
  schema: GraphQLSchema,
): { stop(): void } {
  const streams = new OpenStreams();
  const operationOn = ({ raw }: FastifyReply): Operation => ({
    run: (_parts, request, state) =>
      answer(parts, schema, request, state, () => streams.take(state.caller.agency.code, raw)),
    refused,
  });
  fastify.post(
    '/graphql/stream',
    {
      bodyLimit: maxBodyBytes,
      errorHandler: (error, request, reply) =>
        parts.underWay.during(answerOnRecord(parts, operationOn(reply), request, reply, unreadBody(error))),
    },
    (request, reply) => parts.underWay.during(answerOnRecord(parts, operationOn(reply), request, reply)),
  );
  return streams;
}

async function answer(
  parts: GraphQLParts,
  schema: GraphQLSchema,
  request: FastifyRequest,
  state: RequestState,
  takePlace: () => AbortSignal,
): Promise<Answer> {
  const asked = askedIn(request.body);
  if (!asked) throw new HubError('BAD_USER_INPUT');
  const { plan, document } = parts.planner.subscription(asked);
  admit(plan, state);
  const over = takePlace();
  const handler = createHandler({
    // NOTE: a stream is its own connection; tokens of the protocol's other mode are not ours.
    authenticate: () => null,
    onSubscribe: () => events(parts, schema, { plan, document, request, state, over }, asked.variables),
  });
  const [body, init] = await handler({
    ...{
      method: 'POST',
      url: '/graphql/stream',
      body: { query: asked.source },
      raw: request,
      context: undefined,
    },
    headers: { get: (name) => headerOf(request, name) },
  });
  if (init.status !== 200 || !body || typeof body === 'string') throw new UnreadBody(406, null);
  state.trail.released = [...plan.shape.coordinates];
  state.result.hasData = true;
  const headers = Object.entries(init.headers ?? {}).filter(([name]) => name.startsWith('content-type'));
  return { status: 200, headers: headers as [string, string][], body: Readable.from(body) };
}

/** NOTE: clients that take anything else too are served: there is nothing else to be had here. */
function headerOf(request: FastifyRequest, name: string): string | null {
  const value = request.headers[name.toLowerCase()];
  const text = Array.isArray(value) ? value.join(', ') : (value ?? null);
  return name.toLowerCase() === 'accept' && /text\/event-stream|\*\/\*/i.test(text ?? '*/*')
    ? 'text/event-stream'
    : text;
}

interface Listening {
  plan: Plan;
  document: DocumentNode;
  request: FastifyRequest;
  state: RequestState;
  /** When nobody listens any more, or may. */
  over: AbortSignal;
}

/** The events of a subscription as they may leave. @throws HubError where it is refused before the first */
async function events(
  parts: GraphQLParts,
  schema: GraphQLSchema,
  listening: Listening,
  variableValues: Record<string, unknown>,
): Promise<AsyncGenerator<ExecutionResult>> {
  const { document, state } = listening;
  const begun = await subscribe({ schema, document, variableValues, contextValue: state });
  if (!(Symbol.asyncIterator in begun)) {
    const cause = begun.errors?.[0]?.originalError;
    throw cause instanceof HubError ? cause : new HubError('BAD_USER_INPUT', {}, undefined, { cause });
  }
  return withinRights(parts, listening, begun);
}

async function* withinRights(
  parts: GraphQLParts,
  { plan, request, state, over }: Listening,
  results: AsyncGenerator<ExecutionResult>,
): AsyncGenerator<ExecutionResult> {
  // NOTE: whoever hangs up while nothing happens is not heard of by `return()`, which waits behind `next()`.
  const ended = new Promise<IteratorResult<ExecutionResult>>((resolve) => {
    const end = () => resolve({ done: true, value: undefined });
    if (over.aborted) end();
    else over.addEventListener('abort', end, { once: true });
  });
  try {
    for (;;) {
      const next = await Promise.race([results.next(), ended]);
      if (next.done || over.aborted || !(await mayStillLook(parts, plan, request, state))) return;
      const { data, errors = [] } = next.value;
      const result = errors.length > 0 ? { errors: errors.map(asFormatted), data } : { data };
      const { data: told, errors: public_ } = conclude(plan, state, result, errors, parts.logger);
      yield { data: told as ExecutionResult['data'], ...(public_ && { errors: public_.map(asThrown) }) };
    }
  } finally {
    void results.return(undefined);
  }
}

const asFormatted = (error: GraphQLError) => asEngineFormats(error);
const asThrown = ({ message, path, extensions }: ReturnType<typeof asEngineFormats>) =>
  new GraphQLError(message, { path, extensions });

async function mayStillLook(
  parts: GraphQLParts,
  plan: Plan,
  request: FastifyRequest,
  { reason }: RequestState,
): Promise<boolean> {
  try {
    const certificate = parts.certificateOf(request);
    const caller = await parts.authenticator.authenticate(
      request.headers.authorization,
      certificate && thumbprintOfCertificate(certificate),
    );
    requireMayLook(caller);
    authorize(plan.requirements, caller, reason);
    return true;
  } catch {
    return false;
  }
}
