import type { Keyring } from '../../../access/keys.js';
import type { Queryable } from '../../../database/transaction.js';
import type { Contest, ContestEntry } from './contest.js';

type Row = Omit<Contest, 'personalId' | 'entries'> & { sealed: Buffer };
type EntryRow = Omit<ContestEntry, 'reason'> & { contestId: string; sealed: Buffer };

const columns = `c.id, c.school_code as "schoolCode", c.school_year as "schoolYear", c.units, c.side, c.computed,
  c.asked_on::text as "askedOn", c.decide_by::text as "decideBy", c.state, c.decided, c.decided_on::text as "decidedOn",
  c.until::text as until, c.subject_sealed as sealed`;

/** Whose contests are wanted: of schools, of a person, or of those who may decide for communes and provinces. */
export type ContestsOf =
  | { schools: readonly string[] }
  | { personalId: string; schools: readonly string[] | null }
  | { units: readonly string[] };

export interface ContestPageAsked {
  /** Only those that wait for a decision. */
  open: boolean;
  afterId: string | null;
  many: number;
}

/** The oldest first. */
export async function findContests(
  db: Queryable,
  keys: Keyring,
  of: ContestsOf,
  { open, afterId, many }: ContestPageAsked,
): Promise<Contest[]> {
  const mac = 'personalId' in of ? keys.mac('contest-subject', of.personalId) : null;
  const { rows } = await db.query<Row>(
    `select ${columns} from exemption.contest c
     where ($1::text[] is null or c.school_code = any($1)) and ($2::bytea is null or c.subject_mac = $2)
       and ($3::text[] is null or c.units && $3) and (not $4 or c.state = 'OPEN') and ($5::uuid is null or c.id > $5)
     order by c.id limit $6`,
    ['schools' in of ? of.schools : null, mac, 'units' in of ? of.units : null, open, afterId, many],
  );
  return withEntries(db, keys, rows);
}

/** One by its id; `lock` keeps it until the transaction ends. */
export async function findContest(
  db: Queryable,
  keys: Keyring,
  id: string,
  { lock = false } = {},
): Promise<Contest | null> {
  const { rows } = await db.query<Row>(
    `select ${columns} from exemption.contest c where c.id = $1 ${lock ? 'for update' : ''}`,
    [id],
  );
  const [contest = null] = await withEntries(db, keys, rows);
  return contest;
}

async function withEntries(db: Queryable, keys: Keyring, contests: readonly Row[]): Promise<Contest[]> {
  if (contests.length === 0) return [];
  const { rows } = await db.query<EntryRow>(
    `select e.contest_id as "contestId", e.id, e.act, e.side, e.agency_code as agency, e.officer, e.at,
       e.reason_sealed as sealed
     from exemption.contest_entry e where e.contest_id = any($1::uuid[]) order by e.at, e.id`,
    [contests.map(({ id }) => id)],
  );
  return contests.map(({ sealed, ...contest }) => ({
    ...contest,
    personalId: opened(keys, sealed, contest.id),
    entries: rows
      .filter(({ contestId }) => contestId === contest.id)
      .map(({ contestId: _contest, sealed: reason, ...entry }) => ({
        ...entry,
        at: new Date(entry.at).toISOString(),
        reason: opened(keys, reason, entry.id),
      })),
  }));
}

function opened(keys: Keyring, sealed: Buffer, boundTo: string): string {
  const text = keys.open('contest-seal', sealed, boundTo);
  if (text === null) throw new Error('a contest cannot be opened with this master key');
  return text;
}

/** A new contest without an entry; false while another of the same pupil, school and year waits. */
export async function addContest(
  client: Queryable,
  keys: Keyring,
  contest: Omit<Contest, 'entries' | 'state' | 'decided' | 'decidedOn' | 'until'>,
): Promise<boolean> {
  const { id, personalId, schoolCode, schoolYear, units, side, computed, askedOn, decideBy } = contest;
  const { rowCount } = await client.query(
    `insert into exemption.contest (id, school_code, school_year, subject_mac, subject_sealed, units, side, computed,
       asked_on, decide_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (school_code, school_year, subject_mac) where state = 'OPEN' do nothing`,
    [
      ...[id, schoolCode, schoolYear, keys.mac('contest-subject', personalId)],
      ...[keys.seal('contest-seal', personalId, id), units, side],
      ...[computed && JSON.stringify(computed), askedOn, decideBy],
    ],
  );
  return rowCount === 1;
}

/** Adds an act to a contest; the moment is the database's own. */
export async function addContestEntry(
  client: Queryable,
  keys: Keyring,
  contestId: string,
  { id, act, side, agency, officer, reason }: Omit<ContestEntry, 'at'>,
  { requestId, outcome }: { requestId: string; outcome: object | null },
): Promise<void> {
  await client.query(
    `insert into exemption.contest_entry (id, contest_id, act, side, agency_code, officer, request_id, reason_sealed,
       outcome) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[id, contestId, act, side, agency, officer, requestId],
      ...[keys.seal('contest-seal', reason, id), outcome && JSON.stringify(outcome)],
    ],
  );
}

/** What an act makes of its contest. */
export async function amendContest(
  client: Queryable,
  id: string,
  now: Pick<Contest, 'state' | 'decided' | 'decidedOn' | 'until' | 'decideBy'>,
): Promise<void> {
  const { state, decided, decidedOn, until, decideBy } = now;
  await client.query(
    `update exemption.contest set state = $2, decided = $3, decided_on = $4, until = $5, decide_by = $6 where id = $1`,
    [id, state, decided && JSON.stringify(decided), decidedOn, until, decideBy],
  );
}

/** Whether another contest of the same pupil, school and year waits. */
export async function isContested(db: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `select from exemption.contest c join exemption.contest o using (school_code, school_year, subject_mac)
     where c.id = $1 and o.id <> c.id and o.state = 'OPEN'`,
    [id],
  );
  return !!rowCount;
}
