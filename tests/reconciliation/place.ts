import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withPool } from '../../src/cli/workplace.js';
import { loadUnits } from '../../src/database/units.js';
import type { AdminUnits } from '../../src/domain/admin-unit.js';
import { openMemberFile } from '../../src/reconciliation/member-file.js';
import { type RegistrySynced, syncRegistry } from '../../src/reconciliation/registry-sync.js';
import { exportRun } from '../../src/reconciliation/results/export.js';
import { type ReconcileOptions, reconcile } from '../../src/reconciliation/run.js';
import type { Run } from '../../src/reconciliation/run-store.js';
import { makePrivateCluster, type PrivateCluster } from '../faults/private-cluster.js';
import { makeLabelledSet } from '../proof/identity/labelled-set.js';
import { loadRegistry } from '../proof/reconciliation/load-registry.js';
import { type SetFiles, writeSet } from '../proof/reconciliation/set-files.js';

/** A PostgreSQL of the suite's own with a labelled set of invented people in the registry, its keys made. */
export interface Place {
  cluster: PrivateCluster;
  units: AdminUnits;
  matcherUrl: string;
  folder: string;
  files: SetFiles;
  /** Writes a file of the test's own; answers where it is. */
  write(name: string, content: string | Buffer): string;
  sync(full?: boolean, skipIfBusy?: boolean): Promise<RegistrySynced>;
  reconcile(file: string, options?: Partial<ReconcileOptions>): Promise<Run>;
  /** results.csv of a run, without its header, by line. */
  resultsOf(run: Run, excel?: boolean): Promise<string[]>;
  remove(): Promise<void>;
}

export async function makePlace(size = { residents: 3_000, members: 2_000 }): Promise<Place> {
  const cluster = await makePrivateCluster({ residents: 0 });
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-reconcile-'));
  const set = makeLabelledSet(size, 1, { name: 'Tỉnh Tiền Giang', code: '82' });
  await loadRegistry(cluster.databases.owners.population, set.registry);
  const files = await writeSet(folder, set);
  const units = await withPool(cluster.databases.urls.hub, loadUnits);
  const matcherUrl = cluster.databases.urls.hubMatcher!;
  const place: Place = {
    ...{ cluster, units, matcherUrl, folder, files },
    write(name, content) {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    },
    sync: async (full = false, skipIfBusy = false) =>
      (await syncRegistry({
        registryUrl: cluster.databases.urls.population,
        matcherUrl,
        units,
        full,
        skipIfBusy,
      }))!,
    reconcile: async (file, options = {}) =>
      reconcile({
        matcherUrl,
        sector: 'social-security',
        units,
        ...options,
        input: options.input ?? (await openMemberFile(file)),
      }),
    async resultsOf(run, excel) {
      const out = join(folder, `run-${run.runId}`);
      await exportRun({ matcherUrl, run, out, excel });
      return readFileSync(join(out, 'results.csv'), 'utf8').trimEnd().split('\n').slice(1);
    },
    async remove() {
      await cluster.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await place.sync();
  return place;
}
