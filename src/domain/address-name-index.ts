import type { UnitType } from './address-part.js';
import { type AddressName, looseKeyOf } from './address-words.js';

/** One name of a place. */
export interface NamedPlace<Place> extends AddressName {
  place: Place;
  type: UnitType | null;
  /** An older or another name; `words` is empty then, since only its letters are known. */
  alias: boolean;
  typeRequired: boolean;
}

export type Names<Place> = Map<string, NamedPlace<Place>[]>;

/** Names by key, and by key with one letter wrong. */
export class NameIndex<Place> {
  private nearKeys: Map<string, string[]> | null = null;

  private readonly looseNames: Names<Place> = new Map();

  constructor(private readonly names: Names<Place>) {
    for (const [key, named] of names) {
      const loose = looseKeyOf(key);
      this.looseNames.set(loose, [...(this.looseNames.get(loose) ?? []), ...named]);
    }
  }

  /** Names of this key; when there are none, those that differ from it by c for k only. */
  at(key: string): readonly NamedPlace<Place>[] {
    return this.names.get(key) ?? this.looseNames.get(looseKeyOf(key)) ?? [];
  }

  /** Keys that may be one letter away from this one; numbers and names of two letters are never guessed. */
  near(key: string): ReadonlySet<string> {
    this.nearKeys ??= makeNearKeys(this.names.keys());
    if (!isGuessable(key)) return new Set();
    return new Set([key, ...deletions(key)].flatMap((it) => this.nearKeys!.get(it) ?? []));
  }
}

const isGuessable = (key: string) => key.length > 2 && !/^\d+$/.test(key);

function makeNearKeys(keys: Iterable<string>): Map<string, string[]> {
  const near = new Map<string, string[]>();
  for (const key of keys) {
    if (!isGuessable(key)) continue;
    for (const it of new Set([key, ...deletions(key)])) {
      const known = near.get(it);
      if (known) known.push(key);
      else near.set(it, [key]);
    }
  }
  return near;
}

function deletions(key: string): string[] {
  return Array.from(key, (_, at) => key.slice(0, at) + key.slice(at + 1));
}
