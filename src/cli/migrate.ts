import type { Command } from 'commander';
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
    .option('--json', 'for machines')
    .action(async (options: { json?: boolean }) => {
      const { config } = openState();
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
