import { text } from 'node:stream/consumers';
import { requireAnother } from '../access/agency-admin.js';
import { disableBhxhAccount, enableBhxhAccount } from '../access/bhxh/account-admin.js';
import { setOfficerNumber } from '../access/bhxh/officer-admin.js';
import type { Acting } from './acting.js';
import { auditedChange } from './audited-command.js';
import { say, sayJson } from './say.js';
import { argumentOrInput } from './standard-input.js';

/** `agency key CODE --bhxh-account NAME`: its password is the first line of standard input, never an argument. */
export async function changeBhxhAccount(
  code: string,
  username: string,
  o: Acting & { disable?: boolean; json?: boolean },
): Promise<void> {
  requireAnother(o.agency, code);
  if (o.disable) {
    const change = await auditedChange('agency.key.bhxh-account', o, (db) =>
      disableBhxhAccount(db, code, username),
    );
    if (o.json) sayJson(change);
    else say(`${code}: ${username} is refused from now on, and so are its tokens.`);
    return;
  }
  const password = (await text(process.stdin)).split('\n')[0]!.trim();
  const change = await auditedChange('agency.key.bhxh-account', o, (db, by) =>
    enableBhxhAccount(db, code, username, password, by),
  );
  if (o.json) return sayJson(change);
  say(`${code}: ${username} may use /wires/bhxh-gateway, and nothing else.`);
  say('It signs in by a password in the address: see docs/integrate.md for what is safer.');
}

/** `agency officer number CODE ID NUMBER`: `-` reads the number from standard input. */
export async function changeOfficerNumber(
  code: string,
  officer: string,
  number: string,
  o: Acting & { json?: boolean },
): Promise<void> {
  requireAnother(o.agency, code);
  const given = await argumentOrInput(number);
  const change = await auditedChange('agency.officer.number', o, (db, _by, keys) =>
    setOfficerNumber(db, keys, code, officer, given),
  );
  if (o.json) sayJson(change);
  else say(`${code}: ${officer} is known to the BHXH gateway by an identity number.`);
}
