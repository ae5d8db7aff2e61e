import type { ContractView } from '../database/contract-views.js';
import type { Ask } from '../database/lane.js';
import { type Source, SourceError, type Statement } from '../database/source.js';
import { HubError } from '../domain/errors.js';
import type { PartialDate } from '../domain/partial-date.js';

/** Whom a sector is asked about: some sources want all three, those by number use the first. */
export interface SectorKey {
  personalId: string;
  fullName: string | null;
  dateOfBirth: PartialDate | null;
}

/** The registry's word on a person, for comparing a sector's record with it. */
export interface Person {
  fullName: string;
  dateOfBirth: PartialDate;
}

/** One agency's database behind one interface (CSDL chuyên ngành). */
export interface Sector<Record = unknown> {
  /** The folder's name, and what errors call it: `health-insurance`. */
  readonly name: string;
  readonly source: Source;
  /**
   * What the sector holds about each, aligned with `keys`; null for nothing. One statement however many. Records are
   * shared by all who asked for them at the same time: nobody changes one.
   * @throws HubError SECTOR_UNAVAILABLE
   */
  readonly findMany: Ask<SectorKey, Record | null>;
  /** The personal ids it holds for insurance numbers (10 digits), aligned; null for unknown or held without one. */
  readonly findByNumber?: Ask<string, string | null>;
  /** Whether a person belongs to one of these units (the remit rule of that name). */
  readonly remit?: {
    relation: 'ENROLLED' | 'MEMBER';
    belongs(record: Record, person: Person, units: readonly string[], today: string): boolean;
  };
}

/** A sector's code: how to make it, its GraphQL resolvers, and the contract views it reads. */
export interface SectorModule {
  name: string;
  /** Key of its database in the configuration. */
  database: 'healthInsurance' | 'educationFee' | 'socialSecurity';
  resolvers: readonly (new () => object)[];
  views: readonly ContractView[];
  make(source: Source): Sector;
}

/** Rows of a statement on a sector's source. @throws HubError SECTOR_UNAVAILABLE naming the sector */
export async function askSector<Row>(
  sector: string,
  source: Source,
  statement: Statement,
  values: unknown[],
): Promise<Row[]> {
  try {
    return await source.query<Row>(statement, values);
  } catch (cause) {
    if (!(cause instanceof SourceError)) throw cause;
    throw new HubError('SECTOR_UNAVAILABLE', { sector, retryAfterMs: cause.retryAfterMs }, undefined, {
      cause,
    });
  }
}

/** Rows put into the order of `keys`: one array a key, in the rows' own order. */
export function groupByKey<Row>(
  keys: readonly string[],
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return keys.map((key) => groups.get(key) ?? []);
}
