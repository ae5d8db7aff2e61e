import pg from 'pg';

/** Where a table of reconciliation lies in a cluster: by which column, beside which other, or on every node. */
export interface Place {
  table: string;
  column: string | null;
}

/** Stages by the sector's number and side by side, residents by what they are joined by, what is small everywhere. */
export const PLACES: readonly Place[] = [
  { table: 'matching.record', column: 'sector_no' },
  { table: 'reconciliation.result', column: 'sector_no' },
  { table: 'reconciliation.candidate', column: 'sector_no' },
  { table: 'reconciliation.stated', column: 'sector_no' },
  { table: 'matching.resident_key', column: 'id' },
  { table: 'matching.resident_number', column: 'number' },
  { table: 'matching.name_bearers', column: null },
];

/**
 * Lays one table out, unless it lies so already. NOTE: registry sync makes the keys of residents anew: it calls this for
 * each of them, so that they lie where the old ones lay.
 */
const place = `
  create or replace function matching.place(p_table text, p_column text) returns void language plpgsql
    security definer set search_path = pg_catalog, public, pg_temp as $$
  begin
    if exists (select from pg_dist_partition where logicalrelid = p_table::regclass) then
      return;
    end if;
    if p_column is null then
      perform create_reference_table(p_table::regclass);
    elsif p_column = 'sector_no' and p_table <> 'matching.record' then
      perform create_distributed_table(p_table::regclass, p_column, colocate_with => 'matching.record');
    else
      perform create_distributed_table(p_table::regclass, p_column, colocate_with => 'none');
    end if;
  end $$`;

/** @throws Error with what to do where the database is no Citus cluster's coordinator */
export async function requireCitus(url: string): Promise<void> {
  const version = await withClient(url, async (client) => {
    const { rows } = await client.query<{ version: string }>(
      "select extversion as version from pg_extension where extname = 'citus'",
    );
    return rows[0]?.version;
  });
  if (version !== undefined) return;
  throw new Error(
    'The hub’s database is no Citus cluster. As its administrator run: create extension citus; or migrate without --distributed.',
  );
}

/**
 * Lays the tables of reconciliation out over the nodes of a cluster. Their joins by number want
 * `citus.enable_repartition_joins` for the matcher (docs/reconciliation.md). Safe to repeat.
 */
export async function distribute(url: string): Promise<readonly Place[]> {
  await withClient(url, async (client) => {
    await client.query(place);
    for (const { table, column } of PLACES)
      await client.query('select matching.place($1, $2)', [table, column]);
  });
  return PLACES;
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
