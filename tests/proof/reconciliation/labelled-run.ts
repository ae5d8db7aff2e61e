import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openEmbedded, withPool } from '../../../src/cli/workplace.js';
import { StateDir } from '../../../src/config/state.js';
import { loadUnits } from '../../../src/database/units.js';
import { openMemberFile } from '../../../src/reconciliation/member-file.js';
import { syncRegistry } from '../../../src/reconciliation/registry-sync.js';
import { exportRun } from '../../../src/reconciliation/results/export.js';
import { reconcile } from '../../../src/reconciliation/run.js';
import type { LabelledSet } from '../identity/labelled-set.js';
import { loadRegistryFrom, registryRows } from './load-registry.js';
import { filesIn, writeSet } from './set-files.js';
import { type TruthFigures, truthFigures } from './truth-figures.js';

/** What came of one set. */
export interface LabelledRun extends TruthFigures {
  /** One text for all that the run found: equal for equal results. */
  results: string;
  runSeconds: number;
  syncSeconds: number;
}

/** Runs labelled sets, one after another. */
export interface LabelledRuns {
  run(set: LabelledSet): Promise<LabelledRun>;
  /** The set that lies in a folder: `registry.csv`, `member.csv`, `truth.csv`. */
  runFolder(set: string): Promise<LabelledRun>;
  /** The same file against the same registry once more. */
  runAgain(): Promise<LabelledRun>;
}

/** Lends a PostgreSQL of its own with the hub and the sample registry; thrown away after it. */
export async function withLabelledRuns<T>(use: (runs: LabelledRuns) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-proof-'));
  // NOTE: as root the server runs as another user, who must be able to pass through.
  chmodSync(folder, 0o711);
  const { server, databases } = await openEmbedded(new StateDir(join(folder, 'state')));
  const { hub, population, hubMatcher } = databases.urls;
  const matcherUrl = hubMatcher!;
  try {
    const units = await withPool(hub, loadUnits);
    let files = { members: '', truth: '' };
    let syncSeconds = 0;
    const runAgain = async (): Promise<LabelledRun> => {
      const input = await openMemberFile(files.members);
      const run = await reconcile({ matcherUrl, sector: 'social-security', input, units });
      await exportRun({ matcherUrl, run, out: folder });
      const figures = await truthFigures(join(folder, 'results.csv'), files.truth);
      return {
        ...figures,
        results: await digestOfResults(matcherUrl, run.runId),
        runSeconds: run.seconds,
        syncSeconds,
      };
    };
    const runWith = async (registry: Parameters<typeof loadRegistryFrom>[1]) => {
      await loadRegistryFrom(databases.owners.population, registry);
      const synced = await syncRegistry({ registryUrl: population, matcherUrl, units, full: true });
      syncSeconds = synced!.seconds;
      return runAgain();
    };
    return await use({
      async run(set) {
        files = await writeSet(folder, set);
        return runWith(() => [set.registry]);
      },
      async runFolder(set) {
        files = filesIn(set);
        return runWith(() => registryRows(join(set, 'registry.csv')));
      },
      runAgain,
    });
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** One text for all that a run found. */
async function digestOfResults(url: string, runId: number): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ digest: string }>(
      `select md5(string_agg(concat_ws('|', sector_no, outcome, resident_id, score, causes, candidates), '/' order by seq))
         as digest
       from reconciliation.result where run_id = $1`,
      [runId],
    );
    return rows[0]!.digest;
  } finally {
    await client.end();
  }
}
