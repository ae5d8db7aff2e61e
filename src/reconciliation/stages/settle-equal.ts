import type { Queryable } from '../../database/transaction.js';
import type { ReadRow } from '../record-row.js';
import { WEIGHTS } from '../weights.js';

const { id, birth, sex, place } = WEIGHTS;

/** A record and its number in order. */
export interface NumberedRow {
  seq: number;
  read: ReadRow;
}

/**
 * Settles the records whose number, name, birth date, sex and commune are those of one resident: most of them, so one
 * inner join does it. Everything else is left for the stages that look closer. The name is compared as written, capitals
 * and Unicode form aside; a score counts the same bits that `scoreOf` gives.
 * NOTE: the records come with the statement: in a table of their own they would be written to be read once.
 */
const settleEqual = `
  insert into reconciliation.result (run_id, seq, sector_no, outcome, resident_id, score, claims, causes)
  select $1, m.seq, m.sector_no,
    (case r.status when 1 then 'DECEASED' else 'VERIFIED' end)::reconciliation.outcome, r.id,
    ${id.equal} - ln(r.bearers::float8) / ln(2::float8)
      + case when m.birth % 100 = 0 then ${birth.year} else ${birth.equal} end
      + case when m.sex = 0 or r.sex = 0 then ${sex.none} else ${sex.equal} end
      + case when m.communes = '{}' or r.communes = '{}' then ${place.none} else ${place.equal} end,
    true, case r.status when 1 then array['id:DECEASED'] end
  from unnest($2::integer[], $3::text[], $4::bigint[], $5::bigint[], $6::integer[], $7::smallint[], $8::text[])
    m (seq, sector_no, claimed_id, written_key, birth, sex, communes)
  join matching.resident_key r on r.id = m.claimed_id
  where r.written_key = m.written_key and r.birth = m.birth and (m.sex = r.sex or m.sex = 0 or r.sex = 0)
    and (m.communes = '{}' or r.communes = '{}' or m.communes::integer[] && r.communes) and r.status <> 3`;

const settledAmong = `select outcome, count(*)::integer as count, array_agg(seq)::text as seqs
  from reconciliation.result where run_id = $1 and seq > $2 and seq <= $3 group by outcome`;

/** What was settled: how many by outcome, and which are verified. */
export interface Settled {
  counts: Record<string, number>;
  verified: Set<number>;
}

/** Of records that follow one another, all that may be compared as they stand; in a transaction. */
export async function settleEqualRecords(
  client: Queryable,
  runId: number,
  records: readonly NumberedRow[],
): Promise<Settled> {
  const [first, last] = [records[0], records.at(-1)];
  const settled: Settled = { counts: {}, verified: new Set() };
  if (!first || !last) return settled;
  // NOTE: a chunk is small beside the registry, and the planner does not know that keys are found in memory.
  await client.query('set local enable_hashjoin = off; set local enable_mergejoin = off');
  await client.query(settleEqual, [runId, ...columnsOf(records)]);
  const { rows } = await client.query<{ outcome: string; count: number; seqs: string }>(settledAmong, [
    ...[runId, first.seq - 1, last.seq],
  ]);
  for (const { outcome, count, seqs } of rows) {
    settled.counts[outcome] = count;
    if (outcome === 'VERIFIED') settled.verified = new Set(seqs.slice(1, -1).split(',').map(Number));
  }
  return settled;
}

/** As array literals, since nothing in them but the sector's number needs a second look. */
function columnsOf(records: readonly NumberedRow[]): string[] {
  let [seqs, sectorNos, ids, names, births, sexes, communes] = ['', '', '', '', '', '', ''];
  for (const { seq, read } of records) {
    const { sectorNo, claimed, birth: born, sex: sexNo, communes: places } = read.stated;
    seqs += `,${seq}`;
    sectorNos += `,"${sectorNo.replace(/["\\]/g, '\\$&')}"`;
    ids += `,${claimed}`;
    names += `,${read.writtenKey}`;
    births += `,${born}`;
    sexes += `,${sexNo}`;
    communes += `,"${places}"`;
  }
  return [seqs, sectorNos, ids, names, births, sexes, communes].map((list) => `{${list.slice(1)}}`);
}
