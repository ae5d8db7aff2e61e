import pg from 'pg';
import type { Logger, MigrationInterface } from 'typeorm';

export type MigrationClass = new () => MigrationInterface;

/** The tables of this database are newer than this program knows. */
export class NewerDatabaseError extends Error {}

/** NOTE: even with logging off the library writes a failed migration, PostgreSQL's words and all, to standard output. */
const nothing = () => undefined;
const silent: Logger = {
  ...{ logQuery: nothing, logQueryError: nothing, logQuerySlow: nothing },
  ...{ logSchemaBuild: nothing, logMigration: nothing, log: nothing },
};

const table = 'lienthong_migrations';
const lock = 4_060_606;

/**
 * Brings a database to the last of `migrations` (oldest first), each in a transaction of its own, under an advisory
 * lock so that two hubs starting together take turns. Answers the names of what was applied.
 * @throws NewerDatabaseError when the database holds a migration that is not in the list.
 */
export async function migrate(url: string, migrations: readonly MigrationClass[]): Promise<string[]> {
  const holder = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  holder.on('error', () => undefined);
  await holder.connect();
  try {
    await holder.query('select pg_advisory_lock($1)', [lock]);
    if ((await pendingMigrations(url, migrations)).length === 0) return [];
    // NOTE: only here: it brings drivers of every database, which a hub that is up to date need not hold in memory.
    const { DataSource } = await import('typeorm');
    const source = new DataSource({
      type: 'postgres',
      url,
      migrations: [...migrations],
      migrationsTableName: table,
      migrationsTransactionMode: 'each',
      applicationName: 'lienthong migrate',
      logger: silent,
    });
    await source.initialize();
    try {
      return (await source.runMigrations()).map((migration) => migration.name);
    } finally {
      await source.destroy();
    }
  } finally {
    await holder.end();
  }
}

/**
 * Names of the migrations that are still to run, oldest first.
 * @throws NewerDatabaseError as above.
 */
export async function pendingMigrations(
  url: string,
  migrations: readonly MigrationClass[],
): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const known = migrations.map((migration) => new migration().name ?? migration.name);
    const { rows: there } = await client.query('select to_regclass($1) is not null as there', [table]);
    if (!there[0].there) return known;
    const { rows } = await client.query(`select name from ${table} order by id`);
    const applied = rows.map((row: { name: string }) => row.name);
    const unknown = applied.filter((name: string) => !known.includes(name));
    if (unknown.length) {
      throw new NewerDatabaseError(
        `This database is newer than this program (it holds ${unknown.join(', ')}). Start the newer program.`,
      );
    }
    return known.filter((name) => !applied.includes(name));
  } finally {
    await client.end();
  }
}
