import type { Caller } from '../access/caller.js';
import { isRelation, kinds } from '../access/kinds.js';
import type { OperationCharge } from '../access/quota/operation-charge.js';
import { mayAskAbout } from '../access/remit/decide.js';
import type { RemitFacts } from '../access/remit/rule.js';
import type { SubjectRelation } from '../audit/event.js';
import type { Trail } from '../audit/trail.js';
import { HubError } from '../domain/errors.js';
import type { Claim } from './claim.js';
import { ClaimsMade } from './claims-made.js';
import type { ResidentRecord } from './registry.js';
import { Resident } from './resident.js';

/** The most residents one statement asks for. */
export const maxKeys = 200;
/** The most times one operation may come to a resident, the same one again included: each is a part of the answer. */
const maxVisits = 2_000;

/**
 * Residents of one request. The remit rule is applied here, behind the only door, so no path of a query goes round
 * it: unknown and outside the remit both come back as null, and the trail keeps which it was.
 */
export class ResidentLoader {
  readonly #records = new Map<string, Promise<ResidentRecord | null>>();
  readonly #decided = new Map<string, Promise<Resident | null>>();
  readonly #presented: Set<string>;
  readonly #ownChildren: Set<string>;
  readonly #facts: RemitFacts;
  readonly #claims = new ClaimsMade();
  #visits = 0;

  constructor(
    private readonly ask: (identifier: string) => Promise<ResidentRecord | null>,
    private readonly caller: Caller,
    private readonly trail: Trail,
    facts: Omit<RemitFacts, 'presented' | 'ownChildren'>,
    private readonly looks: OperationCharge,
  ) {
    this.#presented = new Set();
    this.#ownChildren = new Set();
    this.#facts = { ...facts, presented: this.#presented, ownChildren: this.#ownChildren };
  }

  /**
   * The resident of a number, if the caller may ask about him. `relation` RELATED: reached through another person.
   * @throws HubError RATE_LIMITED before anything is asked; REGISTRY_UNAVAILABLE, or SECTOR_UNAVAILABLE when the sector
   * that decides the remit is down
   */
  async find(identifier: string, relation: SubjectRelation = 'DIRECT'): Promise<Resident | null> {
    this.#visits += 1;
    if (this.#visits > maxVisits)
      throw new HubError('LIMIT_EXCEEDED', { limit: 'PERSONS', allowed: maxVisits });
    try {
      return await this.#find(identifier, relation);
    } catch (error) {
      this.trail.subject(identifier, 'REFUSED', relation);
      throw error;
    }
  }

  async #find(identifier: string, reachedAs: SubjectRelation): Promise<Resident | null> {
    const charging = this.chargeFor([identifier]);
    if (charging) await charging;
    const relation = kinds[this.caller.agency.kind].remit.find(isRelation);
    // Asked beside the registry, not after it: as fast, and as long for an unknown number as for a foreign one.
    const early =
      relation && !this.#presented.has(identifier) ? this.#facts.prepare(relation, identifier) : null;
    early?.catch(() => undefined);
    const record = await this.#record(identifier);
    if (!record) {
      await early;
      this.trail.subject(identifier, 'NOT_FOUND', reachedAs);
      return null;
    }
    const { personalId } = record;
    this.looks.cover(personalId);
    const resident = await this.#decide(record);
    // A resident comes to himself, and to others only through himself.
    const ofAnother = resident && this.caller.self !== null && personalId !== this.caller.self;
    this.trail.subject(personalId, resident ? 'RELEASED' : 'OUT_OF_REMIT', ofAnother ? 'RELATED' : reachedAs);
    return resident;
  }

  /** Charges the quota before a list is answered or asked for; null when there is nothing to wait for. */
  chargeFor(identifiers: readonly string[]): Promise<void> | null {
    return this.looks.chargeFor(identifiers);
  }

  /** Several, aligned; the unknown and the foreign are null. */
  findMany(
    identifiers: readonly string[],
    relation: SubjectRelation = 'DIRECT',
  ): Promise<(Resident | null)[]> {
    // Each of them waits for this and meets its refusal by itself.
    this.chargeFor(identifiers)?.catch(() => undefined);
    return Promise.all(identifiers.map((identifier) => this.find(identifier, relation)));
  }

  /** Several, with those outside the remit left out: for hops from one person to others. */
  async findThose(identifiers: readonly string[]): Promise<Resident[]> {
    return (await this.findMany(identifiers, 'RELATED')).filter((resident) => resident !== null);
  }

  /**
   * The record behind a claim, for comparing only: nothing of it may be answered but verdicts.
   * @throws HubError as `find`; LIMIT_EXCEEDED for more different claims about one number than `maxClaims`
   */
  async recordForClaim(identifier: string, claim: Claim): Promise<ResidentRecord | null> {
    await this.chargeForClaim(identifier, claim);
    return this.#recordToCompare(identifier);
  }

  /** The same by a number that only `resolve` knows the holder of; charged before that is asked, and once. */
  async recordForNumber(
    number: string,
    claim: Claim,
    resolve: () => Promise<string | null>,
  ): Promise<ResidentRecord | null> {
    await this.chargeForClaim(number, claim);
    const held = await resolve();
    if (!held) return null;
    this.looks.cover(held);
    return this.#recordToCompare(held);
  }

  /** Charges for a claim before anything is asked for it, once. @throws HubError as the quota, LIMIT_EXCEEDED */
  async chargeForClaim(number: string, claim: Claim): Promise<void> {
    try {
      const charging = this.chargeFor([this.#claims.lookFor(number, claim)]);
      if (charging) await charging;
    } catch (error) {
      this.trail.subject(number, 'REFUSED');
      throw error;
    }
  }

  async #recordToCompare(identifier: string): Promise<ResidentRecord | null> {
    try {
      const record = await this.#record(identifier);
      if (record) this.looks.cover(record.personalId);
      return record;
    } catch (error) {
      this.trail.subject(identifier, 'REFUSED');
      throw error;
    }
  }

  /** This person was identified at the desk in this operation. */
  markPresented(personalId: string): void {
    this.#presented.add(personalId);
    this.#decided.delete(personalId);
  }

  /** These are children of the resident who asks about himself. */
  markOwnChildren(parent: Resident, children: readonly string[]): void {
    if (parent.personalId !== this.caller.self) return;
    for (const child of children) {
      this.#ownChildren.add(child);
      this.#decided.delete(child);
    }
  }

  /** What the registry holds; asked once an operation. */
  #record(identifier: string): Promise<ResidentRecord | null> {
    let record = this.#records.get(identifier);
    if (!record) {
      record = this.ask(identifier);
      this.#records.set(identifier, record);
    }
    return record;
  }

  #decide(record: ResidentRecord): Promise<Resident | null> {
    let decided = this.#decided.get(record.personalId);
    if (!decided) {
      decided = this.#apply(record);
      this.#decided.set(record.personalId, decided);
    }
    return decided;
  }

  async #apply(record: ResidentRecord): Promise<Resident | null> {
    const { personalId, fullName, dateOfBirth, residences = [] } = record;
    const subject = { personalId, fullName, dateOfBirth, residences };
    const allowed = await mayAskAbout(subject, this.caller, this.#facts);
    return allowed ? new Resident(record) : null;
  }
}
