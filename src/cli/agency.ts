import { type Command, Option } from 'commander';
import { momentOf } from '../access/administration/moments.js';
import {
  type AgencyDetails,
  type AgencyTerms,
  grantScopes,
  listAgencies,
  putAgency,
  requireAnother,
  setSuspended,
  withdrawScopes,
} from '../access/agency-admin.js';
import { grantsOf } from '../access/agency-details.js';
import { type AgencyKind, kinds, type Purpose } from '../access/kinds.js';
import { type Acting, acting } from './acting.js';
import { addAgencyChanges } from './agency-changes.js';
import { addAgencyDisclosure } from './agency-disclosure.js';
import { addAgencyDocuments } from './agency-documents.js';
import { addAgencyKeys } from './agency-keys.js';
import { addAgencyOfficers } from './agency-officers.js';
import { addAgencyQuota } from './agency-quota.js';
import { auditedChange, auditedCommand } from './audited-command.js';
import { say, sayJson } from './say.js';
import { whole } from './whole-number.js';

type Asked = Acting & { json?: boolean };

const list = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

/** Which scopes, for what, from when until when. */
interface GrantOptions extends Asked {
  withdraw?: boolean;
  purpose?: Purpose;
  maxRows?: number;
  from?: string;
  until?: string;
}

interface AddOptions extends Asked {
  kind?: AgencyKind;
  name?: string;
  legalBasis?: string;
  units?: string[];
  contact?: string;
  casePattern?: string;
  caseRequired?: boolean;
  officersListed?: boolean;
  certificateRequired?: boolean;
}

const purposes = [...new Set(Object.values(kinds).flatMap((kind) => kind.purposes))];
const purposeOption = () =>
  new Option('--purpose <purpose>', 'for looks of this purpose only').choices(purposes);

export function addAgency(program: Command): void {
  const agency = program
    .command('agency')
    .description('agencies, their grants, keys, officers and documents');
  addRegistration(agency);
  addGrants(agency);
  const suspending = (name: string, description: string) =>
    acting(agency.command(`${name} <code>`))
      .description(description)
      .option('--json', 'for machines');
  suspending('suspend', 'refuse everything it asks, within seconds; --lift as resume')
    .option('--lift', 'let it ask again')
    .action((code: string, o: Asked & { lift?: boolean }) => suspend(code, o, o.lift ? 'lift' : 'suspend'));
  suspending('resume', 'let a suspended agency ask again').action((code: string, o: Asked) =>
    suspend(code, o, 'resume'),
  );
  addAgencyKeys(agency);
  addAgencyOfficers(agency);
  addAgencyQuota(agency);
  addAgencyDisclosure(agency);
  addAgencyDocuments(agency);
  addAgencyChanges(agency);
  acting(agency.command('list'))
    .description('every agency with its grants and keys')
    .option('--json', 'for machines')
    .action(async (o: Asked) => {
      const agencies = await auditedCommand('agency.list', o, (pool) => listAgencies(pool));
      if (o.json) return sayJson(agencies);
      if (agencies.length === 0) say('No agency is registered.');
      for (const one of agencies) sayAgency(one);
    });
}

function addRegistration(agency: Command): void {
  acting(agency.command('add <code>'))
    .description('register an agency, or change what is said about it: only what is given')
    .addOption(new Option('--kind <kind>', 'what it is; of a new one').choices(Object.keys(kinds)))
    .option('--name <name>', 'its full name; of a new one')
    .option('--legal-basis <text>', 'the document that lets it ask; without one it is refused')
    .option('--units <codes>', 'facility, school, province or commune codes, comma separated', list)
    .option('--contact <text>', 'an office to call')
    .option('--case-pattern <pattern>', 'the form of its case references, such as HS-\\d{4}-\\d{1,6}')
    .option('--case-required', 'each of its looks names a case')
    .option('--no-case-required', 'as its kind says')
    .option('--officers-listed', 'only registered officers may look')
    .option('--no-officers-listed', 'whoever its tokens name')
    .option('--certificate-required', 'its tokens must be bound to its client certificate')
    .option('--no-certificate-required', 'they need not')
    .option('--json', 'for machines')
    .action(async (code: string, o: AddOptions) => {
      const { kind, agency: acts, officer: _officer, json, ...said } = o;
      requireAnother(acts, code);
      const change = await auditedChange('agency.add', o, (db) =>
        putAgency(db, { code, ...(kind && { kind }), ...(said as Partial<AgencyTerms>) }),
      );
      if (json) return sayJson(change);
      if (change.what === 'AMEND_AGENCY') return say(`${code} is changed.`);
      if (!said.legalBasis) {
        say(
          `Everything it asks is refused until it has a legal basis: lienthong agency add ${code} --legal-basis TEXT`,
        );
      }
      say(
        `${code} is registered. Next: lienthong agency grant ${code} SCOPES, lienthong agency key add ${code} --file JWK`,
      );
    });
}

function addGrants(agency: Command): void {
  const withdraw = async (code: string, scopes: string, o: GrantOptions) => {
    requireAnother(o.agency, code);
    const change = await auditedChange('agency.withdraw', o, (db, by) =>
      withdrawScopes(db, code, list(scopes), { purpose: o.purpose, by }),
    );
    if (o.json) sayJson(change);
    else say(`${code}: withdrawn ${list(scopes).join(', ')}`);
  };
  acting(agency.command('grant <code> <scopes>'))
    .description(
      'grant scopes, comma separated, in place of what stands for the same purpose; --withdraw as withdraw',
    )
    .addOption(purposeOption())
    .option('--max-rows <n>', 'the most residents one operation may come to', whole(1, 2_000))
    .option('--from <moment>', 'from when, such as 2026-12-01T00:00:00Z (default: now)')
    .option('--until <moment>', 'until when (default: until withdrawn)')
    .option('--withdraw', 'withdraw them, as of now')
    .option('--json', 'for machines')
    .action(async (code: string, scopes: string, o: GrantOptions) => {
      if (o.withdraw) return withdraw(code, scopes, o);
      requireAnother(o.agency, code);
      const { purpose, maxRows } = o;
      const [validFrom, validUntil] = [momentOf('from', o.from), momentOf('until', o.until)];
      const change = await auditedChange('agency.grant', o, (db, by) =>
        grantScopes(db, code, list(scopes), { purpose, maxRows, validFrom, validUntil, by }),
      );
      if (o.json) sayJson(change);
      else say(`${code}: granted ${list(scopes).join(', ')}`);
    });
  acting(agency.command('withdraw <code> <scopes>'))
    .description('withdraw scopes, comma separated, as of now, whatever purpose they were granted for')
    .addOption(purposeOption())
    .option('--json', 'for machines')
    .action(withdraw);
  acting(agency.command('grants <code>'))
    .description('what an agency is granted; --history also what ended')
    .option('--history', 'also what ended')
    .option('--json', 'for machines')
    .action(async (code: string, o: Asked & { history?: boolean }) => {
      const grants = await auditedCommand('agency.grants', o, (pool) =>
        grantsOf(pool, code, o.history === true),
      );
      if (o.json) return sayJson(grants);
      if (grants.length === 0) say(`${code} is granted nothing${o.history ? ', and never was' : ''}.`);
      for (const { scope, purpose, maxRows, validFrom, validUntil, grantedBy, withdrawnBy } of grants) {
        const until = validUntil ? ` until ${validUntil.toISOString()}` : '';
        const who = `${grantedBy ? `  by ${grantedBy}` : ''}${withdrawnBy ? `  withdrawn by ${withdrawnBy}` : ''}`;
        const rows = maxRows === null ? '' : `  at most ${maxRows} residents`;
        say(`${scope}  ${purpose ?? 'every purpose'}${rows}  from ${validFrom.toISOString()}${until}${who}`);
      }
    });
}

async function suspend(code: string, o: Asked, name: 'suspend' | 'lift' | 'resume'): Promise<void> {
  requireAnother(o.agency, code);
  const change = await auditedChange(`agency.${name}`, o, (db) => setSuspended(db, code, name === 'suspend'));
  if (o.json) sayJson(change);
  else say(`${code} is ${name === 'suspend' ? 'suspended' : 'active again'}.`);
}

function sayAgency(one: AgencyDetails): void {
  const { units, keys, grants } = one;
  say(`${one.code}  ${one.kind}${one.suspended ? '  SUSPENDED' : ''}  ${one.name}`);
  say(`  units: ${units.join(', ') || '-'}  keys: ${keys.length}  scopes: ${grants.join(' ') || '-'}`);
}
