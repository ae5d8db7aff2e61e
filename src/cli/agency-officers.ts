import type { Command } from 'commander';
import type { AdministrativeChange } from '../access/administrative-change.js';
import { requireAnother } from '../access/agency-admin.js';
import { officerOf, officersAfter } from '../access/agency-details.js';
import { registerOfficer, setOfficerSuspended } from '../access/agency-officers.js';
import type { Queryable } from '../database/transaction.js';
import { type Acting, acting } from './acting.js';
import { changeOfficerNumber } from './agency-bhxh-account.js';
import { auditedChange, auditedCommand } from './audited-command.js';
import { say, sayJson } from './say.js';

type Asked = Acting & { json?: boolean };

/** NOTE: `--officer` is who acts, on every command; whom it is about is an argument. */
export function addAgencyOfficers(agency: Command): void {
  const officer = agency
    .command('officer')
    .description('the officers of an agency: officer add, list, suspend, resume, number');
  acting(officer.command('add <code> <id>'))
    .description('register an officer under the identifier that tokens name him by')
    .requiredOption('--name <name>', 'full name')
    .option('--unit <text>', 'department or desk')
    .option('--json', 'for machines')
    .action((code: string, id: string, o: Asked & { name: string; unit?: string }) =>
      change('add', code, o, `${id} is registered.`, (db) => registerOfficer(db, code, id, o, 'COMMAND')),
    );
  acting(officer.command('suspend <code> <id>'))
    .description('refuse everything he asks, within seconds; he need not be registered')
    .option('--json', 'for machines')
    .action((code: string, id: string, o: Asked) =>
      change('suspend', code, o, `${id} is suspended.`, (db) => setOfficerSuspended(db, code, id, true)),
    );
  acting(officer.command('resume <code> <id>'))
    .description('let a suspended officer look again')
    .option('--json', 'for machines')
    .action(resume);
  acting(officer.command('number <code> <id> <number>'))
    .description('the identity number (CCCD) that the BHXH gateway wire knows him by; - reads standard input')
    .option('--json', 'for machines')
    .action(changeOfficerNumber);
  acting(officer.command('list <code>'))
    .description('its officers, registered or known by a suspension or pause')
    .option('--json', 'for machines')
    .action(list);
}

async function change(
  name: string,
  code: string,
  o: Asked,
  done: string,
  work: (db: Queryable) => Promise<AdministrativeChange>,
): Promise<void> {
  requireAnother(o.agency, code);
  const made = await auditedChange(`agency.officer.${name}`, o, work);
  if (o.json) sayJson(made);
  else say(`${code}: ${done}`);
}

/** Lifts a suspension; a pause for misuse is not the operator's to lift, so it is told. */
async function resume(code: string, id: string, o: Asked): Promise<void> {
  requireAnother(o.agency, code);
  let pausedUntil: Date | null = null;
  const made = await auditedChange('agency.officer.resume', o, async (db) => {
    const change = await setOfficerSuspended(db, code, id, false);
    ({ pausedUntil } = await officerOf(db, code, id));
    return change;
  });
  if (o.json) return sayJson(made);
  const until = (pausedUntil as Date | null)?.toISOString();
  const held = `${id} is not suspended, but paused for misuse until ${until}. An auditor may lift the pause (liftPause).`;
  say(`${code}: ${until ? held : `${id} may look again.`}`);
}

async function list(code: string, o: Asked): Promise<void> {
  const { rows } = await auditedCommand('agency.officer.list', o, (pool) =>
    officersAfter(pool, code, null, 1_000_000),
  );
  if (o.json) return sayJson(rows);
  if (rows.length === 0) say(`${code} has no officers that are registered, suspended or paused.`);
  for (const { officer, name, unit, source, suspended, pausedUntil } of rows) {
    const state = suspended
      ? '  SUSPENDED'
      : pausedUntil
        ? `  PAUSED until ${pausedUntil.toISOString()}`
        : '';
    say(`${officer}  ${name ?? '(not registered)'}${unit ? `  ${unit}` : ''}  ${source}${state}`);
  }
}
