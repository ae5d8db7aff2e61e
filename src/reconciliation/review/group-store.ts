import type { Queryable } from '../../database/transaction.js';

export type GroupState = 'OPEN' | 'SAMPLED' | 'ACCEPTED' | 'REFUSED';

/** Many findings of one place with one cause. */
export interface CauseGroup {
  runId: number;
  groupNo: number;
  causes: string[];
  placeKind: 'OFFICE' | 'COMMUNE';
  place: string;
  members: number;
  state: GroupState;
  /** Of its sample: how many, and how they were decided. */
  sample: number;
  sampleAccepted: number;
  sampleRefused: number;
  /** Members still open. */
  open: number;
}

/** What may follow the sample being right; nothing else does. */
const right = `('ACCEPTED', 'SENDING', 'APPLIED', 'REVERTING')`;

const columns = `g.run_id as "runId", g.group_no as "groupNo", g.causes, g.place_kind as "placeKind", g.place, g.members,
  g.state, count(*) filter (where f.in_sample)::integer as sample,
  count(*) filter (where f.in_sample and f.state in ${right})::integer as "sampleAccepted",
  count(*) filter (where f.in_sample and f.state not in ('OPEN', 'PROPOSED') and f.state not in ${right})::integer
    as "sampleRefused",
  count(*) filter (where f.state = 'OPEN' and not f.touches_benefits)::integer as open`;

/** Of the run and number in parameters 1 and 2. */
const keyOfGroup = '(select k.group_key from review.cause_group k where k.run_id = $1 and k.group_no = $2)';

/** The largest first. */
export async function groupsOfRun(
  db: Queryable,
  runId: number,
  { first, after, only }: { first: number; after: number; only?: number },
): Promise<CauseGroup[]> {
  const { rows } = await db.query<CauseGroup>(
    `select ${columns} from review.cause_group g join review.finding f using (run_id, group_key)
     where g.run_id = $1 and g.group_no > $2 and ($3::integer is null or g.group_no = $3)
     group by g.run_id, g.group_no order by g.group_no limit $4`,
    [runId, after, only ?? null, first + 1],
  );
  return rows;
}

/** A group as it is now, kept for this transaction; null when there is none of that number. */
export async function lockGroup(
  client: Queryable,
  runId: number,
  groupNo: number,
): Promise<CauseGroup | null> {
  await client.query('select from review.cause_group g where g.run_id = $1 and g.group_no = $2 for update', [
    runId,
    groupNo,
  ]);
  const [group] = await groupsOfRun(client, runId, { first: 1, after: 0, only: groupNo });
  return group ?? null;
}

/** Draws so many members that are still open, by lot of the database's; drawn once, so nobody draws until it suits. */
export async function drawSample(
  client: Queryable,
  { runId, groupNo }: CauseGroup,
  { officer, count }: { officer: string; count: number },
): Promise<number> {
  const { rowCount } = await client.query(
    `update review.finding f set in_sample = true from (
       select d.seq from review.finding d
       where d.run_id = $1 and d.group_key = ${keyOfGroup} and d.state = 'OPEN' and not d.touches_benefits
       order by random() limit $3) drawn
     where f.run_id = $1 and f.seq = drawn.seq`,
    [runId, groupNo, count],
  );
  await setGroup(client, { runId, groupNo }, 'SAMPLED', officer);
  return rowCount ?? 0;
}

export async function setGroup(
  client: Queryable,
  { runId, groupNo }: Pick<CauseGroup, 'runId' | 'groupNo'>,
  state: 'SAMPLED' | 'ACCEPTED' | 'REFUSED',
  officer: string,
): Promise<void> {
  const [by, at] = state === 'SAMPLED' ? ['sampled_by', 'sampled_at'] : ['decided_by', 'decided_at'];
  await client.query(
    `update review.cause_group set state = $3, ${by} = $4, ${at} = clock_timestamp()
     where run_id = $1 and group_no = $2`,
    [runId, groupNo, state, officer],
  );
}

/** The next open members that nobody holds, locked. */
export async function openMembers(
  client: Queryable,
  { runId, groupNo }: CauseGroup,
  { officer, count, now }: { officer: string; count: number; now: Date },
): Promise<number[]> {
  const { rows } = await client.query<{ seq: number }>(
    `select f.seq from review.finding f where f.run_id = $1 and f.group_key = ${keyOfGroup}
       and f.state = 'OPEN' and not f.touches_benefits
       and (f.assignee is null or f.assignee = $3 or f.leased_until < $4)
     order by f.seq limit $5 for update skip locked`,
    [runId, groupNo, officer, now, count],
  );
  return rows.map(({ seq }) => seq);
}
