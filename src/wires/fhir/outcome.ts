import type { GraphQLFormattedError } from 'graphql';
import { type ErrorCode, HubError, httpStatusOf, isErrorCode } from '../../domain/errors.js';
import type { Language } from '../../domain/language.js';
import type { Answer } from '../../graphql/execute.js';
import { UnreadBody } from '../../graphql/unread-body.js';
import { codes } from './systems.js';

/** IssueType of R4 for each code of the hub (http://hl7.org/fhir/R4/valueset-issue-type.html). */
export const issueTypes: Readonly<Record<ErrorCode, string>> = {
  UNAUTHENTICATED: 'login',
  FORBIDDEN: 'forbidden',
  PURPOSE_REQUIRED: 'required',
  PURPOSE_NOT_ALLOWED: 'forbidden',
  BAD_USER_INPUT: 'invalid',
  LIMIT_EXCEEDED: 'too-costly',
  RATE_LIMITED: 'throttled',
  OVERLOADED: 'transient',
  DEADLINE_EXCEEDED: 'timeout',
  NOT_FOUND: 'not-found',
  CONFLICT: 'conflict',
  REGISTRY_UNAVAILABLE: 'transient',
  SECTOR_UNAVAILABLE: 'transient',
  AUDIT_UNAVAILABLE: 'transient',
  INTERNAL_SERVER_ERROR: 'exception',
};

/** Statuses of a body that never became a request, where they say more than its code. */
const issueTypeOfStatus: Readonly<Record<number, string>> = {
  406: 'not-supported',
  413: 'too-long',
  415: 'not-supported',
};

/** One issue as the hub knows it: what stands in `errors[]` of a GraphQL answer. */
interface Issue {
  code: ErrorCode;
  message: string;
  details: Readonly<Record<string, unknown>>;
  type?: string;
}

/** A refusal of the whole request. */
export function refused(error: HubError, language: Language, requestId: string): Answer {
  const status = error instanceof UnreadBody ? error.status : httpStatusOf(error.code);
  const { code, details } = error;
  // What this wire refuses for being a search by address, or another kind of interaction, is no fault of a value.
  const type = issueTypeOfStatus[status] ?? (details.use === undefined ? undefined : 'not-supported');
  const issue: Issue = { code, details: { requestId, ...details }, message: error.sentence[language], type };
  const headers: [string, string][] = status === 401 ? [['www-authenticate', 'Bearer']] : [];
  return asOutcome(status, language, [issue], headers);
}

/** What a look could not be answered for. @param errors as a caller of the document would read them, one at least */
export function failed(errors: readonly GraphQLFormattedError[], language: Language): Answer {
  const issues = errors.map(({ message, extensions: { code, ...details } = {} }): Issue => {
    return { code: isErrorCode(code) ? code : 'INTERNAL_SERVER_ERROR', message, details };
  });
  return asOutcome(httpStatusOf(issues[0]!.code), language, issues);
}

/** An error that is no refusal: there is nothing under this address that the caller may see. */
export function notFound(language: Language, requestId: string): Answer {
  return refused(new HubError('NOT_FOUND'), language, requestId);
}

function asOutcome(
  status: number,
  language: Language,
  issues: readonly Issue[],
  headers: [string, string][] = [],
): Answer {
  const waits = issues.map(({ details }) => details.retryAfterMs).filter((one) => typeof one === 'number');
  if (waits.length > 0) headers.push(['retry-after', String(Math.ceil(Math.max(...waits) / 1_000))]);
  const issue = issues.map(({ code, message, details, type = issueTypes[code] }) => ({
    severity: code === 'INTERNAL_SERVER_ERROR' ? 'fatal' : 'error',
    code: type,
    details: { coding: [{ system: codes.error, code }], text: message },
    // The same as in the extensions of a GraphQL error: never a name or a number.
    diagnostics: JSON.stringify(details),
    ...placeOf(details),
  }));
  return asFhir(status, { resourceType: 'OperationOutcome', language, issue }, headers);
}

/** Where: an element of a resource by its path, a parameter or header as R4 names those of HTTP. */
function placeOf({ field, header }: Issue['details']) {
  if (typeof header === 'string') return { location: [`http.${header.toLowerCase()}`] };
  if (typeof field !== 'string') return {};
  return /^[A-Z]/.test(field) ? { expression: [field] } : { location: [`http.${field}`] };
}

/** Any resource as an answer. */
export function asFhir(status: number, resource: object, headers: [string, string][] = []): Answer {
  const type: [string, string] = ['content-type', 'application/fhir+json; charset=utf-8'];
  return { status, headers: [type, ...headers], body: JSON.stringify(resource) };
}
