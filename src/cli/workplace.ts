import { userInfo } from 'node:os';
import pg from 'pg';
import { seedSampleAgencies } from '../access/sample-agencies.js';
import { type Config, type DatabaseUrls, isWebUrl, missingUrls, parseConfig } from '../config/config.js';
import { readEnv } from '../config/env.js';
import { StateDir } from '../config/state.js';
import { type EmbeddedDatabases, prepareEmbeddedDatabases } from '../database/embedded-databases.js';
import { type EmbeddedServer, startEmbedded } from '../database/embedded-server.js';
import { migrate } from '../database/migrate.js';
import { hubMigrations, migrateSamples } from '../database/migrations.js';
import { findRunning, type RunFile } from './run-file.js';

/** What a command works on. */
export interface Workplace {
  config: Config;
  state: StateDir;
  /** The demo it runs beside, or null. */
  running: RunFile | null;
  databases: EmbeddedDatabases;
}

/** Configuration and state folder for a command. */
export function openState(overrides: Partial<Config> = {}): { config: Config; state: StateDir } {
  const config = parseConfig(readEnv(), overrides);
  return { config, state: new StateDir(config.stateDir) };
}

/**
 * Lends a command the databases: the configured ones, else those of the running demo, else the embedded PostgreSQL
 * for the command's own duration.
 * @param needed what the command cannot do without
 * @throws Error naming what is missing when only some are configured: nothing else is taken in their place
 */
export async function withWorkplace<T>(
  use: (workplace: Workplace) => Promise<T>,
  needed: readonly (keyof DatabaseUrls)[] = [],
): Promise<T> {
  const { config, state } = openState();
  if (Object.values(config.urls).some(Boolean)) {
    const missing = missingUrls(config.urls, needed);
    if (missing.length > 0) {
      throw new Error(
        `Some databases are configured, but not what this needs: set ${missing.join(', ')}, or none of them.`,
      );
    }
    if (needed.some((key) => isWebUrl(config.urls[key] ?? ''))) {
      throw new Error(
        'LIENTHONG_HEALTH_INSURANCE_URL is the address of a portal: this needs the sample database.',
      );
    }
    return use({ config, state, running: null, databases: configuredDatabases(config) });
  }
  const running = await findRunning(state);
  if (running) return use({ config, state, running, databases: running.databases });
  const { server, databases } = await openEmbedded(state);
  try {
    return await use({ config, state, running: null, databases });
  } finally {
    await server.stopIfUnused();
  }
}

/** Starts the embedded PostgreSQL with its five databases up to date and the sample agencies registered. */
export async function openEmbedded(
  state: StateDir,
  options: { fresh?: boolean } = {},
): Promise<{ server: EmbeddedServer; databases: EmbeddedDatabases }> {
  const server = await startEmbedded(state, options);
  try {
    const databases = await prepareEmbeddedDatabases(server, state);
    // NOTE: every one is awaited before a failure is told: a stop under a running migration would hide the cause.
    const migrated = await Promise.allSettled([
      migrate(databases.urls.hubOwner!, hubMigrations),
      migrateSamples(databases.owners),
    ]);
    for (const one of migrated) if (one.status === 'rejected') throw one.reason;
    await withPool(databases.urls.hub, (pool) => seedSampleAgencies(pool, state));
    return { server, databases };
  } catch (error) {
    await server.stopIfUnused();
    throw error;
  }
}

/** Lends a small pool on one database. */
export async function withPool<T>(url: string, use: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: url, max: 2, connectionTimeoutMillis: 10_000 });
  pool.on('error', () => undefined);
  try {
    return await use(pool);
  } finally {
    await pool.end();
  }
}

/** The officer a command acts for: who is logged in on this machine, unless another is named. */
export function systemOfficer(): string {
  return userInfo().username;
}

function configuredDatabases(config: Config): EmbeddedDatabases {
  const { urls } = config;
  const sources = {
    population: urls.population ?? '',
    healthInsurance: urls.healthInsurance ?? '',
    educationFee: urls.educationFee ?? '',
    socialSecurity: urls.socialSecurity ?? '',
  };
  return {
    urls: {
      ...{ hub: urls.hub ?? '', hubOwner: urls.hubOwner ?? null, hubAudit: urls.hubAudit ?? '' },
      ...{ hubSealer: urls.hubSealer ?? null, hubMatcher: urls.hubMatcher ?? null, ...sources },
      educationFeeWrite: urls.educationFeeWrite ?? null,
      socialSecurityWrite: urls.socialSecurityWrite ?? null,
    },
    owners: sources,
    sealer: urls.hubSealer ?? '',
    auditor: '',
  };
}
