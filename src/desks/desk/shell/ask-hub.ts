import type { Language } from '../../../domain/language.js';
import type { Session } from './session.js';

/** For what the officer asks; stated with every request. */
export interface Purpose {
  purpose: string;
  /** Why, in an emergency. */
  emergencyReason: string;
}

export interface HubProblem {
  code: string;
  message: string;
  path: readonly (string | number)[];
  requestId: string | null;
  /** Which source did not answer, where one did not. */
  sector?: string;
  /** The value of `extensions.because`: which rule refused it. */
  because?: string;
  /** The value of `extensions.reason`: what it was refused for. */
  reason?: string;
}

/** What came back: data, and what could not be had of it. */
export interface HubAnswer<T> {
  data: T | null;
  problems: HubProblem[];
  requestId: string | null;
}

/** A whole request that came to nothing; `UNREACHABLE` where the hub did not answer at all. */
export class HubRefusal extends Error {
  constructor(readonly problem: HubProblem) {
    super(problem.code);
  }
}

export interface Asking {
  session: Session;
  language: Language;
  purpose: Purpose;
  /** The hub says that the session is over. */
  onEnded(): void;
}

/** What will go through when it is sent again, and what never will. */
export function passes({ code, reason }: HubProblem): boolean {
  // NOTE: a source that takes no writes takes none later either.
  if (reason === 'NO_WRITER') return false;
  return [
    ...['UNREACHABLE', 'OVERLOADED', 'RATE_LIMITED', 'DEADLINE_EXCEEDED', 'AUDIT_UNAVAILABLE'],
    ...['REGISTRY_UNAVAILABLE', 'SECTOR_UNAVAILABLE', 'INTERNAL_SERVER_ERROR', 'UNAUTHENTICATED'],
  ].includes(code);
}

/**
 * One GraphQL request in the officer's session, purpose stated.
 * @param unasked that nobody is at the keys: it does not keep the session going
 * @throws HubRefusal when there is no data at all; the signal's reason when it was stopped
 */
export async function askHub<T>(
  { session, language, purpose, onEnded }: Asking,
  query: string,
  variables: object,
  { signal, unasked = false }: { signal?: AbortSignal; unasked?: boolean } = {},
): Promise<HubAnswer<T>> {
  const response = await fetch('/desk/graphql', {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'Accept-Language': language,
      'X-Lienthong-Desk': session.tag,
      'X-Purpose': purpose.purpose,
      ...(purpose.purpose === 'EMERGENCY' && {
        'X-Emergency-Reason': encodeURIComponent(purpose.emergencyReason),
      }),
      ...(unasked && { 'X-Lienthong-Unasked': '1' }),
    },
    body: JSON.stringify({ query, variables }),
    signal: signal ?? null,
  }).catch((error) => {
    if (signal?.aborted) throw error;
    throw unreachable();
  });
  const requestId = response.headers.get('x-request-id');
  const body = await response.json().catch(() => {
    if (signal?.aborted) throw signal.reason;
    throw unreachable();
  });
  const problems: HubProblem[] = (body.errors ?? []).map(
    (error: { message: string; path?: HubProblem['path']; extensions?: Partial<HubProblem> }) => ({
      ...{ code: error.extensions?.code ?? 'INTERNAL_SERVER_ERROR', message: error.message },
      ...{ path: error.path ?? [], requestId },
      ...{ sector: error.extensions?.sector, because: error.extensions?.because },
      reason: error.extensions?.reason,
    }),
  );
  if (problems.some(({ code }) => code === 'UNAUTHENTICATED')) onEnded();
  const data = (body.data ?? null) as T | null;
  if (data === null) throw new HubRefusal(problems[0] ?? unreachable().problem);
  return { data, problems, requestId };
}

/** What a failed request came to, whatever was thrown. */
export function problemOf(error: unknown): HubProblem {
  return error instanceof HubRefusal ? error.problem : unreachable().problem;
}

function unreachable(): HubRefusal {
  return new HubRefusal({ code: 'UNREACHABLE', message: '', path: [], requestId: null });
}
