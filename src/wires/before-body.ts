import type { FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import { requireMayLook } from '../access/authenticate.js';
import { authorize, type Requirement } from '../access/authorize.js';
import { thumbprintOfCertificate } from '../access/client-certificate.js';
import { parseReason } from '../access/reason.js';
import type { GraphQLParts } from '../graphql/server.js';

/**
 * Answers whoever has no good token, purpose or scope before a byte of the body is read; on record like any refusal. For
 * routes whose bodies are large: nobody who is not known gets memory for one.
 * @param answer what answers on the route: it refuses by the same headers
 */
export function knownBeforeBody(
  { authenticator, certificateOf }: GraphQLParts,
  requirements: readonly Requirement[],
  answer: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>,
): onRequestAsyncHookHandler {
  return async (request, reply) => {
    try {
      const certificate = certificateOf(request);
      const caller = await authenticator.authenticate(
        request.headers.authorization,
        certificate && thumbprintOfCertificate(certificate),
      );
      requireMayLook(caller);
      authorize(requirements, caller, parseReason(request.headers, caller));
      return undefined;
    } catch {
      return answer(request, reply);
    }
  };
}
