import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { momentOf } from '../access/administration/moments.js';
import { keysOf } from '../access/agency-details.js';
import { addKeys, parseJwks, revokeKey } from '../access/agency-keys.js';
import { type Acting, acting } from './acting.js';
import { changeBhxhAccount } from './agency-bhxh-account.js';
import { auditedChange, auditedCommand } from './audited-command.js';
import { say, sayJson } from './say.js';
import { whole } from './whole-number.js';

interface KeyOptions extends Acting {
  file?: string;
  from?: string;
  until?: string;
  overlap?: number;
  revoke?: string;
  bhxhAccount?: string;
  disable?: boolean;
  json?: boolean;
}

/** `agency key add|list|revoke`, `agency key CODE --bhxh-account`, and `--file|--revoke` as it was before them. */
export function addAgencyKeys(agency: Command): void {
  const key = acting(agency.command('key [code]'))
    .description('the public keys that client assertions are signed with: key add, key list, key revoke')
    .usage('[add|list|revoke] <code> …')
    .option('--file <path>', 'as key add')
    .option('--revoke <kid>', 'as key revoke')
    .option(
      '--bhxh-account <name>',
      'let hospital software use the BHXH gateway wire as FACILITY_BV; its password on standard input',
    )
    .option('--disable', 'with --bhxh-account: end it')
    .option('--json', 'for machines')
    .action(async (code: string | undefined, o: KeyOptions, command: Command) => {
      if (code === undefined) return command.help({ error: true });
      const given = [o.file, o.revoke, o.bhxhAccount].filter(Boolean);
      if (given.length !== 1) command.error('error: give --file PATH, --revoke KID or --bhxh-account NAME');
      if (o.bhxhAccount) await changeBhxhAccount(code, o.bhxhAccount, o);
      else if (o.revoke) await revoke(code, o.revoke, o);
      else await add(code, o);
    });
  acting(key.command('add <code>'))
    .description('accept the public keys of a file: a JWK or a JWKS (P-256, or RSA of 2,048 bits and more)')
    .requiredOption('--file <path>', 'the public JWK or JWKS')
    .option('--from <moment>', 'from when, such as 2026-12-01T00:00:00Z (default: now)')
    .option('--until <moment>', 'until when (default: until revoked)')
    .option('--overlap <hours>', 'end its other keys so many hours later', whole(0, 8_760))
    .option('--json', 'for machines')
    .action((code: string, o: KeyOptions) => add(code, o));
  acting(key.command('list <code>'))
    .description('its keys with validity and fingerprint, revoked ones too')
    .option('--json', 'for machines')
    .action(listKeys);
  acting(key.command('revoke <code> <kid>'))
    .description('refuse a key from now on, and the tokens given for it, within seconds')
    .option('--json', 'for machines')
    // NOTE: one kid in 64 that is a fingerprint begins with a dash.
    .allowUnknownOption()
    .action(revoke);
}

async function add(code: string, o: KeyOptions): Promise<void> {
  const jwks = parseJwks(readFileSync(o.file!, 'utf8'));
  const change = await auditedChange('agency.key.add', o, (db) =>
    addKeys(db, code, jwks, {
      validFrom: momentOf('from', o.from),
      validUntil: momentOf('until', o.until),
      overlapHours: o.overlap ?? null,
    }),
  );
  if (o.json) return sayJson(change);
  for (const { kid } of jwks.keys) say(`${code}: key ${String(kid)} is accepted.`);
}

async function revoke(code: string, kid: string, o: KeyOptions): Promise<void> {
  const change = await auditedChange('agency.key.revoke', o, (db) => revokeKey(db, code, kid));
  if (o.json) sayJson(change);
  else say(`${code}: key ${kid} is refused from now on, and so are the tokens given for it.`);
}

async function listKeys(code: string, o: KeyOptions): Promise<void> {
  const keys = await auditedCommand('agency.key.list', o, (pool) => keysOf(pool, code));
  if (o.json) return sayJson(keys);
  if (keys.length === 0) say(`${code} has no keys. Next: lienthong agency key add ${code} --file JWK`);
  for (const { kid, algorithm, thumbprint, validFrom, validUntil, revokedAt } of keys) {
    const until = validUntil ? ` until ${validUntil.toISOString()}` : '';
    const ended = revokedAt ? `  REVOKED ${revokedAt.toISOString()}` : '';
    say(`${kid}  ${algorithm}  from ${validFrom.toISOString()}${until}${ended}`);
    say(`  SHA-256 ${thumbprint}`);
  }
}
