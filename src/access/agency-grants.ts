import type { Queryable } from '../database/transaction.js';
import { HubError } from '../domain/errors.js';
import type { AdministrativeChange } from './administrative-change.js';
import { requireAgency } from './agency-admin.js';
import { requireGrantable } from './agency-store.js';
import { badField } from './input.js';
import { type AgencyKind, countsUnder, kinds, type Purpose, type Scope } from './kinds.js';

/** How a scope is granted, besides to whom. */
export interface GrantTerms {
  /** For looks of this purpose only; null for every purpose of the kind. */
  purpose?: Purpose | null;
  /** The most residents one operation may come to with it, 1 to 2,000; null for the hub's own limit. */
  maxRows?: number | null;
  /** Default now. */
  validFrom?: Date | null;
  /** Null until it is withdrawn. */
  validUntil?: Date | null;
  /** Who granted it: agency and officer. */
  by?: string | null;
}

interface Standing {
  scope: string;
  purpose: string | null;
  maxRows: number | null;
  validFrom: Date;
  validUntil: Date | null;
}

const standing = `scope, purpose, max_rows as "maxRows", valid_from as "validFrom", valid_until as "validUntil"`;

/**
 * Grants scopes in the place of what stands for the same scope and purpose; that keeps its row and ends now. What its
 * kind may not hold is refused and nothing is granted.
 * @throws HubError BAD_USER_INPUT, NOT_FOUND
 */
export async function grantScopes(
  db: Queryable,
  code: string,
  scopes: readonly string[],
  terms: GrantTerms = {},
): Promise<AdministrativeChange> {
  const { purpose = null, maxRows = null, validFrom = null, validUntil = null, by = null } = terms;
  const { kind } = await requireAgency(db, code);
  const grantable = scopes.map((scope) => requireGrantable(kind, scope));
  if (grantable.length === 0) throw badField('scope');
  for (const scope of grantable) requirePurposeOf(kind, scope, purpose);
  if (maxRows !== null && !(Number.isInteger(maxRows) && maxRows >= 1 && maxRows <= 2_000)) {
    throw badField('maxRows', { min: 1, max: 2_000 });
  }
  if (validUntil && validUntil.getTime() <= Math.max(Date.now(), validFrom?.getTime() ?? 0)) {
    throw badField('validUntil');
  }
  const before = await end(db, code, grantable, by, { purpose });
  const { rows: after } = await db.query<Standing>(
    `insert into access.agency_grant (agency_code, scope, purpose, max_rows, valid_from, valid_until, granted_by)
     select $1, scope, $3, $4, coalesce($5, clock_timestamp()), $6, $7 from unnest($2::text[]) scope
     returning ${standing}`,
    [code, grantable, purpose, maxRows, validFrom, validUntil, by],
  );
  return { what: 'GRANT_SCOPE', target: code, before: told(before), after: told(after) };
}

/**
 * Withdraws scopes as of now, whatever purpose they were granted for, or for one purpose only.
 * @throws HubError NOT_FOUND when nothing of it stands
 */
export async function withdrawScopes(
  db: Queryable,
  code: string,
  scopes: readonly string[],
  { purpose, by = null }: { purpose?: Purpose | null; by?: string | null } = {},
): Promise<AdministrativeChange> {
  await requireAgency(db, code);
  const ended = await end(db, code, scopes, by, purpose ? { purpose } : null);
  if (ended.length === 0) throw new HubError('NOT_FOUND', { field: 'scope' });
  return { what: 'WITHDRAW_GRANT', target: code, before: told(ended), after: null };
}

/** Ends what stands now or is still to begin. */
async function end(
  db: Queryable,
  code: string,
  scopes: readonly string[],
  by: string | null,
  only: { purpose: Purpose | null } | null,
): Promise<Standing[]> {
  const { rows } = await db.query<Standing>(
    `with standing as (
       select id, ${standing} from access.agency_grant
       where agency_code = $1 and scope = any($2::text[]) and (valid_until is null or valid_until > now())
         and (not $4 or purpose is not distinct from $5))
     , ended as (
       update access.agency_grant g set valid_until = greatest(clock_timestamp(), g.valid_from), withdrawn_by = $3
       from standing where g.id = standing.id)
     select scope, purpose, "maxRows", "validFrom", "validUntil" from standing order by scope, purpose`,
    [code, scopes, by, only !== null, only?.purpose ?? null],
  );
  return rows;
}

function requirePurposeOf(kind: AgencyKind, scope: Scope, purpose: Purpose | null): void {
  if (purpose === null) return;
  const allowed = kinds[kind].purposes.filter((one) => countsUnder(scope, one));
  if (!allowed.includes(purpose)) throw new HubError('BAD_USER_INPUT', { field: 'purpose', scope, allowed });
}

function told(grants: readonly Standing[]): { grants: Standing[] } | null {
  return grants.length > 0 ? { grants: [...grants] } : null;
}
