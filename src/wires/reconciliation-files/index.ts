import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { badField, requireText } from '../../access/input.js';
import { mayHoldNumber } from '../../access/somebodys-number.js';
import { HubError } from '../../domain/errors.js';
import type { RequestState } from '../../graphql/request-state.js';
import { answerOnRecord, type GraphQLParts, type Operation, refused } from '../../graphql/server.js';
import { type UnreadBody, unreadBody } from '../../graphql/unread-body.js';
import { addPart, beginUpload, type Upload } from '../../reconciliation/runs/upload-store.js';
import { admitWire, type WireOperation } from '../admit.js';
import { type Door, knownBeforeBody } from '../before-body.js';

/** Bytes of one request: what a slow line brings in the time that a request has. */
export const maxPartBytes = 8 * 1024 * 1024;

const coordinate = 'Mutation.startReconciliation';
const operation: WireOperation = {
  name: 'wire reconciliation.file',
  requirements: [{ coordinate, scope: 'reconciliation:run' }],
  // NOTE: the first one names the act, which an idempotency key belongs to.
  coordinates: new Set(['Mutation.reconciliationFile', coordinate]),
};

/**
 * How a file of records comes in, to be reconciled by `startReconciliation`: `POST /reconciliation/files` with its
 * beginning, then `PATCH /reconciliation/files/{id}` with each next part and `Upload-Offset`, so that what a broken line
 * lost is sent again and no more. Token, purpose, scope and record as for any operation; what came is encrypted.
 */
export function serveReconciliationFiles(
  fastify: FastifyInstance,
  parts: GraphQLParts,
  { mostBytes, doors }: { mostBytes: number; doors: readonly Door[] },
): void {
  // NOTE: in a scope of its own: nowhere else is a body taken that is not JSON.
  fastify.register(async (scope) => {
    scope.addContentTypeParser(
      [
        'application/octet-stream',
        'text/csv',
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      ],
      { parseAs: 'buffer', bodyLimit: maxPartBytes },
      (_request, body, done) => done(null, body),
    );
    const serve = (door: Door, method: 'POST' | 'PATCH', path: string, work: Work) => {
      const status = method === 'POST' ? 201 : 200;
      const { whoAsks, prefix } = door;
      const wire = { ...wireOf(status, (request, state) => work(request, state, mostBytes)), whoAsks };
      const answer = (request: FastifyRequest, reply: FastifyReply, unread: UnreadBody | null = null) =>
        parts.underWay.during(answerOnRecord(parts, wire, request, reply, unread));
      scope.route({
        ...{ method, url: `${prefix}${path}`, bodyLimit: maxPartBytes },
        onRequest: knownBeforeBody(parts, door, operation.requirements, (request, reply) =>
          answer(request, reply),
        ),
        errorHandler: (error, request, reply) => answer(request, reply, unreadBody(error)),
        handler: (request, reply) => answer(request, reply),
      });
    };
    for (const door of doors) {
      serve(door, 'POST', '/reconciliation/files', begin);
      serve(door, 'PATCH', '/reconciliation/files/:id', goOn);
    }
  });
}

type Work = (request: FastifyRequest, state: RequestState, mostBytes: number) => Promise<Upload>;

function wireOf(
  status: number,
  work: (request: FastifyRequest, state: RequestState) => Promise<Upload>,
): Operation {
  return {
    async run(_parts, request, state) {
      admitWire(operation, state);
      const { id, bytes } = await work(request, state);
      state.result.hasData = true;
      const headers: [string, string][] = [['content-type', 'application/json; charset=utf-8']];
      return { status, headers, body: JSON.stringify({ fileId: id, bytes }) };
    },
    refused,
  };
}

const begin: Work = async (request, state, mostBytes) => {
  const content = contentOf(request);
  const name = nameOf(request);
  const key = headerOf(request, 'idempotency-key') ?? '';
  const { caller, keys } = state;
  const { code: agency } = caller.agency;
  return state.write(key, { name, sha256: digestOf(content) }, async (client) => {
    const upload = await beginUpload(client, { agency, officer: caller.officer, name });
    return { value: await addPart(client, keys, { agency, id: upload.id, at: 0, content, mostBytes }) };
  });
};

const goOn: Work = async (request, state, mostBytes) => {
  const content = contentOf(request);
  const { id } = request.params as { id: string };
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new HubError('NOT_FOUND');
  const offset = headerOf(request, 'upload-offset') ?? '';
  if (!/^\d{1,12}$/.test(offset)) throw badField('Upload-Offset');
  const at = Number(offset);
  const agency = state.caller.agency.code;
  // The same part at the same place again changes nothing; other bytes there are refused.
  return state.write(`${id}:${at}`, { sha256: digestOf(content) }, async (client) => ({
    value: await addPart(client, state.keys, { agency, id, at, content, mostBytes }),
  }));
};

function contentOf({ body }: FastifyRequest): Buffer {
  if (Buffer.isBuffer(body) && body.length > 0) return body;
  if (body === undefined || body === null || Buffer.isBuffer(body)) throw emptyFile();
  throw badField('body');
}

const emptyFile = () =>
  new HubError(
    'BAD_USER_INPUT',
    { field: 'body' },
    {
      vi: 'Tệp rỗng. Gửi tệp CSV có dòng tiêu đề.',
      en: 'The file is empty. Give a CSV with a header row.',
    },
  );

const digestOf = (content: Buffer) => createHash('sha256').update(content).digest('hex');

/** What the file is called in summaries; none that could hold a person's number. */
function nameOf(request: FastifyRequest): string {
  let name = 'file';
  try {
    name = decodeURIComponent(headerOf(request, 'x-file-name') ?? 'file');
  } catch {
    throw badField('X-File-Name');
  }
  if (mayHoldNumber(name)) throw badField('X-File-Name');
  return requireText('X-File-Name', name, 100);
}

function headerOf(request: FastifyRequest, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' ? value : null;
}
