import type { ContractView } from '../database/contract-views.js';
import type { Reachable } from '../database/guard.js';
import type { Ask, LaneOptions } from '../database/lane.js';
import { type Source, SourceError, type Statement } from '../database/source.js';
import type { WebSource } from '../database/web-source.js';
import type { CareKind, Circumstances } from '../domain/care.js';
import { HubError } from '../domain/errors.js';
import type { Sentence } from '../domain/language.js';
import type { LocalDate } from '../domain/local-date.js';
import type { PartialDate } from '../domain/partial-date.js';
import type { Period } from '../domain/period.js';

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

/** The same with what a decision about insurance compares besides. */
export interface Insured extends Person {
  sex: string;
}

/** What is asked about one visit: is it covered at that facility on that day? */
export interface CoverQuestion {
  facility: string;
  on: LocalDate;
  care: CareKind;
  circumstances: Circumstances;
}

/** The answer, as it is kept with a visit. */
export interface Cover {
  outcome: 'ELIGIBLE' | 'ELIGIBLE_CHECK' | 'NOT_ELIGIBLE' | 'NOT_COVERED';
  /** As the social-insurance portal answers (mã kết quả). */
  portalCode: string;
  cardNumber: string | null;
  level: number | null;
  /** MA_DOITUONG_KCB. */
  routeCode: string | null;
  /** Percent, with at most one decimal. */
  coveredRate: number | null;
  explanation: Sentence;
  legalBasis: readonly string[];
}

/** Facts of welfare for decisions by law: who is disabled, in need, where life is hard; as spans of days. */
export interface WelfareFacts {
  /** By personal id; aligned. @throws HubError SECTOR_UNAVAILABLE */
  readonly findGrounds: Ask<string, readonly (Period & { ground: string })[]>;
  /** By the code of a commune since 2025-07-01: when it is one of special difficulty; aligned. @throws as above */
  readonly findHardAreas: Ask<string, readonly Period[]>;
}

/** What a sector states of whom its record is about, as a correction names it. */
export interface RecordValues {
  personalId: string | null;
  fullName: string;
  dateOfBirth: PartialDate;
  sex: string;
}

/** How a sector's record stands now: what it states, who manages it, and whether money hangs on it. */
export interface Standing extends RecordValues {
  /** Province or other unit that manages it, as agencies' units name it. */
  unit: string;
  /** Where it came from: the employer, the office that issued it. */
  office: string | null;
  /** Paid at present; and whether anything is, was suspended or may be paid again on it. */
  isPaid: boolean;
  hasBenefits: boolean;
  /** The same as `remit.belongs` reads it. */
  record: unknown;
}

/** One record's change that its owner is asked for; done once, by its key. */
export interface SectorCorrection {
  key: string;
  sectorNo: string;
  /** What the record must state for the change to be made. */
  before: RecordValues;
  after: RecordValues;
  /** Whether what is paid on it is suspended: its holder has died. */
  stopsBenefits: boolean;
}

/** What became of one: REVERTED when it was, under this key; CHANGED when the record is not what was read. */
export type CorrectionOutcome =
  | 'DONE'
  | 'REPEATED'
  | 'REVERTED'
  | 'NOT_FOUND'
  | 'CHANGED'
  | 'CONFLICT'
  | 'REFUSED';

/** The owner's side of corrections: contract functions of his database. Outcomes are aligned. @throws SECTOR_UNAVAILABLE */
export interface SectorCorrections {
  apply(
    by: string,
    corrections: readonly SectorCorrection[],
    options?: { dryRun?: boolean },
  ): Promise<CorrectionOutcome[]>;
  revert(by: string, keys: readonly string[]): Promise<CorrectionOutcome[]>;
}

/** One agency's database, or its web service, behind one interface (CSDL chuyên ngành). */
export interface Sector<Record = unknown> {
  /** The folder's name, and what errors call it: `health-insurance`. */
  readonly name: string;
  readonly source: Reachable;
  /**
   * What the sector holds about each, aligned with `keys`; null for nothing. One statement however many, or one call a
   * person where its `lane` says so. Records are shared by all who asked for them at the same time: nobody changes one.
   * @throws HubError SECTOR_UNAVAILABLE
   */
  readonly findMany: Ask<SectorKey, Record | null>;
  /** For a source that is asked one by one: how wide its lane is, and how long a field waits, its turn included. */
  readonly oneByOne?: { lane: Pick<LaneOptions, 'running' | 'keys'>; patienceMs: number };
  /** The personal ids it holds for insurance numbers (10 digits), aligned; null for unknown or held without one. */
  readonly findByNumber?: Ask<string, string | null>;
  /** How records stand, by the sector's own numbers; aligned, null for unknown. @throws HubError SECTOR_UNAVAILABLE */
  readonly findStanding?: Ask<string, Standing | null>;
  /** By which records are corrected; null or absent where the hub may only read. */
  readonly corrections?: SectorCorrections | null;
  /** Whether a visit is covered, where this sector insures. @throws HubError BAD_USER_INPUT, SECTOR_UNAVAILABLE */
  cover?(record: Record | null, person: Insured, asked: CoverQuestion): Promise<Cover>;
  /** Whether that could be asked at all, without asking the source. @throws HubError BAD_USER_INPUT */
  requireCoverQuestion?(asked: CoverQuestion): void;
  /** What the hub may weigh on an agency's behalf to find a right by law; it is never passed on. */
  readonly welfare?: WelfareFacts;
  /** Reads ahead, at the start of the hub, what this process keeps of the source; may fail, and is then read later. */
  readonly prepare?: () => Promise<void>;
  /** Whether a person belongs to one of these units (the remit rule of that name). */
  readonly remit?: {
    relation: 'ENROLLED' | 'MEMBER';
    belongs(record: Record, person: Person, units: readonly string[], today: string): boolean;
  };
}

/** A sector's records as reconciliation compares them with the registry, one a sector number. */
export interface RecordView {
  /** The contract view that holds them, `lienthong.member`. */
  name: string;
  /** Whose records they are, as officers call them. */
  of: Sentence;
  /**
   * A query over the contract views with the columns of a file of members (sector_no, personal_id, old_cmnd, full_name,
   * dob, gender, address) and `others`, which are kept with a record: who employs or manages whom.
   */
  query: string;
  others: readonly string[];
  /** Which of `others` is the unit that an agency's remit is measured by; null: no agency reconciles them, operators do. */
  unit: string | null;
}

/** A sector's code: how to make it, its GraphQL resolvers, and the contract views it reads. */
export interface SectorModule {
  name: string;
  /** What people call it. */
  title: Sentence;
  /** Key of its database in the configuration. */
  database: 'healthInsurance' | 'educationFee' | 'socialSecurity';
  resolvers: readonly (new () => object)[];
  views: readonly ContractView[];
  records: RecordView;
  /** Contract functions it writes by, and the key of the login that may call them; absent where it only reads. */
  writes?: { database: 'educationFeeWrite' | 'socialSecurityWrite'; functions: readonly string[] };
  /** @param writer for the contract functions; none where that login is not configured */
  make(source: Source, writer?: Source | null): Sector;
  /** The same sector by its agency's web service, where there is one that answers a hub: no views are read then. */
  overWeb?(source: WebSource, settings: WebSettings): Sector;
}

/** What asking a web service takes besides its address. */
export interface WebSettings {
  accounts: readonly WebAccount[];
  /** What the service calls a lookup, in its addresses. */
  lookup: string;
  /** The day in Vietnam. */
  today(): LocalDate;
}

/** What a facility asks such a service with, and the officers it registered there. None of it may be told on. */
export interface WebAccount {
  agency: string;
  username: string;
  password: string;
  officers: readonly { officer: string; name: string; number: string }[];
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
    throw sectorUnavailable(sector, cause);
  }
}

/** A source's failure as its fields answer it; anything else as it is. */
export function sectorUnavailable(sector: string, cause: unknown): unknown {
  if (!(cause instanceof SourceError)) return cause;
  return new HubError('SECTOR_UNAVAILABLE', { sector, retryAfterMs: cause.retryAfterMs }, undefined, {
    cause,
  });
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
