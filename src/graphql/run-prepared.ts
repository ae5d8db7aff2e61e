import { HubError } from '../domain/errors.js';
import type { CompiledOperation } from './compiled.js';
import type { Engine } from './execute.js';
import type { Plan } from './plan.js';
import type { RequestState } from './request-state.js';
import { conclude, type Result } from './steps.js';

/** A document of the hub's own that a wire asks in the place of its caller. */
export interface Prepared {
  plan: Plan;
  /** The answer as a caller of the same document would read it, and on record like it, once the operation is admitted. */
  run(state: RequestState, variables: Record<string, unknown>): Promise<Result>;
}

/** Plans and compiles such a document. @throws Error when the schema does not fit it, which keeps the hub from starting */
export function prepareOwn({ planner, logger }: Engine, source: string): Prepared {
  const prepared = planner.prepare(source, true);
  if ('problems' in prepared)
    throw new Error(`a wire’s document does not fit: ${prepared.problems[0]?.code}`);
  const ready = planner.ready({ source, operationName: null });
  if (!ready) throw new Error('a wire’s document cannot be compiled');
  const { plan, compiled }: { plan: Plan; compiled: CompiledOperation } = ready;
  return {
    plan,
    async run(state, variables) {
      const { data, errors } = await compiled.run(state, variables);
      // The variables do not fit, and nothing ran.
      if (data === undefined) throw new HubError('BAD_USER_INPUT');
      return conclude(plan, state, errors?.length ? { data, errors } : { data }, errors ?? [], logger);
    },
  };
}
