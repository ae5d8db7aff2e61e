import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { updateUnits } from '../database/units.js';
import type { ReformedUnit, ReformProblem } from '../domain/admin-unit-reform.js';
import { parseReform } from '../domain/admin-unit-reform-file.js';
import { HubError } from '../domain/errors.js';
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
      'the units after the next reform, from a CSV file: all of it or, when a line is wrong, nothing; ' +
        'a gateway that is running reads its units when it starts',
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
      const rows = readRows(options);
      const { counts, validFrom } = await auditedCommand('units.update', options, async (pool) => {
        const result = await updateUnits(pool, rows, options.dryRun === true);
        if ('problems' in result) throw refusalOf(options, result.problems);
        return result;
      });
      if (options.json) return sayJson({ validFrom, counts, changed: !options.dryRun });
      say(`${options.dryRun ? 'Would change' : 'Changed'} from ${validFrom}:`);
      say(`  provinces ${counts.provinces}, communes ${counts.communes} begin; ${counts.ended} rows end`);
      say(`  ${counts.moved} units go into others, ${counts.divided} of them divided`);
      if (!options.dryRun) say('A gateway that is running reads its units when it starts: restart it.');
    });
}

/** The rows of the file. A day to come is refused, except to try it out: a gateway would take it for today's table. */
function readRows(options: UpdateOptions): ReformedUnit[] {
  const read = parseReform(readFileSync(options.file, 'utf8'));
  if ('problems' in read) throw refusalOf(options, read.problems);
  const today = dayIn(systemClock);
  const early = options.dryRun ? [] : read.rows.filter((it) => it.validFrom > today);
  if (early.length > 0) {
    const problem = 'valid_from is a day to come: give the file then; --dry-run checks it now';
    throw refusalOf(
      options,
      early.map(({ line }) => ({ line, problem })),
    );
  }
  return read.rows;
}

/** Says what is wrong, by line; the error ends the command and is what its record keeps. */
function refusalOf({ file, json }: UpdateOptions, problems: readonly ReformProblem[]): HubError {
  const code = 'BAD_USER_INPUT';
  if (json) sayJson({ code, problems });
  else for (const { line, problem } of problems) say(`line ${line}: ${problem}`);
  return new HubError(
    code,
    { code, problems: problems.length },
    {
      vi: `Tệp ${file} bị từ chối, không có gì thay đổi.`,
      en: `${file} was refused; nothing was changed.`,
    },
  );
}
