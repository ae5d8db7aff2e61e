import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { loadIssuerKeys } from '../../src/access/issuer.js';
import { letSamplePeopleSignIn } from '../../src/cli/sample-people.js';
import { openEmbedded, withPool } from '../../src/cli/workplace.js';
import { StateDir } from '../../src/config/state.js';
import type { EmbeddedServer } from '../../src/database/embedded-server.js';
import { loadSample } from '../../src/sample/load-sample.js';
import type { Cluster } from '../support/cluster.js';
import { askWithoutEnd } from '../support/quotas.js';
import { until } from './until.js';

type Database = 'hub' | 'population' | 'health_insurance' | 'education_fee' | 'social_security' | 'postgres';

/** A PostgreSQL of one suite's own, to be stopped, frozen and broken. */
export interface PrivateCluster extends Cluster {
  server: EmbeddedServer;
  /** Rows of one statement (or a script without values), as the superuser. */
  sql<Row extends pg.QueryResultRow>(database: Database, text: string, values?: unknown[]): Promise<Row[]>;
  /** No connection any more and none new, until `startDatabase`. */
  stopDatabase(database: Database): Promise<void>;
  startDatabase(database: Database): Promise<void>;
  /** `kill -9` of the server and all its processes, as when the machine loses power. */
  kill(): Promise<void>;
  /** Removes every trace. */
  remove(): Promise<void>;
}

/** `residents: 0` loads no people; the sample agencies are there in any case. */
export async function makePrivateCluster({ residents = 500 } = {}): Promise<PrivateCluster> {
  const state = temporaryState();
  const { server, databases } = await openEmbedded(state);
  loadIssuerKeys(state);
  state.masterKey(null);
  await withPool(databases.urls.hub, askWithoutEnd);
  if (residents > 0) {
    await loadSample({ urls: databases.owners, residents, seed: 2026 });
    await letSamplePeopleSignIn({ state, hubUrl: databases.urls.hub, masterKey: null }, databases.owners);
  }
  const itself: PrivateCluster = {
    ...{ state, databases, server, superUrl: server.superUrl('postgres') },
    async sql<Row extends pg.QueryResultRow>(database: Database, text: string, values?: unknown[]) {
      const client = new pg.Client({ connectionString: server.superUrl(database) });
      client.on('error', () => undefined);
      await client.connect();
      try {
        return (await client.query<Row>(text, values)).rows;
      } finally {
        await client.end();
      }
    },
    async stopDatabase(database) {
      await itself.sql('postgres', `alter database ${database} with allow_connections false`);
      const end = 'select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1';
      await itself.sql('postgres', end, [database]);
    },
    async startDatabase(database) {
      await itself.sql('postgres', `alter database ${database} with allow_connections true`);
    },
    async kill() {
      const rows = await itself.sql<{ pid: number }>('postgres', 'select pid from pg_stat_activity');
      const pids = [postmasterOf(state)!, ...rows.map((row) => row.pid)];
      for (const pid of pids) signal(pid, 'SIGKILL');
      await until('the server is dead', () => pids.every((pid) => !signal(pid, 0)));
    },
    async remove() {
      const pid = postmasterOf(state);
      if (pid !== null && signal(pid, 'SIGQUIT')) {
        await until('the server is gone', () => postmasterOf(state) === null, 30_000);
      }
      rmSync(state.path, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  return itself;
}

/** An empty state folder outside the checkout; PostgreSQL under another user must be able to pass through. */
export function temporaryState(): StateDir {
  const path = mkdtempSync(join(tmpdir(), 'lienthong-test-'));
  chmodSync(path, 0o711);
  return new StateDir(path);
}

/** The process id a data folder's server wrote down, or null when it went in good order. */
function postmasterOf(state: StateDir): number | null {
  try {
    return Number.parseInt(readFileSync(state.file('postgres/postmaster.pid'), 'utf8'), 10);
  } catch {
    return null;
  }
}

/** Whether the process was there to get the signal; 0 only asks. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
