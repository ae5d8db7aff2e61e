import { HubError } from '../domain/errors.js';
import { maxBodyBytes } from './limits/index.js';

/** A body that never became a request: too large (413), of another type (415), not JSON (400). On record like any refusal. */
export class UnreadBody extends HubError {
  constructor(
    readonly status: number,
    cause: unknown,
    allowed = maxBodyBytes,
  ) {
    const tooLarge = status === 413;
    const details = tooLarge ? { limit: 'BODY', allowed } : {};
    super(tooLarge ? 'LIMIT_EXCEEDED' : 'BAD_USER_INPUT', details, undefined, { cause });
  }
}

/** What the HTTP server found wrong with a body. @throws the error itself when it is not the caller's */
export function unreadBody(error: { statusCode?: number }, allowed?: number): UnreadBody {
  const { statusCode = 500 } = error;
  if (statusCode >= 500) throw error;
  return new UnreadBody(statusCode, error, allowed);
}
