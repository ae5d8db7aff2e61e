import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { inTurnByAgency } from '../../access/in-turn.js';
import { type HubError, httpStatusOf } from '../../domain/errors.js';
import type { Language } from '../../domain/language.js';
import type { Answer } from '../../graphql/execute.js';
import { answerOnRecord, type GraphQLParts, type Operation } from '../../graphql/server.js';
import { UnreadBody, unreadBody } from '../../graphql/unread-body.js';
import { maxRosterBytes } from '../../students/roster-file.js';
import { previewOf } from '../../students/roster-preview.js';
import { readUpload, startImport } from '../../students/start-import.js';
import { admitWire, type WireOperation } from '../admit.js';
import { type Door, knownBeforeBody } from '../before-body.js';
import { askedIn, isSet } from './asked.js';

/** NOTE: the first coordinate is that of a change, so that the state may write; idempotency is by the file itself. */
const operationOf = (name: string, enrols: boolean): WireOperation => ({
  name: `wire roster.${name}`,
  requirements: [
    { coordinate: 'Query.rosterImport', scope: 'enrolment:read' },
    { coordinate: 'Mutation.continueRosterImport', scope: 'identity:verify' },
    ...(enrols ? [{ coordinate: 'Mutation.enrolStudent', scope: 'enrolment:write' as const }] : []),
  ],
  coordinates: new Set(['Mutation.startRosterImport']),
});

/**
 * `POST /wires/roster`: a school sends its roster as it is, .xlsx or CSV, up to 8 MB: too large for a query, and in no
 * language of ours. With `preview=true` it is read and told, and nothing kept; else it is put down as a run, which
 * `continueRosterImport` checks. Token, purpose, scope and record as for any look, though nobody is looked up here.
 * @param doors by which it can be come to: by token, and from a desk
 */
export function serveRosterWire(fastify: FastifyInstance, parts: GraphQLParts, doors: readonly Door[]): void {
  const inTurn = inTurnByAgency(mostWaiting);
  const wire: Omit<Operation, 'whoAsks'> = {
    async run(_parts, request, state) {
      const query = request.query as Record<string, unknown>;
      const isPreview = isSet(query, 'preview');
      admitWire(operationOf(isPreview ? 'preview' : 'start', isSet(query, 'enrol')), state);
      const { upload } = askedIn(request);
      state.result.hasData = true;
      const { code } = state.caller.agency;
      if (isPreview)
        return asJson(200, previewOf(await inTurn(code, () => readUpload(state, upload)), state.language));
      const { id, rowCount, checkedCount } = await inTurn(code, () => startImport(state, upload));
      return asJson(201, { id, rowCount, checkedCount });
    },
    refused,
  };
  for (const door of doors) serveAt(fastify, parts, door, { ...wire, whoAsks: door.whoAsks });
}

function serveAt(fastify: FastifyInstance, parts: GraphQLParts, door: Door, wire: Operation): void {
  const answer = (request: FastifyRequest, reply: FastifyReply, unread: UnreadBody | null = null) =>
    parts.underWay.during(answerOnRecord(parts, wire, request, reply, unread));
  // A parser of its own scope: everywhere else a body is JSON.
  fastify.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.post(
      `${door.prefix}/wires/roster`,
      {
        bodyLimit: maxRosterBytes,
        onRequest: knownBeforeBody(parts, door, operationOf('start', false).requirements, (request, reply) =>
          answer(request, reply),
        ),
        errorHandler: (error, request, reply) => answer(request, reply, unreadBody(error, maxRosterBytes)),
      },
      (request, reply) => answer(request, reply),
    );
  });
}

/** How many rosters of one agency may wait while one is read: a small file may unpack to seconds of work. */
const mostWaiting = 10;

function refused(error: HubError, language: Language, requestId: string): Answer {
  const status = error instanceof UnreadBody ? error.status : httpStatusOf(error.code);
  const { code, sentence, details } = error;
  const headers: [string, string][] = status === 401 ? [['www-authenticate', 'Bearer']] : [];
  return asJson(status, { code, message: sentence[language], requestId, ...details }, headers);
}

function asJson(status: number, value: object, headers: [string, string][] = []): Answer {
  const type: [string, string] = ['content-type', 'application/json; charset=utf-8'];
  return { status, headers: [type, ...headers], body: JSON.stringify(value) };
}
