import type pg from 'pg';
import { holds } from '../access/authorize.js';
import type { Caller, Reason } from '../access/caller.js';
import type { Keyring } from '../access/keys.js';
import { OperationCharge } from '../access/quota/operation-charge.js';
import type { Quota } from '../access/quota/quota.js';
import { needsResidence } from '../access/remit/decide.js';
import { withReader } from '../audit/reader.js';
import type { Trail } from '../audit/trail.js';
import type { HubState, OutagePolicy, RequestContext } from '../context.js';
import type { Asker } from '../database/lane.js';
import type { AdminUnits } from '../domain/admin-unit.js';
import { HubError } from '../domain/errors.js';
import type { Language } from '../domain/language.js';
import { type Clock, dayIn } from '../process/clock.js';
import { makeIdentify } from '../registry/identify.js';
import { partsOfPlan } from '../registry/parts.js';
import type { RegistryLane } from '../registry/registry-lane.js';
import { ResidentLoader } from '../registry/resident-loader.js';
import { type LanedSector, SectorLoaders } from '../sectors/loaders.js';
import type { RequestState } from './request-state.js';
import { makeRepeated, makeWrite } from './write.js';

/** What all requests share. */
export interface Shared {
  registry: RegistryLane;
  sectors: readonly LanedSector[];
  units: AdminUnits;
  quota: Pick<Quota, 'charge'>;
  keys: Keyring;
  clock: Clock;
  hub: HubState;
  outage: OutagePolicy;
  deliver: RequestContext['deliver'];
  /** Whether an agency has recorded a visit of a person that is open or ended lately. */
  inCare(key: { agency: string; personalId: string }, asker: Asker): Promise<boolean>;
  /** The hub's own database, to read and to change: two pools, so that writes that wait hold up no look. */
  pools: { reading: pg.Pool; writing: pg.Pool };
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
  const { registry, units, keys, clock, hub, outage, deliver } = shared;
  const { caller, trail } = asked;
  const today = dayIn(clock);
  const asker = new RequestAsker(caller.agency.code, caller.officer, asked.isGone);
  const sectors = new SectorLoaders(shared.sectors, asker);
  const cared = new Map<string, Promise<boolean>>();
  const inCare = (personalId: string): Promise<boolean> => {
    let answer = cared.get(personalId);
    if (!answer) {
      answer = shared.inCare({ agency: caller.agency.code, personalId }, asker);
      cared.set(personalId, answer);
    }
    return answer;
  };
  const beforeOpen = null as never;
  const { reading, writing } = shared.pools;
  return {
    ...asked,
    ...{ now: clock.now(), today, keys, units, hub, sectors, outage },
    ...{ now: clock.now(), today, keys, units, hub, sectors, deliver },
    residents: beforeOpen,
    identify: beforeOpen,
    write: beforeOpen,
    repeated: beforeOpen,
    read: (work) => work(reading),
    readRecord: (reader, work) => withReader(reading, reader, work),
    open(coordinates, maxRows) {
      const parts = partsOfPlan(coordinates, needsResidence(caller));
      this.residents = new ResidentLoader(
        (number) => registry.find(number, parts, asker),
        caller,
        trail,
        {
          belongs: (relation, person) =>
            relation === 'IN_CARE'
              ? inCare(person.personalId)
              : sectors.belongs(relation, person, caller.agency.units, today),
          prepare: (relation, personalId) =>
            relation === 'IN_CARE'
              ? inCare(personalId).then(() => undefined)
              : sectors.prepare(relation, personalId),
          ...{ units, today },
        },
        new OperationCharge(
          withinRows(maxRows, (people) => shared.quota.charge(caller, asked.reason, people)),
        ),
      );
      this.identify = makeIdentify({
        residents: this.residents,
        ...{ trail, units },
        mayReadReasons: holds('identity:read', caller, asked.reason),
        personalIdOfInsuranceNumber: (number) => sectors.personalIdOfInsuranceNumber(number),
      });
      const mutation = mutationIn(coordinates);
      if (!mutation) return;
      this.write = makeWrite({ pool: writing, keys, clock }, asked, mutation, coordinates);
      this.repeated = makeRepeated({ pool: writing, keys }, asked, mutation);
    },
    result: { errors: [], hasData: false, retryAfterMs: null, finished: false },
  };
}

/**
 * Who waits at the lanes. NOTE: a class, since a getter in an object literal is made anew for every request, and the
 * engine gives each such object a form of its own: that took half of the time of a short request.
 */
class RequestAsker implements Asker {
  constructor(
    readonly agency: string,
    readonly officer: string | null,
    private readonly isGone: () => boolean,
  ) {}

  get gone(): boolean {
    return this.isGone();
  }
}

type Charge = (people: number) => Promise<void> | null;

/** Counts the residents of one operation before they are charged for, where the caller's grants say how many. */
function withinRows(most: number | null, charge: Charge): Charge {
  if (most === null) return charge;
  let rows = 0;
  return (people) => {
    rows += people;
    if (rows > most) return Promise.reject(new HubError('LIMIT_EXCEEDED', { limit: 'ROWS', allowed: most }));
    return charge(people);
  };
}

/** The one root field of a mutation, by coordinate; null for a query, and every query has another first field. */
function mutationIn(coordinates: ReadonlySet<string>): string | null {
  const [first] = coordinates;
  return first?.startsWith('Mutation.') ? first : null;
}
