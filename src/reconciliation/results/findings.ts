import type { Queryable } from '../../database/transaction.js';
import type { Outcome } from '../decision.js';
import type { Via } from '../people.js';
import type { Bits } from '../score.js';
import { candidatesOf } from './candidates.js';

/** What is to be looked at, in the order it is listed: paid on after death comes first. */
export const FINDING_OUTCOMES = [
  ...(['DECEASED', 'DUPLICATE', 'ID_REPLACED', 'MISMATCH', 'AMBIGUOUS', 'NOT_FOUND'] as const),
] as const satisfies readonly Outcome[];

const LISTED: readonly Outcome[] = [...FINDING_OUTCOMES, 'VERIFIED_NORMALISED'];

/** The record's own values, as they were written; '' where nothing stood. */
export interface StatedValues {
  personalId: string;
  oldIdNumber: string;
  fullName: string;
  dateOfBirth: string;
  gender: string;
  address: string;
}

/** A resident the record may be about, and why he stands where he does. */
export interface FoundCandidate {
  /** 1 is the best. */
  rank: number;
  personalId: string;
  /** Bits: the sum of `bits`. */
  score: number;
  /** By which number of the record he was found; null where by likeness. */
  via: Via | null;
  /** What differs, `field:CLASS` with field in name, dob, gender, address; the number's own cause is the record's. */
  differences: string[];
  /** Each field's share of the score. */
  bits: Bits;
}

/** A record of a run that is not verified as it stands, with all the evidence. */
export interface Found {
  runId: number;
  /** Its place in the input; with the run it names the record for good. */
  seq: number;
  /** The line of the file, the header being line 1; of a view the place in it. */
  line: number;
  sectorNo: string;
  outcome: Outcome;
  /** Twelve digits: whose it is by our judgement; null where we have none. */
  personalId: string | null;
  score: number | null;
  /** `field:CLASS` with field in name, dob, gender, address, id. */
  causes: string[];
  stated: StatedValues;
  /** Codes of the communes in force that the address may mean, five digits. */
  communes: string[];
  /** Other columns of the input by name, as written: `employer`, `issuing_office`, `commune` where it has them. */
  extras: Record<string, string>;
  /** Best first, three at most; the first is `personalId` where that is filled. */
  candidates: FoundCandidate[];
}

/** Which of them; several conditions must all hold, of several values of one any. */
export interface FoundFilter {
  /** Default: all of `FINDING_OUTCOMES`. VERIFIED_NORMALISED may be asked for; VERIFIED is no finding. */
  outcomes?: readonly Outcome[];
  /** `name:ONE_LETTER`. */
  causes?: readonly string[];
  sectorNos?: readonly string[];
  seqs?: readonly number[];
  /** Five digits. */
  communes?: readonly string[];
  /** A column among the extras and its values: `{ name: 'employer', values: ['DV0001'] }`. */
  extra?: { name: string; values: readonly string[] };
}

type Row = Omit<Found, 'candidates' | 'stated' | 'communes'> &
  Omit<StatedValues, 'personalId'> & { statedId: string; communeNumbers: number[] };

const columns = `x.run_id as "runId", x.seq, s.line, x.sector_no as "sectorNo", x.outcome,
  lpad(x.resident_id::text, 12, '0') as "personalId", x.score, coalesce(x.causes, '{}') as causes,
  s.personal_id as "statedId", s.old_cmnd as "oldIdNumber", s.full_name as "fullName",
  s.birth_text as "dateOfBirth", s.gender, s.address, s.communes as "communeNumbers", s.extras`;

const source = `reconciliation.result x
  join reconciliation.stated s on s.run_id = x.run_id and s.sector_no = x.sector_no and s.seq = x.seq`;

/** Parameters 1 to 7 are the run and the filter. */
const condition = `x.run_id = $1 and ($2::text[] is null or x.causes && $2)
  and ($3::text[] is null or x.sector_no = any($3)) and ($4::integer[] is null or x.seq = any($4))
  and ($5::integer[] is null or s.communes && $5) and ($6::text is null or s.extras ->> $6 = any($7::text[]))`;

function valuesOf(runId: number, { causes, sectorNos, seqs, communes, extra }: FoundFilter): unknown[] {
  const places = communes?.map(Number) ?? null;
  return [
    runId,
    ...[causes ?? null, sectorNos ?? null, seqs ?? null, places],
    ...[extra?.name ?? null, extra?.values ?? null],
  ];
}

/** Our own words, so they may stand in a statement. */
const outcomesOf = ({ outcomes }: FoundFilter): readonly Outcome[] =>
  outcomes ? LISTED.filter((it) => outcomes.includes(it)) : FINDING_OUTCOMES;

/**
 * Findings of a run in the order of `FINDING_OUTCOMES` and, within one, of the input; `first` and one more, which says
 * that more follow. `after` is the `keyOfFinding` of the last one seen. Whether the reader may see the run, and what of
 * it, is the caller's to decide.
 * @throws RangeError for a key that is not ours
 */
export async function findingsAfter(
  db: Queryable,
  runId: number,
  filter: FoundFilter,
  { first, after }: { first: number; after: string | null },
): Promise<Found[]> {
  const from = after === null ? null : placeOf(after);
  // NOTE: a branch an outcome, so that each reads its own part of the index and stops.
  const branches = outcomesOf(filter)
    .map((outcome) => ({ outcome, place: placeOfOutcome(outcome) }))
    .filter(({ place }) => from === null || place >= from.place)
    .map(
      ({ outcome, place }) => `(select ${place} as place, ${columns} from ${source}
        where ${condition} and x.outcome = '${outcome}'
        and x.seq > ${from?.place === place ? from.seq : -1} order by x.seq limit $8)`,
    );
  if (branches.length === 0) return [];
  const text = `select * from (${branches.join(' union all ')}) f order by place, seq limit $8`;
  return read(db, text, [...valuesOf(runId, filter), first + 1]);
}

/** Those of a run, in the order of the input; a number that is no finding is left out. */
export function findingsBySeq(db: Queryable, runId: number, seqs: readonly number[]): Promise<Found[]> {
  return read(
    db,
    `select ${columns} from ${source} where ${condition} and x.outcome = any($8::reconciliation.outcome[])
     order by x.seq`,
    [...valuesOf(runId, { seqs }), LISTED],
  );
}

export async function countFindings(db: Queryable, runId: number, filter: FoundFilter): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*)::integer as count from ${source}
     where ${condition} and x.outcome = any($8::reconciliation.outcome[])`,
    [...valuesOf(runId, filter), outcomesOf(filter)],
  );
  return rows[0]!.count;
}

/** Where a page may go on. */
export const keyOfFinding = ({ outcome, seq }: Pick<Found, 'outcome' | 'seq'>): string =>
  `${placeOfOutcome(outcome)}.${seq}`;

const placeOfOutcome = (outcome: Outcome): number => LISTED.indexOf(outcome);

function placeOf(key: string): { place: number; seq: number } {
  const [, place, seq] = /^(\d)\.(\d{1,9})$/.exec(key) ?? [];
  if (place === undefined || seq === undefined) throw new RangeError('not the key of a finding');
  return { place: Number(place), seq: Number(seq) };
}

async function read(db: Queryable, text: string, values: unknown[]): Promise<Found[]> {
  const { rows } = await db.query<Row>(text, values);
  if (rows.length === 0) return [];
  const candidates = await candidatesOf(
    db,
    rows[0]!.runId,
    rows.map(({ seq }) => seq),
  );
  return rows.map((row) => foundOf(row, candidates.get(row.seq) ?? []));
}

function foundOf(row: Row, candidates: FoundCandidate[]): Found {
  const { runId, seq, line, sectorNo, outcome, personalId, score, causes, extras } = row;
  const { statedId, oldIdNumber, fullName, dateOfBirth, gender, address, communeNumbers } = row;
  return {
    ...{ runId, seq, line, sectorNo, outcome, personalId, score, causes, extras, candidates },
    stated: { personalId: statedId, oldIdNumber, fullName, dateOfBirth, gender, address },
    communes: communeNumbers.map((code) => String(code).padStart(5, '0')),
  };
}
