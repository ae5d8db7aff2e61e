import type { AdministrativeChange } from '../../access/administrative-change.js';
import type { Queryable } from '../../database/transaction.js';
import { HubError } from '../../domain/errors.js';
import { timeText } from '../event-store.js';
import type { DisclosureRule } from './disclosure.js';

const columns = `agency_code as "agencyCode", purpose, class, delay_months as "delayMonths", counted,
  legal_basis as "legalBasis", (extract(epoch from valid_from) * 1000)::float8 as "validFrom",
  (extract(epoch from valid_until) * 1000)::float8 as "validUntil"`;

/** Every rule there is or was for these agencies. */
export async function disclosureRulesOf(
  db: Queryable,
  agencyCodes: readonly string[],
): Promise<DisclosureRule[]> {
  if (agencyCodes.length === 0) return [];
  const { rows } = await db.query<DisclosureRule>(
    `select ${columns} from access.disclosure_rule where agency_code = any($1::text[])`,
    [agencyCodes],
  );
  return rows;
}

/** What an operator rules about an agency's looks from now on. */
export interface DisclosureTerms {
  agency: string;
  purpose: string | null;
  class: DisclosureRule['class'];
  delayMonths: number | null;
  counted: boolean;
  legalBasis: string;
}

/** A rule as it stands or stood; times are RFC 3339. */
export interface ListedRule extends Omit<DisclosureTerms, 'agency'> {
  validFrom: string;
  validUntil: string | null;
}

/**
 * Adds a rule, for looks from now on: what residents were told is never taken back.
 * @throws HubError BAD_USER_INPUT naming the field; NOT_FOUND for the agency
 */
export async function addDisclosureRule(
  db: Queryable,
  terms: DisclosureTerms,
): Promise<AdministrativeChange> {
  const { agency, purpose, delayMonths, counted } = terms;
  const legalBasis = terms.legalBasis.trim();
  if ((terms.class === 'DELAYED') !== (delayMonths !== null)) throw badField('delayMonths');
  if (counted && terms.class !== 'WITHHELD') throw badField('counted');
  if (!legalBasis || legalBasis.length > 300 || legalBasis.includes('\0')) throw badField('legalBasis');
  await requireAgency(db, agency);
  await db.query(
    `insert into access.disclosure_rule (agency_code, purpose, class, delay_months, counted, legal_basis)
     values ($1, $2, $3, $4, $5, $6)`,
    [agency, purpose, terms.class, delayMonths, counted, legalBasis],
  );
  const after = { purpose, class: terms.class, delayMonths, counted, legalBasis };
  return { what: 'ADD_DISCLOSURE_RULE', target: agency, before: null, after };
}

/** Ends every rule of an agency that stands. @throws HubError NOT_FOUND when none does */
export async function endDisclosureRules(db: Queryable, agency: string): Promise<AdministrativeChange> {
  await requireAgency(db, agency);
  const { rows } = await db.query<{ class: string }>(
    `update access.disclosure_rule set valid_until = clock_timestamp()
     where agency_code = $1 and valid_until is null returning class`,
    [agency],
  );
  if (rows.length === 0) throw new HubError('NOT_FOUND', { field: 'agency' });
  const classes = rows.map((row) => row.class).sort();
  return { what: 'END_DISCLOSURE_RULES', target: agency, before: { classes }, after: null };
}

/** An agency's rules, the latest first. */
export async function listDisclosureRules(db: Queryable, agency: string): Promise<ListedRule[]> {
  await requireAgency(db, agency);
  const { rows } = await db.query<ListedRule>(
    `select purpose, class, delay_months as "delayMonths", counted, legal_basis as "legalBasis",
       ${timeText('valid_from')} as "validFrom", ${timeText('valid_until')} as "validUntil"
     from access.disclosure_rule where agency_code = $1 order by id desc`,
    [agency],
  );
  return rows;
}

async function requireAgency(db: Queryable, code: string): Promise<void> {
  const { rowCount } = await db.query('select from access.agency where code = $1', [code]);
  if (!rowCount) throw new HubError('NOT_FOUND', { field: 'agency' });
}

function badField(field: string): HubError {
  return new HubError('BAD_USER_INPUT', { field });
}
