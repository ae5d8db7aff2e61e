import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { type ErrorCode, HubError, httpStatusOf, isErrorCode, publicSentence } from '../domain/errors.js';
import type { Language } from '../domain/language.js';
import type { Logger } from '../process/logger.js';
import { maxTokens } from './limits/index.js';

/** Codes of Apollo Server for requests that never became an operation; the caller's mistake. */
const ofTheRequest = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'BAD_REQUEST',
  'BAD_USER_INPUT',
]);

/**
 * What a caller reads of an error: code, one sentence in his language, path, request id, and the details our own
 * errors carry. Anything unknown becomes one fixed sentence; its cause goes to the log, without its message.
 */
export function publicError(
  formatted: GraphQLFormattedError,
  thrown: unknown,
  language: Language,
  requestId: string,
  logger: Logger,
): GraphQLFormattedError {
  const cause = unwrapResolverError(thrown);
  const { path, locations } = formatted;
  const place = { ...(locations && { locations }), ...(path && { path }) };
  const hubError = cause instanceof HubError ? cause : hubErrorIn(cause);
  if (hubError) {
    return {
      message: hubError.sentence[language],
      ...place,
      extensions: { code: hubError.code, requestId, ...hubError.details },
    };
  }
  const code = formatted.extensions?.code;
  const scalar =
    typeof formatted.extensions?.scalar === 'string' ? { scalar: formatted.extensions.scalar } : {};
  if (typeof code === 'string' && ofTheRequest.has(code)) {
    if (/more that \d+ tokens/.test(formatted.message)) {
      const details = { limit: 'TOKENS', allowed: maxTokens };
      return {
        message: publicSentence('LIMIT_EXCEEDED')[language],
        extensions: { code: 'LIMIT_EXCEEDED', requestId, ...details },
      };
    }
    // What the parser found goes beside the sentence, for whoever wrote the document; never a value it holds.
    const detail = code === 'BAD_USER_INPUT' ? {} : { detail: withoutValues(formatted.message) };
    return {
      message: publicSentence('BAD_USER_INPUT')[language],
      ...place,
      extensions: { code, requestId, ...scalar, ...detail },
    };
  }
  logger.error({ requestId, cause }, 'an operation failed');
  return {
    message: publicSentence('INTERNAL_SERVER_ERROR')[language],
    ...(path && { path }),
    extensions: { code: 'INTERNAL_SERVER_ERROR' satisfies ErrorCode, requestId },
  };
}

/** An error of a compiled operation as the engine formats its own. */
export function asEngineFormats({
  message,
  locations,
  path,
  extensions,
}: GraphQLError): GraphQLFormattedError {
  return {
    message,
    ...(locations && { locations }),
    ...(path && { path }),
    extensions: { code: 'INTERNAL_SERVER_ERROR' satisfies ErrorCode, ...extensions },
  };
}

/** An error of ours as Apollo wants it thrown, with its HTTP status. */
export function asGraphQLError(error: HubError): GraphQLError {
  return new GraphQLError(error.message, {
    originalError: error,
    extensions: { code: error.code, http: { status: httpStatusOf(error.code) } },
  });
}

/** The codes of an answer's errors, ours or the request's. */
export function codesOf(errors: readonly GraphQLFormattedError[] | undefined): string[] {
  return (errors ?? []).map((error) => {
    const code = error.extensions?.code;
    return isErrorCode(code) || (typeof code === 'string' && ofTheRequest.has(code))
      ? code
      : 'INTERNAL_SERVER_ERROR';
  });
}

function hubErrorIn(error: unknown): HubError | null {
  const original = error instanceof GraphQLError ? error.originalError : null;
  return original instanceof HubError ? original : null;
}

/** What the parser or validator said of the document, cut before any value that stands in it. */
function withoutValues(message: string): string {
  return message
    .replace(
      /( cannot represent|, found |: Unexpected |Value "|operation named ").*$/s,
      ' … (a value of another form).',
    )
    .replace(/\d{6,}/g, '…');
}
