import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StateDir } from '../../src/config/state.js';
import { type EmbeddedServer, startEmbedded } from '../../src/database/embedded-server.js';

/**
 * Lends a PostgreSQL of its own, started for the purpose and thrown away after it, also on Ctrl+C: the process ends
 * with 1 then, as soon as the borrower lets it.
 */
export async function withTemporaryCluster<T>(use: (server: EmbeddedServer) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-proof-'));
  // NOTE: as root the server runs as another user, who must be able to pass through.
  chmodSync(folder, 0o711);
  const server = await startEmbedded(new StateDir(join(folder, 'state')));
  const remove = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const interrupted = () => void remove().finally(() => process.exit(1));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupted);
  try {
    return await use(server);
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, interrupted);
    await remove();
  }
}
