import type { Command } from 'commander';
import { changesAfter } from '../access/agency-details.js';
import { type Acting, acting } from './acting.js';
import { auditedCommand } from './audited-command.js';
import { say, sayJson } from './say.js';
import { whole } from './whole-number.js';

type Asked = Acting & { first: number; json?: boolean };

/** `agency changes [CODE]`: who changed what, newest first. */
export function addAgencyChanges(agency: Command): void {
  acting(agency.command('changes [code]'))
    .description('administrative changes on record, of one agency or of all, newest first')
    .option('--first <n>', 'how many', whole(1, 1_000), 50)
    .option('--json', 'for machines, with what was before and after')
    .action(async (code: string | undefined, o: Asked) => {
      const changes = await auditedCommand('agency.changes', o, (pool) =>
        changesAfter(pool, code ?? null, null, o.first),
      );
      if (o.json) return sayJson(changes);
      if (changes.length === 0) say('No change is on record.');
      for (const { occurredAt, agency, officer, what, target } of changes)
        say(`${occurredAt}  ${what}  ${target}  by ${agency}/${officer}`);
    });
}
