import type pg from 'pg';
import { ArchivedMonths } from './archive-note.js';
import { always, placeOf, readStraySubjects, readSuspects, type TimeSpan } from './event-store.js';
import { withEndorsed } from './introduce-key.js';
import { type Entry, judgeBatch } from './judge-batch.js';
import { judgeCheckpoints } from './judge-checkpoints.js';
import { judgeKeys, keyWithoutRow } from './judge-keys.js';
import { judgeSeal } from './judge-seal.js';
import { frontierAfter } from './make-seal.js';
import type { Frontier } from './merkle.js';
import type { NoteVerifier } from './note.js';
import {
  idsSealedTwice,
  type Leaf,
  lastOfAll,
  latestBefore,
  leavesBetween,
  leavesWithin,
  newestSeal,
  type Seal,
  sealKeyRows,
  sealOfLeaf,
  sealsFrom,
  serverNow,
} from './seal-store.js';
import type { Tampering, TamperingKind } from './tampering.js';
import { readUnsealed } from './unsealed-store.js';

export interface VerifyOptions {
  /** Keys whose signatures count; those they introduced count too. */
  trusted: readonly NoteVerifier[];
  /** Only the seals of what happened then; by default all. */
  span?: TimeSpan;
  /** Files of checkpoints kept outside the database. */
  checkpointFiles?: readonly string[];
  /** How long an event may wait while later ones are sealed, in milliseconds; a minute. */
  waitMs?: number;
  onProgress?: (done: number, total: number) => void;
}

export interface VerifyReport {
  /** What was found, seals first, in their order; the first hundred. */
  found: Tampering[];
  /** How often each kind was found. */
  kinds: Partial<Record<TamperingKind, number>>;
  seals: number;
  entries: number;
  /** Entries whose contents were archived and dropped: of these the leaf alone was checked. */
  archived: number;
  /** Events that no seal has taken yet, and the age of the oldest in seconds. */
  waiting: number;
  oldestWaiting: number;
  /** Checkpoints from outside that were compared, and those passed over since no trusted key signed them. */
  checkpoints: { compared: number; foreign: number };
  seconds: number;
}

const sealsAtOnce = 256;
const leavesAtOnce = 4_096;
/** How far the order of time and that of transactions may differ: a clock that was set, a transaction that took long. */
const toleranceMs = 300_000;
const defaultWaitMs = 60_000;

/**
 * Derives everything anew: leaves from events, roots from leaves, the chain and its signatures, and compares with what
 * was handed out before. Reads page by page; sealing may go on meanwhile.
 */
export async function verifyRecord(client: pg.ClientBase, options: VerifyOptions): Promise<VerifyReport> {
  return new Verification(client, options).run();
}

class Verification {
  readonly #began = performance.now();
  readonly #report: VerifyReport = {
    ...{ found: [], kinds: {}, seals: 0, entries: 0, archived: 0, waiting: 0, oldestWaiting: 0 },
    ...{ checkpoints: { compared: 0, foreign: 0 }, seconds: 0 },
  };
  #trusted: readonly NoteVerifier[] = [];
  #keyIds = new Set<string>();
  #archived!: ArchivedMonths;
  /** Ids already named, so that what is known of an event is said once. */
  readonly #named = new Set<string>();
  #tree!: Frontier;
  /** The latest moment of all entries so far, milliseconds since 1970. */
  #latest = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly client: pg.ClientBase,
    private readonly options: VerifyOptions,
  ) {}

  async run(): Promise<VerifyReport> {
    const { client, options } = this;
    const origin = options.trusted[0]?.name ?? '';
    // NOTE: before the keys: each is on record with its first seal.
    const last = await lastOfAll(client);
    const keys = await sealKeyRows(client);
    this.#trusted = withEndorsed(options.trusted, keys, origin);
    this.#keyIds = new Set(keys.map((key) => key.keyId));
    this.#archived = await ArchivedMonths.read(client, this.#trusted);
    const range = await this.#range(last.n);
    if (range) await this.#seals(range, last);
    for (const one of await judgeKeys(client, keys, this.#trusted)) this.#name(one);
    if (!options.span) {
      if (last.leaf > last.sealed) this.#cutOff(last.sealed + 1, 'There are leaves behind the last seal.');
      for (const month of this.#archived.wrong()) {
        const says = `The leaves of ${month} are not those that its archive note says.`;
        this.#name({ kind: 'ARCHIVE_EDITED', seal: null, entry: null, eventId: null, says });
      }
    }
    const compared = await judgeCheckpoints(client, options.checkpointFiles ?? [], this.#trusted);
    for (const one of compared.found) this.#name(one);
    const { compared: count, foreign } = compared;
    await this.#strays();
    await this.#unsealed();
    return Object.assign(this.#report, {
      checkpoints: { compared: count, foreign },
      seconds: (performance.now() - this.#began) / 1000,
    });
  }

  /** The seals to go through, and the one before; null when there are none. */
  async #range(lastSeal: number): Promise<{ before: Seal | null; first: number; last: number } | null> {
    const { client, options } = this;
    if (lastSeal === 0) return null;
    if (!options.span) return { before: null, first: 1, last: lastSeal };
    const within = await leavesWithin(client, options.span);
    const first = within && (await sealOfLeaf(client, within.first));
    const last = within && (await sealOfLeaf(client, within.last));
    if (!first || !last) return null;
    const [before = null] = first.n > 1 ? await sealsFrom(client, first.n - 1, 1) : [];
    const latest = before && (await latestBefore(client, first.firstSeq, leavesAtOnce));
    if (before && latest) this.#latest = earlier(latest, before.sealedAt);
    return { before, first: first.n, last: last.n };
  }

  async #seals(
    range: { before: Seal | null; first: number; last: number },
    end: { sealed: number; leaf: number },
  ): Promise<void> {
    let { before } = range;
    this.#tree = frontierAfter(before);
    const start = this.#tree.size;
    for (let n = range.first; n <= range.last; ) {
      const seals = await sealsFrom(this.client, n, Math.min(sealsAtOnce, range.last - n + 1));
      if (seals.length === 0) break;
      n = seals.at(-1)!.n + 1;
      for (const group of inGroups(seals)) {
        const leaves = await leavesBetween(this.client, group[0]!.firstSeq, group.at(-1)!.lastSeq);
        const entries = await this.#entriesOf(leaves);
        for (const seal of group) {
          this.#seal(seal, before, entries, end.leaf);
          before = seal;
        }
        this.options.onProgress?.(before!.lastSeq + 1 - start, end.sealed + 1 - start);
      }
    }
  }

  #seal(seal: Seal, before: Seal | null, entries: ReadonlyMap<number, Entry>, lastLeaf: number): void {
    const { found, checkpoint } = judgeSeal(seal, before, this.#trusted);
    for (const one of found) this.#name(one);
    if (!this.#keyIds.has(seal.keyId)) {
      this.#keyIds.add(seal.keyId);
      this.#name(keyWithoutRow(seal));
    }
    const batch: Entry[] = [];
    const missing: number[] = [];
    for (let seq = seal.firstSeq; seq <= seal.lastSeq; seq += 1) {
      const entry = entries.get(seq);
      if (entry) batch.push(entry);
      else missing.push(seq);
    }
    this.#report.seals += 1;
    this.#report.entries += batch.length;
    const signedRoot = checkpoint?.batchRoot ?? seal.root;
    if (missing.length > 0) this.#missing(seal, missing, lastLeaf);
    const verdict = missing.length > 0 ? null : judgeBatch(seal.n, signedRoot, batch);
    for (const one of verdict?.found ?? []) this.#name(one);
    for (const leaf of verdict?.leaves ?? []) this.#tree.push(leaf);
    this.#times(seal, batch);
    const sound = verdict?.sound && this.#tree.root().equals(checkpoint?.root ?? Buffer.alloc(0));
    if (sound && this.#tree.toBytes().equals(seal.frontier)) return;
    if (sound || (verdict?.sound && found.length === 0)) {
      const says = sound ? 'The tree kept with it is another one.' : 'The tree it signs is another one.';
      this.#name({ kind: 'BROKEN_CHAIN', seal: seal.n, entry: null, eventId: null, says });
    }
    // What comes after is judged by itself: one bad seal is not to make every later one look bad.
    if (!sound) this.#tree = frontierOrThis(seal, this.#tree);
  }

  /** Entries that lie further back than anything sealed before them can. */
  #times(seal: Seal, batch: readonly Entry[]): void {
    // A clock that was ahead and set back: the seal's own time tells what is past by now.
    this.#latest = Math.min(this.#latest, millisecondsOf(seal.sealedAt));
    let latest = this.#latest;
    for (const { leaf, event } of batch) {
      const at = millisecondsOf(event?.occurredAt ?? leaf.occurredAt);
      if (at < this.#latest - toleranceMs) {
        const says = 'The event lies before others that were sealed before it.';
        const { seq: entry, eventId } = leaf;
        this.#name({ kind: 'INSERTED_IN_THE_PAST', seal: seal.n, entry, eventId, says });
      }
      latest = Math.max(latest, Math.min(at, millisecondsOf(seal.sealedAt)));
    }
    this.#latest = latest;
  }

  #missing(seal: Seal, missing: readonly number[], lastLeaf: number): void {
    // Behind the last leaf of all: the end was cut off, which is said once; else some were taken out.
    if (missing[0]! > lastLeaf) {
      if (!this.#report.kinds.TRUNCATED)
        this.#cutOff(missing[0]!, 'The leaves end before the last seal does.', seal.n);
      return;
    }
    for (const entry of missing) {
      const says = 'The leaf that was sealed here is gone.';
      this.#name({ kind: 'DELETED', seal: seal.n, entry, eventId: null, says });
    }
  }

  #cutOff(entry: number, says: string, seal: number | null = null): void {
    this.#name({ kind: 'TRUNCATED', seal, entry, eventId: null, says });
  }

  async #entriesOf(leaves: readonly Leaf[]): Promise<Map<number, Entry>> {
    if (leaves.length === 0) return new Map();
    const archived = leaves.map((leaf) => this.#archived.pass(leaf.occurredAt, leaf.leaf));
    const excused = new Set(leaves.flatMap((leaf, at) => (archived[at] ? [leaf.eventId] : [])));
    // Elsewhere in time too, where its time was changed.
    const events = await readSuspects(this.client, leaves, (id) => excused.has(id));
    const entries = new Map<number, Entry>();
    for (const [at, leaf] of leaves.entries()) {
      const event = events.get(placeOf(leaf.eventId, leaf.occurredAt)) ?? null;
      const isArchived = archived[at]!;
      if (!event && isArchived) this.#report.archived += 1;
      entries.set(leaf.seq, { leaf, event, archived: isArchived });
    }
    return entries;
  }

  /** What stands under the id of an event and not at its place. */
  async #strays(): Promise<void> {
    const span = this.options.span ?? always;
    for (const { eventId, seq: entry } of await idsSealedTwice(this.client, span)) {
      const says = 'The event stands under the id of another that was sealed before.';
      this.#name({ kind: 'INSERTED_IN_THE_PAST', seal: null, entry, eventId, says });
    }
    for (const { eventId } of await readStraySubjects(this.client, span)) {
      if (this.#named.has(eventId)) continue;
      const says = 'Somebody stands under this id at a time when there is no such event.';
      this.#name({ kind: 'EDITED', seal: null, entry: null, eventId, says });
    }
  }

  async #unsealed(): Promise<void> {
    const { client, options } = this;
    const now = await serverNow(client);
    const newest = await newestSeal(client);
    const counts = newest !== null && newest.cluster === now.cluster;
    const horizon = counts && BigInt(newest.horizon) <= BigInt(now.xmax) ? newest.horizon : null;
    const last = newest && (await latestBefore(client, newest.lastSeq + 1, leavesAtOnce));
    const latest = newest && last ? earlier(last, newest.sealedAt) : Number.NEGATIVE_INFINITY;
    const { waiting, oldest, suspects } = await readUnsealed(
      client,
      { horizon, latest, toleranceMs, waitMs: options.waitMs ?? defaultWaitMs },
      options.span ?? always,
    );
    Object.assign(this.#report, { waiting, oldestWaiting: oldest });
    for (const { id: eventId, why } of suspects) {
      const says =
        why === 'PAST'
          ? 'The event lies before the end of what is sealed, and no seal has it or will.'
          : 'The event waits for its seal while later ones are sealed.';
      const kind = why === 'PAST' ? 'INSERTED_IN_THE_PAST' : 'NOT_SEALED';
      this.#name({ kind, seal: null, entry: null, eventId, says });
    }
  }

  #name(one: Tampering): void {
    const { found, kinds } = this.#report;
    if (one.eventId !== null) this.#named.add(one.eventId);
    kinds[one.kind] = (kinds[one.kind] ?? 0) + 1;
    if (found.length < 100) found.push(one);
  }
}

/** The earlier of two moments, in milliseconds since 1970. */
const earlier = (...times: string[]) => Math.min(...times.map(millisecondsOf));

function frontierOrThis(seal: Seal, tree: Frontier): Frontier {
  try {
    return frontierAfter(seal);
  } catch {
    return tree;
  }
}

/** Seals side by side whose leaves are read together. */
function inGroups(seals: readonly Seal[]): Seal[][] {
  const groups: Seal[][] = [];
  let leaves = Number.POSITIVE_INFINITY;
  for (const seal of seals) {
    const count = seal.lastSeq - seal.firstSeq + 1;
    if (leaves + count > leavesAtOnce) {
      groups.push([]);
      leaves = 0;
    }
    groups.at(-1)!.push(seal);
    leaves += count;
  }
  return groups;
}

/** NOTE: the microseconds are cut off; here they do not matter. */
function millisecondsOf(time: string): number {
  return Date.parse(`${time.slice(0, 23)}Z`);
}
