import { type GraphQLSchema, getOperationAST, parse } from 'graphql';
import { pino } from 'pino';
import { readyQueries } from '../../src/cli/ready-queries.js';
import { Planner } from '../../src/graphql/plan.js';
import { prepareDocuments } from '../../src/graphql/prepare-documents.js';
import { makeSchema } from '../../src/graphql/schema.js';
import { sectorModules } from '../../src/sectors/index.js';

let schema: GraphQLSchema;
let planner: Planner;
beforeAll(async () => {
  schema = await makeSchema(sectorModules.flatMap((module) => module.resolvers));
});
beforeEach(() => {
  planner = new Planner(schema, 'any');
});

const version = 'query Version { hub { version } }';
const both = `${version}\nquery Sources { hub { sources { name } } }`;

const ready = (source: string, operationName?: string | null) => planner.ready({ source, operationName });

/** As the engine asks for a plan of a document it has parsed. */
const planned = (source: string, operationName?: string) => {
  const document = parse(source);
  return planner.plan({ source, operationName }, document, getOperationAST(document, operationName)!);
};

function hashesOf(source: string): string[] {
  const prepared = planner.prepare(source, false);
  return 'plans' in prepared ? prepared.plans.map(({ hash }) => hash) : [];
}

describe('A prepared document', () => {
  it.each([true, false])('runs by itself the first time it is asked, compiled before: %s', (compiling) => {
    expect(ready(version)).toBeNull();
    planner.prepare(version, compiling);
    for (const name of [undefined, null, 'Version']) expect(ready(version, name)?.plan.name).toBe('Version');
  });

  it('has each operation by its name, and by no other', () => {
    planner.prepare(both, true);
    expect([ready(both, 'Version')?.plan.name, ready(both, 'Sources')?.plan.name]).toEqual([
      ...['Version', 'Sources'],
    ]);
    for (const name of [undefined, null, '', 'Other']) expect(ready(both, name)).toBeNull();
  });

  it('has the plan, and the hash, that the engine would have made of it', () => {
    const byEngine = ['Version', 'Sources'].map((name) => planned(both, name).hash);
    expect(hashesOf(both)).toEqual(byEngine);
    expect(planned(both, 'Version')).toBe(ready(both, 'Version')?.plan);
    expect(new Set([...byEngine, ...hashesOf(version)]).size).toBe(3);
  });

  it('is another one with another space', () => {
    planner.prepare(version, true);
    expect(ready(`${version}\n`)).toBeNull();
    expect(hashesOf(`${version}\n`)).not.toEqual(hashesOf(version));
  });

  it('is not pushed out by however many others', () => {
    planner.prepare(version, true);
    for (let at = 0; at < 1_001; at += 1) {
      const other = `{ hub { v${at}: version } }`;
      planned(other);
      ready(other);
    }
    expect(ready('{ hub { v0: version } }')).toBeNull();
    expect(ready(version)).not.toBeNull();
  });

  it('may read the schema, and is then run by the engine', () => {
    const source = '{ __schema { queryType { name } } }';
    expect(hashesOf(source)).toHaveLength(1);
    expect(ready(source)).toBeNull();
  });
});

describe('Preparing', () => {
  it.each<[what: string, source: string, code: string, line: number, column: number]>([
    ['what cannot be parsed', 'query A {\n  hub { }\n}', 'GRAPHQL_PARSE_FAILED', 2, 9],
    ['a field that is not there', '{\n  hub { nothing }\n}', 'GRAPHQL_VALIDATION_FAILED', 2, 9],
    [
      'two operations, one without a name',
      `${version}\n{ hub { version } }`,
      'GRAPHQL_VALIDATION_FAILED',
      2,
      1,
    ],
    ['one name twice', `${version}\nquery Version { hub { version } }`, 'GRAPHQL_VALIDATION_FAILED', 1, 7],
    [
      'a subscription',
      `${version}\nsubscription S { reconciliationProgress(runId: "1") { state } }`,
      'BAD_USER_INPUT',
      2,
      1,
    ],
    [
      'an operation over a limit',
      `${version}\n\n  query R { ${Array.from({ length: 11 }, (_, at) => `r${at}: __typename`).join(' ')} }`,
      'LIMIT_EXCEEDED',
      3,
      3,
    ],
    ['too many tokens', `{ hub { ${'version '.repeat(2_000)} } }`, 'LIMIT_EXCEEDED', 1, 1],
    ['too many characters', `${version}${' '.repeat(16_000)}`, 'LIMIT_EXCEEDED', 1, 1],
    [
      'what could be somebody’s number',
      '{ resident(\n personalId: "001000999999") { handle } }',
      'BAD_USER_INPUT',
      2,
      15,
    ],
    ['a number in a comment', `${version} # 001000999`, 'BAD_USER_INPUT', 1, 37],
  ])('refuses %s, with its code and place, and keeps nothing', (_what, source, code, line, column) => {
    const prepared = planner.prepare(source, true);
    expect(prepared).toMatchObject({ problems: [{ code, line, column, problem: expect.any(String) }] });
    expect([ready(source), ready(source, 'Version')]).toEqual([null, null]);
  });

  it('goes on after a document that does not fit, and names it in the log without its text', () => {
    const lines: string[] = [];
    const logger = pino({ base: null, timestamp: false }, { write: (line) => void lines.push(line) });
    const own = readyQueries.map(({ query }) => query);
    const registered = [
      { agency: 'clinic.test', name: 'old', source: '{ oldFieldOfLong }' },
      { agency: 'clinic.test', name: 'version', source: version },
      { agency: 'other.test', name: 'the-same', source: version },
    ];
    prepareDocuments(planner, own, registered, logger);
    for (const source of [...own, version]) expect(ready(source)).not.toBeNull();
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        ...{ level: 40, agency: 'clinic.test', document: 'old' },
        problems: [{ code: 'GRAPHQL_VALIDATION_FAILED', line: 1, column: 3 }],
        msg: 'a known document does not fit the schema',
      },
      { level: 30, documents: 5, msg: 'known documents are planned' },
    ]);
  });
});
