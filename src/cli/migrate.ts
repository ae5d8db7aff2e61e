import type { Command } from 'commander';
import { distribute, requireCitus } from '../database/distribute.js';
import { migrate } from '../database/migrate.js';
import { hubMigrations } from '../database/migrations.js';
import { say, sayJson } from './say.js';
import { openState, withWorkplace } from './workplace.js';

export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description(
      'bring the hub’s own database up to date (LIENTHONG_HUB_OWNER_URL); sources are never touched',
    )
    .option('--distributed', 'then lay the tables of reconciliation out over the nodes of a Citus cluster')
    .option('--json', 'for machines')
    .action(async (options: { json?: boolean; distributed?: boolean }) => {
      const { config } = openState();
      if (options.distributed) return migrateDistributed(config.urls.hubOwner ?? null, options.json === true);
      const applied = config.urls.hubOwner
        ? await migrate(config.urls.hubOwner, hubMigrations)
        : await withWorkplace(({ databases }) => {
            if (!databases.urls.hubOwner)
              throw new Error('Set LIENTHONG_HUB_OWNER_URL: the owner’s login of the hub database.');
            return migrate(databases.urls.hubOwner, hubMigrations);
          });
      if (options.json) sayJson({ applied });
      else say(applied.length ? `Applied: ${applied.join(', ')}` : 'The hub database is up to date.');
    });
}

/** NOTE: nothing is migrated where the cluster is none: a wrong option must not change a database. */
async function migrateDistributed(url: string | null, isForMachines: boolean): Promise<void> {
  if (!url)
    throw new Error('Set LIENTHONG_HUB_OWNER_URL: the owner’s login of the hub database on the coordinator.');
  await requireCitus(url);
  const applied = await migrate(url, hubMigrations);
  const placed = await distribute(url);
  if (isForMachines) return sayJson({ applied, placed });
  say(applied.length ? `Applied: ${applied.join(', ')}` : 'The hub database is up to date.');
  for (const { table, column } of placed) say(`  ${table}: ${column ? `by ${column}` : 'on every node'}`);
}
