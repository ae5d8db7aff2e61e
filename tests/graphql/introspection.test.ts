import { buildClientSchema, getIntrospectionQuery } from 'graphql';
import { type Hub, openHub, withHub } from '../support/hub.js';

const whole = getIntrospectionQuery();
const oneType = '{ __type(name: "Resident") { fields { name } } }';
const hidden = 'query { ...F } fragment F on Query { ... { hub: __schema { queryType { name } } } }';

describe('Introspection, where it needs a scope', () => {
  let hub: Hub;
  beforeAll(async () => {
    hub = await openHub({ config: { introspection: 'scope' } });
  });
  afterAll(() => hub.stop());

  it.each([
    ['of the whole schema', whole],
    ['of one type', oneType],
    ['in a fragment under another name', hidden],
  ])('is refused without schema:read: %s', async (_what, query) => {
    const answer = await hub.ask('hospital.demo', 'TREATMENT', query);
    expect(answer.status).toBe(403);
    expect(answer.body.errors[0].extensions).toMatchObject({
      ...{ code: 'FORBIDDEN', missing: [{ coordinate: 'Query.__schema', scope: 'schema:read' }] },
    });
    expect(answer.body.data).toBeUndefined();
    expect((await hub.auditOf(answer))[0]).toMatchObject({
      ...{ outcome: 'REFUSED', fields_refused: ['Query.__schema'] },
    });
  });

  it('is answered with it, and makes a schema', async () => {
    const answer = await hub.ask('operator.demo', 'OPERATION', whole);
    expect(answer.body.errors).toBeUndefined();
    expect(buildClientSchema(answer.body.data).getType('Resident')).toBeDefined();
  });

  it('is not what __typename is', async () => {
    const answer = await hub.ask('hospital.demo', null, '{ __typename hub { __typename } }');
    expect(answer.body.data).toEqual({ __typename: 'Query', hub: { __typename: 'Hub' } });
  });
});

it('Introspection, where any agency may, still needs a token', () =>
  withHub({ config: { introspection: 'any' } }, async (hub) => {
    expect((await hub.ask('hospital.demo', null, whole)).body.data.__schema.queryType.name).toBe('Query');
    expect((await hub.post({ query: whole })).status).toBe(401);
  }));
