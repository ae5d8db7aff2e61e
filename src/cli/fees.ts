import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { type FeeBook, makeFeeBook } from '../fees/fee-book.js';
import { importStatement } from '../fees/import-statement.js';
import { systemClock } from '../process/clock.js';
import { type Acting, acting } from './acting.js';
import { auditedCommand } from './audited-command.js';
import { recomputeFees } from './fees-recompute.js';
import { progress, say, sayJson } from './say.js';
import { withPool } from './workplace.js';

interface Asked extends Acting {
  school: string;
  file: string;
  json?: boolean;
}

export function addFees(program: Command): void {
  const fees = program
    .command('fees')
    .description('what schools are paid, and who is exempt: fees import, fees recompute');
  acting(fees.command('import'))
    .description('book a bank statement; give the same file again to resume, nothing is booked twice')
    .requiredOption('--school <code>', 'the school whose account it is of')
    .requiredOption('--file <path>', 'CSV of the bank, UTF-8, with a header row')
    .option('--json', 'for machines')
    .action(importFees);
  acting(fees.command('recompute'))
    .description('put on the books what the law takes off tuition now; to be run every night')
    .option('--school <codes...>', 'these schools (default: all)')
    .option('--year <year>', 'the school year, 2026-2027 (default: today’s)')
    .option('--json', 'for machines')
    .action(recomputeFees);
}

async function importFees(o: Asked): Promise<void> {
  const text = readFileSync(o.file, 'utf8');
  const bar = progress('fees import');
  const done = await auditedCommand(
    'fees.import',
    o,
    (_hub, { databases }, trail) =>
      withBook(databases.urls.educationFeeWrite!, (book) => {
        const by = `${o.agency}/${trail.caller?.officer}`;
        return importStatement(
          book,
          { schoolCode: o.school, by, text, now: systemClock.now() },
          (line, lines) => bar.update(line, lines),
        );
      }),
    { needed: ['educationFeeWrite'] },
  ).finally(() => bar.stop());
  if (done.conflicts.length > 0) process.exitCode = 1;
  if (o.json) return sayJson(done);
  const { matched, queued, repeated, outgoing, rejected, conflicts } = done;
  say(`${matched} matched, ${queued} waiting for a person, ${repeated} booked before, ${outgoing} outgoing`);
  for (const { line, reason } of rejected) say(`line ${line}: ${reason}`);
  for (const { line, bankReference } of conflicts)
    say(`line ${line}: ${bankReference} is in the books with another amount or order`);
}

function withBook<T>(url: string, use: (book: FeeBook) => Promise<T>): Promise<T> {
  return withPool(url, (pool) =>
    use(
      makeFeeBook(
        async (act, request) =>
          (await pool.query({ ...act, values: [JSON.stringify(request)] })).rows[0].answer,
      ),
    ),
  );
}
