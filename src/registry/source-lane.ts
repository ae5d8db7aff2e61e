import { Lane } from '../database/lane.js';
import { SourceError } from '../database/source.js';
import { HubError } from '../domain/errors.js';

/** The lane of one source; what it will not ask is refused with a code of ours. */
export function makeLane(): Lane {
  return new Lane({
    // The source ran the statement and found fault with it: another request's key may be the reason.
    mayBeOneKey: (cause) =>
      cause instanceof HubError && cause.cause instanceof SourceError && cause.cause.reason === 'REJECTED',
    refusal: (why) => new HubError(why === 'FULL' ? 'OVERLOADED' : 'DEADLINE_EXCEEDED'),
  });
}
