import type pg from 'pg';
import { type CopyIn, copyText, withCopyIn } from '../copy-in.js';
import type { Decision } from '../decision.js';
import { causesOf, judge } from '../judgement.js';
import type { Stated } from '../people.js';
import { totalOf } from '../score.js';

const RESULT =
  'reconciliation.result (run_id, seq, sector_no, outcome, resident_id, score, claims, causes, candidates)';
const CANDIDATE = `reconciliation.candidate (run_id, seq, sector_no, rank, resident_id, score, classes, via,
  prior_bits, id_bits, name_bits, birth_bits, sex_bits, place_bits)`;

/** Results of records with the candidates behind them, aligned with the records. */
export async function writeDecisions(
  client: pg.ClientBase,
  runId: number,
  records: readonly Stated[],
  decisions: readonly Decision[],
): Promise<void> {
  await withCopyIn(client, RESULT, async (copy) => {
    for (const [at, decision] of decisions.entries()) {
      const { outcome, resident, score, claims, causes, candidates } = decision;
      const [said, ids] = [arrayOf(causes), arrayOf(candidates.map((it) => it.resident.id))];
      copy.add(
        `${placeOf(runId, records[at]!)}\t${outcome}\t${resident?.id ?? '\\N'}\t${score ?? '\\N'}\t${claims}\t${said}\t${ids}`,
      );
    }
  });
  await withCopyIn(client, CANDIDATE, async (copy) => {
    for (const [at, decision] of decisions.entries()) addCandidates(copy, runId, records[at]!, decision);
  });
}

/** Why each candidate stands where he does; of a verified record too, which may yet be one of two of a resident. */
function addCandidates(copy: CopyIn, runId: number, record: Stated, { candidates }: Decision): void {
  for (const [rank, { resident, via, bits }] of candidates.entries()) {
    const classes = causesOf(judge(record, resident));
    const shares = `${bits.prior}\t${bits.id}\t${bits.name}\t${bits.birth}\t${bits.sex}\t${bits.place}`;
    copy.add(
      `${placeOf(runId, record)}\t${rank + 1}\t${resident.id}\t${totalOf(bits)}\t{${classes.join(',')}}\t${via ?? '\\N'}\t${shares}`,
    );
  }
}

const arrayOf = (list: readonly (string | number)[]) => (list.length > 0 ? `{${list.join(',')}}` : '\\N');
const placeOf = (runId: number, { seq, sectorNo }: Stated) => `${runId}\t${seq}\t${copyText(sectorNo)}`;
