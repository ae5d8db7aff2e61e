import {
  addDocument,
  listDocuments,
  removeDocument,
  setRegisteredOnly,
} from '../../src/access/agency-documents.js';
import { withPool } from '../../src/cli/workplace.js';
import { Planner } from '../../src/graphql/plan.js';
import { makeSchema } from '../../src/graphql/schema.js';
import { sectorModules } from '../../src/sectors/index.js';
import { addAgency } from '../support/agencies.js';
import { type Answer, type Hub, openHub, statementsDuring, withHub } from '../support/hub.js';

const look = 'query Look($id: String!) { identify(claim: { personalId: $id }) { outcome } }';
const other =
  'query Other($id: String!) { identify(claim: { personalId: $id }) { outcome verdicts { field } } }';
const two = `${look}\nquery Version { hub { version } }`;
const variables = { id: '001000999999' };

let hub: Hub;
let planner: Planner;
/** Answered `look` and `two`, and nothing else. */
let strict: string;
beforeAll(async () => {
  planner = new Planner(await makeSchema(sectorModules.flatMap((module) => module.resolvers)), 'any');
  hub = await openHub();
  strict = await addAgency(hub.cluster, { kind: 'HOSPITAL' });
  await register(strict, 'look', look);
  await register(strict, 'two', two);
  await change((pool) => setRegisteredOnly(pool, strict, true));
});
afterAll(() => hub?.stop());

const change: <T>(what: Parameters<typeof withPool<T>>[1]) => Promise<T> = (what) =>
  withPool(hub.cluster.databases.urls.hub, what);
const untilItCounts = () => new Promise((resolve) => setTimeout(resolve, 2_200));

function hashesOf(source: string): string[] {
  const prepared = planner.prepare(source, false);
  return 'plans' in prepared ? prepared.plans.map(({ hash }) => hash) : ['0'.repeat(32)];
}

const register = (agency: string, name: string, source: string) =>
  change((pool) => addDocument(pool, { agency, name, source, hashes: hashesOf(source) }));

const ask = (agency: string, query: string, headers?: Record<string, string>) =>
  hub.ask(agency, 'TREATMENT', query, query.includes('$id') ? variables : undefined, headers);

/** What an answer comes to: status and code, or the data. */
const cameTo = ({ status, body }: Answer) => [status, body.errors?.[0].extensions.code ?? 'OK'];

describe('An agency that is answered registered documents only', () => {
  it('is answered those, however often they come', async () => {
    for (let round = 0; round < 3; round += 1) {
      const answer = await ask(strict, look);
      expect(answer.body).toEqual({ data: { identify: { outcome: 'NOT_FOUND' } } });
    }
  });

  it('is refused another one at first sight and whenever it comes back, and nothing is read', async () => {
    const [operation_hash] = hashesOf(other);
    for (let round = 0; round < 3; round += 1) {
      let answer: Answer | undefined;
      const read = await statementsDuring(hub, async () => {
        answer = await ask(strict, other);
      });
      expect(cameTo(answer!)).toEqual([403, 'FORBIDDEN']);
      expect(answer!.body.data).toBeUndefined();
      expect(answer!.body.errors).toEqual([
        {
          message: 'Cơ quan chỉ được dùng các truy vấn đã đăng ký; truy vấn này chưa đăng ký.',
          extensions: { code: 'FORBIDDEN', requestId: answer!.requestId, document: 'NOT_REGISTERED' },
        },
      ]);
      expect(read).toEqual({});
      expect(await hub.auditOf(answer!)).toMatchObject([
        {
          ...{ agency_code: strict, outcome: 'REFUSED', error_codes: ['FORBIDDEN'], subjects: [] },
          ...{ operation_name: 'Other', operation_hash, fields_released: [] },
        },
      ]);
    }
  });

  it('reads why in English when it asks for that', async () => {
    const { body } = await ask(strict, other, { 'accept-language': 'en' });
    expect(body.errors[0].message).toBe(
      'Your agency is answered registered documents only, and this one is not registered.',
    );
  });

  it.each([
    ['a space more', `${look} `],
    ['a line break more', `${look}\n`],
    ['an operation more', `${two}\nquery Third { hub { version } }`],
    ['another name', look.replace('Look', 'Look2')],
    ['the schema', '{ __schema { queryType { name } } }'],
    ['no field of anybody', '{ hub { version } }'],
    ['nothing but a type’s name', '{ __typename }'],
  ])('is refused what it registered with %s', async (_what, query) => {
    const authorization = `Bearer ${await hub.token(strict)}`;
    const operationName = query.includes('Third') ? 'Version' : undefined;
    for (let round = 0; round < 2; round += 1) {
      const answer = await hub.post(
        { query, variables, operationName },
        { authorization, 'x-purpose': 'TREATMENT' },
      );
      expect(cameTo(answer)).toEqual([403, 'FORBIDDEN']);
      expect(answer.body.errors[0].extensions.document).toBe('NOT_REGISTERED');
    }
  });

  it('asks each operation of a document by its name', async () => {
    const headers = { authorization: `Bearer ${await hub.token(strict)}`, 'x-purpose': 'TREATMENT' };
    for (const operationName of ['Look', 'Version', 'Look', 'Version']) {
      const answer = await hub.post({ query: two, operationName, variables }, headers);
      expect(cameTo(answer)).toEqual([200, 'OK']);
    }
    expect(cameTo(await hub.post({ query: two, variables }, headers))).toEqual([
      ...[400, 'OPERATION_RESOLUTION_FAILURE'],
    ]);
  });

  it('is refused the registered documents of another agency, which is answered any', async () => {
    const free = await addAgency(hub.cluster, { kind: 'HOSPITAL' });
    await register(free, 'other', other);
    expect(cameTo(await ask(free, other))).toEqual([200, 'OK']);
    expect(cameTo(await ask(free, look))).toEqual([200, 'OK']);
    expect(cameTo(await ask(strict, other))).toEqual([403, 'FORBIDDEN']);
  });

  it('holds no more by registering: a scope it is not granted is refused as ever', async () => {
    const poor = await addAgency(hub.cluster, { kind: 'HOSPITAL', scopes: ['coverage:read'] });
    await register(poor, 'look', look);
    await change((pool) => setRegisteredOnly(pool, poor, true));
    const { status, body } = await ask(poor, look);
    expect([status, body.errors[0].extensions.document]).toEqual([403, undefined]);
    expect(body.errors[0].extensions.missing).toContainEqual({
      ...{ coordinate: 'Query.identify', scope: 'identity:verify' },
    });
  });
});

describe('A change', () => {
  it('of what an agency is answered counts within two seconds, both ways', async () => {
    const agency = await addAgency(hub.cluster, { kind: 'HOSPITAL' });
    const steps: [change: () => Promise<void>, look: number, other: number][] = [
      [async () => undefined, 200, 200],
      [() => change((pool) => setRegisteredOnly(pool, agency, true)), 403, 403],
      [() => register(agency, 'look', look), 200, 403],
      [() => register(agency, 'other', other), 200, 200],
      [() => change((pool) => removeDocument(pool, agency, 'look')), 403, 200],
      [() => change((pool) => setRegisteredOnly(pool, agency, false)), 200, 200],
    ];
    for (const [act, ofLook, ofOther] of steps) {
      await act();
      await untilItCounts();
      const statuses = [(await ask(agency, look)).status, (await ask(agency, other)).status];
      expect(statuses).toEqual([ofLook, ofOther]);
    }
  });

  it('of a registered text takes another name; the same text again is no change', async () => {
    const agency = await addAgency(hub.cluster, { kind: 'HOSPITAL' });
    await register(agency, 'look', look);
    await register(agency, 'look', look);
    await expect(register(agency, 'look', other)).rejects.toMatchObject({ code: 'CONFLICT' });
    await register(agency, 'look.2', other);
    const held = await change((pool) => listDocuments(pool, agency));
    expect(held.map(({ name, source }) => [name, source])).toEqual([
      ['look', look],
      ['look.2', other],
    ]);
  });

  it('is refused for who or what is not there', async () => {
    const refused = (what: Promise<unknown>) => expect(what).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await refused(register('nobody.test', 'look', look));
    await refused(change((pool) => removeDocument(pool, strict, 'nothing')));
    await refused(change((pool) => setRegisteredOnly(pool, 'nobody.test', true)));
  });

  it.each(['', ' ', '.look', 'tra cứu', 'a/b', 'look-001000999999', 'x'.repeat(101)])(
    'is refused for the name "%s"',
    (name) => expect(register(strict, name, look)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' }),
  );
});

describe('A hub that starts', () => {
  it('does so with a registered document that the schema does not fit any more, and answers the others', async () => {
    const agency = await addAgency(hub.cluster, { kind: 'HOSPITAL' });
    const old = 'query Old { hub { fieldOfLongAgo } }';
    await register(agency, 'old', old);
    await register(agency, 'look', look);
    await change((pool) => setRegisteredOnly(pool, agency, true));
    try {
      await withHub({}, async (started) => {
        expect(cameTo(await started.ask(agency, 'TREATMENT', look, variables))).toEqual([200, 'OK']);
        expect(cameTo(await started.ask(agency, null, old))).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
        expect(cameTo(await started.ask(agency, 'TREATMENT', other, variables))).toEqual([403, 'FORBIDDEN']);
      });
    } finally {
      await change((pool) => removeDocument(pool, agency, 'old'));
    }
  });
});
