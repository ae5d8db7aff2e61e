import type { Queryable } from '../../database/transaction.js';

/** An agency that may reconcile now, and the units its remit is measured by. */
export interface Reconciler {
  code: string;
  units: string[];
}

/** Agencies that hold `reconciliation:run` at this moment, by code; of one code where it is given. */
export async function reconcilers(db: Queryable, code: string | null = null): Promise<Reconciler[]> {
  const { rows } = await db.query<Reconciler>(
    `select a.code, a.units from access.agency a
     where a.kind = 'SOCIAL_INSURANCE' and a.suspended_at is null and a.legal_basis is not null
       and ($1::text is null or a.code = $1)
       and exists (select from access.agency_grant g where g.agency_code = a.code
         and g.scope = 'reconciliation:run' and g.valid_from <= now()
         and (g.valid_until is null or g.valid_until > now()))
     order by a.code`,
    [code],
  );
  return rows;
}
