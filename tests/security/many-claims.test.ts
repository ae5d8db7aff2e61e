import { setQuota } from '../../src/access/quota/quota-admin.js';
import { withPool } from '../../src/cli/workplace.js';
import { addAgency } from '../support/agencies.js';
import { type Answer, type Hub, openHub } from '../support/hub.js';
import { addResident, type Person } from '../support/people.js';

let hub: Hub;
let person: Person;
beforeAll(async () => {
  hub = await openHub();
  person = await addResident(hub.cluster);
});
afterAll(() => hub?.stop());

/** One operation with a claim a birth date. */
const claims = (agency: string, dates: readonly string[]): Promise<Answer> => {
  const { personalId, fullName } = person;
  const aliases = dates.map(
    (date, at) =>
      `a${at}: identify(claim: {personalId: "${personalId}", fullName: "${fullName}", dateOfBirth: "${date}"}) { outcome }`,
  );
  return hub.ask(agency, 'TREATMENT', `{ ${aliases.join(' ')} }`);
};
const others = (count: number) => Array.from({ length: count }, (_, at) => `${1921 + at}-03-04`);
const outcomesOf = ({ body }: Answer) =>
  Object.values(body.data as Record<string, { outcome: string } | null>).map((one) => one?.outcome ?? null);
const codesOf = ({ body }: Answer) =>
  (body.errors ?? []).map((error: { extensions: Record<string, unknown> }) => {
    const { code, limit, allowed } = error.extensions;
    return [code, limit, allowed];
  });
const onRecord = ({ requestId }: Answer) =>
  withPool(hub.cluster.databases.auditor, async (pool) => {
    const { rows } = await pool.query(
      `select s.outcome from audit.event e join audit.event_subject s on s.event_id = e.id
       where e.request_id = $1 order by 1`,
      [requestId],
    );
    return rows.map(({ outcome }) => outcome);
  });
const agencyOf = async (perMinute: number) => {
  const agency = await addAgency(hub.cluster, { kind: 'HOSPITAL', quota: 'OF_ITS_KIND' });
  await withPool(hub.cluster.databases.urls.hub, (pool) =>
    setQuota(pool, {
      ...{ agency, officer: null, purpose: null, perMinute, perDay: 1_000, agencyPerMinute: null },
    }),
  );
  return agency;
};

describe('Birth dates tried out on one number in one operation', () => {
  it('are three at most', async () => {
    const answer = await claims(await agencyOf(100), [...others(9), person.dateOfBirth]);
    const outcomes = outcomesOf(answer);
    expect(outcomes.filter((outcome) => outcome !== null)).toEqual([
      'MISMATCHED',
      'MISMATCHED',
      'MISMATCHED',
    ]);
    expect(codesOf(answer)).toEqual(Array.from({ length: 7 }, () => ['LIMIT_EXCEEDED', 'CLAIMS', 3]));
  });

  it('cost a look each', async () => {
    const two = await claims(await agencyOf(2), others(3));
    expect(outcomesOf(two).filter((outcome) => outcome !== null)).toHaveLength(2);
    expect(codesOf(two).map(([code]: unknown[]) => code)).toEqual(['RATE_LIMITED']);
  });

  it('cost one look when they are the same', async () => {
    const same = await claims(
      await agencyOf(1),
      Array.from({ length: 5 }, () => person.dateOfBirth),
    );
    expect(outcomesOf(same)).toEqual(Array.from({ length: 5 }, () => 'MATCHED'));
  });

  it('stand on record as tried beside the one that matched', async () => {
    const answer = await claims(await agencyOf(100), [...others(2), person.dateOfBirth]);
    expect(outcomesOf(answer)).toEqual(['MISMATCHED', 'MISMATCHED', 'MATCHED']);
    expect(await onRecord(answer)).toEqual(['MISMATCHED', 'VERIFIED_ONLY']);
  });
});
