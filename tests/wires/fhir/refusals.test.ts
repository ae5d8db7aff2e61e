import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setRegisteredOnly } from '../../../src/access/agency-documents.js';
import { type AgencyKind, kinds } from '../../../src/access/kinds.js';
import { setQuota } from '../../../src/access/quota/quota-admin.js';
import { withPool } from '../../../src/cli/workplace.js';
import { packageRoot } from '../../../src/config/package-root.js';
import { HubError, httpStatusOf, isErrorCode } from '../../../src/domain/errors.js';
import { issueTypes, refused } from '../../../src/wires/fhir/outcome.js';
import { addAgency } from '../../support/agencies.js';
import { type Answer, answerOf, type Hub, openHub, withHub } from '../../support/hub.js';
import { addInsuranceCard, addResident, type Person } from '../../support/people.js';
import { claimOf, FhirClient, patientOf, requestAbout, systems, validated } from './client.js';
import { problemsOf } from './r4.js';

let hub: Hub;
let hospital: FhirClient;
let person: Person;
beforeAll(async () => {
  hub = await openHub();
  hospital = new FhirClient(hub, await addAgency(hub.cluster, { kind: 'HOSPITAL', units: ['01001'] }));
  person = await addResident(hub.cluster);
  await addInsuranceCard(hub.cluster, person.personalId, person);
});
afterAll(() => hub.stop());

const issueIn = ({ body }: Answer) => {
  const { resourceType, issue } = body;
  expect([resourceType, issue.length > 0]).toEqual(['OperationOutcome', true]);
  const { code, details, diagnostics, location, expression } = issue[0];
  const said = JSON.parse(diagnostics) as Record<string, unknown>;
  return { type: code, code: details.coding[0].code, text: details.text, said, location, expression };
};
const fetchRaw = async (path: string, init: RequestInit = {}) =>
  validated(await answerOf(await fetch(`${hub.url}/wires/fhir${path}`, init)));

describe('every kind of agency', () => {
  const kindNames = Object.keys(kinds) as AgencyKind[];
  const coverageReaders = ['HOSPITAL', 'SOCIAL_INSURANCE'];
  const identifiers = [...coverageReaders, 'SCHOOL', 'PUBLIC_SERVICE', 'AUTHORITY'];

  it.each(kindNames)('%s gets of this wire what it gets by GraphQL, and no more', async (kind) => {
    const client = new FhirClient(hub, await addAgency(hub.cluster, { kind }), {
      ...{ purpose: kinds[kind].purposes[0]!, headers: { 'x-case-reference': 'HS-1' } },
    });
    const chained = Object.fromEntries(
      Object.entries(claimOf(person)).map(([name, value]) => [`patient.${name}`, value]),
    );
    const answers = {
      patient: await client.search('Patient', claimOf(person)),
      coverage: await client.search('Coverage', chained),
      eligibility: await client.post('/CoverageEligibilityRequest', requestAbout(person)),
    };
    expect({
      patient: answers.patient.status,
      coverage: answers.coverage.status,
      eligibility: answers.eligibility.status,
    }).toEqual({
      patient: identifiers.includes(kind) ? 200 : 403,
      coverage: coverageReaders.includes(kind) ? 200 : 403,
      eligibility: coverageReaders.includes(kind) ? 200 : 403,
    });
    // Whom an authority has not in its jurisdiction it does not see, though he stands there with his card.
    if (identifiers.includes(kind)) expect(answers.patient.body.total).toBe(kind === 'AUTHORITY' ? 0 : 1);
    for (const answer of Object.values(answers).filter(({ status }) => status === 403)) {
      expect(issueIn(answer)).toMatchObject({ type: 'forbidden', code: 'FORBIDDEN' });
      expect(answer.text).not.toContain(person.personalId);
      expect((await hub.auditOf(answer))[0]).toMatchObject({
        ...{ agency_code: client.agency, outcome: 'REFUSED', error_codes: ['FORBIDDEN'], subjects: [] },
      });
    }
    const read = await client.get(`/Patient/${'A'.repeat(56)}`);
    expect(read.status).toBe(kinds[kind].scopes.includes('identity:read') ? 404 : 403);
  });

  it('is told which scopes are missing, once each field', async () => {
    const agency = await addAgency(hub.cluster, { kind: 'HOSPITAL', scopes: ['identity:verify'] });
    const answer = await new FhirClient(hub, agency).post(
      '/CoverageEligibilityRequest',
      requestAbout(person),
    );
    const { said } = issueIn(answer);
    expect(said.missing).toContainEqual({ coordinate: 'Resident.eligibility', scope: 'coverage:read' });
  });

  it('that is answered registered documents alone is not answered here', async () => {
    const agency = await addAgency(hub.cluster, { kind: 'HOSPITAL' });
    await withPool(hub.cluster.databases.urls.hub, (pool) => setRegisteredOnly(pool, agency, true));
    const answer = await new FhirClient(hub, agency).search('Patient', claimOf(person));
    expect([answer.status, issueIn(answer).said.document]).toEqual([403, 'NOT_REGISTERED']);
    const [event] = await hub.auditOf(answer);
    expect(event).toMatchObject({ operation_name: 'wire fhir.Patient', outcome: 'REFUSED', subjects: [] });
  });
});

describe('a refusal', () => {
  it.each(Object.keys(issueTypes))('for %s has its status, and a type that R4 knows', (code) => {
    if (!isErrorCode(code)) throw new Error('no code of the hub');
    const answer = refused(new HubError(code, { retryAfterMs: 1_500 }), 'vi', 'a-request');
    const resource = JSON.parse(String(answer.body));
    expect(answer.status).toBe(httpStatusOf(code));
    expect(problemsOf(resource)).toEqual([]);
    expect(resource.issue[0].details.coding[0].code).toBe(code);
    expect([...answer.headers]).toContainEqual(['retry-after', '2']);
  });

  it('is told by docs/fhir.md with its type and status', () => {
    const page = readFileSync(join(packageRoot, 'docs/fhir.md'), 'utf8');
    const rows = [...page.matchAll(/^\| `([A-Z_]+)` +\| `([a-z-]+)` +\| (\d{3})/gm)];
    const told = Object.fromEntries(rows.map(([, code, type, status]) => [code, [type, Number(status)]]));
    const real = Object.entries(issueTypes).map(([code, type]) => [
      code,
      [type, httpStatusOf(code as never)],
    ]);
    expect(told).toEqual(Object.fromEntries(real));
  });

  it('of whoever brings no token is a login issue', async () => {
    const answer = await fetchRaw(`/Patient/${'A'.repeat(56)}`);
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(issueIn(answer)).toMatchObject({ type: 'login', code: 'UNAUTHENTICATED' });
  });

  it('names the purpose that is missing, or not this agency’s', async () => {
    const missing = await hospital.search('Patient', claimOf(person), { purpose: null });
    expect([missing.status, issueIn(missing).type]).toEqual([403, 'required']);
    const wrong = await hospital.search('Patient', claimOf(person), { purpose: 'ENROLMENT' });
    expect([wrong.status, issueIn(wrong)]).toMatchObject([
      403,
      { code: 'PURPOSE_NOT_ALLOWED', said: { allowed: ['TREATMENT', 'EMERGENCY'] } },
    ]);
  });

  it('is in the caller’s language', async () => {
    const vi = await hospital.get('/Patient/x');
    const en = await hospital.get('/Patient/x', { headers: { 'accept-language': 'en-GB' } });
    expect([vi.body.language, issueIn(vi).text]).toEqual(['vi', 'Không tìm thấy.']);
    expect([en.body.language, issueIn(en).text]).toEqual(['en', 'Not found.']);
  });

  it('for the quota is throttled, with a time', async () => {
    const agency = await addAgency(hub.cluster, { kind: 'HOSPITAL', quota: 'OF_ITS_KIND' });
    await withPool(hub.cluster.databases.urls.hub, (pool) =>
      setQuota(pool, {
        ...{ agency, officer: null, purpose: null, perMinute: 0, perDay: 1_000, agencyPerMinute: 10_000 },
      }),
    );
    const client = new FhirClient(hub, agency);
    for (const answer of [
      await client.search('Patient', claimOf(person)),
      await client.post('/CoverageEligibilityRequest', requestAbout(person)),
    ]) {
      expect([answer.status, issueIn(answer)]).toMatchObject([
        429,
        { type: 'throttled', code: 'RATE_LIMITED' },
      ]);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await hub.auditOf(answer))[0]).toMatchObject({
        ...{ outcome: 'REFUSED', error_codes: ['RATE_LIMITED'] },
        subjects: [{ personalId: person.personalId, outcome: 'REFUSED' }],
      });
    }
  });

  const nowhere = 'postgres://nobody:nothing@127.0.0.1:1/none';
  it.each([
    ['population', 'REGISTRY_UNAVAILABLE', 503],
    ['healthInsurance', 'SECTOR_UNAVAILABLE', 503],
    ['hubAudit', 'AUDIT_UNAVAILABLE', 503],
  ] as const)(
    'for want of %s is transient, and nothing of the person is told',
    async (source, code, status) => {
      const urls = { ...hub.cluster.databases.urls, hubOwner: null, [source]: nowhere };
      await withHub({ cluster: hub.cluster, config: { urls } }, async (broken) => {
        const client = new FhirClient(broken, hospital.agency);
        const answer = await client.post('/CoverageEligibilityRequest', requestAbout(person));
        expect([answer.status, issueIn(answer)]).toMatchObject([status, { type: 'transient', code }]);
        expect(answer.text).not.toContain(person.personalId);
        const patient = await client.search('Patient', claimOf(person));
        expect(patient.status).toBe(source === 'healthInsurance' ? 200 : 503);
      });
    },
  );
});

describe('a search by address', () => {
  it.each([
    () => `/Patient?identifier=${systems.personalId}|${person.personalId}`,
    () => `/Patient?name=${encodeURIComponent(person.fullName)}`,
    () => '/Patient',
    () => `/Coverage?patient.identifier=${person.personalId}`,
    () => `/CoverageEligibilityRequest?patient=${person.personalId}`,
    () => `/CoverageEligibilityResponse?patient=${person.personalId}`,
    () => `/Patient/${'A'.repeat(56)}?identifier=${person.personalId}`,
    () => `/Patient/_search?identifier=${person.personalId}`,
  ])('is refused with the way to do it (%#)', async (path) => {
    const answer = await hospital.get(path());
    expect([answer.status, issueIn(answer)]).toMatchObject([
      400,
      {
        type: 'not-supported',
        said: { use: 'POST [base]/[type]/_search' },
        text: expect.stringContaining('POST'),
      },
    ]);
    expect(answer.text).not.toContain(person.personalId);
    expect((await hub.auditOf(answer))[0]).toMatchObject({ outcome: 'REFUSED', subjects: [] });
  });

  it('is no search by body either, when parameters stand in the address', async () => {
    const body = new URLSearchParams(claimOf(person));
    const answer = await hospital.send('/Patient/_search?gender=male', { method: 'POST', body }, {});
    expect([answer.status, issueIn(answer).type]).toEqual([400, 'not-supported']);
  });
});

describe('what is answered in', () => {
  it.each([
    [{ accept: 'application/fhir+json' }, ''],
    [{ accept: 'application/json' }, ''],
    [{ accept: 'application/xml, application/fhir+json;q=0.9; fhirVersion=4.0' }, ''],
    [{ accept: '*/*' }, ''],
    [{ accept: 'application/fhir+xml' }, '?_format=json'],
    [{ accept: 'application/fhir+xml' }, '?_format=application/fhir%2Bjson&_pretty=true'],
    [{ accept: 'application/fhir+xml' }, '?_format=application/fhir+json'],
  ])('is JSON for %j %s', async (headers, query) => {
    const answer = await fetchRaw(`/metadata${query}`, { headers });
    expect([answer.status, answer.body.resourceType]).toEqual([200, 'CapabilityStatement']);
  });

  it.each([
    [{ accept: 'application/fhir+xml' }, ''],
    [{ accept: 'text/html' }, ''],
    [{ accept: 'application/fhir+json; fhirVersion=5.0' }, ''],
    [{ accept: 'application/fhir+json' }, '?_format=xml'],
    [{ accept: 'application/fhir+json' }, '?_format=json&_format=xml'],
  ])('is nothing else: 406 for %j %s', async (headers, query) => {
    for (const answer of [
      await fetchRaw(`/metadata${query}`, { headers }),
      await hospital.get(`/Patient/x${query}`, { headers }),
    ]) {
      expect([answer.status, issueIn(answer).type]).toEqual([406, 'not-supported']);
    }
  });

  it('is an OperationOutcome for what is not there', async () => {
    for (const [method, path] of [
      ['GET', '/Observation'],
      ['GET', '/Observation/1'],
      ['POST', '/Patient'],
      ['PUT', '/Patient/1'],
      ['DELETE', '/Patient/1'],
    ] as const) {
      const answer = await fetchRaw(path, { method });
      expect([method, path, answer.status, issueIn(answer).type]).toEqual([method, path, 404, 'not-found']);
    }
  });

  it('says what there is, to anybody', async () => {
    const { body } = await fetchRaw('/metadata');
    const said = body.rest[0].resource.map((one: { type: string; interaction: { code: string }[] }) => [
      one.type,
      ...one.interaction.map(({ code }) => code),
    ]);
    expect([body.fhirVersion, body.format, said]).toEqual([
      ...['4.0.1', ['json']],
      [
        ['Patient', 'read', 'search-type'],
        ['Coverage', 'read', 'search-type'],
        ['CoverageEligibilityRequest', 'create'],
      ],
    ]);
  });
});

describe('a search that is not one', () => {
  const identifier = () => claimOf(person).identifier!;
  it.each<[string, () => Record<string, string> | [string, string][], string]>([
    ['no identifier', () => ({ name: 'Trần Hư Cấu' }), 'identifier'],
    ['one without a system', () => ({ identifier: person.personalId }), 'identifier'],
    ['one of a system of others', () => ({ identifier: 'http://x.example|1' }), 'identifier'],
    ['two at once', () => ({ identifier: `${identifier()},${identifier()}` }), 'identifier'],
    [
      'the same twice',
      () => [
        ['name', 'a'],
        ['name', 'b'],
        ['identifier', identifier()],
      ],
      'name',
    ],
    ['a number that is none', () => ({ identifier: `${systems.personalId}|12` }), 'identifier'],
    ['SQL for a number', () => ({ identifier: `${systems.personalId}|' or 1=1 --` }), 'identifier'],
    ['a date written otherwise', () => ({ ...claimOf(person), birthdate: '17/05/1990' }), 'birthdate'],
    ['no day there is', () => ({ ...claimOf(person), birthdate: '1990-02-31' }), 'birthdate'],
    ['a range of dates', () => ({ ...claimOf(person), birthdate: 'ge1990-01-01' }), 'birthdate'],
    ['another gender', () => ({ ...claimOf(person), gender: 'toString' }), 'gender'],
    ['a name twice', () => ({ ...claimOf(person), family: 'Trần' }), 'name'],
    ['a name with a control character', () => ({ ...claimOf(person), name: 'A\u0000B' }), 'name'],
    ['an endless name', () => ({ ...claimOf(person), name: 'x'.repeat(201) }), 'name'],
    ['an unknown parameter', () => ({ ...claimOf(person), address: 'Hà Nội' }), 'body'],
    ['a name of all objects', () => ({ ...claimOf(person), ['__proto__']: 'x' }), 'body'],
    ['an id and a claim', () => ({ ...claimOf(person), _id: 'x' }), '_id'],
  ])('is refused for %s, and nobody is looked up', async (_what, params, field) => {
    const answer = await hospital.search('Patient', params());
    expect([answer.status, issueIn(answer)]).toMatchObject([
      400,
      { type: 'invalid', code: 'BAD_USER_INPUT', location: [`http.${field}`] },
    ]);
    expect(answer.text).not.toContain(person.personalId);
    expect((await hub.auditOf(answer))[0]).toMatchObject({ outcome: 'REFUSED', subjects: [] });
  });

  it.each([
    [{}, 'patient.identifier'],
    [{ patient: 'Patient/a', beneficiary: 'Patient/a' }, 'beneficiary'],
    [{ patient: 'Group/a' }, 'patient'],
    [{ patient: 'https://elsewhere.example/Patient/a' }, 'patient'],
    [{ patient: 'Patient/a', 'patient.name': 'x' }, 'patient'],
    [{ subscriber: 'Patient/a' }, 'body'],
  ])('of coverage is refused for %j', async (params, field) => {
    const answer = await hospital.search('Coverage', params as Record<string, string>);
    expect([answer.status, issueIn(answer).location]).toEqual([400, [`http.${field}`]]);
  });

  it('is refused for a body of another kind', async () => {
    const send = (type: string, body: string) =>
      hospital.send('/Patient/_search', { method: 'POST', body }, { headers: { 'content-type': type } });
    expect((await send('application/fhir+json', '{}')).status).toBe(400);
    expect((await send('application/fhir+xml', '<Parameters/>')).status).toBe(415);
    expect((await send('text/plain', 'x')).status).toBe(415);
    const large = await send('application/x-www-form-urlencoded', `name=${'x'.repeat(100_001)}`);
    expect([large.status, issueIn(large).type]).toEqual([413, 'too-long']);
  });
});

describe('a request that is not one', () => {
  const request = (more: object) => requestAbout(person, more as Record<string, unknown>);
  const R = 'CoverageEligibilityRequest';
  it.each<[string, () => unknown, string | null]>([
    ['another resource', () => ({ ...patientOf(person) }), `${R}.resourceType`],
    ['no JSON', () => '{', null],
    ['a list', () => [request({})], R],
    ['null', () => 'null', R],
    ['a text', () => '"x"', R],
    ['an unknown element', () => request({ [person.personalId]: 1 }), R],
    [
      'an unknown element below',
      () => request({ patient: { reference: '#patient', nickname: 'x' } }),
      `${R}.patient`,
    ],
    ['a list where an object stands', () => request({ patient: [] }), `${R}.patient`],
    ['an object where a list stands', () => request({ purpose: { 0: 'benefits' } }), `${R}.purpose`],
    ['no purpose', () => request({ purpose: [] }), `${R}.purpose`],
    ['a purpose it has not', () => request({ purpose: ['auth-requirements'] }), `${R}.purpose[0]`],
    ['a draft', () => request({ status: 'draft' }), `${R}.status`],
    ['no insurer', () => request({ insurer: undefined }), `${R}.insurer`],
    ['a modifier extension', () => request({ modifierExtension: [{ url: 'x' }] }), R],
    ['other rules', () => request({ implicitRules: 'http://x.example' }), R],
    ['a patient that is missing', () => request({ contained: [] }), `${R}.patient`],
    [
      'a patient elsewhere',
      () => request({ patient: { reference: 'http://x.example/Patient/1' } }),
      `${R}.patient`,
    ],
    ['a patient that is a group', () => request({ patient: { reference: 'Group/1' } }), `${R}.patient`],
    [
      'a patient without a number',
      () => request({ contained: [{ ...patientOf(person), identifier: [] }] }),
      `${R}.patient.identifier`,
    ],
    [
      'a birth date written otherwise',
      () => request({ contained: [{ ...patientOf(person), birthDate: '17/05/1990' }] }),
      `${R}.patient.birthDate`,
    ],
    [
      'a gender of objects',
      () => request({ contained: [{ ...patientOf(person), gender: 'constructor' }] }),
      `${R}.patient.gender`,
    ],
    [
      'a contained resource of another kind',
      () => request({ contained: [{ resourceType: 'Binary', id: 'patient' }] }),
      `${R}.contained[0].resourceType`,
    ],
    [
      'a facility of other numbering',
      () => request({ facility: { identifier: { system: 'http://x.example', value: '01001' } } }),
      `${R}.facility`,
    ],
    ['half a day', () => request({ servicedDate: '2026-11' }), `${R}.servicedDate`],
    ['no such day', () => request({ servicedDate: '2026-02-30' }), `${R}.servicedDate`],
    [
      'a day and a period',
      () => request({ servicedDate: '2026-11-20', servicedPeriod: {} }),
      `${R}.serviced[x]`,
    ],
    ['two kinds of care', () => request({ item: ['AMB', 'IMP'].map(care) }), `${R}.item.category`],
    ['a kind of care of objects', () => request({ item: [care('toString')] }), `${R}.item.category`],
    ['an unknown basis', () => request({ item: [basis('constructor')] }), `${R}.item.modifier`],
    [
      'a price in dollars',
      () => request({ item: [{ unitPrice: { value: 1, currency: 'USD' } }] }),
      `${R}.item.unitPrice`,
    ],
    [
      'a price of half a đồng',
      () => request({ item: [{ unitPrice: { value: 0.5, currency: 'VND' } }] }),
      `${R}.item.unitPrice`,
    ],
    ['more items than fit', () => request({ item: Array.from({ length: 51 }, () => ({})) }), `${R}.item`],
    [
      'a prototype',
      () => JSON.stringify(request({})).replace('"status"', '"__proto__":{"x":1},"status"'),
      null,
    ],
    [
      'a constructor',
      () => JSON.stringify(request({})).replace('"status"', '"constructor":{"prototype":{"x":1}},"status"'),
      null,
    ],
    [
      'a nest of lists',
      () => `{"resourceType":${'['.repeat(40_000)}${']'.repeat(40_000)}}`,
      `${R}.resourceType`,
    ],
  ])('is refused for %s, and nobody is looked up', async (_what, body, field) => {
    const answer = await hospital.post('/CoverageEligibilityRequest', body());
    const { type, code, expression } = issueIn(answer);
    expect([answer.status, type, code]).toEqual([400, 'invalid', 'BAD_USER_INPUT']);
    expect(expression ?? null).toEqual(field === null ? null : [field]);
    expect(answer.text).not.toContain(person.personalId);
    expect((await hub.auditOf(answer))[0]).toMatchObject({ outcome: 'REFUSED', subjects: [] });
  });

  function care(code: string) {
    return {
      category: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code }] },
    };
  }
  function basis(code: string) {
    return { modifier: [{ coding: [{ system: 'urn:lienthong:fhir:route-basis', code }] }] };
  }

  it('is refused by the rules of the hub for a facility that cannot be one', async () => {
    const facility = { identifier: { system: systems.facility, value: "01' or 1=1" } };
    const answer = await hospital.post('/CoverageEligibilityRequest', request({ facility }));
    expect([answer.status, issueIn(answer)]).toMatchObject([
      400,
      { type: 'invalid', said: { argument: 'facility' } },
    ]);
  });

  it('is refused for a body of more than 100 kB, or of another type', async () => {
    const large = await hospital.post('/CoverageEligibilityRequest', 'x'.repeat(100_001));
    expect([large.status, issueIn(large)]).toMatchObject([
      413,
      { type: 'too-long', said: { limit: 'BODY' } },
    ]);
    const xml = await hospital.post('/CoverageEligibilityRequest', '<x/>', {
      headers: { 'content-type': 'application/fhir+xml' },
    });
    expect([xml.status, issueIn(xml).type]).toEqual([415, 'not-supported']);
  });
});
