import type { DatabaseUrls } from '../config/config.js';
import type { Logger } from '../process/logger.js';
import { migrate, pendingMigrations } from './migrate.js';
import { hubMigrations } from './migrations.js';

/**
 * With the owner's login the hub brings its own database up to date; without it, it says what is missing.
 * @throws Error naming the migrations, or NewerDatabaseError
 */
export async function prepareHub(urls: DatabaseUrls, logger: Logger): Promise<void> {
  if (urls.hubOwner) {
    const applied = await migrate(urls.hubOwner, hubMigrations);
    if (applied.length > 0) logger.info({ applied }, 'the hub database was brought up to date');
    return;
  }
  const pending = await pendingMigrations(urls.hub, hubMigrations);
  if (pending.length > 0) {
    throw new Error(
      `The hub database misses ${pending.join(', ')}. Run: lienthong migrate (with LIENTHONG_HUB_OWNER_URL).`,
    );
  }
}
