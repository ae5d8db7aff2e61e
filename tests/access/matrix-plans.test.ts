import { type GraphQLSchema, getOperationAST, parse, validate } from 'graphql';
import { authorize } from '../../src/access/authorize.js';
import type { Agency, Caller, Reason } from '../../src/access/caller.js';
import { type AgencyKind, countsUnder, isScope, kinds, type Scope } from '../../src/access/kinds.js';
import { HubError } from '../../src/domain/errors.js';
import { type Plan, Planner } from '../../src/graphql/plan.js';
import { makeSchema } from '../../src/graphql/schema.js';
import { sectorModules } from '../../src/sectors/index.js';
import { readAccessTable } from './access-table.js';
import { bodyOf, everyWayOf, type Way, type Wrapping, wrappings } from './paths.js';

const kindNames = Object.keys(kinds) as AgencyKind[];
const table = readAccessTable();

let schema: GraphQLSchema;
let ways: Way[];

beforeAll(async () => {
  schema = await makeSchema(sectorModules.flatMap((module) => module.resolvers));
  ways = everyWayOf(schema, { fields: 6, people: 2 });
});

/** What the hub would decide of a document by, made as it makes it for one that it sees first. */
function planOf(planner: Planner, wrapping: Wrapping, way: Way): Plan {
  const { query: source, operationName } = bodyOf(wrapping, way);
  const document = parse(source);
  const operation = getOperationAST(document, operationName)!;
  return planner.plan({ source, operationName }, document, operation);
}

function callerOf(kind: AgencyKind, scopes: ReadonlySet<Scope>): Caller {
  const agency: Agency = {
    ...{ code: 'matrix', kind, name: '', units: [], grants: scopes, narrowed: null, documents: null },
    ...{ isCase: null, caseRequired: false, certificateRequired: false },
    ...{ keyIds: new Set(), barred: new Map(), officers: null },
  };
  return { agency, clientId: 'matrix', officer: '001', self: null, subject: null, scopes, barred: null };
}

/** What is refused to a caller, by coordinate, as he reads it; null when he may ask. */
function refusedTo(plan: Plan, caller: Caller, reason: Reason): { code: string; missing: string[] } | null {
  try {
    authorize(plan.requirements, caller, reason);
    return null;
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    const missing = (error.details.missing ?? []) as { coordinate: string }[];
    return { code: error.code, missing: missing.map(({ coordinate }) => coordinate) };
  }
}

/** A reason of the kind under which as many of these scopes count as can. */
function reasonFor(kind: AgencyKind, scopes: readonly Scope[]): Reason {
  const counting = (purpose: Reason['purpose']) => scopes.filter((one) => countsUnder(one, purpose!)).length;
  const [purpose = null] = [...kinds[kind].purposes].sort((a, b) => counting(b) - counting(a));
  return { purpose, caseReference: 'HS-1', emergencyReason: 'Lý do của bài thử' };
}

describe('Every way to every field, however it is written', () => {
  it('are thousands, each field among them', () => {
    const asked = [...table.coordinates].filter((one) => !one.startsWith('Subscription.'));
    expect([...new Set(ways.map((way) => way.coordinate))].sort()).toEqual(asked.sort());
    expect(ways.length).toBeGreaterThan(2_000);
  });

  it('are documents that the hub would run', () => {
    for (const wrapping of wrappings) {
      for (const way of ways.filter((_way, at) => at % 23 === 0)) {
        const { query } = wrapping.write(way);
        expect([query, validate(schema, parse(query))]).toEqual([query, []]);
      }
    }
  });

  // The first wrapping takes every way; each other every field, and its share of the longer ways.
  it.each(wrappings.map((wrapping, at) => [wrapping.name, wrapping, at] as const))(
    'are answered and refused as schema/access.md says, to every kind and for every scope: %s',
    (_name, wrapping, own) => {
      const planner = new Planner(schema, 'any');
      const wrong: unknown[] = [];
      const seen = new Set<string>();
      const isNew = ({ coordinate }: Way) => seen.size < seen.add(coordinate).size;
      for (const way of ways.filter((one, at) => isNew(one) || own === 0 || at % wrappings.length === own)) {
        const plan = planOf(planner, wrapping, way);
        for (const one of decisionsOf(plan, way)) {
          if (JSON.stringify(one.found) !== JSON.stringify(one.expected) && wrong.length < 10)
            wrong.push({ way: way.steps.map((step) => step.name).join(' '), ...one });
        }
      }
      expect(wrong).toEqual([]);
    },
    120_000,
  );
});

interface Decision {
  kind: AgencyKind;
  without: string | null;
  found: unknown;
  expected: unknown;
}

/** What every kind is told with all it may hold, and with all but one scope of the way. */
function* decisionsOf(plan: Plan, way: Way): Generator<Decision> {
  const coordinates = [...new Set(way.steps.map((step) => step.coordinate))];
  const needed = [...new Set(coordinates.map(table.scopeOf))].filter((scope) => scope !== null);
  const scopes = needed.filter(isScope);
  for (const kind of kindNames) {
    const reason = reasonFor(kind, scopes);
    const told = (expected: string[]) =>
      expected.length > 0 ? { code: 'FORBIDDEN', missing: expected } : null;
    const held = new Set(kinds[kind].scopes);
    const never = coordinates.filter((coordinate) => !table.mayAsk(kind, coordinate));
    yield {
      ...{ kind, without: null },
      found: refusedTo(plan, callerOf(kind, held), reason),
      expected: told(never),
    };
    for (const scope of scopes.filter((one) => held.has(one))) {
      const others = new Set([...held].filter((one) => one !== scope));
      const missing = coordinates.filter(
        (coordinate) => table.scopeOf(coordinate) === scope || never.includes(coordinate),
      );
      yield {
        ...{ kind, without: scope },
        found: refusedTo(plan, callerOf(kind, others), reason),
        expected: told(missing),
      };
    }
  }
}
