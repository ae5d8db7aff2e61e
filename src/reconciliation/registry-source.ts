import type pg from 'pg';
import { copyOut } from './copy-out.js';
import type { ResidentCells } from './resident-key.js';

/** What tells one set of residents from another without reading it: how many, the sum of their numbers, the last change. */
export interface RegistryMark {
  residents: number;
  idSum: string;
  /** ISO, or null where the registry keeps no time of changes. */
  changedUntil: string | null;
}

const SINCE = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** Who is meant: everybody, or whose record changed at or after a moment. */
function changedSince(since: string | null, alias: string): string {
  if (since === null) return 'true';
  if (!SINCE.test(since)) throw new RangeError('not a moment');
  return `${alias}.updated_at >= '${since}'`;
}

/**
 * The registry as its contract views show it (schema `lienthong`), for the keys of matching. A temporary residence that
 * has ended counts no more.
 */
export class RegistrySource {
  constructor(private readonly client: pg.ClientBase) {}

  async mark(): Promise<RegistryMark> {
    const { rows } = await this.client.query<RegistryMark>(
      `select count(*)::int as residents, coalesce(sum(personal_id::bigint), 0)::text as "idSum",
         to_char(max(updated_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "changedUntil"
       from lienthong.resident`,
    );
    return rows[0]!;
  }

  residents(since: string | null): AsyncGenerator<ResidentCells[]> {
    return copyOut(
      this.client,
      `select r.personal_id, r.full_name, r.date_of_birth, r.sex, r.status, r.deceased_on, p.places
       from lienthong.resident r
       left join (
         select personal_id, string_agg(unit_code || ' ' || unit_valid_from, ',' order by kind) as places
         from lienthong.residence where kind = 'PERMANENT' or until is null or until >= current_date
         group by personal_id
       ) p on p.personal_id = r.personal_id
       where ${changedSince(since, 'r')}`,
    );
  }

  /** Every other number of those residents: number, personal id, kind. Former personal ids always all of them. */
  numbers(since: string | null): AsyncGenerator<ResidentCells[]> {
    const numbers = 'select i.identifier, i.personal_id, i.kind from lienthong.identifier i';
    // NOTE: two questions put together: as one with an OR, every number would be looked for among all who changed.
    return copyOut(
      this.client,
      since === null
        ? `${numbers} where i.kind <> 'PERSONAL_ID'`
        : `${numbers} where i.kind = 'FORMER_PERSONAL_ID'
           union all
           ${numbers} join lienthong.resident r on r.personal_id = i.personal_id
           where i.kind not in ('PERSONAL_ID', 'FORMER_PERSONAL_ID') and ${changedSince(since, 'r')}`,
    );
  }
}
