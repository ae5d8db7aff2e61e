import { type Answer, answerOf, type Hub, openHub } from '../support/hub.js';

let hub: Hub;
let authorization: string;
beforeAll(async () => {
  hub = await openHub();
  authorization = `Bearer ${await hub.token('hospital.demo')}`;
});
afterAll(() => hub.stop());

const query = '{ hub { version } }';
const codeOf = (answer: Answer) => answer.body.errors[0].extensions.code as string;

describe('POST /graphql', () => {
  it('answers JSON that no cache may keep, under the request’s id', async () => {
    const answer = await hub.post({ query }, { authorization });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.requestId).toMatch(/^[\w.-]{8,64}$/);
  });

  it('answers application/graphql-response+json to who prefers it', async () => {
    const accept = 'application/graphql-response+json, application/json;q=0.5';
    const answer = await hub.post({ query }, { authorization, accept });
    expect(answer.headers.get('content-type')).toMatch(/^application\/graphql-response\+json/);
  });

  it('refuses a body over 100,000 bytes unread', async () => {
    const answer = await hub.post({ query, variables: { text: 'x'.repeat(100_000) } }, { authorization });
    expect([answer.status, codeOf(answer)]).toEqual([413, 'LIMIT_EXCEEDED']);
  });

  it.each([
    ['bad JSON', '{"query": '],
    ['an empty body', ''],
    ['a batch', '[{"query":"{ hub { version } }"},{"query":"{ hub { version } }"}]'],
    ['an empty batch', '[]'],
    ['JSON that is no object', '"{ hub { version } }"'],
    ['null', 'null'],
    ['no query', '{}'],
    ['a query that is no text', '{"query":7}'],
    ['a query that is empty', '{"query":""}'],
    ['variables that are no object', '{"query":"{ __typename }","variables":[1]}'],
  ])('refuses %s with 400 and a code', async (_what, body) => {
    const answer = await hub.post(body, { authorization });
    expect(answer.status).toBe(400);
    expect(answer.body.data).toBeUndefined();
    expect(codeOf(answer)).toMatch(/^(BAD_USER_INPUT|BAD_REQUEST)$/);
    expect(answer.body.errors[0].message).toBe('Dữ liệu gửi lên không hợp lệ.');
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'refuses %s with 415',
    async (type) => {
      const answer = await hub.post(JSON.stringify({ query }), { authorization, 'content-type': type });
      expect(answer.status).toBe(415);
      expect(answer.body.data).toBeUndefined();
    },
  );

  it.each(['GET', 'PUT', 'DELETE', 'PATCH'])('is not %s', async (method) => {
    const url = `${hub.url}/graphql?query=${encodeURIComponent(query)}`;
    const answer = await answerOf(await fetch(url, { method, headers: { authorization } }));
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
    expect(answer.text).not.toContain('"data"');
  });

  it.each([
    ['subscription { reconciliationProgress(runId: "1") { state } }', 'BAD_USER_INPUT'],
    ['subscription { hub { version } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['mutation { hub { version } }', 'GRAPHQL_VALIDATION_FAILED'],
  ])('does not take %s for a query', async (text, code) => {
    const answer = await hub.post({ query: text }, { authorization });
    expect([answer.status, codeOf(answer)]).toEqual([400, code]);
    expect(answer.body.data).toBeUndefined();
  });

  it('tells who sends a hash instead of a query to send the query', async () => {
    const persistedQuery = { version: 1, sha256Hash: 'ab'.repeat(32) };
    const answer = await hub.post({ extensions: { persistedQuery } }, { authorization });
    expect(codeOf(answer)).toBe('PERSISTED_QUERY_NOT_SUPPORTED');
    expect(answer.body.data).toBeUndefined();
  });

  it.each([
    ['two operations and no name', 'query A { hub { version } } query B { hub { version } }', undefined],
    ['a name that is none', 'query A { hub { version } }', 'B'],
  ])('refuses %s', async (_what, text, operationName) => {
    const answer = await hub.post({ query: text, operationName }, { authorization });
    expect([answer.status, codeOf(answer)]).toEqual([400, 'OPERATION_RESOLUTION_FAILURE']);
  });

  it('tells a wrong field without offering the right one', async () => {
    const answer = await hub.post({ query: '{ hub { versoin } }' }, { authorization });
    expect([answer.status, codeOf(answer)]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
    expect(answer.text).not.toMatch(/Did you mean|"version"/);
  });

  it('never repeats a value of the caller’s in a refusal', async () => {
    const secret = '001099123456';
    const texts = [
      { query: `{ resident(personalId: "x${secret}") { fullName } }` },
      { query: `{ resident(personalId: ${secret}) { fullName } }` },
      {
        query: 'query($id: PersonalId!) { resident(personalId: $id) { fullName } }',
        variables: { id: `x${secret}` },
      },
      {
        query: 'query($id: PersonalId!) { resident(personalId: $id) { fullName } }',
        variables: { id: [secret] },
      },
      {
        query: 'query($claim: IdentityClaim!) { identify(claim: $claim) { outcome } }',
        variables: { claim: { nobody: secret, sex: secret } },
      },
      { query: `{ hub { version } } "${secret}"` },
    ];
    for (const body of texts) {
      const answer = await hub.post(body, { authorization, 'x-purpose': 'TREATMENT' });
      expect(answer.status).toBe(400);
      expect(answer.text).not.toContain(secret);
    }
  });
});

describe('Every request is on record', () => {
  it.each([
    ['answered', () => hub.post({ query }, { authorization }), 'ANSWERED'],
    ['without a token', () => hub.post({ query }), 'REFUSED'],
    ['with a token that is none', () => hub.post({ query }, { authorization: 'Bearer a.b.c' }), 'REFUSED'],
    ['that cannot be parsed', () => hub.post({ query: '{' }, { authorization }), 'REFUSED'],
    [
      'that asks for what is not there',
      () => hub.post({ query: '{ nothing }' }, { authorization }),
      'REFUSED',
    ],
    ['with no query in it', () => hub.post({}, { authorization }), 'REFUSED'],
    ['that is not JSON', () => hub.post('{"query": ', { authorization }), 'REFUSED'],
    ['that is too large', () => hub.post(' '.repeat(100_001), { authorization }), 'REFUSED'],
    [
      'that is no JSON by its type',
      () => hub.post('{}', { authorization, 'content-type': 'text/plain' }),
      'REFUSED',
    ],
    ['that is a batch', () => hub.post([{ query }], { authorization }), 'REFUSED'],
  ])('once, when it is %s', async (_what, send, outcome) => {
    const answer = await send();
    const agency_code = answer.status === 401 ? null : 'hospital.demo';
    expect(await hub.auditOf(answer)).toMatchObject([{ outcome, agency_code, subjects: [] }]);
  });
});

describe('Beside /graphql', () => {
  it('tells that it lives and is ready, with a line a dependency', async () => {
    expect((await fetch(`${hub.url}/livez`)).status).toBe(200);
    const ready = await answerOf(await fetch(`${hub.url}/readyz`));
    expect(ready.body.status).toBe('ready');
    expect(ready.body.dependencies.map((line: { name: string }) => line.name)).toEqual([
      ...['hub', 'audit', 'population', 'health-insurance', 'education-fee', 'social-security'],
    ]);
  });

  it('counts in /metrics', async () => {
    const { text } = await answerOf(await fetch(`${hub.url}/metrics`));
    expect(text).toMatch(/lienthong_source_statements_total\{source="population"\} \d+/);
    expect(text).toMatch(/lienthong_requests_total\{outcome="OK"\} \d+/);
  });

  it('knows nothing else', async () => {
    const answer = await answerOf(
      await fetch(`${hub.url}/nothing`, { headers: { 'accept-language': 'en' } }),
    );
    expect([answer.status, codeOf(answer), answer.body.errors[0].message]).toEqual([
      ...[404, 'NOT_FOUND', 'Not found.'],
    ]);
  });
});
