import type { Queryable } from '../../database/transaction.js';
import type { Outcome } from '../decision.js';
import { WRITING_CAUSE } from './policy.js';

/** A run whose findings are under review. */
export interface ReviewQueue {
  runId: number;
  agency: string;
  sector: string;
  /** Up to where in the input its findings are laid out. */
  openedTo: number;
  findings: number;
  openedAt: Date | null;
}

/** A run that is finished and whose findings are not laid out yet. */
export interface ToOpen {
  runId: number;
  agency: string;
  sector: string;
}

const columns = `q.run_id as "runId", q.agency_code as agency, q.sector, q.opened_to as "openedTo", q.findings,
  q.opened_at as "openedAt"`;

export async function findQueue(db: Queryable, runId: number): Promise<ReviewQueue | null> {
  const { rows } = await db.query<ReviewQueue>(`select ${columns} from review.queue q where q.run_id = $1`, [
    runId,
  ]);
  return rows[0] ?? null;
}

/** Oldest first, of every agency. */
export async function queuesToOpen(db: Queryable): Promise<ToOpen[]> {
  const { rows } = await db.query<ToOpen>(
    'select t.run_id as "runId", t.agency_code as agency, t.sector from review.to_open() t',
  );
  return rows;
}

/** The queue of a run, made where there is none; kept for this transaction. */
export async function lockQueue(client: Queryable, { runId, agency, sector }: ToOpen): Promise<ReviewQueue> {
  await client.query(
    'insert into review.queue (run_id, agency_code, sector) values ($1, $2, $3) on conflict do nothing',
    [runId, agency, sector],
  );
  const { rows } = await client.query<ReviewQueue>(
    `select ${columns} from review.queue q where q.run_id = $1 for update`,
    [runId],
  );
  return rows[0]!;
}

/** The units whose members an agency manages. */
export async function unitsOf(db: Queryable, agency: string): Promise<string[]> {
  const { rows } = await db.query<{ units: string[] }>(
    'select a.units from access.agency a where a.code = $1',
    [agency],
  );
  return rows[0]?.units ?? [];
}

/** A result of a run that somebody is to look at. */
export interface UnreviewedResult {
  seq: number;
  sectorNo: string;
  outcome: Outcome;
  residentId: string | null;
  causes: string[];
  communes: number[];
  office: string | null;
}

/** In the order of the input, after a place in it. */
export async function resultsAfter(
  db: Queryable,
  runId: number,
  after: number,
  most: number,
): Promise<UnreviewedResult[]> {
  const { rows } = await db.query<UnreviewedResult>(
    `select x.seq, x.sector_no as "sectorNo", x.outcome, x.resident_id as "residentId",
       coalesce(x.causes, '{}') as causes, s.communes,
       nullif(coalesce(s.extras ->> 'employer', s.extras ->> 'issuing_office'), '') as office
     from reconciliation.result x
     join reconciliation.stated s on s.run_id = x.run_id and s.sector_no = x.sector_no and s.seq = x.seq
     where x.run_id = $1 and x.seq > $2
       and (x.outcome not in ('VERIFIED', 'VERIFIED_NORMALISED') or x.causes @> array['${WRITING_CAUSE}'])
     order by x.seq limit $3`,
    [runId, after, most],
  );
  return rows;
}

/** A finding as it enters the queue. */
export interface NewFinding extends Omit<UnreviewedResult, 'communes'> {
  communes: string[];
  urgency: number;
  touchesBenefits: boolean;
  dueOn: string;
  /** What it shares with others of one mistake: `kind|causes|place`; null for what is looked at by itself. */
  groupKey: string | null;
}

/** Adds findings to a queue that this transaction has locked, laid out up to `openedTo` then. */
export async function addFindings(
  client: Queryable,
  { runId, agency }: ToOpen,
  findings: readonly NewFinding[],
  openedTo: number,
): Promise<void> {
  await client.query(
    `insert into review.finding (run_id, seq, agency_code, sector_no, outcome, causes, communes, office, resident_id,
       urgency, touches_benefits, due_on, group_key)
     select $1, n.seq, $2, n."sectorNo", n.outcome::reconciliation.outcome, n.causes, n.communes, n.office,
       n."residentId", n.urgency, n."touchesBenefits", n."dueOn", n."groupKey"
     from json_to_recordset($3::json) as n(seq integer, "sectorNo" text, outcome text, causes text[],
       communes text[], office text, "residentId" bigint, urgency integer, "touchesBenefits" boolean, "dueOn" date,
       "groupKey" text)`,
    [runId, agency, JSON.stringify(findings)],
  );
  await client.query('update review.queue set opened_to = $2, findings = findings + $3 where run_id = $1', [
    runId,
    openedTo,
    findings.length,
  ]);
}

/** Groups of what shares a key often enough, the largest first; and the queue is open. */
export async function finishQueue(
  client: Queryable,
  { runId, agency }: ToOpen,
  groupFrom: number,
): Promise<void> {
  await client.query(
    `insert into review.cause_group (run_id, group_no, agency_code, group_key, causes, place_kind, place, members)
     select $1, row_number() over (order by g.members desc, g.key), $2, g.key,
       string_to_array(split_part(g.key, '|', 2), ';'), split_part(g.key, '|', 1),
       substr(g.key, length(split_part(g.key, '|', 1)) + length(split_part(g.key, '|', 2)) + 3), g.members
     from (select f.group_key as key, count(*)::integer as members from review.finding f
       where f.run_id = $1 and f.group_key is not null group by f.group_key having count(*) >= $3) g`,
    [runId, agency, groupFrom],
  );
  await client.query('select review.analyze_queue()');
  await client.query('update review.queue set opened_at = clock_timestamp() where run_id = $1', [runId]);
}
