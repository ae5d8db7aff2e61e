import type { FastifyRequest } from 'fastify';
import { parseReason } from '../../access/reason.js';
import { readCookie, sessionCookie } from '../../access/session/cookies.js';
import { deskHeader, requireOwnPage } from '../../access/session/own-page.js';
import type { DeskSession, DeskSessions } from '../../access/session/sessions.js';
import type { Trail } from '../../audit/trail.js';
import { HubError, httpStatusOf } from '../../domain/errors.js';
import type { GraphQLParts } from '../../graphql/server.js';

/** What a page asks of itself, without anybody at the keys: it does not keep a session going. */
export const unaskedHeader = 'x-lienthong-unasked';

/** Who asks, where a browser's session says so in a token's place. From there on it is a request like any other. */
export function bySession(sessions: DeskSessions, origin: string) {
  return async (parts: GraphQLParts, request: FastifyRequest, trail: Trail) => {
    requireOwnPage(request.headers, origin);
    const session = await sessions.find(readCookie(request.headers.cookie, sessionCookie));
    // NOTE: another tab may have signed in as somebody else: what this page asks is not his.
    if (!session || session.tag !== request.headers[deskHeader]) throw new HubError('UNAUTHENTICATED');
    const caller = await callerOf(parts, sessions, session);
    trail.caller = caller;
    const reason = parseReason(request.headers, caller);
    trail.reason = reason;
    if (request.headers[unaskedHeader] === undefined) await sessions.touch(session);
    return { caller, reason };
  };
}

/** @throws HubError UNAUTHENTICATED when its token does not count any more */
export async function callerOf(
  { authenticator }: GraphQLParts,
  sessions: DeskSessions,
  session: DeskSession,
) {
  const caller = await authenticator.authenticate(`Bearer ${await sessions.accessToken(session)}`);
  const isSame =
    caller.agency.code === session.agencyCode &&
    caller.officer === session.officer &&
    caller.subject === session.subject;
  if (!isSame) throw new HubError('UNAUTHENTICATED');
  return caller;
}

/**
 * Whom a check lets in; null for nobody. NOTE: a database that does not answer has refused nobody: to take it so would tell
 * an officer that his session is over.
 * @throws what is no refusal
 */
export async function orNobody<Asked>(checking: Promise<Asked>): Promise<Asked | null> {
  try {
    return await checking;
  } catch (error) {
    if (error instanceof HubError && httpStatusOf(error.code) < 500) return null;
    throw error;
  }
}
