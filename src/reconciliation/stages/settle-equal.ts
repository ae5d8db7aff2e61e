import type pg from 'pg';
import { inTransaction } from '../../database/transaction.js';
import { checkpoint, type Run } from '../run-store.js';
import { WEIGHTS } from '../weights.js';

const { id, birth, sex, place } = WEIGHTS;

/**
 * Settles the records whose number, name, birth date, sex and commune are those of one resident: most of them, so one
 * inner join does it. Everything else is left for the stages that look closer. The name is compared as written, capitals
 * and Unicode form aside; a score counts the same bits that `scoreOf` gives.
 */
const settleEqual = `
  insert into reconciliation.result (run_id, seq, sector_no, outcome, resident_id, score, claims, causes)
  select m.run_id, m.seq, m.sector_no,
    (case r.status when 1 then 'DECEASED' else 'VERIFIED' end)::reconciliation.outcome, r.id,
    ${id.equal} - ln(r.bearers::float8) / ln(2::float8)
      + case when m.birth % 100 = 0 then ${birth.year} else ${birth.equal} end
      + case when m.sex = 0 or r.sex = 0 then ${sex.none} else ${sex.equal} end
      + case when m.communes = '{}' or r.communes = '{}' then ${place.none} else ${place.equal} end,
    true, case r.status when 1 then array['id:DECEASED'] end
  from matching.record m
  join matching.resident_key r on r.id = m.claimed_id
  where m.run_id = $1 and m.seq > $2 and m.seq <= $3 and r.written_key = m.written_key
    and r.birth = m.birth and m.birth > 0 and (m.sex = r.sex or m.sex = 0 or r.sex = 0)
    and (m.communes && r.communes or m.communes = '{}' or r.communes = '{}')
    and r.status <> 3 and m.personal_id ~ '^\\s*0[0-9]{11}\\s*$'`;

const countSettled = `select outcome, count(*)::integer as count from reconciliation.result
  where run_id = $1 and seq > $2 and seq <= $3 group by outcome`;

/** Records up to a number in order, all of which are loaded. @throws RunStopped */
export async function settleEqualRecords(
  pool: pg.Pool,
  { runId }: Run,
  from: number,
  to: number,
): Promise<void> {
  await inTransaction(pool, async (client) => {
    // NOTE: a chunk is small beside the registry, and the planner does not know that keys are found in memory.
    await client.query('set local enable_hashjoin = off; set local enable_mergejoin = off');
    await client.query(settleEqual, [runId, from, to]);
    const { rows } = await client.query<{ outcome: string; count: number }>(countSettled, [runId, from, to]);
    const settled = Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count]));
    await checkpoint(client, runId, { comparedTo: to, settled });
  });
}
