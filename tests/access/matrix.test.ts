import { type AgencyKind, countsUnder, kinds, type Scope } from '../../src/access/kinds.js';
import { withPool } from '../../src/cli/workplace.js';
import { makeSchema } from '../../src/graphql/schema.js';
import { sectorModules } from '../../src/sectors/index.js';
import { addAgency } from '../support/agencies.js';
import { type Answer, type Hub, openHub } from '../support/hub.js';
import { readAccessTable } from './access-table.js';
import { bodyOf, type Way, waysOf, wrappings } from './paths.js';

let hub: Hub;
let ways: Way[];
const agencies = {} as Record<AgencyKind, string>;
const kindNames = Object.keys(kinds) as AgencyKind[];

beforeAll(async () => {
  hub = await openHub();
  ways = waysOf(await makeSchema(sectorModules.flatMap((module) => module.resolvers)));
  for (const kind of kindNames) agencies[kind] = await addAgency(hub.cluster, { kind });
});
afterAll(() => hub.stop());

/** A kind that holds every scope of the way, so that only the one taken away can be missing. */
function holderOf(way: Way): AgencyKind {
  const needed = way.steps.flatMap((step) => step.scope ?? []);
  const kind = kindNames.find((name) => needed.every((scope) => kinds[name].scopes.includes(scope)));
  if (!kind) throw new Error(`No kind of agency may reach ${way.coordinate}`);
  return kind;
}

/** Under a purpose that the scopes of the way count under, where one is named. */
async function askAs(kind: AgencyKind, scope: readonly Scope[], body: object, way?: Way): Promise<Answer> {
  const token = await hub.token(agencies[kind], { scope });
  const needed = way?.steps.flatMap((step) => step.scope ?? []) ?? [];
  const { purposes } = kinds[kind];
  const purpose = purposes.find((one) => needed.every((need) => countsUnder(need, one))) ?? purposes[0]!;
  const headers = { 'x-purpose': purpose, 'x-case-reference': 'HS-1' };
  return hub.post(body, { authorization: `Bearer ${token}`, ...headers });
}

/** Work on many, a few at a time. */
async function forEach<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const one = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: 8 }, one));
}

/** So many of a list, evenly spread, its last among them: the mutations. */
function sampleOf<T>(all: readonly T[], count: number): T[] {
  const step = Math.max(1, (all.length - 1) / (count - 1));
  return Array.from({ length: Math.min(count, all.length) }, (_, at) => all[Math.round(at * step)]!);
}

/** How many changes the hub knows of, of any agency of this suite: none is made here. */
function writesKnown(): Promise<number> {
  return withPool(hub.cluster.databases.auditor, async (pool) => {
    const { rows } = await pool.query<{ changes: number }>(
      'select count(*)::int as changes from audit.event where agency_code = any($1) and change is not null',
      [Object.values(agencies)],
    );
    return rows[0]!.changes;
  });
}

interface Recorded {
  outcome: string;
  error_codes: string[];
  fields_refused: string[];
  fields_released: string[];
  subjects: string;
}

/** What stands on record of these requests, by request id. */
async function recorded(requestIds: string[]): Promise<Map<string, Recorded[]>> {
  return withPool(hub.cluster.databases.auditor, async (pool) => {
    const { rows } = await pool.query<Recorded & { request_id: string }>(
      `select request_id, outcome, error_codes, fields_refused, fields_released,
         (select count(*) from audit.event_subject s where s.event_id = e.id) as subjects
       from audit.event e where request_id = any($1::text[])`,
      [requestIds],
    );
    const byRequest = new Map<string, Recorded[]>(requestIds.map((id) => [id, []]));
    for (const { request_id, ...row } of rows) byRequest.get(request_id)!.push(row);
    return byRequest;
  });
}

describe('Every field that stands under a scope', () => {
  it('can be reached by some kind of agency, and there are many of them', () => {
    const guarded = ways.filter((way) => way.steps.at(-1)!.scope !== null);
    expect(guarded.length).toBeGreaterThan(100);
    for (const way of guarded) expect(kinds[holderOf(way)].scopes).toContain(way.steps.at(-1)!.scope);
  });

  // Written plainly, every field; in each other way every fourth, another one each time: matrix-plans has them all.
  it.each(wrappings.map((wrapping, at) => [wrapping.name, wrapping, at] as const))(
    'is refused without it, before anything is read: %s',
    async (_name, wrapping, own) => {
      const guarded = ways.filter(
        (way, at) => way.steps.at(-1)!.scope !== null && (own === 0 || at % 4 === own % 4),
      );
      const before = await hub.statements();
      const requests = new Map<string, Way>();
      await forEach(guarded, async (way) => {
        const scope = way.steps.at(-1)!.scope!;
        const kind = holderOf(way);
        const held = kinds[kind].scopes.filter((one) => one !== scope);
        const body = bodyOf(wrapping, way);
        const answer = await askAs(kind, held, body);
        const expected = way.steps.filter((step) => step.scope === scope).map((step) => step.coordinate);
        expect({ query: body.query, status: answer.status, body: answer.body }).toEqual({
          query: body.query,
          status: 403,
          body: {
            errors: [
              expect.objectContaining({
                extensions: {
                  code: 'FORBIDDEN',
                  requestId: answer.requestId,
                  missing: expect.arrayContaining(expected.map((coordinate) => ({ coordinate, scope }))),
                },
              }),
            ],
          },
        });
        expect(answer.body.errors[0].extensions.missing).toHaveLength(new Set(expected).size);
        requests.set(answer.requestId, way);
      });
      expect(await hub.statements()).toEqual(before);
      const events = await recorded([...requests.keys()]);
      for (const [requestId, way] of requests) {
        expect(events.get(requestId)).toEqual([
          expect.objectContaining({
            ...{ outcome: 'REFUSED', error_codes: ['FORBIDDEN'], fields_released: [], subjects: '0' },
            fields_refused: expect.arrayContaining([way.coordinate]),
          }),
        ]);
      }
    },
    120_000,
  );

  it('is refused together with every other that is missing, each named once', async () => {
    const fields = ways.filter((way) => way.steps.at(-1)!.owner === 'Resident');
    const selection = fields.map((way) => {
      const step = way.steps.at(-1)!;
      return `${step.name}${step.args}${way.composite ? ' { __typename }' : ''}`;
    });
    const query = `{ resident(personalId: "001000999999") { ${selection.join(' ')} ${selection.join(' ')} } }`;
    const answer = await askAs('HOSPITAL', ['identity:read'], { query });
    expect(answer.status).toBe(403);
    const { missing } = answer.body.errors[0].extensions as { missing: { coordinate: string }[] };
    expect(missing.map(({ coordinate }) => coordinate).sort()).toEqual(
      fields
        .filter((way) => way.steps.at(-1)!.scope !== 'identity:read')
        .map((way) => way.coordinate)
        .sort(),
    );
  });
});

describe('schema/access.md', () => {
  const { coordinates, mayAsk } = readAccessTable();

  it('names every field of the schema', () => {
    // Subscriptions have a route of their own, and tests with it (tests/reconciliation/runs/progress.test.ts).
    const asked = [...coordinates].filter((one) => !one.startsWith('Subscription.'));
    expect(asked.sort()).toEqual(ways.map((way) => way.coordinate).sort());
  });

  it.each(kindNames)(
    'says what %s is answered with all it may hold, and what it is refused',
    async (kind) => {
      await forEach(ways, async (way) => {
        const missing = way.steps
          .map((step) => step.coordinate)
          .filter((coordinate) => !mayAsk(kind, coordinate));
        // What may be changed is not changed here.
        if (way.operation === 'mutation' && missing.length === 0) return;
        const answer = await askAs(kind, kinds[kind].scopes, bodyOf(wrappings[0]!, way), way);
        if (missing.length === 0) {
          expect([way.coordinate, answer.status]).toEqual([way.coordinate, 200]);
        } else {
          expect([way.coordinate, answer.status]).toEqual([way.coordinate, 403]);
          const named = answer.body.errors[0].extensions.missing as { coordinate: string }[];
          expect(named.map(({ coordinate }) => coordinate)).toEqual(missing);
        }
      });
    },
  );

  it.each(wrappings.map((wrapping) => [wrapping.name, wrapping] as const))(
    'refuses every kind what it may never hold, and nothing is read or changed: %s',
    async (_name, wrapping) => {
      const before = { statements: await hub.statements(), keys: await writesKnown() };
      await forEach(kindNames, async (kind) => {
        const never = ways.filter((way) => way.steps.some(({ coordinate }) => !mayAsk(kind, coordinate)));
        expect(never.length).toBeGreaterThan(0);
        for (const way of sampleOf(never, 12)) {
          const answer = await askAs(kind, kinds[kind].scopes, bodyOf(wrapping, way));
          const code = answer.body.errors?.[0].extensions.code;
          expect([kind, way.coordinate, answer.status, code]).toEqual([
            kind,
            way.coordinate,
            403,
            'FORBIDDEN',
          ]);
          expect(answer.body).not.toHaveProperty('data');
        }
      });
      expect({ statements: await hub.statements(), keys: await writesKnown() }).toEqual(before);
    },
  );

  it('has no scope that an agency could be granted beyond its kind', async () => {
    const auditor = await addAgency(hub.cluster, { kind: 'AUDITOR' });
    await withPool(hub.cluster.databases.urls.hub, (pool) =>
      pool.query("insert into access.agency_grant (agency_code, scope) values ($1, 'identity:read')", [
        auditor,
      ]),
    );
    await expect(hub.token(auditor, { scope: ['audit:read', 'identity:read'] })).rejects.toThrow(
      /invalid_scope/,
    );
    await expect(hub.token(auditor, { scope: ['audit:read'] })).resolves.toMatch(/^ey/);
  });
});
