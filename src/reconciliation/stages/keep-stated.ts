import type { Queryable } from '../../database/transaction.js';

const keep = `
  insert into reconciliation.stated (run_id, seq, sector_no, line, personal_id, old_cmnd, full_name, birth_text,
    gender, address, communes, extras)
  select m.run_id, m.seq, m.sector_no, m.line, m.personal_id, m.old_cmnd, m.full_name, m.birth_text, m.gender,
    m.address, m.communes, coalesce(m.extras, '{}')
  from reconciliation.result x
  join matching.record m on m.run_id = x.run_id and m.sector_no = x.sector_no and m.seq = x.seq
  where x.run_id = $1 and x.outcome <> 'VERIFIED'
    and not exists (select from reconciliation.stated s
      where s.run_id = x.run_id and s.sector_no = x.sector_no and s.seq = x.seq)`;

/**
 * What each record that is not verified as it stands says: the evidence, when the run's records are given up. What is
 * kept already stays. In a transaction.
 */
export async function keepStated(client: Queryable, runId: number): Promise<void> {
  // NOTE: of tables that are a minute old the planner knows nothing, and would read one of them for each row of another.
  await client.query('set local enable_nestloop = off');
  await client.query(keep, [runId]);
  await client.query('set local enable_nestloop = on');
}
