import educationFee from '../../migrations/education-fee/index.js';
import healthInsurance from '../../migrations/health-insurance/index.js';
import hub from '../../migrations/hub/index.js';
import population from '../../migrations/population/index.js';
import socialSecurity from '../../migrations/social-security/index.js';
import type { SampleUrls } from './embedded-databases.js';
import { migrate } from './migrate.js';

/** The hub's migrations, oldest first; the only ones that `migrate` and `serve` run. */
export const hubMigrations = hub;

/** Migrations of the sample databases: an agency's real database is never touched. */
const sampleMigrations = { population, healthInsurance, educationFee, socialSecurity };

/** Builds or updates the four sample databases; `urls` are their owners' addresses. */
export async function migrateSamples(urls: SampleUrls): Promise<void> {
  const keys = Object.keys(sampleMigrations) as (keyof SampleUrls)[];
  const migrated = await Promise.allSettled(keys.map((key) => migrate(urls[key], sampleMigrations[key])));
  for (const one of migrated) if (one.status === 'rejected') throw one.reason;
}
