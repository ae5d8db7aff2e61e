import { HubError } from '../domain/errors.js';
import type { Caller, Reason } from './caller.js';
import { countsUnder, type Scope } from './kinds.js';
import { requireReason } from './reason.js';

/** A field the operation touches and the scope it needs; null needs none. */
export interface Requirement {
  /** `Resident.coverage`, by schema coordinate: aliases and fragments do not matter. */
  coordinate: string;
  scope: Scope | null;
}

/**
 * Decides a whole operation before anything of it runs: scope, then purpose, by field coordinate.
 * @throws HubError FORBIDDEN with every missing coordinate and its scope; PURPOSE_REQUIRED; PURPOSE_NOT_ALLOWED with
 * every coordinate that this purpose does not cover; BAD_USER_INPUT for a missing case
 */
export function authorize(requirements: readonly Requirement[], caller: Caller, reason: Reason): void {
  const scoped = requirements.filter((r): r is Requirement & { scope: Scope } => r.scope !== null);
  if (scoped.length === 0) return;
  const missing = scoped.filter((r) => !caller.scopes.has(r.scope));
  if (missing.length > 0) throw new HubError('FORBIDDEN', { missing });
  const purpose = requireReason(reason, caller);
  const outside = scoped.filter((r) => !countsUnder(r.scope, purpose));
  if (outside.length > 0) throw new HubError('PURPOSE_NOT_ALLOWED', { missing: outside });
}
