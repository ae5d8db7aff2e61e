import type { Ask, Asker, Lane } from '../database/lane.js';
import type { Part, Registry, ResidentRecord } from './registry.js';

/** The registry as all requests ask it: one number at a time, many in a statement. */
export class RegistryLane {
  readonly #asks = new Map<ReadonlySet<Part>, Ask<string, ResidentRecord | null>>();

  constructor(
    private readonly registry: Registry,
    private readonly lane: Lane,
  ) {}

  /** The record of a number with these parts (a set of `partsFor`). @throws as `Registry.findMany`, or the lane's refusal */
  find(identifier: string, parts: ReadonlySet<Part>, asker: Asker): Promise<ResidentRecord | null> {
    let ask = this.#asks.get(parts);
    if (!ask) {
      ask = (identifiers) => this.registry.findMany(identifiers, parts);
      this.#asks.set(parts, ask);
    }
    return this.lane.load(ask, identifier, asker);
  }
}
