import { join } from 'node:path';
import { findRunning, removeRunFile, writeRunFile } from '../../src/cli/run-file.js';
import {
  defaultResidents,
  defaultSeed,
  loadedSample,
  loadSamplePeople,
} from '../../src/cli/sample-people.js';
import { openEmbedded, openState, withPool } from '../../src/cli/workplace.js';
import { StateDir } from '../../src/config/state.js';
import type { EmbeddedDatabases } from '../../src/database/embedded-databases.js';
import { askWithoutEnd } from '../support/quotas.js';
import { parentOf } from './process-cost.js';

/** The databases a bench measures on, apart from any demo's. */
export interface Place {
  state: StateDir;
  masterKey: string | null;
  databases: EmbeddedDatabases;
  residents: number;
  postgres: { version: string; postmaster: number | null };
  /** The superuser's address of a database: the bench makes one of its own for peers that read only one. */
  superUrl(database: string): string;
  /** Notes the hub that is measured, so that a second bench keeps off and `lienthong token` finds it. */
  occupy(hub: { url: string; pid: number }): void;
  close(): Promise<void>;
}

/**
 * Opens `<state folder>/bench` with its own embedded PostgreSQL and sample people. Data that is there is kept, unless
 * another number of residents is asked for.
 * @throws the signal's reason; Error when another bench runs there: two at once would measure each other
 */
export async function openPlace(residents: number | undefined, signal: AbortSignal): Promise<Place> {
  const { config } = openState();
  const state = new StateDir(join(config.stateDir, 'bench'));
  if (await findRunning(state)) throw new Error('Another bench is running here.');
  const { server, databases } = await openEmbedded(state);
  try {
    // The load comes from one officer of an agency, thousands of looks a second.
    await withPool(databases.urls.hub, askWithoutEnd);
    const loaded = await loadedSample(databases.owners);
    const wanted = residents ?? loaded?.residents ?? defaultResidents;
    if (loaded?.residents !== wanted) await loadSamplePeople(databases.owners, wanted, defaultSeed, signal);
    const postgres = await withPool(server.superUrl('postgres'), async (pool) => {
      const { rows } = await pool.query<{ version: string; pid: number }>(
        "select current_setting('server_version') as version, pg_backend_pid() as pid",
      );
      return { version: rows[0]!.version, postmaster: parentOf(rows[0]!.pid) };
    });
    return {
      ...{ state, databases, postgres, masterKey: config.masterKey, residents: wanted },
      superUrl: server.superUrl,
      occupy: ({ url, pid }) =>
        writeRunFile(state, {
          ...{ url, publicUrl: url, pid, databases, startedAt: new Date().toISOString() },
          superUrl: server.superUrl('postgres'),
        }),
      async close() {
        removeRunFile(state);
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
