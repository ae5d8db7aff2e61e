import { Lane, type LaneOptions } from '../database/lane.js';
import { SourceError } from '../database/source.js';
import { HubError } from '../domain/errors.js';

/** The lane of one source; what it will not ask is refused with a code of ours. */
export function makeLane(width: Pick<LaneOptions, 'running' | 'keys'> = {}): Lane {
  return new Lane({
    ...width,
    mayBeOneKey,
    refusal: (why) =>
      why === 'FULL'
        ? new HubError('OVERLOADED', { because: 'QUEUE_FULL' })
        : new HubError('DEADLINE_EXCEEDED'),
  });
}

/** The source found fault with what was asked (SQLSTATE class 22), not with the statement (42: a view changed, no grant). */
function mayBeOneKey(cause: unknown): boolean {
  const source = cause instanceof HubError ? cause.cause : null;
  if (!(source instanceof SourceError) || source.reason !== 'REJECTED') return false;
  return !String((source.cause as { code?: unknown } | undefined)?.code).startsWith('42');
}
