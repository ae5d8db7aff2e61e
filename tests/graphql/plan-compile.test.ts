import { execute, type GraphQLSchema, parse } from 'graphql';
import type { HubState } from '../../src/context.js';
import { compile } from '../../src/graphql/compiled.js';
import type { RequestState } from '../../src/graphql/request-state.js';
import { makeSchema } from '../../src/graphql/schema.js';
import { sectorModules } from '../../src/sectors/index.js';

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await makeSchema(sectorModules.flatMap((module) => module.resolvers));
});

const isCompiled = (query: string, name?: string) => compile(schema, query, name) !== null;

/** As much of a request as `hub` looks at. */
const state = {
  hub: {
    version: '1',
    sources: () => [],
    reconciled: new Map(),
    titles: new Map(),
    operation: null,
    signer: () => null,
  } satisfies HubState,
} as unknown as RequestState;

describe('A text in a document never becomes code', () => {
  // The compiler turns such a text into `new Date(…)` with whatever follows the mark.
  const mark = '__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d';
  const code = `${mark}globalThis.ranFromAText=1`;
  const escaped = code.replace('__', '\\u005f\\u005f');

  it.each([
    ['as an argument', `{ school(code: "${code}") { name } }`],
    ['written with escapes', `{ school(code: "${escaped}") { name } }`],
    ['in a block', `{ school(code: """${code}""") { name } }`],
    ['in an object', `{ identify(claim: { cardText: "${code}" }) { outcome } }`],
    ['after a quote', `{ school(code: "\\"${code}\\"") { name } }`],
    ['as the default of a variable', `query ($c: String! = "${code}") { school(code: $c) { name } }`],
    ['in a fragment', `{ ...F } fragment F on Query { school(code: "${code}") { name } }`],
    [
      'as what is not a number',
      '{ school(code: "__MAGIC_NAN__57f286b9_4c20_487f_b409_79804ddcb4f8") { name } }',
    ],
  ])('%s: the document is not compiled', (_where, query) => {
    expect(isCompiled(query)).toBe(false);
    expect(globalThis).not.toHaveProperty('ranFromAText');
  });

  it.each(['01000701', '2026-2027', '10A1', 'Nguyễn Văn Hư', 'DN4010103906566|22/08/1990', ''])(
    'a plain one is compiled: %s',
    (text) => expect(isCompiled(`{ school(code: "${text}") { name } }`)).toBe(true),
  );
});

describe('What the compiler would run otherwise than the specification is not compiled', () => {
  it.each([
    ['an alias __proto__', '{ hub { __proto__: version } }'],
    ['a variable toString', 'query ($toString: Boolean!) { hub { version @skip(if: $toString) } }'],
    ['an alias constructor', '{ hub { constructor: version } }'],
    ['a variable __proto__', 'query ($__proto__: Boolean!) { hub { version @skip(if: $__proto__) } }'],
    ['a nullable variable as a condition', 'query ($x: Boolean = true) { hub { version @skip(if: $x) } }'],
    [
      'a nullable variable where an argument is not',
      'query ($c: String = "01000701") { school(code: $c) { name } }',
    ],
    [
      'a nullable variable in a list',
      'query ($id: PersonalId = "001000999999") { residents(personalIds: [$id]) { sex } }',
    ],
    [
      'one fragment twice, once on a condition',
      'query ($x: Boolean!) { hub { ...F @include(if: $x) ...F } } fragment F on Hub { version }',
    ],
    [
      'one key twice, once on a condition',
      'query ($x: Boolean!) { hub @include(if: $x) { ...F } hub { sources { name } } } fragment F on Hub { version }',
    ],
    [
      'one key twice below, once in a fragment on a condition',
      '{ hub { version } ... @skip(if: true) { hub { sources { name } } } hub { ... @skip(if: false) { version } } }',
    ],
  ])('%s', (_what, query) => expect(isCompiled(query)).toBe(false));

  it.each([
    [
      'a condition on what is asked once',
      'query ($x: Boolean!) { hub { version @skip(if: $x) sources { name } } }',
    ],
    [
      'what is asked twice without a condition',
      '{ hub { version } hub { version ...F ...F } } fragment F on Hub { version }',
    ],
    [
      'a nullable variable where null may be',
      'query ($t: String) { identify(claim: { cardText: $t }) { outcome } }',
    ],
    [
      'one fragment in two places, in one of them on a condition',
      `query ($x: Boolean!) {
       hub { ...F @include(if: $x) } other: hub { ...F } } fragment F on Hub { version }`,
    ],
  ])('but %s is', (_what, query) => expect(isCompiled(query)).toBe(true));
});

describe('Operations of one document', () => {
  const document = `query A($x: Boolean!) { hub { ...F @include(if: $x) } }
    query B { hub { ...F } } fragment F on Hub { version }`;

  it('are compiled apart: a condition of the one does not count for the other', async () => {
    for (const name of ['A', 'B', 'A']) {
      for (const variables of [{ x: true }, { x: false }] as const) {
        const expected = await execute({
          ...{ schema, document: parse(document), operationName: name, contextValue: state },
          variableValues: variables,
        });
        const { data } = await compile(schema, document, name)!.run(state, variables);
        expect(JSON.stringify(data)).toBe(JSON.stringify(expected.data));
      }
    }
  });

  it('are none when the name is of none, or missing among several', () => {
    expect([isCompiled(document, 'C'), isCompiled(document, ''), isCompiled(document)]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
