import { authorize, type Requirement } from '../access/authorize.js';
import { HubError } from '../domain/errors.js';
import type { RequestState } from '../graphql/request-state.js';

/** What a wire's operation reads, by the coordinates of the same fields in the schema, and the scope it needs. */
export interface WireOperation {
  /** As the record names it, `wire usage.findUsage`. */
  name: string;
  requirements: readonly Requirement[];
  /** Made once: what must be loaded is remembered by this very set. */
  coordinates: ReadonlySet<string>;
}

/**
 * May this caller ask this, for this reason? Then its loaders are made; as for any document.
 * @throws HubError as `authorize`; the trail keeps what was refused
 */
export function admitWire(operation: WireOperation, state: RequestState): void {
  state.trail.operationName = operation.name;
  try {
    state.open(operation.coordinates, authorize(operation.requirements, state.caller, state.reason));
  } catch (error) {
    if (error instanceof HubError) state.trail.refused = operation.requirements.map((one) => one.coordinate);
    throw error;
  }
}
