import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { loadIssuerKeys } from '../../src/access/issuer.js';
import { letSamplePeopleSignIn } from '../../src/cli/sample-people.js';
import { openEmbedded, withPool } from '../../src/cli/workplace.js';
import { StateDir } from '../../src/config/state.js';
import type { EmbeddedDatabases } from '../../src/database/embedded-databases.js';
import { loadSample } from '../../src/sample/load-sample.js';
import { askWithoutEnd } from './quotas.js';

/** A PostgreSQL with the five databases, the sample agencies and sample people. */
export interface Cluster {
  state: StateDir;
  databases: EmbeddedDatabases;
  /** The superuser's address of the database `postgres`. */
  superUrl: string;
}

/** How many sample residents the shared cluster holds, and from which seed. */
export const sampleSize = { residents: 2_000, seed: 2026 };

/**
 * The databases that all suites of a run share: started once by whichever worker comes first, stopped by jest's
 * teardown. Tests read what is there and may add agencies and people of their own; nobody stops or alters it.
 */
export async function sharedCluster(): Promise<Cluster> {
  const folder = process.env.LIENTHONG_TEST_FOLDER;
  if (!folder) throw new Error('jest.config.mjs names no globalSetup');
  const state = new StateDir(join(folder, 'state'));
  if (firstHere(state)) await fill(state).catch((error) => giveUp(state, error));
  return waitFor(state);
}

async function fill(state: StateDir): Promise<void> {
  const { server, databases } = await openEmbedded(state);
  // Made here once, so that hubs of several workers do not each make their own.
  loadIssuerKeys(state);
  state.masterKey(null);
  await loadSample({ urls: databases.owners, ...sampleSize });
  await letSamplePeopleSignIn({ state, hubUrl: databases.urls.hub, masterKey: null }, databases.owners);
  await withPool(databases.urls.hub, askWithoutEnd);
  await withPool(server.superUrl('postgres'), writeWithoutWaiting);
  state.writeJson('cluster.json', { databases, superUrl: server.superUrl('postgres') });
}

/** No test cuts this machine's power, and hundreds of suites wait for its disk. */
async function writeWithoutWaiting(pool: pg.Pool): Promise<void> {
  await pool.query(`alter system set fsync = off`);
  await pool.query(`alter system set full_page_writes = off`);
  await pool.query('select pg_reload_conf()');
}

function firstHere(state: StateDir): boolean {
  try {
    mkdirSync(state.file('started'));
    return true;
  } catch {
    return false;
  }
}

function giveUp(state: StateDir, error: unknown): never {
  state.writeJson('failed.json', { message: error instanceof Error ? error.message : 'unknown' });
  throw error;
}

async function waitFor(state: StateDir): Promise<Cluster> {
  while (!existsSync(state.file('cluster.json'))) {
    if (state.has('failed.json')) throw new Error(readFileSync(state.file('failed.json'), 'utf8'));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { state, ...state.readJson<Omit<Cluster, 'state'>>('cluster.json')! };
}
