import { type GraphQLSchema, getIntrospectionQuery, getOperationAST, parse } from 'graphql';
import { HubError } from '../../src/domain/errors.js';
import { Planner } from '../../src/graphql/plan.js';
import { askedIn } from '../../src/graphql/request-body.js';
import { makeSchema } from '../../src/graphql/schema.js';
import { sectorModules } from '../../src/sectors/index.js';

/** The most plans kept of documents that were seen once, and the longest document kept (src/graphql/plan.ts). */
const bounds = { once: 1_000, text: 16_000 };

let schema: GraphQLSchema;
let planner: Planner;
beforeAll(async () => {
  schema = await makeSchema(sectorModules.flatMap((module) => module.resolvers));
});
beforeEach(() => {
  planner = new Planner(schema, 'any');
});

/** A request as it comes: run by its plan if that is ready, else planned. Answers whether it was ready. */
function see(source: string, operationName?: string): boolean {
  if (planner.ready({ source, operationName })) return true;
  const document = parse(source);
  planner.plan({ source, operationName }, document, getOperationAST(document, operationName)!);
  return false;
}

const version = (comment: string | number) => `{ hub { version } } #${comment}`;

describe('A document', () => {
  it('is not ready when it is seen first, and is from the second time on', () => {
    expect([see(version(1)), see(version(1)), see(version(1))]).toEqual([false, true, true]);
  });

  it('is compiled once', () => {
    see(version(1));
    const asking = { source: version(1), operationName: undefined };
    const first = planner.ready(asking);
    expect(first).not.toBeNull();
    expect(planner.ready(asking)!.compiled).toBe(first!.compiled);
    expect(planner.ready(asking)!.plan).toBe(first!.plan);
  });

  it('is known by its whole text', () => {
    see('{ hub { version } }');
    expect(see('{ hub { version  } }')).toBe(false);
  });

  it('has a plan for each of its operations', () => {
    const source = 'query A { hub { version } } query B { hub { sources { name } } }';
    expect([see(source, 'A'), see(source, 'B'), see(source, 'A'), see(source, 'B')]).toEqual([
      false,
      false,
      true,
      true,
    ]);
    const [a, b] = ['A', 'B'].map((operationName) => planner.ready({ source, operationName })!.plan);
    expect([a!.name, b!.name]).toEqual(['A', 'B']);
    expect(a!.hash).not.toBe(b!.hash);
    expect([...b!.shape.coordinates]).toEqual(['Query.hub', 'Hub.sources', 'HubSource.name']);
  });

  it('asked without a name is not ready for who gives an empty one: that names no operation', () => {
    see(version(1));
    see(version(1));
    expect(planner.ready({ source: version(1), operationName: '' })).toBeNull();
    expect(planner.ready({ source: version(1), operationName: null })).not.toBeNull();
  });

  it('that asks for the schema stays with the engine, however often it comes', () => {
    for (const source of [getIntrospectionQuery(), '{ hub { version } __type(name: "Hub") { name } }']) {
      expect([see(source), see(source), see(source)]).toEqual([false, false, false]);
    }
  });

  it('that the compiler must not be given stays with the engine, however often it comes', () => {
    const source = '{ hub { version @skip(if: true) version } }';
    expect([see(source), see(source), see(source)]).toEqual([false, false, false]);
  });

  it('over the kept length is planned and not kept', () => {
    const long = version('x'.repeat(bounds.text));
    expect([see(long), see(long), see(long)]).toEqual([false, false, false]);
    const short = version('x'.repeat(bounds.text - 100));
    expect([see(short), see(short)]).toEqual([false, true]);
  });

  it('over a limit is refused each time, and nothing is kept', () => {
    const deep = `{ resident(personalId: "001000999999") { ${'guardians { '.repeat(9)}sex${' }'.repeat(9)} } }`;
    for (let round = 0; round < 3; round += 1) {
      expect(() => see(deep)).toThrow(HubError);
      expect(planner.ready({ source: deep, operationName: undefined })).toBeNull();
    }
  });
});

describe('Documents that come back', () => {
  it('are kept up to a size, the longest unused going first', () => {
    const long = (at: number) => version(`${at} ${'x'.repeat(15_000)}`);
    const used = long(0);
    for (let at = 0; at < 200; at += 1) {
      see(long(at));
      expect(see(long(at))).toBe(true);
      expect(see(used)).toBe(true);
    }
    expect(planner.ready({ source: long(1), operationName: undefined })).toBeNull();
    expect(planner.ready({ source: long(199), operationName: undefined })).not.toBeNull();
  });

  it('have no plan under a name that no operation can have', () => {
    expect(askedIn({ query: version(1), operationName: 'A\0B' })).toBeNull();
    expect(askedIn({ query: version(1), operationName: '' })).toBeNull();
    expect(askedIn({ query: version(1), operationName: 'A' })).not.toBeNull();
  });
});

describe('A flood of documents that never come back', () => {
  it('is remembered up to a bound, and pushes out none that came back', () => {
    const returning = Array.from({ length: 20 }, (_, at) => version(`returning ${at}`));
    for (const source of returning) expect([see(source), see(source)]).toEqual([false, true]);
    const flood = Array.from({ length: 20_000 }, (_, at) => version(at));
    const document = parse(flood[0]!);
    const operation = getOperationAST(document)!;
    for (const source of flood) planner.plan({ source, operationName: undefined }, document, operation);
    for (const source of returning) expect(see(source)).toBe(true);
    // Asked again, those that are remembered are ready: as many as are kept, and the last that came.
    const remembered = flood.map((source) => planner.ready({ source, operationName: undefined }) !== null);
    expect(remembered.filter(Boolean)).toHaveLength(bounds.once);
    expect(remembered.lastIndexOf(false)).toBe(flood.length - bounds.once - 1);
  });
});
