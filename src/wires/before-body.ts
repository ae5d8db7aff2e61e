import type { FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import { requireMayLook } from '../access/authenticate.js';
import { authorize, type Requirement } from '../access/authorize.js';
import { Trail } from '../audit/trail.js';
import { byToken, type GraphQLParts, type Operation, requestIdOf } from '../graphql/server.js';

/** Where a wire's routes stand, and who says who asks there: a token, or a session at a desk. */
export interface Door {
  /** Before each route’s path, as `/desk`. */
  prefix: string;
  whoAsks: NonNullable<Operation['whoAsks']>;
}

export const tokenDoor: Door = { prefix: '', whoAsks: byToken };

/**
 * Answers whoever has no good token, purpose or scope before a byte of the body is read; on record like any refusal. For
 * routes whose bodies are large: nobody who is not known gets memory for one.
 * @param answer what answers on the route: it refuses by the same headers
 */
export function knownBeforeBody(
  parts: GraphQLParts,
  { whoAsks }: Door,
  requirements: readonly Requirement[],
  answer: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>,
): onRequestAsyncHookHandler {
  return async (request, reply) => {
    try {
      const trail = new Trail(requestIdOf(request), parts.clock.now());
      const { caller, reason } = await whoAsks(parts, request, trail);
      requireMayLook(caller);
      authorize(requirements, caller, reason);
      return undefined;
    } catch {
      return answer(request, reply);
    }
  };
}
