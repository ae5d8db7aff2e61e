import type { Queryable } from '../../database/transaction.js';
import { HubError } from '../../domain/errors.js';
import { parsePersonalId } from '../../domain/personal-id.js';
import type { AdministrativeChange } from '../administrative-change.js';
import { requireAgency } from '../agency-admin.js';
import { badField } from '../input.js';
import type { Keyring } from '../keys.js';
import { foldOfficer } from '../officer-id.js';

/** The keyed hash that an officer's identity number (CCCD cán bộ tra cứu) is kept and found by. */
export function officerNumberMac(keys: Keyring, agency: string, number: string): Buffer {
  return keys.mac('bhxh-officer', agency, number);
}

/**
 * Says by which identity number software of the portal names a registered officer; another one takes the place of the
 * one before. The number is not kept, and not on record.
 * @throws HubError BAD_USER_INPUT for the number; NOT_FOUND for an officer who is not registered; CONFLICT when it is
 * that of another officer
 */
export async function setOfficerNumber(
  db: Queryable,
  keys: Keyring,
  code: string,
  spelt: string,
  number: string,
): Promise<AdministrativeChange> {
  await requireAgency(db, code);
  const officer = foldOfficer(spelt);
  const personalId = parsePersonalId(number);
  if (!personalId) throw badField('number');
  const mac = officerNumberMac(keys, code, personalId);
  const { rows } = await db.query<{ officer: string }>(
    'select officer from access.bhxh_officer where agency_code = $1 and number_mac = $2',
    [code, mac],
  );
  if (rows.some((row) => row.officer !== officer)) throw new HubError('CONFLICT', { field: 'number' });
  const { rowCount } = await db.query(
    `insert into access.bhxh_officer (agency_code, officer, number_mac)
     select agency_code, officer, $3 from access.officer
     where agency_code = $1 and officer = $2 and source <> 'PAUSE' and name is not null
     on conflict (agency_code, officer) do update set number_mac = excluded.number_mac`,
    [code, officer, mac],
  );
  if (!rowCount) throw new HubError('NOT_FOUND', { field: 'officer' });
  return { what: 'SET_OFFICER_NUMBER', target: code, before: null, after: { officer } };
}
