import type { Ask, Asker, Lane } from '../database/lane.js';
import { HubError } from '../domain/errors.js';
import type { Period } from '../domain/period.js';
import type { Cover, CoverQuestion, Insured, Person, Sector, SectorKey } from './sector.js';

/** Waits only so long for a slow source, so that it costs its own field and not the time of the whole answer. */
class PatientAsker implements Asker {
  #hasGivenUp = false;

  constructor(private readonly asker: Asker) {}

  get agency(): string {
    return this.asker.agency;
  }
  get officer(): string | null {
    return this.asker.officer ?? null;
  }
  get gone(): boolean {
    return this.#hasGivenUp || this.asker.gone;
  }

  /** @throws what was asked throws, or HubError SECTOR_UNAVAILABLE after the sector's patience */
  async wait<T>({ name, oneByOne }: Sector, asked: Promise<T>): Promise<T> {
    const { patienceMs } = oneByOne!;
    let timer: NodeJS.Timeout | undefined;
    const waiting = new Promise<never>((_, fail) => {
      timer = setTimeout(() => {
        this.#hasGivenUp = true;
        fail(new HubError('SECTOR_UNAVAILABLE', { sector: name, retryAfterMs: patienceMs }));
      }, patienceMs);
    });
    // Whatever comes of it after that, nobody waits for it.
    asked.catch(() => undefined);
    try {
      return await Promise.race([asked, waiting]);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** A sector and the one lane that all requests ask it by. */
export interface LanedSector {
  sector: Sector;
  lane: Lane;
}

/** The sectors of one request: what they answered is kept for this request only. */
export class SectorLoaders {
  readonly #records = new Map<string, Promise<unknown>>();
  /** Records that came with a list (a class), by sector and personal id: enough to prove that someone belongs. */
  readonly #seen = new Map<string, unknown>();

  constructor(
    private readonly sectors: readonly LanedSector[],
    private readonly asker: Asker,
  ) {}

  /** What a sector holds about a person. @throws HubError SECTOR_UNAVAILABLE, or the lane's refusal */
  load<Record>(name: string, key: SectorKey): Promise<Record | null> {
    const place = `${name} ${key.personalId}`;
    let record = this.#records.get(place);
    if (!record) {
      record = this.#look(this.#laned(name), key);
      this.#records.set(place, record);
    }
    return record as Promise<Record | null>;
  }

  /** Asks a sector something that is not about one person (a class list). @throws as `load` */
  ask<Key, Value>(name: string, ask: Ask<Key, Value>, key: Key, weight = 1): Promise<Value> {
    return this.#laned(name).lane.load(ask, key, this.asker, weight);
  }

  /** Notes what a list of this sector said about a person, beside what others said, for the remit to go by. */
  note(name: string, personalId: string, record: unknown): void {
    const place = `${name} ${personalId}`;
    const before = this.#seen.get(place);
    const both = Array.isArray(before) && Array.isArray(record);
    this.#seen.set(place, both ? [...before, ...record] : record);
  }

  /** The sector itself, for the other questions it answers. */
  get<S extends Sector>(name: string): S {
    return this.#laned(name).sector as S;
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

  /** Whether a visit of a person is covered; null where no sector insures. @throws as `load`, or BAD_USER_INPUT */
  async cover(person: Insured & { personalId: string }, asked: CoverQuestion): Promise<Cover | null> {
    const sector = this.sectors.find((one) => one.sector.cover)?.sector;
    return sector ? sector.cover!(await this.load(sector.name, person), person, asked) : null;
  }

  /** Refuses what could not be asked of the sector that insures. @throws HubError BAD_USER_INPUT */
  requireCoverQuestion(asked: CoverQuestion): void {
    this.sectors.find((one) => one.sector.cover)?.sector.requireCoverQuestion?.(asked);
  }

  /** Facts of welfare of a person and of the communes he lives in; none where no sector knows them. @throws as `load` */
  async welfareOf(
    personalId: string,
    communes: readonly string[],
  ): Promise<{ grounds: readonly (Period & { ground: string })[]; hardAreas: readonly Period[] }> {
    const sector = this.sectors.find((one) => one.sector.welfare)?.sector;
    if (!sector) return { grounds: [], hardAreas: [] };
    const { findGrounds, findHardAreas } = sector.welfare!;
    const [grounds, ...areas] = await Promise.all([
      this.ask(sector.name, findGrounds, personalId),
      ...communes.map((commune) => this.ask(sector.name, findHardAreas, commune)),
    ]);
    return { grounds, hardAreas: areas.flat() };
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
    for (const { sector, lane } of this.sectors) {
      try {
        const personalId = sector.findByNumber && (await lane.load(sector.findByNumber, number, this.asker));
        if (personalId) return personalId;
      } catch (error) {
        failure ??= error;
      }
    }
    if (failure) throw failure;
    return null;
  }

  #look({ sector, lane }: LanedSector, key: SectorKey): Promise<unknown> {
    const { asker } = this;
    if (!sector.oneByOne) return lane.load(sector.findMany, key, asker);
    const patient = new PatientAsker(asker);
    return patient.wait(sector, lane.load(sector.findMany, key, patient));
  }

  #knowing(relation: 'ENROLLED' | 'MEMBER'): Sector | undefined {
    return this.sectors.find(({ sector }) => sector.remit?.relation === relation)?.sector;
  }

  #laned(name: string): LanedSector {
    const laned = this.sectors.find(({ sector }) => sector.name === name);
    if (!laned) throw new Error(`No sector ${name}`);
    return laned;
  }
}
