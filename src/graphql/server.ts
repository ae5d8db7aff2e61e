import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Authenticator, requireMayLook } from '../access/authenticate.js';
import type { Caller, Reason } from '../access/caller.js';
import { type certificateReader, thumbprintOfCertificate } from '../access/client-certificate.js';
import type { Keyring } from '../access/keys.js';
import { parseReason } from '../access/reason.js';
import type { AuditOutcome } from '../audit/event.js';
import type { Recorder } from '../audit/recorder/recorder.js';
import { Trail } from '../audit/trail.js';
import { errorAnswer, HubError, httpStatusOf } from '../domain/errors.js';
import { type Language, parseLanguage } from '../domain/language.js';
import type { Clock } from '../process/clock.js';
import type { Logger } from '../process/logger.js';
import type { Metrics } from '../process/metrics.js';
import type { UnderWay } from '../process/under-way.js';
import { codesOf } from './errors.js';
import { leavesOnBeat, nextBeat } from './even-time.js';
import { type Answer, type Engine, execute, json } from './execute.js';
import { maxBodyBytes } from './limits/index.js';
import { requireReasonableVariables } from './limits/variables.js';
import type { Asked } from './request-context.js';
import type { RequestState } from './request-state.js';
import { UnreadBody, unreadBody } from './unread-body.js';

export interface GraphQLParts extends Engine {
  authenticator: Authenticator;
  certificateOf: ReturnType<typeof certificateReader>;
  recorder: Recorder;
  keys: Keyring;
  clock: Clock;
  /** Where the one line a request goes. */
  lines: Logger;
  metrics: Metrics;
  underWay: UnderWay;
  deadlineMs: number;
  /** Head of the record of looks as this process knows it, for the header `X-Audit-Checkpoint`; null before the first. */
  checkpoint(): string | null;
  /** A context for this caller; its loaders are made when the operation is known. */
  makeState(asked: Asked): RequestState;
}

/** What one kind of request does once it is known who asks and for what, and how its refusals are written. */
export interface Operation {
  /**
   * Who asks and for what, where no token of ours in a header says so. The trail gets what is known before a refusal.
   * @throws HubError UNAUTHENTICATED, or as `parseReason`
   */
  whoAsks?(
    parts: GraphQLParts,
    request: FastifyRequest,
    trail: Trail,
  ): Promise<{ caller: Caller; reason: Reason }>;
  /** @throws HubError when the whole of it is refused */
  run(parts: GraphQLParts, request: FastifyRequest, state: RequestState): Promise<Answer>;
  refused(error: HubError, language: Language, requestId: string): Answer;
}

const graphql: Operation = { run: execute, refused };

/** `POST /graphql`: the steps of a request, in order. Nothing leaves before its audit event is committed. */
export function serveGraphQL(fastify: FastifyInstance, parts: GraphQLParts): void {
  fastify.post(
    '/graphql',
    {
      bodyLimit: maxBodyBytes,
      errorHandler: (error, request, reply) =>
        parts.underWay.during(answerOnRecord(parts, graphql, request, reply, unreadBody(error))),
    },
    (request, reply) => parts.underWay.during(answerOnRecord(parts, graphql, request, reply)),
  );
  fastify.route({
    method: ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'],
    url: '/graphql',
    handler: (_request, reply) =>
      reply
        .header('allow', 'POST')
        .code(405)
        .send({ errors: [{ message: 'POST only.' }] }),
  });
}

/**
 * One request by whatever wire: who asks, for what, the operation, its event, the answer. Nothing leaves before the
 * event is committed.
 */
export async function answerOnRecord(
  parts: GraphQLParts,
  operation: Operation,
  request: FastifyRequest,
  reply: FastifyReply,
  unread: UnreadBody | null = null,
): Promise<FastifyReply> {
  const { clock } = parts;
  const began = performance.now();
  const startedAt = clock.now();
  const language = parseLanguage(request.headers['accept-language']);
  const requestId = requestIdOf(request);
  const trail = new Trail(requestId, startedAt);
  let isLate = false;
  const isGone = () => isLate || reply.raw.destroyed;
  const { answer, outcome, codes } = await answerTo(
    parts,
    operation,
    request,
    { trail, language, isGone },
    unread,
  );
  isLate = codes.includes('DEADLINE_EXCEEDED');
  const hungUp = reply.raw.destroyed;
  // What a write recorded with itself needs no second event, unless its answer was another than that.
  if (trail.isRecorded && outcome === 'ANSWERED' && !hungUp)
    return send(parts, reply, requestId, answer, 'OK', began);
  try {
    await parts.recorder.record(trail.close(hungUp ? 'CLIENT_GONE' : outcome, codes, clock.now()));
  } catch (error) {
    if (!(error instanceof HubError))
      parts.logger.error({ requestId, cause: error }, 'no event could be made');
    const refusal = error instanceof HubError ? error : new HubError('AUDIT_UNAVAILABLE');
    const answer = operation.refused(refusal, language, requestId);
    return send(parts, reply, requestId, answer, 'AUDIT_UNAVAILABLE', began);
  }
  if (leavesOnBeat(trail)) await nextBeat(began);
  return send(parts, reply, requestId, answer, codes[0] ?? 'OK', began);
}

async function answerTo(
  parts: GraphQLParts,
  operation: Operation,
  request: FastifyRequest,
  asked: Pick<Asked, 'trail' | 'language' | 'isGone'>,
  unread: UnreadBody | null,
) {
  const { trail, language } = asked;
  const { requestId } = trail;
  try {
    const { caller, reason } = await (operation.whoAsks ?? byToken)(parts, request, trail);
    requireMayLook(caller);
    if (unread) throw unread;
    requireReasonableVariables(request.body);
    const state = parts.makeState({ ...asked, requestId, caller, reason });
    const answer = await withinDeadline(parts.deadlineMs, operation.run(parts, request, state));
    const codes = codesOf(state.result.errors);
    return { answer, outcome: outcomeOf(answer.status, state, codes), codes };
  } catch (error) {
    const refusal =
      error instanceof HubError
        ? error
        : new HubError('INTERNAL_SERVER_ERROR', {}, undefined, { cause: error });
    if (refusal.code === 'INTERNAL_SERVER_ERROR')
      parts.logger.error({ requestId, cause: error }, 'a request failed');
    const outcome: AuditOutcome = httpStatusOf(refusal.code) >= 500 ? 'FAILED' : 'REFUSED';
    return {
      answer: operation.refused(refusal, language, requestId),
      outcome,
      codes: [refusal.code as string],
    };
  }
}

/** Who asks where a token says so, and for what. @throws HubError as `whoAsks` */
export async function byToken(parts: GraphQLParts, request: FastifyRequest, trail: Trail) {
  const certificate = parts.certificateOf(request);
  const caller = await parts.authenticator.authenticate(
    request.headers.authorization,
    certificate && thumbprintOfCertificate(certificate),
  );
  trail.caller = caller;
  const reason = parseReason(request.headers, caller);
  trail.reason = reason;
  return { caller, reason };
}

function outcomeOf(status: number, state: RequestState, codes: readonly string[]): AuditOutcome {
  if (codes.length === 0) return 'ANSWERED';
  if (state.result.hasData) return 'PARTIAL';
  return status < 500 && !codes.includes('INTERNAL_SERVER_ERROR') ? 'REFUSED' : 'FAILED';
}

export function refused(error: HubError, language: Language, requestId: string): Answer {
  const status = error instanceof UnreadBody ? error.status : httpStatusOf(error.code);
  const headers: [string, string][] = [['content-type', json]];
  if (status === 401) headers.push(['www-authenticate', 'Bearer']);
  return { status, headers, body: JSON.stringify(errorAnswer(error, language, requestId)) };
}

function send(
  parts: GraphQLParts,
  reply: FastifyReply,
  requestId: string,
  answer: Answer,
  outcome: string,
  began: number,
): FastifyReply {
  for (const [name, value] of answer.headers) reply.header(name, value);
  reply.header('x-request-id', requestId).header('cache-control', 'no-store').code(answer.status);
  const checkpoint = parts.checkpoint();
  if (checkpoint) reply.header('x-audit-checkpoint', checkpoint);
  parts.metrics.requests.inc({ outcome });
  const ms = performance.now() - began;
  parts.metrics.duration.observe(ms / 1000);
  parts.lines.info({ requestId, status: answer.status, outcome, ms: Math.round(ms) }, 'request');
  return reply.send(answer.body);
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The caller's own id for the request if it is fit for a log, else a new one. Twelve digits could be a person's. */
export function requestIdOf(request: FastifyRequest): string {
  const given = request.headers['x-request-id'];
  if (typeof given !== 'string') return randomUUID();
  const mayBePersonal = /\d{9,}/.test(given) || /\d{12,}/.test(given.replaceAll(/[._-]/g, ''));
  return uuid.test(given) || (/^[\w.-]{8,64}$/.test(given) && !mayBePersonal) ? given : randomUUID();
}

function withinDeadline<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new HubError('DEADLINE_EXCEEDED')), ms);
    work.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
