import { type HubError, httpStatusOf } from '../../domain/errors.js';
import type { Answer } from '../../graphql/execute.js';

/** The portal's own failures are answers: software reads the code out of them, and a new token is wanted at 401 alone. */
export const statusOf = (error: HubError): number => (isUnknown(error) ? 401 : 200);
export const isUnknown = ({ code }: HubError): boolean => httpStatusOf(code) === 401;
export const seconds = (ms: number): string => String(Math.ceil(ms / 1_000));

export function retryAfter({ details: { retryAfterMs } }: HubError): [string, string][] {
  return typeof retryAfterMs === 'number' ? [['retry-after', seconds(retryAfterMs)]] : [];
}

/** An answer as JSON that software of the portal reads. */
export function asJson(status: number, value: object, headers: [string, string][] = []): Answer {
  const type: [string, string] = ['content-type', 'application/json; charset=utf-8'];
  return { status, headers: [type, ...headers], body: JSON.stringify(value) };
}
