import { once } from 'node:events';
import pg from 'pg';
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams';
import { type Cell, copyLine } from './copy-text.js';
import { TABLES, type TableName } from './tables.js';

const FLUSH_AT = 64 * 1024;
const SETTINGS =
  "SET lock_timeout = '30s'; SET maintenance_work_mem = '128MB'; SET max_parallel_maintenance_workers = 0";

/**
 * One table filled anew in one transaction: emptied, its indexes set aside, rows copied in, indexes built, analysed.
 *
 * Until `commit` others see the former rows, and if the process dies PostgreSQL keeps them. Emptied and filled in
 * the same transaction, rows can be written frozen: no vacuum has to follow.
 */
export class TableLoad {
  rows = 0;
  #text = '';
  #copy: CopyStreamQuery | null = null;
  #failure: Error | null = null;
  #indexes: { name: string; constraint: boolean; definition: string }[] = [];
  readonly #client: pg.Client;

  constructor(
    readonly name: TableName,
    url: string,
  ) {
    this.#client = new pg.Client({ connectionString: url, application_name: 'lienthong sample' });
    this.#client.on('error', (error) => this.#fail(error));
  }

  async begin(): Promise<void> {
    const client = this.#client;
    await client.connect();
    await client.query(SETTINGS);
    await client.query('BEGIN');
    await client.query(`TRUNCATE public.${this.name}`);
    this.#indexes = await indexesOf(client, this.name);
    for (const { name, constraint } of this.#indexes) {
      await client.query(
        constraint ? `ALTER TABLE public.${this.name} DROP CONSTRAINT ${name}` : `DROP INDEX public.${name}`,
      );
    }
    this.#copy = client.query(
      copyFrom(`COPY public.${this.name} (${TABLES[this.name].columns}) FROM STDIN WITH (FREEZE)`),
    );
    this.#copy.on('error', (error) => this.#fail(error));
  }

  add(row: readonly Cell[]): void {
    this.#text += copyLine(row);
    this.rows++;
  }

  /** Sends what has gathered; waits when the server is behind, so memory stays flat. */
  async flush(atLeast = FLUSH_AT): Promise<void> {
    if (this.#failure) throw this.#failure;
    if (this.#text.length < atLeast || this.#text === '') return;
    const bytes = Buffer.from(this.#text, 'utf8');
    this.#text = '';
    if (!this.#copy!.write(bytes)) await this.#drained();
    if (this.#failure) throw this.#failure;
  }

  /** Until the server has taken what was written, or the connection is gone. */
  async #drained(): Promise<void> {
    const over = new AbortController();
    const { signal } = over;
    const either = [once(this.#copy!, 'drain', { signal }), once(this.#client, 'end', { signal })];
    await Promise.race(either).finally(() => over.abort());
  }

  get full(): boolean {
    return this.#text.length >= FLUSH_AT;
  }

  /** Ends the rows; then the indexes and the planner's figures. */
  async finish(): Promise<void> {
    await this.flush(1);
    const finished = once(this.#copy!, 'finish');
    this.#copy!.end();
    await finished;
    for (const { name, constraint, definition } of this.#indexes) {
      await this.#client.query(
        constraint ? `ALTER TABLE public.${this.name} ADD CONSTRAINT ${name} ${definition}` : definition,
      );
    }
    await this.#client.query(`ANALYZE public.${this.name}`);
  }

  async commit(): Promise<void> {
    await this.#client.query('COMMIT');
  }

  /** Gives the connection back; whatever was not committed is undone. Safe to call at any time, and twice. */
  async close(): Promise<void> {
    this.#copy?.on('error', () => {});
    if (this.#copy && !this.#copy.writableFinished) this.#copy.destroy();
    await this.#client.end().catch(() => {});
  }

  #fail(error: Error): void {
    this.#failure ??= error;
  }
}

async function indexesOf(client: pg.Client, table: TableName) {
  const { rows } = await client.query<{ name: string; constraint: boolean; definition: string }>(
    `SELECT quote_ident(c.relname) AS name, k.oid IS NOT NULL AS constraint,
            coalesce(pg_get_constraintdef(k.oid), pg_get_indexdef(i.indexrelid)) AS definition
     FROM pg_index i
     JOIN pg_class c ON c.oid = i.indexrelid
     LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.contype IN ('p', 'u')
     WHERE i.indrelid = $1::regclass
     ORDER BY k.oid IS NULL, c.relname`,
    [`public.${table}`],
  );
  return rows;
}
