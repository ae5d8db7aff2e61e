import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { updateUnits } from '../database/units.js';
import { parseReform } from '../domain/admin-unit-reform-file.js';
import { dayIn, systemClock } from '../process/clock.js';
import { auditedCommand } from './audited-command.js';
import { say, sayJson } from './say.js';

interface UpdateOptions {
  file: string;
  dryRun?: boolean;
  json?: boolean;
  agency: string;
  officer?: string;
}

export function addUnits(program: Command): void {
  const units = program.command('units').description('administrative units (đơn vị hành chính)');
  units
    .command('update')
    .description(
      'the units after the next reform, from a CSV file: all of it or, when a line is wrong, nothing',
    )
    .requiredOption(
      '--file <path>',
      'CSV, UTF-8: level,code,name,province_code,valid_from,from (codes, a space between; CODE:PARTIAL for a part)',
    )
    .option('--dry-run', 'say what would change, and change nothing')
    .option('--agency <code>', 'the agency that acts', 'operator.demo')
    .option('--officer <id>', 'the officer who acts (default: the user of this machine)')
    .option('--json', 'for machines')
    .action(async (options: UpdateOptions) => {
      const read = parseReform(readFileSync(options.file, 'utf8'));
      const today = dayIn(systemClock);
      if (!options.dryRun && 'rows' in read && read.rows.some((it) => it.validFrom > today)) {
        throw new Error(`${options.file} is for a day to come: give it then; --dry-run checks it now.`);
      }
      const result =
        'problems' in read
          ? read
          : await auditedCommand('units.update', options, (pool) =>
              updateUnits(pool, read.rows, options.dryRun === true),
            );
      if (options.json) sayJson('problems' in result ? result : { ...result, changed: !options.dryRun });
      if ('problems' in result) {
        if (!options.json) for (const { line, problem } of result.problems) say(`line ${line}: ${problem}`);
        throw new Error(
          `${options.file} was refused: ${result.problems.length} problems; nothing was changed.`,
        );
      }
      if (options.json) return;
      const { counts, validFrom } = result;
      say(`${options.dryRun ? 'Would change' : 'Changed'} from ${validFrom}:`);
      say(`  provinces ${counts.provinces}, communes ${counts.communes} begin; ${counts.ended} rows end`);
      say(`  ${counts.moved} units go into others, ${counts.divided} of them divided`);
      if (!options.dryRun) say('A gateway that is running reads its units when it starts: restart it.');
    });
}
