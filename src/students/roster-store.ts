import type { Keyring } from '../access/keys.js';
import type { Queryable } from '../database/transaction.js';
import type { FieldVerdict } from '../domain/verdict.js';
import type { IdentificationOutcome } from '../registry/identify.js';
import type { RosterColumn, RosterMapping } from './roster-columns.js';
import type { RosterNote } from './roster-notes.js';
import type { RosterRow } from './roster-row.js';

/** A roster that is checked, or was. */
export interface RosterRun {
  id: string;
  schoolCode: string;
  schoolYear: string;
  state: 'RUNNING' | 'FINISHED';
  sheet: string | null;
  columns: RosterColumn[];
  /** Whether new pupils who are matched are enrolled. */
  enrols: boolean;
  /** The first day of those. */
  startOn: string;
  rowCount: number;
  checkedCount: number;
  startedAt: string;
  finishedAt: string | null;
  /** Since when its rows are gone. */
  forgottenAt: string | null;
}

/** Where a pupil of a row stands in the school's own register of that year. */
export type RegisterState = 'NEW' | 'ENROLLED' | 'OTHER_CLASS' | 'ENDED' | 'ENROLLED_NOW' | 'REFUSED';

/** What came of a row. */
export interface RowResult {
  outcome: IdentificationOutcome;
  register: RegisterState | null;
  verdicts: FieldVerdict[];
  /** What came to light only when the register was there. */
  notes: RosterNote[];
  enrolmentId: string | null;
  /** Why the register did not take him, as a code. */
  refused: string | null;
}

export interface StoredRow extends RosterRow {
  seq: number;
  /** Null before it was checked. */
  result: RowResult | null;
}

/** What every statement here needs besides its database: keys, and the agency whose rows PostgreSQL shows. */
export interface RosterAccess {
  keys: Keyring;
  agency: string;
}

const columns = `n.id, n.school_code as "schoolCode", n.school_year as "schoolYear", n.state, n.sheet, n.columns,
  n.enrols, n.start_on::text as "startOn", n.row_count as "rowCount", n.checked_count as "checkedCount",
  n.started_at as "startedAt", n.finished_at as "finishedAt", n.forgotten_at as "forgottenAt"`;

type RunRow = RosterRun & { startedAt: Date; finishedAt: Date | null; forgottenAt: Date | null };

const runOf = ({ startedAt, finishedAt, forgottenAt, ...run }: RunRow): RosterRun => ({
  ...run,
  startedAt: new Date(startedAt).toISOString(),
  finishedAt: finishedAt && new Date(finishedAt).toISOString(),
  forgottenAt: forgottenAt && new Date(forgottenAt).toISOString(),
});

export async function findRun(
  db: Queryable,
  { agency }: RosterAccess,
  id: string,
  { lock = false } = {},
): Promise<RosterRun | null> {
  const { rows } = await db.query<RunRow>(
    `select ${columns} from roster.run n where n.agency_code = $1 and n.id = $2 ${lock ? 'for update' : ''}`,
    [agency, id],
  );
  return rows[0] ? runOf(rows[0]) : null;
}

/** Runs of a school, the newest first. */
export async function runsOf(
  db: Queryable,
  { agency }: RosterAccess,
  schoolCode: string,
  most: number,
): Promise<RosterRun[]> {
  const { rows } = await db.query<RunRow>(
    `select ${columns} from roster.run n where n.agency_code = $1 and n.school_code = $2
     order by n.started_at desc, n.id limit $3`,
    [agency, schoolCode, most],
  );
  return rows.map(runOf);
}

export async function countRunsSince(
  db: Queryable,
  { agency }: RosterAccess,
  schoolCode: string,
  since: Date,
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*)::int as count from roster.run n
     where n.agency_code = $1 and n.school_code = $2 and n.started_at >= $3`,
    [agency, schoolCode, since],
  );
  return rows[0]!.count;
}

/** A new run, or the one under way for the same file: whoever brings it at the same time waits, and goes on with it. */
export async function openRun(
  db: Queryable,
  { agency }: RosterAccess,
  run: Pick<
    RosterRun,
    'id' | 'schoolCode' | 'schoolYear' | 'sheet' | 'columns' | 'enrols' | 'startOn' | 'rowCount'
  >,
  { sourceMac, officer }: { sourceMac: Buffer; officer: string | null },
): Promise<{ run: RosterRun; isNew: boolean }> {
  const { id, schoolCode, schoolYear, sheet, enrols, startOn, rowCount } = run;
  const made = await db.query<RunRow>(
    `insert into roster.run as n (id, agency_code, school_code, school_year, source_mac, sheet, columns, enrols,
       start_on, row_count, officer)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing returning ${columns}`,
    [
      ...[id, agency, schoolCode, schoolYear, sourceMac, sheet, JSON.stringify(run.columns), enrols],
      ...[startOn, rowCount, officer],
    ],
  );
  if (made.rows[0]) return { run: runOf(made.rows[0]), isNew: true };
  const { rows } = await db.query<RunRow>(
    `select ${columns} from roster.run n where n.agency_code = $1 and n.school_code = $2 and n.school_year = $3
       and n.source_mac = $4 and n.state = 'RUNNING'`,
    [agency, schoolCode, schoolYear, sourceMac],
  );
  if (!rows[0]) throw new Error('a run ended while it was looked for');
  return { run: runOf(rows[0]), isNew: false };
}

/** The rows of a new run, in the order of the file. */
export async function addRows(
  db: Queryable,
  { keys, agency }: RosterAccess,
  runId: string,
  rows: readonly (RosterRow & { noted: boolean })[],
): Promise<void> {
  await db.query(
    `insert into roster.row (run_id, seq, agency_code, sheet_row, noted, stated_sealed)
     select $1, r.at, $2, r.sheet_row, r.noted, r.sealed
     from unnest($3::int[], $4::bool[], $5::bytea[]) with ordinality as r(sheet_row, noted, sealed, at)`,
    [
      ...[runId, agency, rows.map(({ sheetRow }) => sheetRow), rows.map(({ noted }) => noted)],
      rows.map(({ pupil, notes }, at) =>
        keys.seal('roster-seal', JSON.stringify({ pupil, notes }), `${runId} ${at + 1}`),
      ),
    ],
  );
}

/** Rows by their number in the run, with what came of them; of one outcome, or of those with a note, where asked. */
export async function rowsAfter(
  db: Queryable,
  { keys, agency }: RosterAccess,
  runId: string,
  {
    after,
    most,
    outcome = null,
    noted = null,
  }: { after: number; most: number; outcome?: string | null; noted?: boolean | null },
): Promise<StoredRow[]> {
  const { rows } = await db.query<{
    seq: number;
    sheetRow: number;
    stated: Buffer;
    outcome: RowResult['outcome'] | null;
    register: RegisterState | null;
    sealed: Buffer | null;
  }>(
    `select r.seq, r.sheet_row as "sheetRow", r.stated_sealed as stated, r.outcome, r.register,
       r.result_sealed as sealed
     from roster.row r
     where r.agency_code = $1 and r.run_id = $2 and r.seq > $3 and ($5::text is null or r.outcome = $5)
       and ($6::bool is null or r.noted = $6)
     order by r.seq limit $4`,
    [agency, runId, after, most, outcome, noted],
  );
  return rows.map(({ seq, sheetRow, stated, sealed, outcome: made, register }) => {
    const open = (text: Buffer) => {
      const opened = keys.open('roster-seal', text, `${runId} ${seq}`);
      if (opened === null) throw new Error('a row of a roster cannot be opened with this master key');
      return JSON.parse(opened);
    };
    const result = made && sealed ? { outcome: made, register, ...open(sealed) } : null;
    return { seq, sheetRow, ...open(stated), result };
  });
}

/** Puts a chunk's results down, and which request looked. */
export async function keepChunk(
  db: Queryable,
  { keys, agency }: RosterAccess,
  run: RosterRun,
  results: readonly (RowResult & { seq: number })[],
  look: { people: number; officer: string | null; requestId: string },
): Promise<void> {
  await db.query(
    `update roster.row r set outcome = k.outcome, register = k.register, result_sealed = k.sealed
     from unnest($3::int[], $4::text[], $5::text[], $6::bytea[]) as k(seq, outcome, register, sealed)
     where r.agency_code = $1 and r.run_id = $2 and r.seq = k.seq`,
    [
      ...[agency, run.id, results.map(({ seq }) => seq), results.map(({ outcome }) => outcome)],
      results.map(({ register }) => register),
      results.map(({ seq, verdicts, notes, enrolmentId, refused }) =>
        keys.seal(
          'roster-seal',
          JSON.stringify({ verdicts, notes, enrolmentId, refused }),
          `${run.id} ${seq}`,
        ),
      ),
    ],
  );
  await db.query(
    `insert into roster.chunk (run_id, first_seq, last_seq, people, agency_code, officer, request_id)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [run.id, results[0]!.seq, results.at(-1)!.seq, look.people, agency, look.officer, look.requestId],
  );
  const checked = run.checkedCount + results.length;
  await db.query(
    `update roster.run n set checked_count = $3, state = case when $3 = n.row_count then 'FINISHED' else 'RUNNING' end,
       finished_at = case when $3 = n.row_count then now() end
     where n.agency_code = $1 and n.id = $2`,
    [agency, run.id, checked],
  );
}

/** How many rows of each outcome and place in the register. */
export async function countsOf(
  db: Queryable,
  { agency }: RosterAccess,
  runId: string,
): Promise<{ outcome: RowResult['outcome']; register: RegisterState | null; count: number }[]> {
  const { rows } = await db.query(
    `select r.outcome, r.register, count(*)::int as count from roster.row r
     where r.agency_code = $1 and r.run_id = $2 and r.outcome is not null
     group by r.outcome, r.register order by r.outcome, r.register`,
    [agency, runId],
  );
  return rows;
}

/** The names of columns that this school used the last time. */
export async function rememberedMapping(
  db: Queryable,
  { agency }: RosterAccess,
  schoolCode: string,
): Promise<RosterMapping | null> {
  const { rows } = await db.query<{ columns: RosterMapping }>(
    'select m.columns from roster.mapping m where m.agency_code = $1 and m.school_code = $2',
    [agency, schoolCode],
  );
  return rows[0]?.columns ?? null;
}

export async function rememberMapping(
  db: Queryable,
  { agency }: RosterAccess,
  schoolCode: string,
  mapping: RosterMapping,
): Promise<void> {
  await db.query(
    `insert into roster.mapping (agency_code, school_code, columns) values ($1, $2, $3)
     on conflict (agency_code, school_code) do update set columns = excluded.columns, kept_at = now()`,
    [agency, schoolCode, JSON.stringify(mapping)],
  );
}

/** How long what rows say is kept, counted from the start of the run. */
export const rowsKeptDays = 30;

/** Drops the rows of runs whose time is over, whosever they are; what remains are counts of rows and chunks. */
export async function forgetRows(db: Queryable, now: number): Promise<number> {
  const before = new Date(now - rowsKeptDays * 86_400_000);
  const { rows } = await db.query<{ forgotten: number }>('select roster.forget($1) as forgotten', [before]);
  return rows[0]!.forgotten;
}
