import type { Keyring } from '../../access/keys.js';
import type { Queryable } from '../../database/transaction.js';
import type { CorrectionOutcome, SectorCorrection } from '../../sectors/sector.js';

export type CorrectionState = 'SENDING' | 'APPLIED' | 'FAILED' | 'REVERTING' | 'REVERTED';

/** What an owner is asked to change, and what came of it. */
export interface Correction {
  key: string;
  runId: number;
  seq: number;
  state: CorrectionState;
  outcome: CorrectionOutcome | null;
  askedBy: string;
  revertWantedBy: string | null;
  revertedBy: string | null;
  /** The values of both sides, as they were asked for. */
  asked: SectorCorrection & { personalId: string };
}

type Row = Omit<Correction, 'asked'> & { sealed: Buffer };

const columns = `c.key, c.run_id as "runId", c.seq, c.state, c.outcome, c.asked_by as "askedBy",
  c.revert_wanted_by as "revertWantedBy", c.reverted_by as "revertedBy", c.evidence_sealed as sealed`;

function opened(keys: Keyring, { sealed, ...row }: Row): Correction {
  const text = keys.open('review-seal', sealed, row.key);
  if (text === null) throw new Error('a correction cannot be opened with this master key');
  return { ...row, asked: JSON.parse(text) };
}

/** Writes down what the owner is about to be asked; from then on it is asked until he has answered. */
export async function addCorrections(
  client: Queryable,
  keys: Keyring,
  of: { runId: number; agency: string; sector: string; batch: string; officer: string },
  corrections: readonly (SectorCorrection & { personalId: string; seq: number })[],
): Promise<void> {
  const rows = corrections.map(({ seq, ...asked }) => ({
    ...{ seq, key: asked.key },
    sealed: keys.seal('review-seal', JSON.stringify(asked), asked.key).toString('base64'),
  }));
  await client.query(
    `insert into review.correction (key, run_id, seq, agency_code, sector, batch, state, evidence_sealed, asked_by)
     select c.key, $1, c.seq, $2, $3, $4, 'SENDING', decode(c.sealed, 'base64'), $5
     from json_to_recordset($6::json) as c(key text, seq integer, sealed text)`,
    [of.runId, of.agency, of.sector, of.batch, of.officer, JSON.stringify(rows)],
  );
}

/** What of a batch was asked for, in the order in which the owner is asked: by sector number, so that two never cross. */
export async function correctionsOfBatch(db: Queryable, keys: Keyring, batch: string): Promise<Correction[]> {
  const { rows } = await db.query<Row>(
    `select ${columns} from review.correction c join review.finding f using (run_id, seq)
     where c.batch = $1 or c.revert_batch = $1 order by f.sector_no, c.key`,
    [batch],
  );
  return rows.map((row) => opened(keys, row));
}

/** The one that stands of each finding, the others are history. */
export async function standingCorrections(
  db: Queryable,
  keys: Keyring,
  runId: number,
  seqs: readonly number[],
): Promise<Map<number, Correction>> {
  const { rows } = await db.query<Row>(
    `select ${columns} from review.correction c where c.run_id = $1 and c.seq = any($2::integer[])
       and c.state in ('SENDING', 'APPLIED', 'REVERTING')`,
    [runId, seqs],
  );
  return new Map(rows.map((row) => [row.seq, opened(keys, row)]));
}

/** Somebody wants these taken back; of what touches benefits a second one has to want it too. */
export async function wantReverted(
  client: Queryable,
  keys: readonly string[],
  officer: string,
): Promise<void> {
  await client.query('update review.correction set revert_wanted_by = $2 where key = any($1::text[])', [
    keys,
    officer,
  ]);
}

/** They are being taken back, in a batch of their own. */
export async function beginReverting(
  client: Queryable,
  keys: readonly string[],
  { batch, officer }: { batch: string; officer: string },
): Promise<void> {
  await client.query(
    `update review.correction set state = 'REVERTING', revert_batch = $2, reverted_by = $3
     where key = any($1::text[])`,
    [keys, batch, officer],
  );
}

/** How one came out. */
export interface CorrectionResult {
  key: string;
  state: 'APPLIED' | 'FAILED' | 'REVERTED';
  outcome: CorrectionOutcome;
}

/**
 * Notes what the owner answered to those whose answer was not known yet; whoever comes second with the same answers
 * changes nothing. Answers the findings they are of.
 */
export async function noteResults(
  client: Queryable,
  results: readonly CorrectionResult[],
): Promise<{ key: string; runId: number; seq: number }[]> {
  const { rows } = await client.query(
    `update review.correction c set state = r.state, outcome = r.outcome, done_at = clock_timestamp(),
       revert_wanted_by = case when r.state = 'REVERTED' then c.revert_wanted_by end,
       reverted_by = case when r.state = 'REVERTED' then c.reverted_by end
     from json_to_recordset($1::json) as r(key text, state text, outcome text)
     where c.key = r.key and c.state in ('SENDING', 'REVERTING')
     returning c.key, c.run_id as "runId", c.seq`,
    [JSON.stringify(results)],
  );
  return rows;
}

/** Batches whose answers are not all known, of every agency: what a process that was killed left behind. */
export async function batchesUnderWay(
  db: Queryable,
): Promise<{ agency: string; sector: string; batch: string }[]> {
  const { rows } = await db.query(
    'select u.agency_code as agency, u.sector, u.batch from review.under_way() u',
  );
  return rows;
}
