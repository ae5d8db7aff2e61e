import type pg from 'pg';
import { inTransaction } from '../../database/transaction.js';
import { checkpoint, type Run } from '../run-store.js';
import { WEIGHTS } from '../weights.js';

const { id, birth, sex, place } = WEIGHTS;

/** Sector numbers that several rows have, with the first of them, which stays. */
const again = `(
  select o.sector_no, min(o.seq) as first from reconciliation.result o where o.run_id = $1
  group by o.sector_no having count(*) > 1) a`;

const isAnyRepeated = `select exists (select from ${again}) as "isAny"`;

/** The others of them are set aside, and what was found of them goes. */
const setAside = `
  insert into reconciliation.rejected (run_id, line, reason, text)
  select m.run_id, m.line, 'SECTOR_NO_REPEATED', concat_ws(',', m.sector_no, m.personal_id, m.old_cmnd, m.full_name,
    m.birth_text, m.gender, m.address)
  from ${again} join matching.record m on m.run_id = $1 and m.sector_no = a.sector_no and m.seq > a.first
  on conflict (run_id, line) do nothing`;

const forget = (table: 'result' | 'candidate') => `
  delete from reconciliation.${table} x using ${again}
  where x.run_id = $1 and x.sector_no = a.sector_no and x.seq > a.first`;

/** Two records that are certainly about one resident: each of them. A second time it changes nothing. */
const markDuplicates = `
  update reconciliation.result x
  set outcome = 'DUPLICATE',
    causes = array(select c from unnest(x.causes) c where c <> 'id:CLAIMED_TWICE') || 'id:CLAIMED_TWICE'::text
  where x.run_id = $1 and x.claims and x.resident_id in (
    select o.resident_id from reconciliation.result o where o.run_id = $1 and o.claims
    group by o.resident_id having count(*) > 1)`;

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

/** What each record that is not verified as it stands says: the evidence, when the run's records are given up. */
const keepStated = `
  insert into reconciliation.stated (run_id, seq, sector_no, line, personal_id, old_cmnd, full_name, birth_text,
    gender, address, communes, extras)
  select m.run_id, m.seq, m.sector_no, m.line, m.personal_id, m.old_cmnd, m.full_name, m.birth_text, m.gender,
    m.address, m.communes, coalesce(m.extras, '{}')
  from reconciliation.result x
  join matching.record m on m.run_id = x.run_id and m.sector_no = x.sector_no and m.seq = x.seq
  where x.run_id = $1 and x.outcome <> 'VERIFIED'`;

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
export async function groupRecords(pool: pg.Pool, { runId, registry }: Run): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query("set local work_mem = '128MB'");
    const { rows } = await client.query<{ isAny: boolean }>(isAnyRepeated, [runId]);
    if (rows[0]!.isAny) {
      await client.query(setAside, [runId]);
      // NOTE: candidates first: the results tell which records they are of.
      await client.query(forget('candidate'), [runId]);
      await client.query(forget('result'), [runId]);
    }
    await client.query(markDuplicates, [runId]);
    await client.query(keepSettled, [runId, registry!.residents]);
    await client.query(keepStated, [runId]);
    await client.query(countOutcomes, [runId]);
    await checkpoint(client, runId, { stage: 'DONE' });
  });
}
