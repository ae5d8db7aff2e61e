import type { Queryable } from '../../database/transaction.js';
import { digits } from './digits.js';
import type { FindingMove, FindingState, ReviewedFinding } from './finding.js';
import { POLICY } from './policy.js';

/** Which findings of a run; all that is given must hold. */
export interface FindingFilter {
  outcomes?: readonly string[] | null;
  /** `name:ONE_LETTER`. */
  cause?: string | null;
  /** `name`, `dob`, `gender`, `address`, `id`. */
  field?: string | null;
  commune?: string | null;
  office?: string | null;
  group?: number | null;
  states?: readonly FindingState[] | null;
  assignee?: string | null;
  dueUntil?: string | null;
  touchesBenefits?: boolean | null;
  /** Drawn to check its group. */
  inSample?: boolean | null;
}

const columns = `f.run_id as "runId", f.seq, f.sector_no as "sectorNo", f.outcome, f.causes, f.communes, f.office,
  ${digits('f.resident_id')} as "personalId", f.urgency, f.touches_benefits as "touchesBenefits",
  (select g.group_no from review.cause_group g where g.run_id = f.run_id and g.group_key = f.group_key)
    as "groupNo", f.in_sample as "inSample", f.state, f.version, f.due_on::text as "dueOn", f.assignee,
  f.leased_until as "leasedUntil", f.decision, ${digits('f.candidate')} as candidate, f.first_by as "firstBy",
  f.second_by as "secondBy", f.decided_at as "decidedAt"`;

/** Parameters 1 to 12: the run and the filter. */
const condition = `f.run_id = $1 and ($2::text[] is null or f.outcome::text = any($2))
  and ($3::text is null or f.causes @> array[$3]) and ($4::text is null or exists (
    select from unnest(f.causes) c where split_part(c, ':', 1) = $4))
  and ($5::text is null or f.communes @> array[$5]) and ($6::text is null or f.office = $6)
  and ($7::integer is null or f.group_key = (
    select g.group_key from review.cause_group g where g.run_id = $1 and g.group_no = $7)) and ($8::text[] is null or f.state = any($8))
  and ($9::text is null or f.assignee = $9) and ($10::date is null or f.due_on <= $10)
  and ($11::boolean is null or f.touches_benefits = $11) and ($12::boolean is null or f.in_sample = $12)`;

export function filterValues(runId: number, filter: FindingFilter): unknown[] {
  const { outcomes, cause, field, commune, office, group } = filter;
  const { states, assignee, dueUntil, touchesBenefits, inSample } = filter;
  return [
    ...[runId, outcomes ?? null, cause ?? null, field ?? null, commune ?? null, office ?? null],
    ...[group ?? null, states ?? null, assignee ?? null, dueUntil ?? null, touchesBenefits ?? null],
    inSample ?? null,
  ];
}

/** The condition by which other lists of findings are narrowed too; its parameters are `filterValues`. */
export { condition as filterCondition };

/** Lends an agency's rows to the rest of the transaction; PostgreSQL shows no others. */
export async function actFor(client: Queryable, agency: string): Promise<void> {
  await client.query("select set_config('lienthong.agency', $1, true)", [agency]);
}

/** The most urgent first, as many as asked and one more; `after` is the last one seen, `skip` how many go before. */
export async function findingsPage(
  db: Queryable,
  runId: number,
  filter: FindingFilter,
  {
    first,
    after,
    skip = 0,
  }: { first: number; after: { urgency: number; seq: number } | null; skip?: number },
): Promise<ReviewedFinding[]> {
  const { rows } = await db.query<ReviewedFinding>(
    `select ${columns} from review.finding f where ${condition}
       and (f.urgency, f.seq) > ($13::integer, $14::integer)
     order by f.urgency, f.seq limit $15 offset $16`,
    [...filterValues(runId, filter), after?.urgency ?? -1, after?.seq ?? -1, first + 1, skip],
  );
  return rows;
}

export async function countReviewed(db: Queryable, runId: number, filter: FindingFilter): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*)::integer as count from review.finding f where ${condition}`,
    filterValues(runId, filter),
  );
  return rows[0]!.count;
}

/** Those of a run; `lock` keeps them until the transaction ends, taken in one order by everybody. */
export async function reviewedBySeq(
  db: Queryable,
  runId: number,
  seqs: readonly number[],
  { lock = false } = {},
): Promise<ReviewedFinding[]> {
  const { rows } = await db.query<ReviewedFinding>(
    `select ${columns} from review.finding f where f.run_id = $1 and f.seq = any($2::integer[])
     order by f.run_id, f.seq ${lock ? 'for update' : ''}`,
    [runId, seqs],
  );
  return rows;
}

/** What a move makes of a finding; values that are not given stay. */
export interface Move extends Partial<ReviewedFinding> {
  seq: number;
  /** The one it had; it gets the next. */
  version: number;
  state: FindingState;
  officer: string;
  act: string;
  reason: string | null;
  inSample?: boolean;
}

/** Writes moves and what they make of findings that this transaction has locked. */
export async function writeMoves(
  client: Queryable,
  { runId, agency, requestId }: { runId: number; agency: string; requestId: string | null },
  moves: readonly Move[],
): Promise<void> {
  if (moves.length === 0) return;
  const rows = JSON.stringify(
    moves.map(({ seq, version, state, officer, act, reason, ...made }) => ({
      ...{ seq, version, state, officer, act, reason },
      ...{
        decision: made.decision ?? null,
        candidate: made.candidate ?? null,
        assignee: made.assignee ?? null,
      },
      ...{ leased_until: made.leasedUntil ?? null, first_by: made.firstBy ?? null },
      ...{ second_by: made.secondBy ?? null, decided_at: made.decidedAt ?? null },
    })),
  );
  const given = `json_to_recordset($2::json) as m(seq integer, version integer, state text, officer text, act text,
    reason text, decision text, candidate bigint, assignee text, leased_until timestamptz, first_by text,
    second_by text, decided_at timestamptz)`;
  const { rowCount } = await client.query(
    `update review.finding f set state = m.state, version = f.version + 1, decision = m.decision,
       candidate = m.candidate, assignee = m.assignee, leased_until = m.leased_until, first_by = m.first_by,
       second_by = m.second_by, decided_at = m.decided_at
     from ${given} where f.run_id = $1 and f.seq = m.seq and f.version = m.version`,
    [runId, rows],
  );
  if (rowCount !== moves.length) throw new Error('a finding moved while it was locked');
  await client.query(
    `insert into review.move (run_id, seq, version, agency_code, officer, act, state, candidate, reason, request_id)
     select $1, m.seq, m.version + 1, $3, m.officer, m.act, m.state, m.candidate, m.reason, $4 from ${given}`,
    [runId, rows, agency, requestId],
  );
}

/** These have come to touch benefits: from now on two officers settle them. */
export async function markBenefits(client: Queryable, runId: number, seqs: readonly number[]): Promise<void> {
  if (seqs.length === 0) return;
  await client.query(
    'update review.finding f set touches_benefits = true where f.run_id = $1 and f.seq = any($2::integer[])',
    [runId, seqs],
  );
}

/**
 * The next ones for an officer, the most urgent first: open, or proposed by somebody else, and with nobody at present.
 * Locked: two officers who ask at once get different ones.
 */
export async function nextFindings(
  client: Queryable,
  runId: number,
  filter: FindingFilter,
  { officer, count, now }: { officer: string; count: number; now: Date },
): Promise<ReviewedFinding[]> {
  const { rows } = await client.query<ReviewedFinding>(
    `select ${columns} from review.finding f where ${condition}
       and (f.state = 'OPEN' or f.state = 'PROPOSED' and f.first_by <> $13)
       and (f.assignee is null or f.leased_until < $14)
     order by f.urgency, f.seq limit $15 for update skip locked`,
    [...filterValues(runId, filter), officer, now, count],
  );
  return rows;
}

export async function movesOf(db: Queryable, runId: number, seqs: readonly number[]): Promise<FindingMove[]> {
  const { rows } = await db.query<FindingMove>(
    `select m.seq, m.version, m.at, m.officer, m.act, m.state, m.reason from review.move m
     where m.run_id = $1 and m.seq = any($2::integer[]) order by m.seq, m.version`,
    [runId, seqs],
  );
  return rows;
}

/** When a lease that begins now is over. */
export const leaseUntil = (now: number): Date => new Date(now + POLICY.leaseMinutes * 60_000);
