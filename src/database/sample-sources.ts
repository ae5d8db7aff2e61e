import pg from 'pg';
import { allowConnections, stoppedOf } from './allow-connections.js';

/**
 * The sample databases of a demonstration, by the names of their sources: stopped, they fail everybody as a database that
 * is gone does, until they are started or the demonstration is begun anew. No server but a demonstration's own has these.
 */
export interface SampleSources {
  readonly names: readonly string[];
  allow(name: string, allowed: boolean): Promise<void>;
  /** Names of those that are stopped. */
  stopped(): Promise<string[]>;
}

/**
 * @param superUrl the superuser's address of another database of the embedded server
 * @param databases by the name of the source
 */
export function makeSampleSources(
  superUrl: string,
  databases: Readonly<Record<string, string>>,
): SampleSources {
  // NOTE: no connection is kept: the server could not be stopped under it, and nobody presses this button often.
  const withServer = async <T>(use: (server: pg.Pool) => Promise<T>): Promise<T> => {
    const pool = new pg.Pool({ connectionString: superUrl, max: 1, connectionTimeoutMillis: 2_000 });
    pool.on('error', () => undefined);
    try {
      return await use(pool);
    } finally {
      await pool.end();
    }
  };
  const names = Object.keys(databases);
  const look = async () => {
    const found = await withServer((server) => stoppedOf(server, Object.values(databases)));
    return names.filter((name) => found.includes(databases[name]!));
  };
  // NOTE: whoever asks meanwhile gets the same answer: a connection each could use up those that the hub itself needs.
  let looking: Promise<string[]> | null = null;
  return {
    names,
    async allow(name, allowed) {
      const database = databases[name];
      if (database === undefined) throw new RangeError('no sample source');
      await withServer((server) => allowConnections(server, database, allowed));
    },
    stopped() {
      looking ??= look().finally(() => {
        looking = null;
      });
      return looking;
    },
  };
}
