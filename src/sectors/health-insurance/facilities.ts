import type { Facility } from './facility.js';

/** How long the list is taken as it is, and how long an unknown code is taken as unknown, in milliseconds. */
const freshMs = 600_000;
const unknownMs = 60_000;

/**
 * The register of places of care, kept in this process: some fourteen thousand rows that change a few times a year,
 * so that a decision costs no statement. While the source is down the last list serves.
 */
export class Facilities {
  #byCode: ReadonlyMap<string, Facility> | null = null;
  #readAt = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | null = null;

  constructor(
    /** The whole register. @throws HubError SECTOR_UNAVAILABLE */
    private readonly list: () => Promise<readonly Facility[]>,
    /** Milliseconds of a clock that never goes back. */
    private readonly now: () => number = () => performance.now(),
  ) {}

  /**
   * The facility of a code; null when the register does not list it.
   * @throws HubError SECTOR_UNAVAILABLE when the list was never had
   */
  async find(code: string): Promise<Facility | null> {
    if (!this.#byCode) await this.read();
    const found = this.#byCode!.get(code);
    if (found) {
      if (this.#age() > freshMs) void this.read().catch(() => undefined);
      return found;
    }
    // A list that cannot be read anew still says what it says.
    if (this.#age() > unknownMs) await this.read().catch(() => undefined);
    return this.#byCode!.get(code) ?? null;
  }

  /** Reads the list; whoever asks meanwhile waits for the same. @throws as `find` */
  read(): Promise<void> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #read(): Promise<void> {
    this.#byCode = new Map((await this.list()).map((facility) => [facility.code, facility]));
    this.#readAt = this.now();
  }

  #age(): number {
    return this.now() - this.#readAt;
  }
}
