import type pg from 'pg';
import { type CopyIn, withCopyIn } from './copy-in.js';
import { cellOf } from './copy-out.js';
import { RESIDENT_COLUMNS } from './resident-key.js';

/** What the keys were made of. */
export interface Snapshot {
  version: number;
  residents: number;
  idSum: string;
  changedUntil: string | null;
  syncedAt: Date;
}

const columns = RESIDENT_COLUMNS.join(', ');
/** What `matching.index_snapshot` builds, each by itself so that two connections share the work. */
export const INDEX_PARTS = [0, 1, 2, 3, 4, 5, 6, 7];

/** The registry's keys in the hub's database (schema `matching`), written by the matcher's login. */
export class KeyStore {
  constructor(private readonly client: pg.ClientBase) {}

  /** Null when they were never made, or were lost with a crash of the database. */
  async snapshot(): Promise<Snapshot | null> {
    const { rows } = await this.client.query<Snapshot>(
      `select version, residents::int as residents, id_sum::text as "idSum", synced_at as "syncedAt",
         to_char(changed_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "changedUntil"
       from matching.snapshot where residents = 0 or exists (select from matching.resident_key)`,
    );
    return rows[0] ?? null;
  }

  async beginSnapshot(): Promise<void> {
    await this.client.query('select matching.begin_snapshot()');
  }

  /** Rows in the order of `RESIDENT_COLUMNS`. */
  loadResidents<T>(work: (copy: CopyIn) => Promise<T>): Promise<T> {
    return withCopyIn(this.client, `matching.resident_load (${columns})`, work);
  }

  /** Rows of number, id, kind. */
  loadNumbers<T>(work: (copy: CopyIn) => Promise<T>): Promise<T> {
    return withCopyIn(this.client, 'matching.number_load (number, id, kind)', work);
  }

  async countBearers(): Promise<void> {
    await this.client.query('select matching.count_bearers()');
  }

  /** Builds what is left of `parts`, one after another; several connections may share one list. */
  async buildIndexes(parts: number[]): Promise<void> {
    for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
      await this.client.query('select matching.index_snapshot($1)', [part]);
    }
  }

  /** The new keys take the place of the old ones, at once. */
  async finishSnapshot(version: number, changedUntil: string | null): Promise<void> {
    await this.client.query('select matching.finish_snapshot($1, $2)', [version, changedUntil]);
  }

  /** Rows as `ResidentKeys` makes them, in place of what was known of these residents. */
  async putResidents(rows: readonly string[]): Promise<void> {
    const cells = rows.map((row) => row.split('\t').map(cellOf));
    const objects = cells.map((row) =>
      Object.fromEntries(RESIDENT_COLUMNS.map((name, at) => [name, row[at]])),
    );
    const updates = [...RESIDENT_COLUMNS, 'bearers'].map((name) => `${name} = excluded.${name}`);
    await this.client.query(
      `with row as (select * from json_populate_recordset(null::matching.resident_key, $1)),
         named as (
           insert into matching.name_bearers select distinct name_key, 1 from row on conflict do nothing)
       insert into matching.resident_key (${columns}, bearers)
       select ${RESIDENT_COLUMNS.map((name) => `row.${name}`).join(', ')}, coalesce(b.bearers, 1)
       from row left join matching.name_bearers b on b.name_key = row.name_key
       on conflict (id) do update set ${updates.join(', ')}`,
      [JSON.stringify(objects)],
    );
  }

  /** Numbers `[number, id, kind]`; a former personal id is no resident's own any more. */
  async putNumbers(rows: readonly (readonly [number, number, string])[]): Promise<void> {
    const arrays = [rows.map((it) => it[0]), rows.map((it) => it[1]), rows.map((it) => it[2])];
    await this.client.query(
      `insert into matching.resident_number (number, id, kind)
       select n.number, n.id, n.kind from unnest($1::bigint[], $2::bigint[], $3::text[]) n (number, id, kind)
       where not exists (select from matching.resident_number o
         where o.number = n.number and o.id = n.id and o.kind = n.kind)`,
      arrays,
    );
    await this.client.query(`delete from matching.resident_key where id = any($1::bigint[])`, [
      rows.filter((it) => it[2] === 'FORMER_PERSONAL_ID').map((it) => it[0]),
    ]);
  }

  /** Notes what the keys hold now, and answers it. */
  async finishUpdate(changedUntil: string | null): Promise<Snapshot> {
    await this.client.query(
      `update matching.snapshot s set residents = k.residents, id_sum = k.id_sum, changed_until = $1,
         synced_at = clock_timestamp()
       from (select count(*) as residents, coalesce(sum(id), 0) as id_sum from matching.resident_key) k`,
      [changedUntil],
    );
    return (await this.snapshot())!;
  }
}
