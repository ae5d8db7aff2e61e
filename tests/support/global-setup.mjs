import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopPostgres } from './stop-postgres.mjs';

/**
 * Makes the folder that the databases of this run live in. The first suite that wants them starts them (cluster.ts),
 * so that suites without a database start at once.
 */
export default function setUp() {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-tests-'));
  // NOTE: as root the server runs as another user, who must be able to pass through.
  chmodSync(folder, 0o711);
  process.env.LIENTHONG_TEST_FOLDER = folder;
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => stopPostgres(folder).finally(() => process.exit(1)));
  }
}
