import { createReadStream } from 'node:fs';
import { csvRows } from '../../../src/reconciliation/csv-rows.js';

/** What a run made of a labelled set, counted against the truth of each record. */
export interface TruthFigures {
  records: number;
  /** Of the records that were verified: linked to somebody else; and that should not have been verified. */
  verified: number;
  wrongPerson: number;
  policyErrors: number;
  cleanRecords: number;
  cleanVerified: number;
  /** Of the records whose truth is a mismatch: whether the true person is candidate_1, or one of three. */
  mismatches: number;
  trueFirst: number;
  trueInThree: number;
  anyCauseRight: number;
  allCausesRight: number;
  duplicates: number;
  duplicatesFound: number;
  absent: number;
  absentFound: number;
}

interface Expected {
  trueId: string;
  expect: string;
  errors: string;
}

const VERIFIED = new Set(['VERIFIED', 'VERIFIED_NORMALISED']);
/** The truth's words for fields → ours. */
const FIELDS: Readonly<Record<string, string>> = {
  ...{ name: 'name', dob: 'dob', gender: 'gender', addr: 'address', id: 'id' },
};
/** What the truth counts as no error by itself, in its words and in ours. */
const NO_ERROR = /^(rep:|id:(missing|cmnd_only)$)/;
const NO_CAUSE = /^id:(MISSING|OLD_NUMBER|WRITTEN_OTHERWISE)$/;

/**
 * Counts `results.csv` against `truth.csv` (`sector_no,true_personal_id,expect,errors`). `onDifference` is told of every
 * record that came out otherwise.
 */
export async function truthFigures(
  resultsFile: string,
  truthFile: string,
  onDifference?: (expected: Expected, result: Readonly<Record<string, string>>) => void,
): Promise<TruthFigures> {
  const truth = new Map<string, Expected>();
  for await (const row of records(truthFile)) {
    truth.set(row.sector_no!, { trueId: row.true_personal_id!, expect: row.expect!, errors: row.errors! });
  }
  const figures: TruthFigures = {
    ...{ records: 0, verified: 0, wrongPerson: 0, policyErrors: 0, cleanRecords: 0, cleanVerified: 0 },
    ...{ mismatches: 0, trueFirst: 0, trueInThree: 0, anyCauseRight: 0, allCausesRight: 0 },
    ...{ duplicates: 0, duplicatesFound: 0, absent: 0, absentFound: 0 },
  };
  for await (const row of records(resultsFile)) {
    const expected = truth.get(row.sector_no!);
    if (expected && !count(figures, expected, row)) onDifference?.(expected, row);
  }
  return figures;
}

/** Whether the record came out as expected. */
function count(
  figures: TruthFigures,
  { trueId, expect, errors }: Expected,
  row: Record<string, string>,
): boolean {
  const isVerified = VERIFIED.has(row.outcome!);
  figures.records += 1;
  if (isVerified) {
    figures.verified += 1;
    if (row.personal_id !== trueId) figures.wrongPerson += 1;
    if (expect !== 'VERIFIED') figures.policyErrors += 1;
  }
  switch (expect) {
    case 'VERIFIED':
      figures.cleanRecords += 1;
      if (isVerified) figures.cleanVerified += 1;
      return isVerified && row.personal_id === trueId;
    case 'DUPLICATE':
      figures.duplicates += 1;
      if (row.outcome === 'DUPLICATE') figures.duplicatesFound += 1;
      return row.outcome === 'DUPLICATE';
    case 'NOT_FOUND':
      figures.absent += 1;
      if (row.outcome === 'NOT_FOUND') figures.absentFound += 1;
      return row.outcome === 'NOT_FOUND';
    default:
      return countMismatch(figures, trueId, errors, row);
  }
}

function countMismatch(
  figures: TruthFigures,
  trueId: string,
  errors: string,
  row: Record<string, string>,
): boolean {
  const candidates = [row.candidate_1, row.candidate_2, row.candidate_3];
  const wrong = new Set(
    errors
      .split(';')
      .filter((error) => error !== '' && !NO_ERROR.test(error))
      .map((error) => FIELDS[error.slice(0, error.indexOf(':'))]!),
  );
  const said = new Set(
    row
      .causes!.split(';')
      .filter((cause) => cause !== '' && !NO_CAUSE.test(cause))
      .map((cause) => cause.slice(0, cause.indexOf(':'))),
  );
  const isFirst = candidates[0] === trueId;
  const isRight =
    [...wrong].every((field) => said.has(field)) && [...said].every((field) => wrong.has(field));
  figures.mismatches += 1;
  if (isFirst) figures.trueFirst += 1;
  if (candidates.includes(trueId)) figures.trueInThree += 1;
  if ([...wrong].some((field) => said.has(field))) figures.anyCauseRight += 1;
  if (isRight) figures.allCausesRight += 1;
  return isFirst && isRight && row.outcome === 'MISMATCH';
}

/** Rows of one of our own files by column. */
async function* records(file: string): AsyncGenerator<Record<string, string>> {
  let header: readonly string[] | null = null;
  for await (const batch of csvRows(createReadStream(file), { charset: 'utf-8', delimiter: ',' })) {
    for (const { cells } of batch) {
      if (header === null) header = cells!;
      else yield Object.fromEntries(header.map((name, at) => [name, cells![at]!]));
    }
  }
}
