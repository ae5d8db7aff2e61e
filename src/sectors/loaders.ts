import DataLoader from 'dataloader';
import type { Person, Sector, SectorKey } from './sector.js';

/** The sectors of one request: keys gathered into one statement a sector, each answer kept for this request only. */
export class SectorLoaders {
  readonly #records = new Map<string, DataLoader<SectorKey, unknown, string>>();
  /** Records that came with a list (a class), by sector and personal id: enough to prove that someone belongs. */
  readonly #seen = new Map<string, unknown>();

  constructor(private readonly sectors: readonly Sector[]) {}

  /** What a sector holds about a person. @throws HubError SECTOR_UNAVAILABLE */
  load<Record>(name: string, key: SectorKey): Promise<Record | null> {
    let loader = this.#records.get(name);
    if (!loader) {
      const sector = this.#sector(name);
      loader = new DataLoader((keys) => sector.findMany(keys), {
        maxBatchSize: 200,
        cacheKeyFn: (one) => one.personalId,
      });
      this.#records.set(name, loader);
    }
    return loader.load(key) as Promise<Record | null>;
  }

  /** Notes what a list of this sector said about a person, so that the remit need not ask for it again. */
  note(name: string, personalId: string, record: unknown): void {
    this.#seen.set(`${name} ${personalId}`, record);
  }

  /** The sector itself, for what is not about one person (a class list). */
  get<S extends Sector>(name: string): S {
    return this.#sector(name) as S;
  }

  /** Whether a person belongs to one of the units, asked of the sector that knows. @throws as `load` */
  async belongs(
    relation: 'ENROLLED' | 'MEMBER',
    person: Person & { personalId: string },
    units: readonly string[],
    today: string,
  ): Promise<boolean> {
    const sector = this.#knowing(relation);
    const seen = sector && this.#seen.get(`${sector.name} ${person.personalId}`);
    if (sector && seen && sector.remit!.belongs(seen, person, units, today)) return true;
    const record = sector && (await this.load(sector.name, person));
    return !!sector && record !== null && sector.remit!.belongs(record, person, units, today);
  }

  /** Asks that sector for a number ahead of `belongs`; the answer is kept. @throws as `load` */
  async prepare(relation: 'ENROLLED' | 'MEMBER', personalId: string): Promise<void> {
    const sector = this.#knowing(relation);
    if (!sector || this.#seen.has(`${sector.name} ${personalId}`)) return;
    await this.load(sector.name, { personalId, fullName: null, dateOfBirth: null });
  }

  /** The personal id that some sector holds for an insurance number, in list order. @throws as `load` */
  async personalIdOfInsuranceNumber(number: string): Promise<string | null> {
    let failure: unknown = null;
    for (const sector of this.sectors) {
      try {
        const [personalId] = (await sector.findByNumber?.([number])) ?? [];
        if (personalId) return personalId;
      } catch (error) {
        failure ??= error;
      }
    }
    if (failure) throw failure;
    return null;
  }

  #knowing(relation: 'ENROLLED' | 'MEMBER'): Sector | undefined {
    return this.sectors.find((candidate) => candidate.remit?.relation === relation);
  }

  #sector(name: string): Sector {
    const sector = this.sectors.find((candidate) => candidate.name === name);
    if (!sector) throw new Error(`No sector ${name}`);
    return sector;
  }
}
