import type { Command } from 'commander';
import { loadUnits } from '../database/units.js';
import { importRegistry } from '../sample/import-registry.js';
import { progress, say, sayJson } from './say.js';
import { type Workplace, withPool, withWorkplace } from './workplace.js';

export function addRegistry(program: Command): void {
  const registry = program.command('registry').description('the sample population registry');
  registry
    .command('import')
    .description('residents from a CSV file; same number = update; give the same file again to resume')
    .requiredOption('--file <path>', 'CSV, UTF-8, with a header row')
    .option('--rejected <path>', 'where rows that cannot be read are listed (default: beside the file)')
    .option('--json', 'for machines')
    .action(async (options: { file: string; rejected?: string; json?: boolean }) => {
      const rejectedFile = options.rejected ?? `${options.file}.rejected.csv`;
      const bar = progress('registry import');
      const done = await withWorkplace(
        async ({ databases }) =>
          importRegistry({
            file: options.file,
            url: databases.owners.population,
            rejectedFile,
            isCommune: await communesOf(databases),
            onProgress: (bytes, total) => bar.update(bytes, total),
          }),
        ['population', 'hub'],
      ).finally(() => bar.stop());
      if (options.json) return sayJson(done);
      say(
        `${done.rows} rows read, ${done.rejected} rejected${done.skipped ? `, ${done.skipped} already done` : ''}`,
      );
      if (done.rejected > 0) say(`Rejected rows, by line and reason: ${rejectedFile}`);
    });
}

/** The communes that the hub knows since 2025-07-01, those of `units update` too. */
async function communesOf(databases: Workplace['databases']): Promise<(code: string) => boolean> {
  const units = await withPool(databases.urls.hub, loadUnits);
  return (code) => units.find(code, '2025-07-01')?.level === 'COMMUNE';
}
