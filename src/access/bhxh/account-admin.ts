import { createHash, randomUUID } from 'node:crypto';
import type { Queryable } from '../../database/transaction.js';
import { HubError } from '../../domain/errors.js';
import type { AdministrativeChange } from '../administrative-change.js';
import { requireAgency } from '../agency-admin.js';
import { badField } from '../input.js';
import { hashPassword } from './password.js';

/** An account of the wire as operators see it. */
export interface BhxhAccount {
  username: string;
  agency: string;
  enabledBy: string;
  enabledAt: Date;
}

const password = /^[0-9a-f]{32}$/i;

/** What software of the portal sends for a password: its MD5 as 32 hex digits. Such digits are taken as they are. */
export function sentPasswordOf(text: string): string {
  return password.test(text) ? text.toLowerCase() : createHash('md5').update(text, 'utf8').digest('hex');
}

/** The code of the place of care (mã CSKCB) in an account's name, `01001` of `01001_BV`; null for any other text. */
export function facilityOf(username: string): string | null {
  return /^([0-9A-Z]{5})_BV$/.exec(username)?.[1] ?? null;
}

/**
 * Lets an agency use the wire under this account, which is named for a place of care of its own. Enabling it again
 * gives it another password and ends the tokens of the one before.
 * @throws HubError BAD_USER_INPUT for the name, the password or an agency that is no hospital; CONFLICT when another
 * agency holds the account; NOT_FOUND for the agency
 */
export async function enableBhxhAccount(
  db: Queryable,
  code: string,
  username: string,
  plain: string,
  by: string,
): Promise<AdministrativeChange> {
  const { kind } = await requireAgency(db, code);
  if (kind !== 'HOSPITAL') throw badField('agency', ['HOSPITAL']);
  const { rows } = await db.query<{ units: string[] }>('select units from access.agency where code = $1', [
    code,
  ]);
  const allowed = (rows[0]?.units ?? []).map((unit) => `${unit}_BV`);
  if (!facilityOf(username) || !allowed.includes(username)) throw badField('bhxhAccount', allowed);
  if (plain.length < 8 || plain.length > 200) throw badField('password', { characters: [8, 200] });
  const before = await end(db, username, code);
  await db.query(
    `insert into access.bhxh_account (id, agency_code, username, password_hash, enabled_by)
     values ($1, $2, $3, $4, $5)`,
    [randomUUID(), code, username, await hashPassword(sentPasswordOf(plain)), by],
  );
  return { what: 'ENABLE_BHXH_ACCOUNT', target: code, before, after: { username, enabled: true } };
}

/** Ends an account and its tokens, within seconds. @throws HubError NOT_FOUND */
export async function disableBhxhAccount(
  db: Queryable,
  code: string,
  username: string,
): Promise<AdministrativeChange> {
  await requireAgency(db, code);
  const before = await end(db, username, code);
  if (!before) throw new HubError('NOT_FOUND', { field: 'bhxhAccount' });
  return { what: 'DISABLE_BHXH_ACCOUNT', target: code, before, after: { username, enabled: false } };
}

/** The accounts that are enabled, of whatever agency. */
export async function listBhxhAccounts(db: Queryable): Promise<BhxhAccount[]> {
  const { rows } = await db.query<BhxhAccount>(
    `select username, agency_code as agency, enabled_by as "enabledBy", enabled_at as "enabledAt"
     from access.bhxh_account where disabled_at is null order by username`,
  );
  return rows;
}

async function end(db: Queryable, username: string, code: string) {
  const { rows } = await db.query<{ agency: string }>(
    'select agency_code as agency from access.bhxh_account where username = $1 and disabled_at is null',
    [username],
  );
  if (!rows[0]) return null;
  if (rows[0].agency !== code) throw new HubError('CONFLICT', { field: 'bhxhAccount' });
  await db.query(
    `update access.bhxh_account set disabled_at = greatest(clock_timestamp(), enabled_at)
     where username = $1 and disabled_at is null`,
    [username],
  );
  return { username, enabled: true };
}
