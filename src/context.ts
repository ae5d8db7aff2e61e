import type pg from 'pg';
import type { AdministrativeChange } from './access/administrative-change.js';
import type { Caller, Reason } from './access/caller.js';
import type { Keyring } from './access/keys.js';
import type { KeptOutside } from './audit/kept-outside.js';
import type { NoteSigner } from './audit/note.js';
import type { ReadRecord } from './audit/reader.js';
import type { Trail } from './audit/trail.js';
import type { Queryable } from './database/transaction.js';
import type { AdminUnits } from './domain/admin-unit.js';
import type { Language, Sentence } from './domain/language.js';
import type { OperatedHub } from './operation/operated-hub.js';
import type { Clock } from './process/clock.js';
import type { IdentifyClaim } from './registry/identify.js';
import type { ResidentLoader } from './registry/resident-loader.js';
import type { SectorLoaders } from './sectors/loaders.js';

/** What a write leaves: the answer as JSON, and what it changed where that is an administrative act. */
export interface Written<T> {
  value: T;
  change?: AdministrativeChange;
}

/**
 * One change of the hub's own database: the same key and input again give the same answer, and the audit event commits
 * with it. `work` asks its own `client` and nothing else; or, `elsewhere`, it changes another agency's database, which
 * commits first: then what was asked is on record before, and what came of it whether or not anybody still waits.
 */
export type Write = <T>(
  idempotencyKey: string,
  input: unknown,
  work: (client: pg.PoolClient) => Promise<Written<T>>,
  options?: { elsewhere?: boolean },
) => Promise<T>;

/** The answer that the same key and input got before, null where they are new; nothing is changed. */
export type Repeated = <T>(idempotencyKey: string, input: unknown) => Promise<T | null>;

/** What a desk is told while a source is down. */
export interface OutagePolicy {
  /** How long recording a visit may take before what is known is answered, ms. */
  visitBudgetMs: number;
  /** How old a facility's own last decision about a person may be to be shown; 0: none is. */
  lastKnownDays: number;
}

/** What one request carries: caller, purpose, loaders, trail, deadline. */
export interface RequestContext {
  requestId: string;
  language: Language;
  caller: Caller;
  reason: Reason;
  trail: Trail;
  /** Milliseconds since 1970 when the request came. */
  now: number;
  /** For what outlives the moment when it came. */
  clock: Clock;
  /** The day in Vietnam, `2026-01-31`. */
  today: string;
  keys: Keyring;
  units: AdminUnits;
  residents: ResidentLoader;
  sectors: SectorLoaders;
  identify: IdentifyClaim;
  hub: HubState;
  /** Reads the hub's own database; people are read through the loaders above, never here. */
  read<T>(work: (db: Queryable) => Promise<T>): Promise<T>;
  /** Reads the record of looks as an auditor, a resident or an agency; PostgreSQL shows each his rows alone. */
  readRecord: ReadRecord;
  /** For mutations alone, once a request. */
  write: Write;
  repeated: Repeated;
  outage: OutagePolicy;
  /** Asks a sector's owner for a batch of corrections that was written down. @throws HubError SECTOR_UNAVAILABLE */
  deliver(batch: { agency: string; sector: string; batch: string }): Promise<void>;
}

/** What the hub is made of, as far as resolvers need it. */
export interface HubState {
  version: string;
  sources(): { name: string; state: 'UP' | 'DOWN' }[];
  /** What people call each source, by its name. */
  titles: ReadonlyMap<string, Sentence>;
  /** Sectors whose records agencies reconcile, with the contract view that holds them. */
  reconciled: ReadonlyMap<string, { view: string; of: Sentence }>;
  /** What its operator sees of it; null where no hub runs. */
  operation: OperatedHub | null;
  /** The hub's seal key, for what it signs; null where this process has none. */
  signer(): NoteSigner | null;
  /** What this process keeps of the record of looks outside the database; null where it keeps nothing. */
  kept(): KeptOutside | null;
}
