import type { FastifyRequest } from 'fastify';
import type { Caller } from '../../access/caller.js';
import { Trail } from '../../audit/trail.js';
import { HubError } from '../../domain/errors.js';
import { type GraphQLParts, requestIdOf } from '../../graphql/server.js';

/**
 * Puts a sign-in or sign-out on record: who, and when. Nobody's data are part of it.
 * @throws HubError AUDIT_UNAVAILABLE; then nobody is signed in, and who left has left
 */
export async function recordMove(
  { recorder, clock }: GraphQLParts,
  request: FastifyRequest,
  move: 'sign-in' | 'sign-out',
  caller: Caller,
  refused: HubError | null = null,
): Promise<void> {
  const trail = new Trail(requestIdOf(request), clock.now());
  trail.caller = caller;
  trail.operationName = `desk ${move}`;
  const codes = refused ? [refused.code] : [];
  try {
    await recorder.record(trail.close(refused ? 'REFUSED' : 'ANSWERED', codes, clock.now()));
  } catch (cause) {
    throw new HubError('AUDIT_UNAVAILABLE', {}, undefined, { cause });
  }
}
