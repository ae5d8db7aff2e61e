import type { Queryable } from '../database/transaction.js';
import { HubError } from '../domain/errors.js';
import { type AdministrativeChange, changeOf } from './administrative-change.js';
import { parseCasePattern } from './case-pattern.js';
import { badField, optionalText, requireText, requireUnits } from './input.js';
import type { Keyring } from './keys.js';
import { type AgencyKind, kinds } from './kinds.js';

export { type AgencyDetails, listAgencies } from './agency-details.js';
export { grantScopes, withdrawScopes } from './agency-grants.js';
export { addKey, addKeys, revokeKey } from './agency-keys.js';

/** What an operator says about an agency; its grants, keys and officers are things of their own. */
export interface AgencyTerms {
  name: string;
  /** The document that lets it ask (Decree 69/2024 art. 18, 19); without one it is refused. */
  legalBasis: string | null;
  units: readonly string[];
  /** Whom to call: an office, not a person. */
  contact: string | null;
  /** The form of its case references, see `parseCasePattern`; null for any. */
  casePattern: string | null;
  /** Whether each of its looks names a case, an emergency aside. */
  caseRequired: boolean;
  /** Whether only officers who are registered may look. */
  officersListed: boolean;
  /** Whether its tokens must be bound to its client certificate (RFC 8705). */
  certificateRequired: boolean;
}

const unsaid: Omit<AgencyTerms, 'name'> = {
  ...{ legalBasis: null, units: [], contact: null, casePattern: null },
  ...{ caseRequired: false, officersListed: false, certificateRequired: false },
};

const termsOf = `name, legal_basis as "legalBasis", units, contact, case_pattern as "casePattern",
  case_required as "caseRequired", officers_listed as "officersListed",
  certificate_required as "certificateRequired"`;

/** Registers an agency. @throws HubError BAD_USER_INPUT naming the field; CONFLICT when the code is taken */
export async function registerAgency(
  db: Queryable,
  { code, kind, ...said }: { code: string; kind: AgencyKind } & Partial<AgencyTerms> & { name: string },
): Promise<AdministrativeChange> {
  if (!/^[a-z0-9][a-z0-9.-]{1,62}$/.test(code)) throw badField('code');
  if (!Object.hasOwn(kinds, kind))
    throw new HubError('BAD_USER_INPUT', { field: 'kind', allowed: Object.keys(kinds) });
  const terms = { ...unsaid, ...checked(said), name: requireText('name', said.name) };
  const { rowCount } = await db.query(
    `insert into access.agency (code, kind, name, legal_basis, units, contact, case_pattern, case_required,
       officers_listed, certificate_required)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (code) do nothing`,
    [code, kind, ...valuesOf(terms)],
  );
  if (!rowCount) {
    throw new HubError(
      'CONFLICT',
      { field: 'code' },
      {
        vi: 'Mã cơ quan này đã được đăng ký. Để sửa, dùng amendAgency.',
        en: 'An agency of this code is registered. To change it, use amendAgency.',
      },
    );
  }
  return { what: 'REGISTER_AGENCY', target: code, before: null, after: { kind, ...terms } };
}

/** Changes what is said about an agency: only what is given. Its code and kind never change. */
export async function amendAgency(
  db: Queryable,
  code: string,
  said: Partial<AgencyTerms>,
): Promise<AdministrativeChange> {
  const changed = checked(said);
  await requireAgency(db, code);
  const { rows } = await db.query<AgencyTerms>(`select ${termsOf} from access.agency where code = $1`, [
    code,
  ]);
  const after = { ...rows[0]!, ...changed };
  await db.query(
    `update access.agency set name = $2, legal_basis = $3, units = $4, contact = $5, case_pattern = $6,
       case_required = $7, officers_listed = $8, certificate_required = $9 where code = $1`,
    [code, ...valuesOf(after)],
  );
  return changeOf('AMEND_AGENCY', code, { ...rows[0]! }, after);
}

/**
 * Registers an agency, or amends the one there is, of which kind and name need not be said again.
 * @throws HubError CONFLICT when that one is of another kind; BAD_USER_INPUT for a new one without kind or name
 */
export async function putAgency(
  db: Queryable,
  { code, kind, name, ...said }: { code: string; kind?: AgencyKind } & Partial<AgencyTerms>,
): Promise<AdministrativeChange> {
  const { rows } = await db.query<{ kind: AgencyKind }>('select kind from access.agency where code = $1', [
    code,
  ]);
  if (!rows[0]) {
    if (kind && name !== undefined) return registerAgency(db, { ...said, code, kind, name });
    throw new HubError(
      'BAD_USER_INPUT',
      { field: kind ? 'name' : 'kind' },
      { vi: 'Cơ quan mới cần có loại và tên.', en: 'A new agency needs a kind and a name.' },
    );
  }
  if (kind && rows[0].kind !== kind) {
    throw new HubError(
      'CONFLICT',
      { field: 'kind', kind: rows[0].kind },
      {
        vi: 'Loại của một cơ quan không bao giờ thay đổi: hãy đăng ký cơ quan mới với mã khác.',
        en: 'The kind of an agency never changes: register another agency under another code.',
      },
    );
  }
  return amendAgency(db, code, name === undefined ? said : { ...said, name });
}

/** Suspends an agency or lets it ask again; counts within seconds on every process. */
export async function setSuspended(
  db: Queryable,
  code: string,
  suspended: boolean,
): Promise<AdministrativeChange> {
  const before = await requireAgency(db, code);
  await db.query(
    'update access.agency set suspended_at = case when $2 then coalesce(suspended_at, now()) end where code = $1',
    [code, suspended],
  );
  return {
    what: suspended ? 'SUSPEND_AGENCY' : 'RESUME_AGENCY',
    target: code,
    before: { suspended: before.suspended },
    after: { suspended },
  };
}

/**
 * Refuses an operator who would change his own agency: more rights, or the end of a suspension, take another
 * operator's hand. Its keys are its own to change.
 * @throws HubError FORBIDDEN
 */
export function requireAnother(acting: string, target: string): void {
  if (acting !== target) return;
  throw new HubError(
    'FORBIDDEN',
    { agency: 'OWN' },
    {
      vi: 'Không được tự thay đổi cơ quan của mình: cần một đơn vị vận hành khác.',
      en: 'An operator does not change its own agency: another operator has to.',
    },
  );
}

/**
 * Refuses to let an agency act that watches over the others, where the hub is asked from afar: an operator could make
 * itself a second one, and be both pairs of eyes. On the server it takes the rights of the command line.
 * @throws HubError FORBIDDEN; NOT_FOUND
 */
export async function requireNoWatcher(db: Queryable, code: string): Promise<void> {
  const { kind } = await requireAgency(db, code);
  refuseWatcher(kind);
}

/** The same of a kind. @throws HubError FORBIDDEN */
export function refuseWatcher(kind: AgencyKind): void {
  if (kind !== 'OPERATOR' && kind !== 'AUDITOR') return;
  throw new HubError(
    'FORBIDDEN',
    { agency: 'BY_COMMAND', kind },
    {
      vi: 'Cơ quan vận hành và cơ quan kiểm tra chỉ được đăng ký, sửa, cấp quyền, thêm khóa, cho hoạt động lại bằng lệnh trên máy chủ.',
      en: 'Operators and auditors are registered, amended, granted, keyed and resumed by command on the server only.',
    },
  );
}

/** The agency, its row locked until the transaction ends, so that changes of one agency take turns. */
export async function requireAgency(
  db: Queryable,
  code: string,
): Promise<{ kind: AgencyKind; suspended: boolean }> {
  const { rows } = await db.query<{ kind: AgencyKind; suspended: boolean }>(
    'select kind, suspended_at is not null as suspended from access.agency where code = $1 for update',
    [code],
  );
  if (!rows[0]) throw new HubError('NOT_FOUND', { field: 'agency' });
  return rows[0];
}

/** The pairwise pseudonym of a resident for one agency's tokens; made on first use, the number kept encrypted. */
export async function residentSubject(
  db: Queryable,
  keys: Keyring,
  agencyCode: string,
  personalId: string,
): Promise<string> {
  const subject = keys.mac('resident-subject', agencyCode, personalId).toString('base64url');
  await db.query(
    `insert into access.resident_subject (subject, agency_code, personal_id_sealed) values ($1, $2, $3)
     on conflict (subject) do nothing`,
    [subject, agencyCode, keys.seal('resident-subject', personalId, subject)],
  );
  return subject;
}

/** What was said, trimmed and checked; what was not said stays out. */
function checked(said: Partial<AgencyTerms>): Partial<AgencyTerms> {
  const { name, legalBasis, units, contact, casePattern } = said;
  if (typeof casePattern === 'string') parseCasePattern(casePattern);
  const all: Partial<AgencyTerms> = {
    ...said,
    name: name === undefined ? undefined : requireText('name', name),
    legalBasis: optionalText('legalBasis', legalBasis, 500),
    units: units && requireUnits('units', units),
    contact: optionalText('contact', contact, 300),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function valuesOf(terms: AgencyTerms): unknown[] {
  const { name, legalBasis, units, contact, casePattern } = terms;
  const { caseRequired, officersListed, certificateRequired } = terms;
  return [name, legalBasis, units, contact, casePattern, caseRequired, officersListed, certificateRequired];
}
