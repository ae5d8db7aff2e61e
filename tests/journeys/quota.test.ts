import { randomUUID } from 'node:crypto';
import { setQuota } from '../../src/access/quota/quota-admin.js';
import { withPool } from '../../src/cli/workplace.js';
import { addAgency } from '../support/agencies.js';
import { type Answer, type Hub, openHub, statementsDuring } from '../support/hub.js';
import { addResident, type Person, rowsOf, unusedPersonalId } from '../support/people.js';

let hub: Hub;
let person: Person;
beforeAll(async () => {
  hub = await openHub();
  person = await addResident(hub.cluster);
});
afterAll(() => hub.stop());
/** A minute must not end in the middle of a test: what is left of a short one is waited for. */
beforeEach(async () => {
  const left = 60_000 - (Date.now() % 60_000);
  if (left < 15_000) await new Promise((resolve) => setTimeout(resolve, left + 50));
}, 30_000);

type Kind = Parameters<typeof addAgency>[1]['kind'];

/** An agency whose officers may look up so many people a minute. */
async function agencyWith(perMinute: number, kind: Kind = 'HOSPITAL', units: string[] = []): Promise<string> {
  const agency = await addAgency(hub.cluster, { kind, units, quota: 'OF_ITS_KIND' });
  await agree(agency, perMinute);
  return agency;
}

const agree = (agency: string, perMinute: number) =>
  withPool(hub.cluster.databases.urls.hub, (pool) =>
    setQuota(pool, {
      ...{ agency, officer: null, purpose: null, perMinute, perDay: 1_000, agencyPerMinute: 10_000 },
    }),
  );

const one = 'query One($id: PersonalId!) { resident(personalId: $id) { fullName } }';
const many = 'query Many($ids: [PersonalId!]!) { residents(personalIds: $ids) { fullName } }';
const claim = 'query Claim($id: String) { identify(claim: { personalId: $id }) { outcome } }';
const unused = (count: number) => Array.from({ length: count }, unusedPersonalId);

function expectRefused(answer: Answer): void {
  expect(answer.status).toBe(429);
  expect(Object.keys(answer.body)).toEqual(['errors']);
  const { code, retryAfterMs, window } = answer.body.errors[0].extensions;
  expect({ code, window }).toEqual({ code: 'RATE_LIMITED', window: 'MINUTE' });
  expect(retryAfterMs).toBeGreaterThan(0);
  expect(retryAfterMs).toBeLessThanOrEqual(60_000);
  expect(answer.headers.get('retry-after')).toBe(String(Math.ceil(retryAfterMs / 1000)));
}

describe('A look beyond the quota', () => {
  it.each([
    ['the first time its document is seen', (id: string) => [`{ resident(personalId: "${id}") { handle } }`]],
    ['with a document that came before', (id: string) => [one, { id }]],
  ] as const)('is refused whole with 429 and a time, %s', async (_when, asked) => {
    const agency = await agencyWith(0, 'AUTHORITY', ['01']);
    const [query, variables] = asked(person.personalId) as [string, Record<string, unknown>?];
    const answer = await hub.ask(agency, 'ADMINISTRATIVE_PROCEDURE', query, variables);
    expect(answer.status).toBe(429);
    expect(answer.body.errors[0]).toMatchObject({ path: ['resident'], extensions: { code: 'RATE_LIMITED' } });
  });

  it('asks no source, and is on record with whom it was about', async () => {
    const agency = await agencyWith(2);
    const id = unusedPersonalId();
    for (const other of unused(2)) await hub.ask(agency, 'TREATMENT', claim, { id: other });
    let refused: Answer | null = null;
    const sent = await statementsDuring(hub, async () => {
      refused = await hub.ask(agency, 'TREATMENT', claim, { id });
    });
    expect(sent).toEqual({});
    expectRefused(refused!);
    expect(await hub.auditOf(refused!)).toMatchObject([
      {
        outcome: 'REFUSED',
        error_codes: ['RATE_LIMITED'],
        subjects: [{ personalId: id, outcome: 'REFUSED' }],
      },
    ]);
  });

  it.each([
    ['vi', /^Đã hết hạn mức (phút này, thử lại sau \d+ giây|hôm nay, thử lại sau \d+ giờ \d+ phút .*)\.$/],
    [
      'en',
      /^(This minute’s quota is used up, try again in \d+ s|Today’s quota is used up, try again in .*)\.$/,
    ],
  ])('says so in the caller’s language: %s', async (language, sentence) => {
    const agency = await agencyWith(0);
    const answer = await hub.ask(
      agency,
      'TREATMENT',
      claim,
      { id: person.personalId },
      { 'accept-language': language },
    );
    expect(answer.body.errors[0].message).toMatch(sentence);
  });

  it('is refused on its path alone where something else is answered', async () => {
    const agency = await agencyWith(1, 'AUTHORITY', ['01']);
    const answer = await hub.ask(
      agency,
      'ADMINISTRATIVE_PROCEDURE',
      'query Two($a: PersonalId!, $b: [PersonalId!]!) { a: resident(personalId: $a) { fullName } b: residents(personalIds: $b) { fullName } }',
      { a: person.personalId, b: unused(1) },
    );
    expect(answer.status).toBe(200);
    expect(answer.body.data).toEqual({ a: { fullName: person.fullName }, b: null });
    expect(answer.body.errors.map((error: { path: string[] }) => error.path)).toEqual([['b']]);
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
  });

  it('is a list of 200 when fewer are left: charged at once, and nobody of it is asked for', async () => {
    const agency = await agencyWith(210, 'AUTHORITY', ['01']);
    const ask = (ids: string[]) => hub.ask(agency, 'ADMINISTRATIVE_PROCEDURE', many, { ids });
    expect((await ask(unused(200))).status).toBe(200);
    expectRefused(await ask(unused(11)));
    expect((await ask(unused(10))).status).toBe(200);
  });

  it('is a list no minute has room for, by another code: waiting would not help', async () => {
    const agency = await agencyWith(199, 'AUTHORITY', ['01']);
    const answer = await hub.ask(agency, 'ADMINISTRATIVE_PROCEDURE', many, { ids: unused(200) });
    expect(answer.body.errors[0].extensions).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      limit: 'QUOTA',
      allowed: 199,
    });
  });
});

describe('One person', () => {
  const used = async (agency: string) =>
    withPool(hub.cluster.databases.urls.hub, async (pool) => {
      const { rows } = await pool.query<{ used: string }>(
        `select sum(used) as used from access.quota_used where agency_code = $1 and officer <> '' and span = 'DAY'`,
        [agency],
      );
      return Number(rows[0]!.used);
    });

  it('costs one look an operation, however often and by whatever path it comes', async () => {
    const agency = await agencyWith(1);
    const [year, month, day] = person.dateOfBirth.split('-');
    const answer = await hub.ask(
      agency,
      'TREATMENT',
      `query Same($claim: IdentityClaim!, $id: PersonalId!) {
         identify(claim: $claim) { outcome resident { fullName } }
         again: identify(claim: $claim) { resident { handle } }
         resident(personalId: $id) { personalId }
       }`,
      {
        claim: { ...person, dateOfBirth: `${day}/${month}/${year}` },
        id: person.personalId,
      },
    );
    expect(answer.body.errors).toBeUndefined();
    expect(await used(agency)).toBe(1);
  });

  it('costs one look by an insurance number too, known or not', async () => {
    const agency = await agencyWith(1);
    const query = 'query Card($number: String) { identify(claim: { insuranceNumber: $number }) { outcome } }';
    const [card] = await rowsOf<{ insurance_number: string }>(
      hub.cluster,
      'healthInsurance',
      'select insurance_number from public.insurance_card where personal_id is not null limit 1',
    );
    const known = await hub.ask(agency, 'TREATMENT', query, { number: card!.insurance_number });
    expect(known.body.data.identify.outcome).toBe('PARTIAL');
    expectRefused(await hub.ask(agency, 'TREATMENT', query, { number: '0000000000' }));
  });

  it('of a class list costs a look, whether or not he is opened as a resident', async () => {
    const [listed] = await rowsOf<{ school: string; year: string; name: string; pupils: number }>(
      hub.cluster,
      'educationFee',
      `select school_code as school, school_year as year, class_name as name, count(*)::int as pupils
       from lienthong.enrolment group by 1, 2, 3 having count(*) between 5 and 100 limit 1`,
    );
    const { school, year, name, pupils } = listed!;
    const query = (fields: string) => `query List($code: String!, $year: String!, $name: String!) {
      school(code: $code) { class(schoolYear: $year, name: $name) { enrolments { nodes { ${fields} } } } } }`;
    const variables = { code: school, year, name };
    for (const fields of ['className', 'className resident { fullName }']) {
      const agency = await agencyWith(pupils, 'SCHOOL', [school]);
      const answer = await hub.ask(agency, 'ENROLMENT', query(fields), variables);
      expect(answer.body.errors).toBeUndefined();
      const refused = await hub.ask(agency, 'ENROLMENT', query(fields), variables);
      expect(refused.body.errors[0].extensions.code).toBe('RATE_LIMITED');
      expect(refused.body.data.school.class).toBeNull();
    }
  });
});

describe('An operator', () => {
  const operator = 'operator.demo';
  const set = `mutation($input: SetAgencyQuotaInput!) { setAgencyQuota(input: $input) { quotas { officer purpose perMinute
    perDay agencyPerMinute agreed } } }`;
  const clear = `mutation($input: ClearAgencyQuotaInput!) { clearAgencyQuota(input: $input) { quotas { agreed } } }`;
  const act = (document: string, input: Record<string, unknown>) =>
    hub.ask(operator, 'OPERATION', document, { input: { idempotencyKey: randomUUID(), ...input } });

  it('reads the limits of a kind, agrees others that count, and takes them back', async () => {
    const agency = await addAgency(hub.cluster, { kind: 'AUTHORITY', units: ['01'], quota: 'OF_ITS_KIND' });
    const asked = await hub.ask(
      operator,
      'OPERATION',
      `{ agency(code: "${agency}") { quotas { perMinute agreed } } }`,
    );
    expect(asked.body.data.agency.quotas).toEqual([{ perMinute: 240, agreed: false }]);
    const limits = { perMinute: 0, perDay: 5, agencyPerMinute: 10 };
    const agreed = await act(set, { agency, ...limits });
    expect(agreed.body.data.setAgencyQuota.quotas[1]).toEqual({
      ...{ officer: null, purpose: null, agreed: true },
      ...limits,
    });
    expectRefused(await hub.ask(agency, 'ADMINISTRATIVE_PROCEDURE', one, { id: person.personalId }));
    expect((await act(clear, { agency })).body.data.clearAgencyQuota.quotas).toEqual([{ agreed: false }]);
    const changes = await hub.ask(
      operator,
      'OPERATION',
      `{ changes(agency: "${agency}") { nodes { what } } }`,
    );
    expect(changes.body.data.changes.nodes.map(({ what }: { what: string }) => what)).toEqual([
      'CLEAR_QUOTA',
      'SET_QUOTA',
    ]);
  });

  it('sees who used most of his day, and of residents nobody', async () => {
    const agency = await agencyWith(60, 'AUTHORITY', ['01']);
    await hub.ask(agency, 'ADMINISTRATIVE_PROCEDURE', one, { id: person.personalId });
    const used = async (code: string) =>
      (
        await hub.ask(
          operator,
          'OPERATION',
          `{ agency(code: "${code}") { quotaUse { officer purpose used } } }`,
        )
      ).body.data.agency.quotaUse;
    const [most] = await used(agency);
    expect(most).toMatchObject({ purpose: 'ADMINISTRATIVE_PROCEDURE', used: expect.any(Number) });
    expect(most.used).toBeGreaterThan(0);
    expect(await used('resident.demo')).toEqual([]);
  });

  it.each([
    ['half a pair', { perMinute: 5 }, 'perDay'],
    ['less than nothing', { perMinute: -1, perDay: 5 }, 'perMinute'],
    [
      'an agency’s total for one officer',
      { officer: 'x1', perMinute: 1, perDay: 5, agencyPerMinute: 5 },
      'agencyPerMinute',
    ],
    [
      'an officer who could be somebody’s number',
      { officer: '001090123456', perMinute: 1, perDay: 5 },
      'officer',
    ],
  ])('is refused %s', async (_what, limits, field) => {
    const agency = await addAgency(hub.cluster, { kind: 'AUTHORITY', units: ['01'] });
    const { body } = await act(set, { agency, ...limits });
    expect(body.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('agrees none for who watches, nor for its own agency', async () => {
    for (const agency of ['auditor.demo', operator]) {
      const { body } = await act(set, { agency, perMinute: 1_000, perDay: 1_000 });
      expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
    }
  });
});
