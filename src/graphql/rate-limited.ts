import type { GraphQLFormattedError } from 'graphql';
import type { Answer } from './execute.js';
import type { RequestState } from './request-state.js';
import type { Result } from './steps.js';

/** When asking again makes sense, ms, where a quota refused a part of the answer; else null. */
export function retryAfterOf(errors: readonly GraphQLFormattedError[]): number | null {
  let longest: number | null = null;
  for (const { extensions } of errors) {
    const after = extensions?.code === 'RATE_LIMITED' ? extensions.retryAfterMs : null;
    if (typeof after === 'number') longest = Math.max(longest ?? 0, after);
  }
  return longest;
}

/** Whether there is nothing in an answer but refusals by a quota: then it carries no data at all. */
export function isNothingElse({ data }: Result, errors: readonly GraphQLFormattedError[]): boolean {
  const values = Object.values((data ?? {}) as Record<string, unknown>);
  return (
    values.every((value) => value === null) &&
    errors.every(({ extensions }) => extensions?.code === 'RATE_LIMITED')
  );
}

/** The answer with `Retry-After` (RFC 9110 §10.2.3, whole seconds), and status 429 when it carries no data. */
export function tellWhen(answer: Answer, { retryAfterMs, hasData }: RequestState['result']): Answer {
  if (retryAfterMs === null) return answer;
  const headers = [...answer.headers, ['retry-after', String(Math.ceil(retryAfterMs / 1000))]];
  return { ...answer, headers: headers as [string, string][], status: hasData ? answer.status : 429 };
}
