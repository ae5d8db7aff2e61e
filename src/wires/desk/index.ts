import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { kinds } from '../../access/kinds.js';
import { readCookie, sessionCookie } from '../../access/session/cookies.js';
import { execute } from '../../graphql/execute.js';
import { maxBodyBytes } from '../../graphql/limits/index.js';
import { answerOnRecord, type GraphQLParts, type Operation, refused } from '../../graphql/server.js';
import { type UnreadBody, unreadBody } from '../../graphql/unread-body.js';
import { bySession, callerOf, orNobody } from './by-session.js';
import { fileHeaders, pageHeaders, withHeaders } from './headers.js';
import { noStore, type SigningIn, serveSigningIn } from './signing-in.js';

export interface DeskParts extends SigningIn {
  /** The folder of the built pages. */
  pages: string;
  /** Whether everybody in the data is invented, which every page then says. */
  sampleData: boolean;
  clearMs: number;
  idleMs: number;
}

/**
 * `/desk/`: the pages for officers and residents, and how a browser asks the gateway without a token: by a session that the hub keeps.
 * The session stands in the token's place and nowhere else: limits, scopes, purpose, remit, quota and record are those of
 * `POST /graphql`.
 */
export async function serveDesk(
  fastify: FastifyInstance,
  parts: GraphQLParts,
  desk: DeskParts,
): Promise<void> {
  const headers = pageHeaders(desk.origin.startsWith('https:'));
  serveSigningIn(fastify, parts, desk);
  fastify.get('/desk/session', async (request, reply) =>
    noStore(withHeaders(reply, headers)).send(await whoIsHere(parts, desk, request)),
  );
  const operation: Operation = { whoAsks: bySession(desk.sessions, desk.origin), run: execute, refused };
  const answer = (request: FastifyRequest, reply: FastifyReply, unread: UnreadBody | null = null) =>
    parts.underWay.during(answerOnRecord(parts, operation, request, reply, unread));
  fastify.post(
    '/desk/graphql',
    {
      bodyLimit: maxBodyBytes,
      errorHandler: (error, request, reply) => answer(request, reply, unreadBody(error)),
    },
    (request, reply) => answer(request, reply),
  );
  fastify.get('/desk', async (_request, reply) => reply.redirect('/desk/'));
  await fastify.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      const elsewhere = ownName(request.host, desk.origin);
      return elsewhere && reply.redirect(`${elsewhere}${request.url}`);
    });
    await scope.register(fastifyStatic, {
      root: desk.pages,
      prefix: '/desk/',
      decorateReply: false,
      cacheControl: false,
      setHeaders(response, path) {
        for (const [name, value] of Object.entries(fileHeaders(path, desk.origin)))
          response.setHeader(name, value);
        const isNamedByContent = path.includes('/assets/');
        response.setHeader(
          'cache-control',
          isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    });
  });
}

/** Who is signed in, as his page shows it; how to sign in, where nobody is. */
async function whoIsHere(parts: GraphQLParts, desk: DeskParts, request: FastifyRequest) {
  const { sessions, signIn, sampleData, clearMs, idleMs } = desk;
  const given = readCookie(request.headers.cookie, sessionCookie);
  const session = await sessions.find(given);
  const caller = session && (await orNobody(callerOf(parts, sessions, session)));
  return {
    ...{ sampleData, canSignIn: signIn !== null, hasEnded: given !== null && !caller },
    session: session &&
      caller && {
        ...{ tag: session.tag, holder: session.holder, clearMs, idleMs },
        endsAt: new Date(session.endsAt).toISOString(),
        agency: {
          code: caller.agency.code,
          kind: caller.agency.kind,
          name: caller.agency.name,
          units: caller.agency.units,
        },
        // NOTE: a resident's name is his data: it comes with what he asks for, and leaves the page with it.
        officer: {
          id: session.officer ?? '',
          name: session.officer === null ? null : session.tokens.officerName,
        },
        purposes: kinds[caller.agency.kind].purposes,
      },
  };
}

/** A cookie set on `127.0.0.1` is not one of `localhost`: where the hub is called by the other, the browser goes there. */
function ownName(host: string, origin: string): string | null {
  const own = new URL(origin);
  if (host === own.host || own.hostname !== 'localhost') return null;
  return new Set([`127.0.0.1:${own.port}`, `[::1]:${own.port}`]).has(host) ? origin : null;
}
