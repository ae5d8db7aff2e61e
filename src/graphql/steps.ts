import type { GraphQLFormattedError } from 'graphql';
import { authorize } from '../access/authorize.js';
import type { Agency } from '../access/caller.js';
import { HubError } from '../domain/errors.js';
import type { Logger } from '../process/logger.js';
import { publicError } from './errors.js';
import type { Plan } from './plan.js';
import { isNothingElse, retryAfterOf } from './rate-limited.js';
import type { RequestState } from './request-state.js';
import { coordinateAt, releasedIn } from './response-tree.js';

/** An answer before it is written: what the engine and a compiled plan both come to. */
export interface Result {
  data?: unknown;
  errors?: readonly GraphQLFormattedError[];
  extensions?: Record<string, unknown>;
}

/**
 * What stands between a plan and running it: may this caller ask this, for this reason? Then its loaders are made.
 * @throws HubError FORBIDDEN for a document that is not registered, where others are not answered; as `authorize`, and
 * then the trail keeps which fields were refused
 */
export function admit(plan: Plan, state: RequestState): void {
  state.trail.operationName = plan.name;
  state.trail.operationHash = plan.hash;
  requireRegistered(plan, state.caller.agency);
  let maxRows: number | null;
  try {
    maxRows = authorize(plan.requirements, state.caller, state.reason);
  } catch (error) {
    const missing = error instanceof HubError ? error.details.missing : undefined;
    if (Array.isArray(missing)) state.trail.refused = missing.map(({ coordinate }) => coordinate);
    throw error;
  }
  state.open(plan.shape.coordinates, maxRows);
}

/**
 * What comes after running: errors as the caller may read them, whether the answer is partial, and what of it was
 * released, for the record. `thrown` are the errors as they were thrown, aligned with `result.errors`.
 */
export function conclude(
  plan: Plan | null,
  state: RequestState,
  result: Result,
  thrown: readonly unknown[],
  logger: Logger,
): Result {
  const concluded: Result = { ...result };
  const errors = (result.errors ?? []).map((error, at) =>
    publicError(error, thrown[at], state.language, state.requestId, logger),
  );
  if (errors.length > 0) concluded.errors = errors;
  if (errors.some((error) => error.extensions?.code === 'SECTOR_UNAVAILABLE')) {
    concluded.extensions = { ...result.extensions, partial: true };
  }
  const retryAfterMs = retryAfterOf(errors);
  if (retryAfterMs !== null && isNothingElse(result, errors)) concluded.data = undefined;
  Object.assign(state.result, { errors, hasData: !!concluded.data, finished: true, retryAfterMs });
  if (plan) {
    state.trail.released = releasedIn(plan.tree, result.data);
    state.trail.unavailable = unavailableIn(plan, errors);
  }
  return concluded;
}

/** @throws HubError FORBIDDEN for a document that is not registered, where others are not answered */
export function requireRegistered({ hash }: Plan, { documents }: Agency): void {
  if (!documents || documents.has(hash)) return;
  throw new HubError(
    'FORBIDDEN',
    { document: 'NOT_REGISTERED' },
    {
      vi: 'Cơ quan chỉ được dùng các truy vấn đã đăng ký; truy vấn này chưa đăng ký.',
      en: 'Your agency is answered registered documents only, and this one is not registered.',
    },
  );
}

function unavailableIn(plan: Plan, errors: readonly GraphQLFormattedError[]): string[] {
  const found = errors.map((error) => coordinateAt(plan.tree, error.path)).filter((one) => one !== null);
  return [...new Set(found)];
}
