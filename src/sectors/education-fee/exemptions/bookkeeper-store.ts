import type { Queryable } from '../../../database/transaction.js';

/** An agency that may have fees of these schools booked now. */
export interface Bookkeeper {
  code: string;
  units: string[];
}

/** Schools' agencies that hold `fee:write` and `exemption:read` now for FEE_COLLECTION, by code; of one school where given. */
export async function bookkeepers(db: Queryable, schoolCode: string | null = null): Promise<Bookkeeper[]> {
  const { rows } = await db.query<Bookkeeper>(
    `select a.code, a.units from access.agency a
     where a.kind = 'SCHOOL' and a.suspended_at is null and a.legal_basis is not null
       and ($1::text is null or $1 = any(a.units))
       and not exists (select from unnest(array['fee:write', 'exemption:read']) as needed(scope)
         where not exists (select from access.agency_grant g where g.agency_code = a.code and g.scope = needed.scope
           and (g.purpose is null or g.purpose = 'FEE_COLLECTION') and g.valid_from <= now()
           and (g.valid_until is null or g.valid_until > now())))
     order by a.code`,
    [schoolCode],
  );
  return rows;
}
