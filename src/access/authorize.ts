import { HubError } from '../domain/errors.js';
import type { Caller, Reason } from './caller.js';
import { countsUnder, type Purpose, type Scope } from './kinds.js';
import { requireReason } from './reason.js';

/** A field the operation touches and the scope it needs; null needs none. */
export interface Requirement {
  /** `Resident.coverage`, by schema coordinate: aliases and fragments do not matter. */
  coordinate: string;
  scope: Scope | null;
}

/**
 * Decides a whole operation before anything of it runs: scope, then purpose, by field coordinate.
 * @returns the most residents it may come to by the caller's grants; null for the hub's own limit
 * @throws HubError FORBIDDEN with every missing coordinate and its scope; PURPOSE_REQUIRED; PURPOSE_NOT_ALLOWED with
 * every coordinate that this purpose does not cover, or that is not granted for it; BAD_USER_INPUT for a missing case
 */
export function authorize(
  requirements: readonly Requirement[],
  caller: Caller,
  reason: Reason,
): number | null {
  const scoped = requirements.filter((r): r is Requirement & { scope: Scope } => r.scope !== null);
  if (scoped.length === 0) return null;
  const missing = scoped.filter((r) => !caller.scopes.has(r.scope));
  if (missing.length > 0) throw new HubError('FORBIDDEN', { missing });
  const purpose = requireReason(reason, caller);
  const outside = scoped.filter((r) => !isHeldFor(r.scope, purpose, caller));
  if (outside.length > 0) throw new HubError('PURPOSE_NOT_ALLOWED', { missing: outside });
  const { narrowed } = caller.agency;
  if (!narrowed) return null;
  const limits = scoped.map((r) => narrowed.maxRows(r.scope, purpose)).filter((one) => one !== null);
  return limits.length > 0 ? Math.min(...limits) : null;
}

/** Whether the caller holds a scope in a look for this purpose. */
export function holds(scope: Scope, caller: Caller, { purpose }: Reason): boolean {
  return caller.scopes.has(scope) && purpose !== null && isHeldFor(scope, purpose, caller);
}

function isHeldFor(scope: Scope, purpose: Purpose, { agency }: Caller): boolean {
  return countsUnder(scope, purpose) && (agency.narrowed?.counts(scope, purpose) ?? true);
}
