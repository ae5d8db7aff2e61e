import { setSuspended, withdrawScopes } from '../../src/access/agency-admin.js';
import { withPool } from '../../src/cli/workplace.js';
import { addAgency } from '../support/agencies.js';
import { type Answer, type Hub, openHub, statementsDuring } from '../support/hub.js';
import { knownPeople, personOf } from '../support/people.js';

let hub: Hub;
let claim: Record<string, string>;
beforeAll(async () => {
  hub = await openHub();
  claim = { ...(await personOf(hub.cluster, (await knownPeople(hub.cluster)).ACTIVE!)) };
});
afterAll(() => hub.stop());

/** A document of its own for each test, so that each is a first sight. */
const named = (name: string, resident: string) =>
  `query ${name}($claim: IdentityClaim!) { identify(claim: $claim) { outcome resident { ${resident} } } }`;

/** What of an answer and its record must not depend on how often the document was seen. */
async function seen(answer: Answer) {
  const [event] = await hub.auditOf(answer);
  const { id: _id, request_id: _request, ...record } = event!;
  const all = record as typeof record & Record<string, unknown>;
  const { occurred_at: _at, duration_ms: _ms, salt: _salt, txid: _txid, ...kept } = all;
  return { status: answer.status, text: answer.text.trim().replaceAll(answer.requestId, 'REQUEST'), kept };
}

const thrice = async (ask: () => Promise<Answer>) => [await ask(), await ask(), await ask()];
const untilItCounts = () => new Promise((resolve) => setTimeout(resolve, 2_200));
const change = (what: Parameters<typeof withPool>[1]) => withPool(hub.cluster.databases.urls.hub, what);

describe('A document that is refused', () => {
  it.each([
    [
      'for a scope the agency does not hold',
      'Household',
      'household { householdId }',
      'TREATMENT',
      403,
      'FORBIDDEN',
    ],
    ['without a purpose', 'NoPurpose', 'fullName', null, 403, 'PURPOSE_REQUIRED'],
    ['for a purpose that is another kind’s', 'Foreign', 'fullName', 'ENROLMENT', 403, 'PURPOSE_NOT_ALLOWED'],
  ])(
    '%s is refused alike at every sight, and nothing is read',
    async (_why, name, fields, purpose, status, code) => {
      const ask = () => hub.ask('hospital.demo', purpose, named(name, fields), { claim });
      let answers: Answer[] = [];
      expect(
        await statementsDuring(hub, async () => {
          answers = await thrice(ask);
        }),
      ).toEqual({});
      const [first, second, third] = await Promise.all(answers.map(seen));
      expect(first).toMatchObject({
        status,
        kept: { outcome: 'REFUSED', error_codes: [code], fields_released: [], subjects: [] },
      });
      expect(second).toEqual(first);
      expect(third).toEqual(first);
    },
  );

  it('to one is answered to another by the same plan, and refused again to the first', async () => {
    const query = named('Residence', 'permanentResidence { since }');
    const school = () => hub.ask('school.demo', 'ENROLMENT', query, { claim });
    const hospital = () => hub.ask('hospital.demo', 'TREATMENT', query, { claim });
    const sights = [await school(), await hospital(), await school(), await hospital(), await school()];
    expect(sights.map(({ status }) => status)).toEqual([403, 200, 403, 200, 403]);
    expect(sights[2]!.body.errors[0].extensions.missing).toEqual(
      sights[0]!.body.errors[0].extensions.missing,
    );
    expect(sights[3]!.body).toEqual(sights[1]!.body);
  });
});

describe('A compiled plan', () => {
  it('is not run for an agency that lost the grant, within two seconds', async () => {
    const code = await addAgency(hub.cluster, { kind: 'HOSPITAL' });
    const ask = () =>
      hub.ask(code, 'TREATMENT', named('Withdrawn', 'fullName coverage { cardNumber }'), { claim });
    for (const { status, body } of await thrice(ask)) expect([status, body.errors]).toEqual([200, undefined]);
    await change((pool) => withdrawScopes(pool, code, ['coverage:read']));
    await untilItCounts();
    let answers: Answer[] = [];
    const sent = await statementsDuring(hub, async () => {
      answers = await thrice(ask);
    });
    expect(sent).toEqual({});
    for (const answer of answers) {
      expect(answer.status).toBe(403);
      expect(answer.body.data).toBeUndefined();
      expect(answer.body.errors[0].extensions.missing).toEqual([
        { coordinate: 'Resident.coverage', scope: 'coverage:read' },
        { coordinate: 'Coverage.cardNumber', scope: 'coverage:read' },
      ]);
      expect(await hub.auditOf(answer)).toMatchObject([
        { outcome: 'REFUSED', fields_refused: ['Resident.coverage', 'Coverage.cardNumber'], subjects: [] },
      ]);
    }
  });

  it('is not run for an agency that was suspended, within two seconds', async () => {
    const code = await addAgency(hub.cluster, { kind: 'HOSPITAL' });
    const ask = () => hub.ask(code, 'TREATMENT', named('Suspended', 'fullName'), { claim });
    for (const { status } of await thrice(ask)) expect(status).toBe(200);
    await change((pool) => setSuspended(pool, code, true));
    await untilItCounts();
    expect(await statementsDuring(hub, () => thrice(ask))).toEqual({});
    expect((await ask()).status).toBe(401);
  });
});

describe('A text in a document', () => {
  it('is never run as code, however often it comes', async () => {
    const code = '__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74dglobalThis.ranInTheHub=1';
    const query = `query Text { school(code: "${code}") { name } }`;
    for (const answer of await thrice(() => hub.ask('school.demo', 'ENROLMENT', query))) {
      expect([answer.status, answer.body.errors[0].extensions.code]).toEqual([200, 'BAD_USER_INPUT']);
    }
    expect(globalThis).not.toHaveProperty('ranInTheHub');
  });
});
