import type { Caller, Reason } from '../access/caller.js';
import type { Keyring } from '../access/keys.js';
import { needsResidence } from '../access/remit/decide.js';
import type { Trail } from '../audit/trail.js';
import type { HubState } from '../context.js';
import type { AdminUnits } from '../domain/admin-unit.js';
import type { Language } from '../domain/language.js';
import { type Clock, dayIn } from '../process/clock.js';
import { makeIdentify } from '../registry/identify.js';
import { partsOfPlan } from '../registry/parts.js';
import type { RegistryLane } from '../registry/registry-lane.js';
import { ResidentLoader } from '../registry/resident-loader.js';
import { type LanedSector, SectorLoaders } from '../sectors/loaders.js';
import type { RequestState } from './request-state.js';

/** What all requests share. */
export interface Shared {
  registry: RegistryLane;
  sectors: readonly LanedSector[];
  units: AdminUnits;
  keys: Keyring;
  clock: Clock;
  hub: HubState;
}

/** What one request brings. */
export interface Asked {
  requestId: string;
  language: Language;
  caller: Caller;
  reason: Reason;
  trail: Trail;
  /** Whether nobody waits for the answer any more. */
  isGone(): boolean;
}

/** A request's context; its loaders are made by `open`, once the operation is known and allowed. */
export function makeRequestState(shared: Shared, asked: Asked): RequestState {
  const { registry, units, keys, clock, hub } = shared;
  const { caller, trail } = asked;
  const today = dayIn(clock);
  const asker = {
    agency: caller.agency.code,
    get gone() {
      return asked.isGone();
    },
  };
  const sectors = new SectorLoaders(shared.sectors, asker);
  const beforeOpen = null as never;
  return {
    ...asked,
    ...{ now: clock.now(), today, keys, units, hub, sectors },
    residents: beforeOpen,
    identify: beforeOpen,
    open(coordinates) {
      const parts = partsOfPlan(coordinates, needsResidence(caller));
      this.residents = new ResidentLoader((number) => registry.find(number, parts, asker), caller, trail, {
        belongs: (relation, person) => sectors.belongs(relation, person, caller.agency.units, today),
        prepare: (relation, personalId) => sectors.prepare(relation, personalId),
        units,
        today,
      });
      this.identify = makeIdentify({
        residents: this.residents,
        ...{ trail, units },
        mayReadReasons: caller.scopes.has('identity:read'),
        personalIdOfInsuranceNumber: (number) => sectors.personalIdOfInsuranceNumber(number),
      });
    },
    result: { errors: [], hasData: false, finished: false },
  };
}
