import type pg from 'pg';
import { inTransaction, type Queryable } from '../../database/transaction.js';

/** What several results have in common, as PostgreSQL writes arrays; null where there is no such thing. */
export interface Shared {
  /** Sector numbers that several rows have, and, aligned, the first of these rows. */
  numbers: { sectorNos: string; firsts: string } | null;
  /** Residents whom several records are certainly about. */
  residents: string | null;
}

const repeatedNumbers = `
  select array_agg(a.sector_no)::text as "sectorNos", array_agg(a.first)::text as firsts from (
    select o.sector_no, min(o.seq) as first from reconciliation.result o where o.run_id = $1
    group by o.sector_no having count(*) > 1) a`;

const claimedTwice = `
  select array_agg(a.resident_id)::text as residents from (
    select o.resident_id from reconciliation.result o where o.run_id = $1 and o.claims
    group by o.resident_id having count(*) > 1) a`;

/** NOTE: with less the groups of a million records are counted on disk. */
export const GROUPS_IN_MEMORY = "set local work_mem = '128MB'";

/** Of all results of a run; both are counted at once, each by a connection. */
export async function findShared(pool: pg.Pool, runId: number): Promise<Shared> {
  const [numbers, residents] = await Promise.all([
    inTransaction(pool, async (client) => {
      await client.query(GROUPS_IN_MEMORY);
      const { rows } = await client.query<{ sectorNos: string | null; firsts: string }>(repeatedNumbers, [
        runId,
      ]);
      const { sectorNos, firsts } = rows[0]!;
      return sectorNos === null ? null : { sectorNos, firsts };
    }),
    inTransaction(pool, async (client) => {
      await client.query(GROUPS_IN_MEMORY);
      return residentsClaimedTwice(client, runId);
    }),
  ]);
  return { numbers, residents };
}

export async function residentsClaimedTwice(client: Queryable, runId: number): Promise<string | null> {
  const { rows } = await client.query<{ residents: string | null }>(claimedTwice, [runId]);
  return rows[0]!.residents;
}
