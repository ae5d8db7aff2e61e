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
      const ids = candidates.map((it) => it.resident.id);
      addRow(copy, [
        ...placeOf(runId, records[at]!),
        ...[outcome, resident?.id ?? '\\N', score ?? '\\N', claims],
        ...[
          causes.length > 0 ? `{${causes.join(',')}}` : '\\N',
          ids.length > 0 ? `{${ids.join(',')}}` : '\\N',
        ],
      ]);
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
    addRow(copy, [
      ...[...placeOf(runId, record), rank + 1, resident.id, totalOf(bits)],
      ...[`{${classes.join(',')}}`, via ?? '\\N'],
      ...[bits.prior, bits.id, bits.name, bits.birth, bits.sex, bits.place],
    ]);
  }
}

const addRow = (copy: CopyIn, cells: readonly (string | number | boolean)[]) => copy.add(cells.join('\t'));
const placeOf = (runId: number, { seq, sectorNo }: Stated) => [runId, seq, copyText(sectorNo)];
