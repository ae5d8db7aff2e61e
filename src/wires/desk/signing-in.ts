import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { requireMayLook } from '../../access/authenticate.js';
import type { AgencyKind } from '../../access/kinds.js';
import {
  cookie,
  endedCookie,
  readCookie,
  sessionCookie,
  signInCookie,
} from '../../access/session/cookies.js';
import { deskHeader, requireOwnPage } from '../../access/session/own-page.js';
import type { DeskSessions } from '../../access/session/sessions.js';
import { type SignIn, signInSeconds } from '../../access/session/sign-in.js';
import { errorAnswer, HubError, httpStatusOf } from '../../domain/errors.js';
import { parseLanguage } from '../../domain/language.js';
import { type GraphQLParts, requestIdOf } from '../../graphql/server.js';
import { callerOf, orNobody } from './by-session.js';
import { recordMove } from './on-record.js';

/** Kinds of agencies that there is a desk for. */
export const deskKinds: readonly AgencyKind[] = [
  'HOSPITAL',
  'AUDITOR',
  'AUTHORITY',
  'OPERATOR',
  'SCHOOL',
  'SOCIAL_INSURANCE',
  'RESIDENT',
];

export interface SigningIn {
  sessions: DeskSessions;
  /** Null where no issuer is configured to sign in at. */
  signIn: SignIn | null;
  origin: string;
}

/** Why nobody was signed in, as the page is told in its address. */
type Problem =
  | 'NOT_CONFIGURED'
  | 'ISSUER_UNAVAILABLE'
  | 'SIGN_IN_FAILED'
  | 'CANCELLED'
  | 'NOT_ACCEPTED'
  | 'MAY_NOT_LOOK'
  | 'NO_DESK'
  | 'NOT_RECORDED';

/** `/desk/sign-in` to the issuer, `/desk/signed-in` back from it, `/desk/sign-out`. */
export function serveSigningIn(fastify: FastifyInstance, parts: GraphQLParts, desk: SigningIn): void {
  fastify.get('/desk/sign-in', async (request, reply) => {
    if (!desk.signIn) return back(reply, 'NOT_CONFIGURED');
    const { language } = request.query as { language?: string };
    try {
      const { url, note } = await desk.signIn.start(parseLanguage(language));
      // NOTE: Lax, since the issuer may be another site, which sends the browser back to us.
      reply.header('set-cookie', cookie(signInCookie, note, { sameSite: 'Lax', seconds: signInSeconds }));
      return noStore(reply).redirect(url, 303);
    } catch (cause) {
      parts.logger.warn({ cause }, 'the issuer of the desks does not answer');
      return back(reply, 'ISSUER_UNAVAILABLE');
    }
  });
  fastify.get('/desk/signed-in', async (request, reply) => {
    reply.header('set-cookie', endedCookie(signInCookie));
    const opened = await open(parts, desk, request);
    if ('problem' in opened) return back(reply, opened.problem);
    reply.header('set-cookie', cookie(sessionCookie, opened.value, { sameSite: 'Strict' }));
    return noStore(reply).redirect('/desk/', 303);
  });
  fastify.post('/desk/sign-out', { errorHandler: refuse }, async (request, reply) => {
    requireOwnPage(request.headers, desk.origin);
    const session = await desk.sessions.find(readCookie(request.headers.cookie, sessionCookie));
    // NOTE: another tab may have signed in as somebody else: this page's own session ended then, and his goes on.
    if (session && session.tag !== request.headers[deskHeader]) return noStore(reply).send({ leave: null });
    if (session) {
      // NOTE: whoever leaves leaves, also when nobody can say any more who he was.
      const caller = await callerOf(parts, desk.sessions, session).catch(() => null);
      await desk.sessions.end(session);
      if (caller) await recordMove(parts, request, 'sign-out', caller);
    }
    reply.header('set-cookie', endedCookie(sessionCookie));
    const leave = (await desk.signIn?.endUrl(`${desk.origin}/desk/`)) ?? null;
    return noStore(reply).send({ leave });
  });
}

async function open(
  parts: GraphQLParts,
  { sessions, signIn }: SigningIn,
  request: FastifyRequest,
): Promise<{ value: string } | { problem: Problem }> {
  if (!signIn) return { problem: 'NOT_CONFIGURED' };
  const { search, searchParams } = new URL(request.url, 'http://desk');
  if (searchParams.get('error') === 'access_denied') return { problem: 'CANCELLED' };
  const note = readCookie(request.headers.cookie, signInCookie);
  const tokens = await signIn.finish(search, note).catch((cause) => {
    parts.logger.warn({ cause }, 'a sign-in at a desk failed');
    return null;
  });
  if (!tokens) return { problem: 'SIGN_IN_FAILED' };
  const checking = parts.authenticator.authenticate(`Bearer ${tokens.accessToken}`);
  const caller = await orNobody(checking).catch((cause) => {
    parts.logger.error({ cause }, 'a sign-in could not be checked');
    return 'UNCHECKED' as const;
  });
  if (caller === 'UNCHECKED') return { problem: 'NOT_RECORDED' };
  // NOTE: an officer or a resident, never both: who is a resident does not act as an officer here.
  if (!caller || (caller.officer === null) === (caller.subject === null)) return { problem: 'NOT_ACCEPTED' };
  const { agency, officer, subject } = caller;
  try {
    if (!deskKinds.includes(agency.kind)) throw new HubError('FORBIDDEN', { because: 'NO_DESK' });
    requireMayLook(caller);
  } catch (error) {
    const refused = error as HubError;
    await recordMove(parts, request, 'sign-in', caller, refused).catch(() => undefined);
    return { problem: refused.details.because === 'NO_DESK' ? 'NO_DESK' : 'MAY_NOT_LOOK' };
  }
  try {
    await recordMove(parts, request, 'sign-in', caller);
    // NOTE: a session that stood in this browser before is nobody's any more.
    const before = await sessions.find(readCookie(request.headers.cookie, sessionCookie));
    if (before) await sessions.end(before);
    return { value: await sessions.open(tokens, { agencyCode: agency.code, officer, subject }) };
  } catch (cause) {
    parts.logger.error({ cause }, 'a sign-in could not be kept');
    return { problem: 'NOT_RECORDED' };
  }
}

/** A refusal of ours by its code; anything else as the server answers it. */
function refuse(error: Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (!(error instanceof HubError)) throw error;
  const language = parseLanguage(request.headers['accept-language']);
  return noStore(reply)
    .code(httpStatusOf(error.code))
    .send(errorAnswer(error, language, requestIdOf(request)));
}

function back(reply: FastifyReply, problem: Problem): FastifyReply {
  return noStore(reply).redirect(`/desk/?problem=${problem}`, 303);
}

export function noStore(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-store');
}
