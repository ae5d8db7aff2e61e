import type { Caller } from '../access/caller.js';
import { kinds } from '../access/kinds.js';
import { mayAskAbout } from '../access/remit/decide.js';
import type { RemitFacts } from '../access/remit/rule.js';
import type { Trail } from '../audit/trail.js';
import { HubError } from '../domain/errors.js';
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
  #visits = 0;

  constructor(
    private readonly ask: (identifier: string) => Promise<ResidentRecord | null>,
    private readonly caller: Caller,
    private readonly trail: Trail,
    facts: Omit<RemitFacts, 'presented' | 'ownChildren'>,
  ) {
    this.#presented = new Set();
    this.#ownChildren = new Set();
    this.#facts = { ...facts, presented: this.#presented, ownChildren: this.#ownChildren };
  }

  /**
   * The resident of a number, if the caller may ask about him.
   * @throws HubError REGISTRY_UNAVAILABLE, or SECTOR_UNAVAILABLE when the sector that decides the remit is down
   */
  async find(identifier: string): Promise<Resident | null> {
    this.#visits += 1;
    if (this.#visits > maxVisits)
      throw new HubError('LIMIT_EXCEEDED', { limit: 'PERSONS', allowed: maxVisits });
    try {
      return await this.#find(identifier);
    } catch (error) {
      this.trail.subject(identifier, 'REFUSED');
      throw error;
    }
  }

  async #find(identifier: string): Promise<Resident | null> {
    const relation = kinds[this.caller.agency.kind].remit.find(
      (name) => name === 'ENROLLED' || name === 'MEMBER',
    );
    // Asked beside the registry, not after it: as fast, and as long for an unknown number as for a foreign one.
    const early =
      relation && !this.#presented.has(identifier) ? this.#facts.prepare(relation, identifier) : null;
    early?.catch(() => undefined);
    const record = await this.#record(identifier);
    if (!record) {
      await early;
      this.trail.subject(identifier, 'NOT_FOUND');
      return null;
    }
    return this.#decide(record);
  }

  /** Several, aligned; the unknown and the foreign are null. */
  findMany(identifiers: readonly string[]): Promise<(Resident | null)[]> {
    return Promise.all(identifiers.map((identifier) => this.find(identifier)));
  }

  /** Several, with those outside the remit left out: for hops from one person to others. */
  async findThose(identifiers: readonly string[]): Promise<Resident[]> {
    return (await this.findMany(identifiers)).filter((resident) => resident !== null);
  }

  /** The record behind a claim, for comparing only: nothing of it may be answered but verdicts. */
  async recordForClaim(identifier: string): Promise<ResidentRecord | null> {
    try {
      return await this.#record(identifier);
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
    this.trail.subject(personalId, allowed ? 'RELEASED' : 'OUT_OF_REMIT');
    return allowed ? new Resident(record) : null;
  }
}
