import { readFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import type pg from 'pg';
import {
  addKey,
  grantScopes,
  listAgencies,
  putAgency,
  revokeKey,
  setSuspended,
  withdrawScopes,
} from '../access/agency-admin.js';
import { type AgencyKind, kinds } from '../access/kinds.js';
import { type Acting, acting } from './acting.js';
import { addAgencyDocuments } from './agency-documents.js';
import { auditedCommand } from './audited-command.js';
import { say, sayJson } from './say.js';

const list = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

export function addAgency(program: Command): void {
  const agency = program.command('agency').description('agencies, their grants, keys and documents');
  const change = (name: string, acts: Acting, what: (pool: pg.Pool) => Promise<unknown>) =>
    auditedCommand(`agency.${name}`, acts, what);

  acting(agency.command('add <code>'))
    .description('register an agency, or change its name, legal basis and units')
    .addOption(new Option('--kind <kind>', 'what it is').choices(Object.keys(kinds)).makeOptionMandatory())
    .requiredOption('--name <name>', 'its full name')
    .option('--legal-basis <text>', 'the document that lets it ask; without one it is refused')
    .option('--units <codes>', 'facility, school, province or commune codes, comma separated', list, [])
    .action(
      async (
        code: string,
        o: Acting & { kind: string; name: string; legalBasis?: string; units: string[] },
      ) => {
        const { kind, name, legalBasis = null, units } = o;
        await change('add', o, (pool) =>
          putAgency(pool, { code, kind: kind as AgencyKind, name, legalBasis, units }),
        );
        say(
          `${code} is registered. Next: lienthong agency grant ${code} SCOPES, lienthong agency key ${code} --file JWK`,
        );
      },
    );
  acting(agency.command('grant <code> <scopes>'))
    .description('grant scopes, comma separated; --withdraw takes them back')
    .option('--withdraw', 'withdraw them, as of now')
    .action(async (code: string, scopes: string, o: Acting & { withdraw?: boolean }) => {
      const act = o.withdraw ? withdrawScopes : grantScopes;
      await change(o.withdraw ? 'withdraw' : 'grant', o, (pool) => act(pool, code, list(scopes)));
      say(`${code}: ${o.withdraw ? 'withdrawn' : 'granted'} ${list(scopes).join(', ')}`);
    });
  acting(agency.command('suspend <code>'))
    .description('refuse everything it asks; --lift lets it ask again')
    .option('--lift', 'let it ask again')
    .action(async (code: string, o: Acting & { lift?: boolean }) => {
      await change(o.lift ? 'lift' : 'suspend', o, (pool) => setSuspended(pool, code, !o.lift));
      say(`${code} is ${o.lift ? 'active again' : 'suspended'}.`);
    });
  acting(agency.command('key <code>'))
    .description(
      'add a public key (JWK) that its client assertions are signed with; --revoke KID refuses one',
    )
    .option('--file <path>', 'the public JWK')
    .option('--revoke <kid>', 'refuse this key from now on')
    .action(async (code: string, o: Acting & { file?: string; revoke?: string }, command: Command) => {
      if (!o.file === !o.revoke) command.error('error: give --file PATH or --revoke KID');
      if (o.revoke) {
        await change('key.revoke', o, (pool) => revokeKey(pool, code, o.revoke!));
        say(`${code}: key ${o.revoke} is refused from now on.`);
      } else {
        const jwk = JSON.parse(readFileSync(o.file!, 'utf8')) as Record<string, unknown>;
        const kid = await change('key.add', o, (pool) => addKey(pool, code, jwk));
        say(`${code}: key ${kid} is accepted.`);
      }
    });
  addAgencyDocuments(agency);
  acting(agency.command('list'))
    .description('every agency with its grants and keys')
    .option('--json', 'for machines')
    .action(async (o: Acting & { json?: boolean }) => {
      const agencies = (await change('list', o, listAgencies)) as Awaited<ReturnType<typeof listAgencies>>;
      if (o.json) return sayJson(agencies);
      for (const one of agencies) {
        say(`${one.code}  ${one.kind}${one.suspended ? '  SUSPENDED' : ''}  ${one.name}`);
        say(
          `  units: ${one.units.join(', ') || '-'}  keys: ${one.keys.length}  scopes: ${one.grants.join(' ') || '-'}`,
        );
      }
    });
}
