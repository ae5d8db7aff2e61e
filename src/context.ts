import type { Caller, Reason } from './access/caller.js';
import type { Keyring } from './access/keys.js';
import type { Trail } from './audit/trail.js';
import type { AdminUnits } from './domain/admin-unit.js';
import type { Language } from './domain/language.js';
import type { IdentifyClaim } from './registry/identify.js';
import type { ResidentLoader } from './registry/resident-loader.js';
import type { SectorLoaders } from './sectors/loaders.js';

/** What one request carries: caller, purpose, loaders, trail, deadline. */
export interface RequestContext {
  requestId: string;
  language: Language;
  caller: Caller;
  reason: Reason;
  trail: Trail;
  /** Milliseconds since 1970 when the request came. */
  now: number;
  /** The day in Vietnam, `2026-01-31`. */
  today: string;
  keys: Keyring;
  units: AdminUnits;
  residents: ResidentLoader;
  sectors: SectorLoaders;
  identify: IdentifyClaim;
  hub: HubState;
}

/** What any agency may know of the hub itself. */
export interface HubState {
  version: string;
  sources(): { name: string; state: 'UP' | 'DOWN' }[];
}
