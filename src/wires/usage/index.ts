import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { recordedSince } from '../../audit/usage/usage-store.js';
import { type HubError, httpStatusOf } from '../../domain/errors.js';
import type { Language } from '../../domain/language.js';
import type { Answer } from '../../graphql/execute.js';
import { maxBodyBytes } from '../../graphql/limits/index.js';
import type { RequestState } from '../../graphql/request-state.js';
import { answerOnRecord, type GraphQLParts, type Operation } from '../../graphql/server.js';
import { UnreadBody, unreadBody } from '../../graphql/unread-body.js';
import { admitWire, type WireOperation } from '../admit.js';
import { findUsage } from './find-usage.js';

/** The same fields as `Query.usage` gives. */
const given = ['Query.usage', 'UsagePage.nodes', 'UsagePage.totalCount', 'UsageEntry.at'];
const report = [...given, 'UsageEntry.agencyName', 'UsageEntry.purposeText', 'UsageEntry.dataText'];
const operationOf = (name: string): WireOperation => ({
  name: `wire usage.${name}`,
  requirements: [{ coordinate: 'Query.usage', scope: 'usage:read' }],
  coordinates: new Set(report),
});

/**
 * Who looked, as Estonia's data tracker (Andmejälgija) asks it of a registry: `findUsage`, `usagePeriod`, `heartbeat`,
 * under `/wires/usage/`. By POST with JSON, since a personal id has no place in an address. Token, scope and record as
 * for any look; the heartbeat tells nothing of anybody and asks for no token.
 */
export function serveUsageWire(fastify: FastifyInstance, parts: GraphQLParts, version: string): void {
  serve(fastify, parts, operationOf('findUsage'), (request, state) => findUsage(request.body, state));
  serve(fastify, parts, operationOf('usagePeriod'), async (_request, state) => ({
    periodStart: await state.readRecord({ kind: 'AUDITOR' }, recordedSince),
    periodEnd: null,
  }));
  fastify.get('/wires/usage/heartbeat', async (_request, reply) =>
    reply
      .header('cache-control', 'no-store')
      .send({ appName: 'lienthong', version, systemTime: new Date(parts.clock.now()).toISOString() }),
  );
}

function serve(
  fastify: FastifyInstance,
  parts: GraphQLParts,
  operation: WireOperation,
  work: (request: FastifyRequest, state: RequestState) => Promise<object>,
): void {
  const wire: Operation = {
    async run(_parts, request, state) {
      admitWire(operation, state);
      const answer = await work(request, state);
      state.trail.released = report;
      state.result.hasData = true;
      return asJson(200, answer);
    },
    refused,
  };
  const answer = (request: FastifyRequest, reply: FastifyReply, unread: UnreadBody | null = null) =>
    parts.underWay.during(answerOnRecord(parts, wire, request, reply, unread));
  fastify.post(
    `/wires/usage/${operation.name.split('.')[1]}`,
    {
      bodyLimit: maxBodyBytes,
      errorHandler: (error, request, reply) => answer(request, reply, unreadBody(error)),
    },
    (request, reply) => answer(request, reply),
  );
}

function refused(error: HubError, language: Language, requestId: string): Answer {
  const status = error instanceof UnreadBody ? error.status : httpStatusOf(error.code);
  const { code, sentence, details } = error;
  const headers: [string, string][] = status === 401 ? [['www-authenticate', 'Bearer']] : [];
  const { retryAfterMs } = details;
  if (typeof retryAfterMs === 'number') headers.push(['retry-after', String(Math.ceil(retryAfterMs / 1000))]);
  return asJson(status, { code, message: sentence[language], requestId, ...details }, headers);
}

function asJson(status: number, value: object, headers: [string, string][] = []): Answer {
  const type: [string, string] = ['content-type', 'application/json; charset=utf-8'];
  return { status, headers: [type, ...headers], body: JSON.stringify(value) };
}
