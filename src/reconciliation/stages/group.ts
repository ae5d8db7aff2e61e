import type pg from 'pg';
import { inTransaction } from '../../database/transaction.js';
import { checkpoint, type Run } from '../run-store.js';
import { WEIGHTS } from '../weights.js';
import { GROUPS_IN_MEMORY, residentsClaimedTwice, type Shared } from './find-shared.js';
import { keepStated } from './keep-stated.js';

const { id, birth, sex, place } = WEIGHTS;

/** Sector numbers that several rows have, with the first of them, which stays. */
const again = 'unnest($2::text[], $3::integer[]) a (sector_no, first)';

/** The others of them are set aside, and what was found of them goes. */
const setAside = `
  insert into reconciliation.rejected (run_id, line, reason, text)
  select m.run_id, m.line, 'SECTOR_NO_REPEATED', concat_ws(',', m.sector_no, m.personal_id, m.old_cmnd, m.full_name,
    m.birth_text, m.gender, m.address)
  from ${again} join matching.record m on m.run_id = $1 and m.sector_no = a.sector_no and m.seq > a.first
  on conflict (run_id, line) do nothing`;

const forget = (table: 'result' | 'candidate' | 'stated') => `
  delete from reconciliation.${table} x using ${again}
  where x.run_id = $1 and x.sector_no = a.sector_no and x.seq > a.first`;

/** Two records that are certainly about one resident: each of them. A second time it changes nothing. */
const markDuplicates = `
  update reconciliation.result x
  set outcome = 'DUPLICATE',
    causes = array(select c from unnest(x.causes) c where c <> 'id:CLAIMED_TWICE') || 'id:CLAIMED_TWICE'::text
  where x.run_id = $1 and x.claims and x.resident_id = any($2::bigint[])`;

/** Whom a record that was settled by plain equality is about, where it is no plain matter any more: all agrees. */
const keepSettled = `
  insert into reconciliation.candidate (run_id, seq, sector_no, rank, resident_id, score, classes, via, prior_bits,
    id_bits, name_bits, birth_bits, sex_bits, place_bits)
  select x.run_id, x.seq, x.sector_no, 1, r.id, x.score, '{}', 'ID', -ln($2::float8) / ln(2::float8), ${id.equal},
    ln($2::float8 / r.bearers) / ln(2::float8),
    case when r.birth % 100 = 0 then ${birth.year} else ${birth.equal} end,
    case when m.sex = 0 or r.sex = 0 then ${sex.none} else ${sex.equal} end,
    case when m.communes = '{}' or r.communes = '{}' then ${place.none} else ${place.equal} end
  from reconciliation.result x
  join matching.record m on m.run_id = x.run_id and m.sector_no = x.sector_no and m.seq = x.seq
  join matching.resident_key r on r.id = x.resident_id
  where x.run_id = $1 and x.candidates is null and x.outcome in ('DECEASED', 'DUPLICATE')`;

const countOutcomes = `
  update reconciliation.run set
    rows_rejected = (select count(*) from reconciliation.rejected where run_id = $1),
    counts = (select coalesce(jsonb_object_agg(outcome, n), '{}') from (
      select outcome, count(*) as n from reconciliation.result where run_id = $1 group by outcome) o),
    causes = (select coalesce(jsonb_object_agg(cause, n), '{}') from (
      select cause, count(*) as n from reconciliation.result, unnest(causes) cause
      where run_id = $1 group by cause) c)
  where run_id = $1`;

/** What only all records together show: numbers given twice, residents claimed twice, and the counts. @throws RunStopped */
export async function groupRecords(
  pool: pg.Pool,
  { runId, registry }: Run,
  { numbers, residents }: Shared,
): Promise<void> {
  await inTransaction(pool, async (client) => {
    let claimedTwice = residents;
    if (numbers) {
      const { sectorNos, firsts } = numbers;
      await client.query(setAside, [runId, sectorNos, firsts]);
      for (const table of ['candidate', 'stated', 'result'] as const)
        await client.query(forget(table), [runId, sectorNos, firsts]);
      await client.query(GROUPS_IN_MEMORY);
      claimedTwice = await residentsClaimedTwice(client, runId);
    }
    if (claimedTwice !== null) await client.query(markDuplicates, [runId, claimedTwice]);
    await client.query(keepSettled, [runId, registry!.residents]);
    await keepStated(client, runId);
    await client.query(countOutcomes, [runId]);
    await checkpoint(client, runId, { stage: 'DONE' });
  });
}
