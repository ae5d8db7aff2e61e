import pg from 'pg';
import { makeSample, type SampleSize } from './sample.js';
import { TableLoad } from './table-load.js';
import { DATABASES, type SampleDatabase, TABLES, type TableName } from './tables.js';

/** Owner URLs of the four sample databases, which are migrated already. */
export type SampleUrls = Record<SampleDatabase, string>;

export type SampleStage = 'people' | 'indexes' | 'done';

export interface SampleLoad extends SampleSize {
  urls: SampleUrls;
  /** In residents while making people, in tables while building indexes. */
  onProgress?: (done: number, total: number, stage: SampleStage) => void;
  signal?: AbortSignal;
}

export interface SampleLoaded {
  residents: number;
  seed: number;
  seconds: number;
  rows: Record<TableName, number>;
}

export const SAMPLE_NOTICE = 'Dữ liệu mẫu hư cấu / Invented sample data';
const LOCK = 'lienthong sample load';
const PROGRESS_EVERY = 2000;
const BUILDING_AT_ONCE = 2;

/**
 * Fills the four sample databases with invented residents, in place of whatever sample was there.
 *
 * Safe to repeat. Interrupted before the end, it leaves the former rows, or where some tables were already put in
 * place an empty `sample_info`, and the next load starts clean. Memory does not grow with the number of residents.
 *
 * @throws RangeError for a number of residents out of range; Error when another load holds one of the databases, or
 *   when readers keep a table locked for 30 seconds; the signal's reason when aborted
 */
export async function loadSample(load: SampleLoad): Promise<SampleLoaded> {
  const started = performance.now();
  const owners = new Map<SampleDatabase, pg.Client>();
  const tables = new Map<TableName, TableLoad>();
  try {
    for (const database of DATABASES) owners.set(database, await lock(load.urls[database]));
    for (const name of Object.keys(TABLES) as TableName[]) {
      const table = new TableLoad(name, load.urls[TABLES[name].database]);
      tables.set(name, table);
      await table.begin();
    }
    await people(load, tables);
    await indexes(load, [...tables.values()]);
    await putInPlace(load, owners, [...tables.values()]);
  } finally {
    await Promise.all([...tables.values()].map((table) => table.close()));
    await Promise.all([...owners.values()].map((owner) => owner.end().catch(() => {})));
  }
  const rows = Object.fromEntries([...tables].map(([name, table]) => [name, table.rows])) as Record<
    TableName,
    number
  >;
  const { residents, seed } = load;
  return { residents, seed, seconds: Math.round((performance.now() - started) / 100) / 10, rows };
}

async function lock(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'lienthong sample' });
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client.query<{ free: boolean }>(
    'SELECT pg_try_advisory_lock(hashtext($1)) AS free',
    [LOCK],
  );
  if (rows[0]!.free) return client;
  await client.end();
  throw new Error('another sample load is running on these databases');
}

async function people(load: SampleLoad, tables: Map<TableName, TableLoad>): Promise<void> {
  const { residents, signal, onProgress } = load;
  let told = 0;
  const full = new Set<TableLoad>();
  const sample = makeSample(load, (name, row) => {
    const table = tables.get(name)!;
    table.add(row);
    if (table.full) full.add(table);
  });
  for (const made of sample) {
    if (full.size > 0) {
      signal?.throwIfAborted();
      for (const table of full) await table.flush();
      full.clear();
    }
    if (made - told < PROGRESS_EVERY && made < residents) continue;
    told = made;
    onProgress?.(made, residents, 'people');
    await new Promise(setImmediate);
  }
}

async function indexes(load: SampleLoad, tables: TableLoad[]): Promise<void> {
  const waiting = [...tables].sort((one, other) => one.rows - other.rows);
  let done = 0;
  const build = async () => {
    for (let table = waiting.pop(); table; table = waiting.pop()) {
      load.signal?.throwIfAborted();
      await table.finish();
      load.onProgress?.(++done, tables.length, 'indexes');
    }
  };
  await Promise.all(Array.from({ length: BUILDING_AT_ONCE }, build));
}

/** From here to the end takes moments: all tables change at once, as far as several databases can. */
async function putInPlace(
  load: SampleLoad,
  owners: Map<SampleDatabase, pg.Client>,
  tables: TableLoad[],
): Promise<void> {
  load.signal?.throwIfAborted();
  for (const owner of owners.values()) await owner.query('DELETE FROM public.sample_info');
  for (const table of tables) await table.commit();
  for (const owner of owners.values()) {
    await owner.query('INSERT INTO public.sample_info VALUES ($1, $2, now(), $3)', [
      load.residents,
      load.seed,
      SAMPLE_NOTICE,
    ]);
  }
  load.onProgress?.(1, 1, 'done');
}
