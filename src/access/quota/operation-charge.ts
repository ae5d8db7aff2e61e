/**
 * What one operation was charged for: one person costs one look, by whatever numbers and however often he comes. Each
 * charge is a promise while it is waited for, and stays a refusal for the whole operation.
 */
export class OperationCharge {
  readonly #charged = new Map<string, Promise<void> | null>();

  /** @param charge charges the caller's quota for so many people; null when that is done at once */
  constructor(private readonly charge: (people: number) => Promise<void> | null) {}

  /**
   * Charges for those of the numbers it was not charged for yet, together: all or none. Null when there is nothing to
   * wait for.
   * @throws HubError (as a rejection) as the quota
   */
  chargeFor(identifiers: readonly string[]): Promise<void> | null {
    if (identifiers.length === 1) return this.#chargeForOne(identifiers[0]!);
    const due = new Set(identifiers.filter((identifier) => !this.#charged.has(identifier)));
    if (due.size > 0) {
      const charging = this.#begin(due.size);
      for (const identifier of due) this.#charged.set(identifier, charging);
    }
    const pending = new Set<Promise<void>>();
    for (const identifier of identifiers) {
      const charging = this.#charged.get(identifier);
      if (charging) pending.add(charging);
    }
    return pending.size > 0 ? Promise.all(pending).then(() => undefined) : null;
  }

  /** This is the number of somebody who was charged for under another one. */
  cover(identifier: string): void {
    if (!this.#charged.has(identifier)) this.#charged.set(identifier, null);
  }

  /** NOTE: nearly every look is about one person, and should not pay for making sets. */
  #chargeForOne(identifier: string): Promise<void> | null {
    const known = this.#charged.get(identifier);
    if (known !== undefined) return known;
    const charging = this.#begin(1);
    this.#charged.set(identifier, charging);
    return charging;
  }

  #begin(people: number): Promise<void> | null {
    const charging = this.charge(people);
    // Whoever waits for it hears of it; nobody may.
    charging?.catch(() => undefined);
    return charging;
  }
}
