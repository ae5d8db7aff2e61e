const GENERATION = 50_000;
const LONGEST_REMEMBERED = 120;

/**
 * What was found for the ends of addresses, which are the same few thousand everywhere. Kept in two generations: what
 * was not asked again since the last one is forgotten. Houses and hamlets, which say more of a person and seldom come
 * again, do not belong here.
 */
export class AddressMemory {
  private young = new Map<string, unknown>();
  private old: ReadonlyMap<string, unknown> = new Map();

  find<T>(key: string): T | undefined {
    const found = this.young.get(key) ?? this.old.get(key);
    if (found !== undefined) this.keep(key, found);
    return found as T | undefined;
  }

  keep<T>(key: string, value: T): T {
    if (key.length > LONGEST_REMEMBERED) return value;
    if (this.young.size >= GENERATION) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(key, value);
    return value;
  }
}
