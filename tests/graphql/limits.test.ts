import { addAgency } from '../support/agencies.js';
import { type Hub, openHub } from '../support/hub.js';
import { knownPeople } from '../support/people.js';

let hub: Hub;
beforeAll(async () => {
  hub = await openHub();
});
afterAll(() => hub.stop());

const ask = (query: string, variables?: Record<string, unknown>) =>
  hub.ask('authority.demo', 'ADMINISTRATIVE_PROCEDURE', query, variables);

const person = 'resident(personalId: "001000999999")';
const times = (count: number, write: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => write(at)).join(' ');

/** Guardians of guardians, `depth` levels with the number at the end. */
const deep = (depth: number) =>
  `{ ${person} { ${'guardians { '.repeat(depth - 2)}personalId${' }'.repeat(depth - 2)} } }`;

/** A bomb: each fragment spreads the next one twice, 2^levels fields in a few lines. */
const bomb = (levels: number) =>
  `{ ${person} { ...F0 } } ${times(levels, (at) => `fragment F${at} on Resident { ...F${at + 1} ...F${at + 1} }`)}
   fragment F${levels} on Resident { personalId }`;

describe('A limit', () => {
  it.each<[limit: string, allowed: number, what: string, query: string]>([
    ['DEPTH', 10, 'eleven levels', deep(11)],
    [
      'DEPTH',
      10,
      'eleven levels through fragments',
      `{ ${person} { ...A } } fragment A on Resident { guardians { guardians { guardians { guardians { ...B } } } } }
       fragment B on Resident { children { children { children { children { guardians { personalId } } } } } }`,
    ],
    ['ROOT_FIELDS', 10, 'eleven root fields', `{ ${times(11, (at) => `r${at}: __typename`)} }`],
    [
      'ROOT_FIELDS',
      10,
      'eleven root fields in fragments',
      `{ ...A ...B } fragment A on Query { ${times(6, (at) => `a${at}: __typename`)} }
       fragment B on Query { ... on Query { ${times(5, (at) => `b${at}: __typename`)} } }`,
    ],
    ['ALIASES', 15, 'sixteen aliases', `{ ${person} { ${times(16, (at) => `n${at}: fullName`)} } }`],
    [
      'ALIASES',
      15,
      'four aliases in a fragment spread four times',
      `{ ${person} { ...F guardians { ...F guardians { ...F guardians { ...F } } } } }
       fragment F on Resident { ${times(4, (at) => `n${at}: fullName`)} }`,
    ],
    [
      'DIRECTIVES',
      20,
      'twenty-one directives',
      `{ ${person} { ${times(21, () => 'fullName @skip(if: false)')} } }`,
    ],
    [
      'PEOPLE_ON_A_PATH',
      3,
      'four people, one below the other',
      `{ ${person} { guardians { ...F } } } fragment F on Resident { children { ... { guardians { personalId } } } }`,
    ],
    ['FIELDS', 500, 'more than five hundred fields', `{ ${person} { ${times(500, () => 'fullName')} } }`],
    [
      'FIELDS',
      500,
      'sixty fields in a fragment spread nine times',
      `{ ${person} { ${times(9, () => '...F')} } } fragment F on Resident { ${times(60, () => 'fullName')} }`,
    ],
  ])('%s of %i refuses %s, before anything is read', async (limit, allowed, _what, query) => {
    const before = await hub.statements();
    const answer = await ask(query);
    expect(answer.status).toBe(400);
    expect(answer.body.data).toBeUndefined();
    expect(answer.body.errors[0]).toMatchObject({
      message: 'Yêu cầu vượt giới hạn cho phép.',
      extensions: { code: 'LIMIT_EXCEEDED', limit, allowed },
    });
    expect(await hub.statements()).toEqual(before);
    expect(await hub.auditOf(answer)).toMatchObject([
      { outcome: 'REFUSED', error_codes: ['LIMIT_EXCEEDED'], fields_released: [] },
    ]);
  });

  it.each([
    ['three people on a path', `{ ${person} { guardians { children { personalId } } } }`],
    ['ten root fields', `{ ${times(10, (at) => (at === 0 ? '__typename' : `r${at}: __typename`))} }`],
    ['fifteen aliases', `{ ${person} { ${times(15, (at) => `n${at}: fullName`)} } }`],
    ['a bomb that is none', bomb(4)],
  ])('lets through %s', async (_what, query) => {
    const answer = await ask(query);
    expect([answer.status, answer.body.errors]).toEqual([200, undefined]);
  });

  it('lets through ten levels', async () => {
    const query = `{ school(code: "01000701") { class(schoolYear: "2026-2027", name: "10A1") { enrolments(first: 2) {
      nodes { resident { enrolments { resident { fees { exemption { rate } } } } } } } } } }`;
    const answer = await hub.ask('school.demo', 'FEE_COLLECTION', query);
    expect([answer.status, answer.body.errors]).toEqual([200, undefined]);
  });

  it('ends an operation that comes to residents more than two thousand times', async () => {
    const { ACTIVE: parent } = await knownPeople(hub.cluster);
    const authority = await addAgency(hub.cluster, { kind: 'AUTHORITY', units: ['01'] });
    const look = (roots: number, field: string) => {
      const lists = times(roots, (at) => `r${at}: residents(personalIds: $ids) { ${field} }`);
      const ids = Array.from({ length: 200 }, () => parent);
      return hub.ask(authority, 'ADMINISTRATIVE_PROCEDURE', `query ($ids: [PersonalId!]!) { ${lists} }`, {
        ids,
      });
    };
    const within = await look(10, 'personalId');
    expect(within.body.errors).toBeUndefined();
    const beyond = await look(6, 'children { personalId }');
    expect(beyond.body.errors[0].extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: 'PERSONS' });
  });

  it.each([10, 18, 22])('answers a bomb of 2^%i fragments', async (levels) => {
    const answer = await ask(bomb(levels));
    expect(answer.status).toBe(400);
    expect(answer.body.data).toBeUndefined();
  });

  it('on tokens is told as a limit', async () => {
    const answer = await ask(`{ ${person} { ${times(3_000, () => 'fullName')} } }`);
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].extensions).toMatchObject({
      ...{ code: 'LIMIT_EXCEEDED', limit: 'TOKENS', allowed: 2_000 },
    });
    expect(await hub.auditOf(answer)).toHaveLength(1);
  });

  it.each([
    ['TEXT', { text: 'x'.repeat(10_001) }],
    ['TEXT', { text: [{ deep: ['x'.repeat(10_001)] }] }],
    ['VARIABLES', { text: Array.from({ length: 5_000 }, () => 1) }],
  ])('on what variables hold is told as %s', async (limit, variables) => {
    const answer = await ask('{ __typename }', variables);
    expect([answer.status, answer.body.errors[0].extensions]).toMatchObject([
      400,
      { code: 'LIMIT_EXCEEDED', limit },
    ]);
  });

  it('on what variables hold counts nested lists too', async () => {
    const nested = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const authorization = `Bearer ${await hub.token('authority.demo')}`;
    const answer = await hub.post(`{"query":"{ __typename }","variables":{"text":${nested}}}`, {
      authorization,
    });
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: 'VARIABLES' });
  });

  it('is not gone round by asking again: the plan of a refused document is not kept', async () => {
    const query = deep(12);
    for (let round = 0; round < 3; round += 1) expect((await ask(query)).status).toBe(400);
  });
});
