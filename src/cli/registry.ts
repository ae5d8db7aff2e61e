import type { Command } from 'commander';
import { missingUrls } from '../config/config.js';
import { loadUnits } from '../database/units.js';
import { type RegistrySynced, syncRegistry } from '../reconciliation/registry-sync.js';
import { importRegistry } from '../sample/import-registry.js';
import { progress, say, sayJson } from './say.js';
import { type Workplace, withPool, withWorkplace } from './workplace.js';

export function addRegistry(program: Command): void {
  const registry = program
    .command('registry')
    .description('the sample population registry, and the keys of matching');
  registry
    .command('import')
    .description('residents from a CSV file; same number = update; give the same file again to resume')
    .requiredOption('--file <path>', 'CSV, UTF-8, with a header row')
    .option('--rejected <path>', 'where rows that cannot be read are listed (default: beside the file)')
    .option('--json', 'for machines')
    .action(importFile);
  registry
    .command('sync')
    .description('the keys that reconciliation matches by, brought to what the registry holds now')
    .option('--full', 'all of them anew')
    .option('--json', 'for machines')
    .action(async (options: { full?: boolean; json?: boolean }) => {
      const synced = await withWorkplace(
        ({ databases }) => syncKeys(databases, { full: options.full === true }),
        ['population', 'hub', 'hubMatcher'],
      );
      if (options.json) return sayJson(synced);
      saySynced(synced!);
    });
}

async function importFile(options: { file: string; rejected?: string; json?: boolean }): Promise<void> {
  const rejectedFile = options.rejected ?? `${options.file}.rejected.csv`;
  const bar = progress('registry import');
  const { done, synced } = await withWorkplace(
    async ({ databases }) => {
      const imported = await importRegistry({
        file: options.file,
        url: databases.owners.population,
        rejectedFile,
        isCommune: await communesOf(databases),
        onProgress: (bytes, total) => bar.update(bytes, total),
      }).finally(() => bar.stop());
      const canSync = missingUrls(databases.urls, ['hubMatcher']).length === 0;
      return { done: imported, synced: canSync ? await syncKeys(databases) : null };
    },
    ['population', 'hub'],
  );
  if (options.json) return sayJson({ ...done, ...(synced && { synced }) });
  say(
    `${done.rows} rows read, ${done.rejected} rejected${done.skipped ? `, ${done.skipped} already done` : ''}`,
  );
  if (done.rejected > 0) say(`Rejected rows, by line and reason: ${rejectedFile}`);
  if (synced) saySynced(synced);
  else say('The keys of matching were left as they are: set LIENTHONG_HUB_MATCHER_URL, then registry sync.');
}

/** Keys brought up to date, with a progress bar. */
export async function syncKeys(
  databases: Workplace['databases'],
  options: { full?: boolean; skipIfBusy?: boolean } = {},
): Promise<RegistrySynced | null> {
  const bar = progress('registry sync');
  const units = await withPool(databases.urls.hub, loadUnits);
  return syncRegistry({
    registryUrl: databases.urls.population,
    matcherUrl: databases.urls.hubMatcher!,
    units,
    ...options,
    onProgress: (done, total) => bar.update(done, total),
  }).finally(() => bar.stop());
}

function saySynced({ residents, read, full, seconds }: RegistrySynced): void {
  say(`${residents} residents have keys, ${full ? 'all made anew' : `${read} read again`}, in ${seconds} s`);
}

/** The communes that the hub knows since 2025-07-01, those of `units update` too. */
async function communesOf(databases: Workplace['databases']): Promise<(code: string) => boolean> {
  const units = await withPool(databases.urls.hub, loadUnits);
  return (code) => units.find(code, '2025-07-01')?.level === 'COMMUNE';
}
