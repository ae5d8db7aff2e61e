import { rowsOf } from '../support/people.js';
import type { PrivateCluster } from './private-cluster.js';
import { until } from './until.js';

/** Who stands at a desk, as he says it; also what the registry says. */
export interface Claim {
  personalId: string;
  fullName: string;
  dateOfBirth: string;
}

export const recordQuery = `mutation Record($input: RecordVisitInput!) {
  recordVisit(input: $input) {
    id state endedAt answeredAt resident { fullName }
    entries { id moment requestId verification pendingBecause notConfirmedBecause recognisedAs outcome portalCode
      cardNumber validUntil explanation legalBasis verdicts { field verdict } corrects supersededBy
      lastKnown { outcome portalCode cardNumber ageDays } } } }`;
/** Insured people of the sample, each a claim that matches. */
export function insuredPeople(cluster: PrivateCluster, many: number): Promise<Claim[]> {
  return rowsOf<{ personalId: string }>(
    cluster,
    'healthInsurance',
    `select distinct c.personal_id as "personalId" from public.insurance_card c
     where c.personal_id is not null and c.state = 'ACTIVE' order by 1 limit $1`,
    [many],
  ).then((ids) =>
    rowsOf<Claim>(
      cluster,
      'population',
      `select personal_id as "personalId", full_name as "fullName", birth_date as "dateOfBirth"
       from public.citizen where personal_id = any($1) and life_status = 'ALIVE' order by 1`,
      [ids.map(({ personalId }) => personalId)],
    ),
  );
}

export const arrival = (claim: object, more: object = {}) => ({
  ...{ moment: 'ARRIVAL', facility: '01001', care: 'OUTPATIENT', claim, ...more },
});

/** What a desk was told of one arrival in the end, and how long it waited for that. */
export interface Told {
  ms: number;
  status: number;
  /** Null when nothing was recorded. */
  state: string | null;
  id: string | null;
}

/**
 * Arrivals at a steady rate, whatever becomes of those before, until `stop`. A desk that was told of a failure of the hub
 * repeats it up to so many times, with its key.
 */
export function recordSteadily(
  url: string,
  token: string,
  people: readonly Claim[],
  perSecond: number,
  repeats = 0,
) {
  const under: Promise<Told>[] = [];
  const run = Math.random().toString(36).slice(2, 10);
  const send = async (at: number, left = repeats): Promise<Told> => {
    const told = await sendOnce(at);
    return told.id === null && told.status >= 500 && left > 0 ? send(at, left - 1) : told;
  };
  const sendOnce = async (at: number): Promise<Told> => {
    const input = { idempotencyKey: `load-${run}-${at}`, ...arrival(people[at % people.length]!) };
    const began = performance.now();
    try {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        body: JSON.stringify({ query: recordQuery, variables: { input } }),
        headers: {
          ...{ 'content-type': 'application/json', authorization: `Bearer ${token}` },
          'x-purpose': 'TREATMENT',
        },
      });
      const { data } = (await response.json()) as { data?: { recordVisit?: { id: string; state: string } } };
      const { id = null, state = null } = data?.recordVisit ?? {};
      return { ms: performance.now() - began, status: response.status, state, id };
    } catch {
      return { ms: performance.now() - began, status: 0, state: null, id: null };
    }
  };
  const startedAt = performance.now();
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - startedAt) * perSecond) / 1000);
    while (under.length < due) under.push(send(under.length));
  }, 5);
  return {
    async stop(): Promise<Told[]> {
      clearInterval(timer);
      return Promise.all(under);
    },
  };
}

/** What the tables say of visits and the looks that were owed for them. */
export interface Kept {
  visits: number;
  open: number;
  unverified: number;
  pendingEntries: number;
  /** Pending entries that nothing makes up for, or more than one entry. */
  unanswered: number;
  twice: number;
  /** Rows with a claim in it. */
  claims: number;
  /** Entries that make up for one, without an event of their own on record, or with more. */
  offRecord: number;
}

export async function keptOf(cluster: PrivateCluster): Promise<Kept> {
  const [kept] = await cluster.sql<Kept & Record<string, number>>(
    'hub',
    `with answers as (
       select p.id, count(a.id) as answers
       from visit.entry p left join visit.entry a on a.corrects = p.id where p.pending_because is not null group by p.id)
     select (select count(*) from visit.visit)::int as visits,
       (select count(*) from visit.visit where state = 'OPEN')::int as open,
       (select count(*) from visit.visit where state <> 'OPEN')::int as unverified,
       (select count(*) from answers)::int as "pendingEntries",
       (select count(*) from answers where answers = 0)::int as unanswered,
       (select count(*) from answers where answers > 1)::int as twice,
       (select count(*) from visit.recheck)::int as claims,
       (select count(*) from visit.entry a where a.corrects is not null and 1 <>
         (select count(*) from audit.event e where e.request_id = a.request_id))::int as "offRecord"`,
  );
  return kept!;
}

/** Waits until every look that was owed is made up for; answers how long that took, ms. */
export async function caughtUp(cluster: PrivateCluster, limitMs: number): Promise<number> {
  const began = performance.now();
  await until('every look is made up for', async () => (await keptOf(cluster)).claims === 0, limitMs);
  return performance.now() - began;
}
