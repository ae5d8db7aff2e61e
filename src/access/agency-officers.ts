import type { Queryable } from '../database/transaction.js';
import { HubError } from '../domain/errors.js';
import { type AdministrativeChange, changeOf } from './administrative-change.js';
import { requireAgency } from './agency-admin.js';
import { badField, optionalText, requireOfficerId, requireText } from './input.js';
import { foldOfficer } from './officer-id.js';

/** An officer (cán bộ tra cứu) as his agency names him. */
export interface OfficerTerms {
  name: string;
  /** The department or desk. */
  unit?: string | null;
}

interface Row {
  name: string | null;
  unit: string | null;
  source: string;
  suspended: boolean;
}

/**
 * Registers an officer. One of whom only a pause or a suspension was known keeps it.
 * @throws HubError CONFLICT when he is registered; BAD_USER_INPUT; NOT_FOUND for the agency
 */
export async function registerOfficer(
  db: Queryable,
  code: string,
  spelt: string,
  { name, unit }: OfficerTerms,
  source: 'OPERATOR' | 'COMMAND',
): Promise<AdministrativeChange> {
  await requireOfficersOf(db, code);
  const officer = foldOfficer(requireOfficerId(spelt));
  const values = { name: requireText('name', name), unit: optionalText('unit', unit) ?? null };
  const { rowCount } = await db.query(
    `insert into access.officer (agency_code, officer, name, unit, source) values ($1, $2, $3, $4, $5)
     on conflict (agency_code, officer) do update
       set name = excluded.name, unit = excluded.unit, source = excluded.source, registered_at = clock_timestamp()
     where officer.source = 'PAUSE'`,
    [code, officer, values.name, values.unit, source],
  );
  if (!rowCount) {
    throw new HubError(
      'CONFLICT',
      { field: 'officer' },
      {
        vi: 'Cán bộ này đã được đăng ký. Để sửa, dùng amendOfficer.',
        en: 'This officer is registered. To change name or unit, use amendOfficer.',
      },
    );
  }
  return { what: 'REGISTER_OFFICER', target: code, before: null, after: { officer, ...values } };
}

/** Changes an officer's name or unit: only what is given. @throws HubError NOT_FOUND */
export async function amendOfficer(
  db: Queryable,
  code: string,
  spelt: string,
  said: Partial<OfficerTerms>,
): Promise<AdministrativeChange> {
  await requireOfficersOf(db, code);
  const officer = foldOfficer(spelt);
  const row = await find(db, code, officer);
  if (!row || row.source === 'PAUSE') throw new HubError('NOT_FOUND', { field: 'officer' });
  const before = { name: row.name, unit: row.unit };
  const unit = optionalText('unit', said.unit);
  const after = {
    name: said.name === undefined ? before.name : requireText('name', said.name),
    unit: unit === undefined ? before.unit : unit,
  };
  await db.query('update access.officer set name = $3, unit = $4 where agency_code = $1 and officer = $2', [
    code,
    officer,
    after.name,
    after.unit,
  ]);
  const { before: was, after: is, ...change } = changeOf('AMEND_OFFICER', code, before, after);
  return { ...change, before: { officer, ...was }, after: { officer, ...is } };
}

/**
 * Suspends an officer, registered or not, or lets him look again; a pause for misuse is not touched by it.
 * @throws HubError NOT_FOUND when there is nothing to lift
 */
export async function setOfficerSuspended(
  db: Queryable,
  code: string,
  spelt: string,
  suspended: boolean,
): Promise<AdministrativeChange> {
  await requireOfficersOf(db, code);
  // NOTE: not the form that a registered officer's must have: whoever an issuer names can be suspended.
  const officer = foldOfficer(requireText('officer', spelt, 100));
  const row = await find(db, code, officer);
  if (!row && !suspended) throw new HubError('NOT_FOUND', { field: 'officer' });
  await db.query(
    `insert into access.officer (agency_code, officer, suspended_at) values ($1, $2, now())
     on conflict (agency_code, officer) do update
       set suspended_at = case when $3 then coalesce(officer.suspended_at, now()) end`,
    [code, officer, suspended],
  );
  return {
    what: suspended ? 'SUSPEND_OFFICER' : 'RESUME_OFFICER',
    target: code,
    before: { officer, suspended: row?.suspended ?? false },
    after: { officer, suspended },
  };
}

async function find(db: Queryable, code: string, officer: string): Promise<Row | null> {
  const { rows } = await db.query<Row>(
    `select name, unit, source, suspended_at is not null as suspended
     from access.officer where agency_code = $1 and officer = $2`,
    [code, officer],
  );
  return rows[0] ?? null;
}

/** NOTE: residents are no officers; their agency has none. */
async function requireOfficersOf(db: Queryable, code: string): Promise<void> {
  const { kind } = await requireAgency(db, code);
  if (kind === 'RESIDENT') throw badField('agency');
}
