import type { Queryable } from '../../database/transaction.js';
import type { Via } from '../people.js';
import type { FoundCandidate } from './findings.js';

interface Row {
  seq: number;
  rank: number;
  personalId: string;
  score: number;
  via: Via | null;
  differences: string[];
  prior: number;
  id: number;
  name: number;
  birth: number;
  sex: number;
  place: number;
}

const candidates = `
  select c.seq, c.rank, lpad(c.resident_id::text, 12, '0') as "personalId", c.score, c.via,
    c.classes as differences, c.prior_bits as prior, c.id_bits as id, c.name_bits as name, c.birth_bits as birth,
    c.sex_bits as sex, c.place_bits as place
  from reconciliation.candidate c where c.run_id = $1 and c.seq = any($2::integer[]) order by c.seq, c.rank`;

/** Whom records may be about, best first, by their place in the input. */
export async function candidatesOf(
  db: Queryable,
  runId: number,
  seqs: readonly number[],
): Promise<Map<number, FoundCandidate[]>> {
  const { rows } = await db.query<Row>(candidates, [runId, seqs]);
  const bySeq = new Map<number, FoundCandidate[]>();
  for (const { seq, rank, personalId, score, via, differences, ...bits } of rows) {
    const found = bySeq.get(seq) ?? [];
    found.push({ rank, personalId, score, via, differences, bits });
    bySeq.set(seq, found);
  }
  return bySeq;
}
