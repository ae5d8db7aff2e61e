import type { StateDir } from '../config/state.js';
import type { EmbeddedDatabases } from '../database/embedded-databases.js';

/** Where the running demo is; readable by its user only, since the database logins are inside. */
export interface RunFile {
  pid: number;
  url: string;
  publicUrl: string;
  startedAt: string;
  databases: EmbeddedDatabases;
  superUrl: string;
}

const name = 'run.json';

export function writeRunFile(state: StateDir, run: RunFile): void {
  state.writeJson(name, run);
}

export function removeRunFile(state: StateDir): void {
  state.remove(name);
}

/** The demo that runs now, or null: a file left by a killed one does not count. */
export async function findRunning(state: StateDir): Promise<RunFile | null> {
  const run = state.readJson<RunFile>(name);
  if (!run) return null;
  try {
    const answer = await fetch(`${run.url}/livez`, { signal: AbortSignal.timeout(2_000) });
    return answer.ok ? run : null;
  } catch {
    return null;
  }
}
