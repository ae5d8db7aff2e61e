import pg from 'pg';
import type { AdminUnits } from '../domain/admin-unit.js';
import type { CopyIn } from './copy-in.js';
import { INDEX_PARTS, KeyStore, type Snapshot } from './key-store.js';
import { RegistrySource } from './registry-source.js';
import { type ResidentCells, ResidentKeys } from './resident-key.js';
import { KEY_VERSION } from './search-keys.js';

export interface RegistrySync {
  /** The registry, a login that reads its contract views. */
  registryUrl: string;
  /** The hub, the matcher's login. */
  matcherUrl: string;
  units: AdminUnits;
  /** All of it anew, whatever is there. */
  full?: boolean;
  /** Whether to leave the keys as they are, rather than to wait, while a run matches by them or another sync is at it. */
  skipIfBusy?: boolean;
  onProgress?: (done: number, total: number) => void;
}

export interface RegistrySynced {
  residents: number;
  /** Residents read: all of them, or those that changed. */
  read: number;
  full: boolean;
  seconds: number;
}

/** Whoever changes the keys holds it alone; runs that match by them share it. */
export const KEYS_LOCK = 'matching keys';
const CHUNK = 1_000;
/** A change that was under way when the last one was noted may bear an earlier time. */
const OVERLAP_MS = 5 * 60_000;

/**
 * Brings the keys of matching to what the registry holds: what changed since last time, or all of it when nothing is
 * there, when the way keys are made has changed, or when the two do not hold the same residents after the changes (a
 * registry forgets people without a word). Readers see the old keys until the new ones are complete. Safe to repeat.
 * Answers null when it was to skip and did.
 */
export async function syncRegistry(sync: RegistrySync): Promise<RegistrySynced | null> {
  const startedAt = performance.now();
  const [registry, matcher] = await connect(sync);
  try {
    if (!(await lockKeys(matcher, sync.skipIfBusy === true))) return null;
    const [source, store] = [new RegistrySource(registry), new KeyStore(matcher)];
    const mark = await source.mark();
    const known = sync.full ? null : await store.snapshot();
    let read = 0;
    let isFull = known?.version !== KEY_VERSION || known.changedUntil === null;
    if (!isFull) {
      read = await syncChanges(source, store, known!, sync);
      const now = await store.finishUpdate(mark.changedUntil);
      isFull = now.residents !== mark.residents || now.idSum !== mark.idSum;
    }
    if (isFull) {
      read = await syncAll(source, store, mark.residents, sync);
      await store.finishSnapshot(KEY_VERSION, mark.changedUntil);
    }
    const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
    return { residents: mark.residents, read, full: isFull, seconds };
  } finally {
    await Promise.all([registry.end(), matcher.end()]);
  }
}

async function lockKeys(client: pg.Client, skipIfBusy: boolean): Promise<boolean> {
  const take = skipIfBusy ? 'pg_try_advisory_lock' : 'pg_advisory_lock';
  const { rows } = await client.query<{ held: boolean | string }>(
    `select ${take}(hashtextextended($1, 0)) as held`,
    [KEYS_LOCK],
  );
  return rows[0]!.held !== false;
}

async function connect({ registryUrl, matcherUrl }: RegistrySync): Promise<[pg.Client, pg.Client]> {
  const clients = [registryUrl, matcherUrl].map((url) => {
    const client = new pg.Client({
      connectionString: url.split(',')[0]!,
      application_name: 'lienthong registry sync',
    });
    client.on('error', () => undefined);
    return client;
  });
  for (const client of clients) await client.connect();
  return clients as [pg.Client, pg.Client];
}

async function syncAll(
  source: RegistrySource,
  store: KeyStore,
  total: number,
  sync: RegistrySync,
): Promise<number> {
  const keys = new ResidentKeys(sync.units);
  await store.beginSnapshot();
  const read = await store.loadResidents((into) =>
    copy(
      source.residents(null),
      into,
      (cells) => keys.row(cells),
      (done) => sync.onProgress?.(done, total),
    ),
  );
  await store.loadNumbers((into) => copy(source.numbers(null), into, (cells) => cells.join('\t')));
  await store.countBearers();
  const helper = new pg.Client({ connectionString: sync.matcherUrl.split(',')[0]! });
  helper.on('error', () => undefined);
  await helper.connect();
  try {
    const parts = [...INDEX_PARTS];
    await Promise.all([store, new KeyStore(helper)].map((one) => one.buildIndexes(parts)));
  } finally {
    await helper.end();
  }
  return read;
}

async function copy(
  batches: AsyncIterable<ResidentCells[]>,
  into: CopyIn,
  lineOf: (cells: ResidentCells) => string,
  onProgress?: (done: number) => void,
): Promise<number> {
  let done = 0;
  for await (const rows of batches) {
    for (const cells of rows) into.add(lineOf(cells));
    done += rows.length;
    if (!into.isFull) continue;
    await into.flush();
    onProgress?.(done);
  }
  onProgress?.(done);
  return done;
}

async function syncChanges(
  source: RegistrySource,
  store: KeyStore,
  known: Snapshot,
  { units }: RegistrySync,
): Promise<number> {
  const since = new Date(new Date(known.changedUntil!).getTime() - OVERLAP_MS).toISOString();
  const keys = new ResidentKeys(units);
  let read = 0;
  for await (const rows of inChunks(source.residents(since))) {
    read += rows.length;
    await store.putResidents(rows.map((cells) => keys.row(cells)));
  }
  for await (const rows of inChunks(source.numbers(since))) await store.putNumbers(rows.map(numberOf));
  return read;
}

const numberOf = (cells: ResidentCells) => [Number(cells[0]), Number(cells[1]), cells[2]!] as const;

async function* inChunks<T>(batches: AsyncIterable<T[]>): AsyncGenerator<T[]> {
  const chunk: T[] = [];
  for await (const rows of batches) {
    chunk.push(...rows);
    while (chunk.length >= CHUNK) yield chunk.splice(0, CHUNK);
  }
  if (chunk.length > 0) yield chunk;
}
