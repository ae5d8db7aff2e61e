import fc from 'fast-check';
import type { GraphQLSchema } from 'graphql';
import pg from 'pg';
import { Keyring } from '../../src/access/keys.js';
import { compile } from '../../src/graphql/compiled.js';
import { makeSchema } from '../../src/graphql/schema.js';
import { sectorModules } from '../../src/sectors/index.js';
import { type Answer, type Hub, openHub } from '../support/hub.js';
import { knownPeople } from '../support/people.js';
import { type SampleCaller, sampleCallers } from './plan-callers.js';
import { type Operation, operations } from './plan-operations.js';
import { Reference } from './plan-reference.js';

let hub: Hub;
let schema: GraphQLSchema;
let callers: SampleCaller[];
let reference: Reference;
let auditor: pg.Pool;
let keys: Keyring;
let self: string;

beforeAll(async () => {
  hub = await openHub();
  schema = await makeSchema(sectorModules.flatMap((module) => module.resolvers));
  callers = await sampleCallers(hub.cluster);
  self = (await knownPeople(hub.cluster)).ACTIVE!;
  reference = await Reference.open(hub.cluster, schema);
  auditor = new pg.Pool({ connectionString: hub.cluster.databases.auditor, max: 1 });
  keys = new Keyring(hub.cluster.state.masterKey(null));
});
afterAll(async () => {
  await auditor?.end();
  await reference?.close();
  await hub?.stop();
});

/** How many operations a run draws; `PLAN_RUNS=5000` looks longer. */
const runs = Number(process.env.PLAN_RUNS ?? 300);
/** A document may be drawn twice: the number at its end makes it one that the hub has not seen. */
let drawn = 0;

/** What the record keeps of a request, but for its id, time and duration; lists that have no order are sorted. */
async function recorded({ requestId }: Answer) {
  const { rows } = await auditor.query(
    `select e.*, (select coalesce(json_agg(json_build_object('sealed', encode(s.subject_sealed, 'base64'),
       'outcome', s.outcome)), '[]') from audit.event_subject s where s.event_id = e.id) as subjects
     from audit.event e where e.request_id = $1`,
    [requestId],
  );
  expect(rows).toHaveLength(1);
  const { id, request_id: _request, occurred_at: _at, duration_ms: _duration, subjects, ...kept } = rows[0];
  const { salt: _salt, txid: _txid, ...event } = kept;
  const opened = subjects.map(({ sealed, outcome }: { sealed: string; outcome: string }) => {
    return `${keys.open('audit-seal', Buffer.from(sealed, 'base64'), id)}: ${outcome}`;
  });
  return {
    ...event,
    error_codes: event.error_codes.sort(),
    fields_unavailable: event.fields_unavailable.sort(),
    subjects: opened.sort(),
  };
}

/** A handle is another one each time; which errors come first depends on which source answers first. */
function comparable(answer: Answer) {
  const text = answer.text
    .replaceAll(answer.requestId, 'REQUEST')
    .replaceAll(/("handle\w*":)"[\w.~-]+"/g, '$1"HANDLE"');
  const { errors, ...rest } = JSON.parse(text);
  return {
    status: answer.status,
    contentType: answer.headers.get('content-type'),
    // As text: the order of the keys is a part of the answer.
    rest: JSON.stringify(rest),
    errors: (errors ?? []).map((error: unknown) => JSON.stringify(error)).sort(),
  };
}

/** `place: code` of each error; the place is the first null on the way to the field that failed, or the field. */
function nulls({ body }: Answer): { ofFields: string[]; cutShort: boolean } {
  const errors: { path?: (string | number)[]; extensions: { code: string } }[] = body.errors ?? [];
  let cutShort = false;
  const ofFields = errors.map(({ path = [], extensions }) => {
    let value = body.data;
    let at = 0;
    for (; at < path.length && value !== null && value !== undefined; at += 1) value = value[path[at]!];
    cutShort ||= body.data !== undefined && at < path.length;
    return `${path.slice(0, at).join('.')}: ${extensions.code}`;
  });
  return { ofFields, cutShort };
}

const seen = { operations: 0, compiled: 0, withData: 0, partial: 0, refused: 0, badRequest: 0, cutShort: 0 };

async function check(caller: SampleCaller, operation: Operation): Promise<void> {
  drawn += 1;
  const body = { ...operation, query: `${operation.query}\n#${drawn}` };
  const authorization = `Bearer ${await hub.token(caller.agency)}`;
  const ask = () => hub.post(body, { authorization, ...caller.headers });
  const byEngine = await ask();
  const expected = { answer: comparable(byEngine), record: await recorded(byEngine) };
  // An error made more than its own field null: the engine then answers without waiting for the rest, so that what it
  // met of the rest by then, and which of several errors came first, is a matter of time. A plan waits for all of it.
  const { ofFields, cutShort } = nulls(byEngine);
  const compiled =
    byEngine.body.data !== undefined && compile(schema, body.query, body.operationName) !== null;
  for (let again = 0; again < 2; again += 1) {
    const byPlan = await ask();
    const got = { answer: comparable(byPlan), record: await recorded(byPlan) };
    if (cutShort) {
      if (compiled) {
        expect(nulls(byPlan).ofFields).toEqual(expect.arrayContaining(ofFields));
        const met = expected.record.subjects.map(numberOf);
        expect(got.record.subjects.map(numberOf)).toEqual(expect.arrayContaining(met));
      }
      Object.assign(got.answer, { errors: expected.answer.errors });
      const { error_codes, fields_unavailable, subjects } = expected.record;
      Object.assign(got.record, { error_codes, fields_unavailable, subjects });
    }
    expect(got).toEqual(expected);
  }
  count(byEngine, compiled, cutShort);
  if (byEngine.body.data === undefined || operation.query.includes('hub')) return;
  const plain = await reference.run(caller, self, body);
  expect(withoutHandles(byEngine.body.data)).toEqual(withoutHandles(plain.data));
  expect(expected.record.fields_released).toEqual(plain.released);
  if (cutShort) return;
  expect(expected.record.subjects).toEqual(plain.subjects);
  const errors: { path?: string[]; extensions: { code: string } }[] = byEngine.body.errors ?? [];
  expect(errors.map(({ path, extensions }) => `${path?.join('.')}: ${extensions.code}`).sort()).toEqual(
    plain.errors,
  );
}

const numberOf = (subject: string) => subject.split(':')[0];

function count({ status, body }: Answer, compiled: boolean, cutShort: boolean): void {
  seen.operations += 1;
  if (status === 403) seen.refused += 1;
  if (status === 400) seen.badRequest += 1;
  if (cutShort) seen.cutShort += 1;
  if (body.data === undefined) return;
  if (compiled) seen.compiled += 1;
  if (body.errors) seen.partial += 1;
  const values = Object.values((body.data ?? {}) as object);
  if (values.some((value) => value !== null && typeof value === 'object')) seen.withData += 1;
}

const withoutHandles = (data: unknown) =>
  JSON.parse(JSON.stringify(data).replaceAll(/("handle\w*":)"[\w.~-]+"/g, '$1"HANDLE"'));

const classes = 'school(code: "01000701") { classes(schoolYear: "2026-2027")';

describe('An operation', () => {
  it.each<[what: string, agency: string, operation: Operation]>([
    [
      'a field left out by a condition around a fragment, under a key asked twice',
      'resident.demo',
      {
        query: `query ($no: Boolean!) { me { sex } ...Out @include(if: $no) }
          fragment Out on Query { me { ...Born } } fragment Born on Resident { dateOfBirth }`,
        variables: { no: false },
      },
    ],
    [
      'null for a variable that has a default, in a list',
      'insurance.demo',
      {
        query: 'query ($id: PersonalId = "001000999999") { residents(personalIds: [$id]) { sex } }',
        variables: { id: null },
      },
    ],
    [
      'null for a condition that has a default',
      'school.demo',
      { query: 'query ($x: Boolean = true) { hub { version @skip(if: $x) } }', variables: { x: null } },
    ],
    [
      'a list for a variable that is an object',
      'school.demo',
      {
        query: 'query ($claim: IdentityClaim!) { identify(claim: $claim) { outcome } }',
        variables: { claim: [] },
      },
    ],
    [
      'an answer with a key __proto__',
      'resident.demo',
      { query: '{ me { __proto__: fullName } }', variables: {} },
    ],
    [
      'pages that all fail',
      'school.demo',
      { query: `{ ${classes} { enrolments(first: 0) { totalCount } } } }`, variables: {} },
    ],
  ])('is answered as it should be, where the compiler alone would not: %s', (_what, agency, operation) =>
    check(callers.find((caller) => caller.agency === agency)!, operation),
  );

  it('has one error for what became null once, however many items of a list failed', async () => {
    for (let sight = 0; sight < 3; sight += 1) {
      const query = `{ ${classes} { enrolments(first: 0) { totalCount } } } } #one`;
      const { body } = await hub.ask('school.demo', 'ENROLMENT', query);
      expect([body.data, body.errors.length]).toEqual([{ school: null }, 1]);
    }
  });

  it(
    'is answered and recorded the same by the engine, by its compiled plan, and as graphql-js alone executes it',
    async () => {
      const asked = fc.nat(callers.length * 3 - 1).chain((at) => {
        // The kinds that see people are drawn more often.
        const seeing = callers.filter(({ roots }) => !roots.includes('hub'));
        const caller = at < callers.length ? callers[at]! : seeing[at % seeing.length]!;
        return fc.limitShrink(
          operations({ schema, ...caller }).map((operation) => ({ agency: caller.agency, operation })),
          100,
        );
      });
      await fc.assert(
        fc.asyncProperty(asked, ({ agency, operation }) =>
          check(callers.find((caller) => caller.agency === agency)!, operation),
        ),
        { numRuns: runs },
      );
      if (process.env.PLAN_RUNS) process.stdout.write(`${JSON.stringify(seen)}\n`);
      // What is drawn is worth comparing: much of it is answered, with data, and by a compiled plan.
      expect(seen.compiled).toBeGreaterThan(runs / 3);
      expect(seen.withData).toBeGreaterThan(runs / 3);
      expect(seen.partial).toBeGreaterThan(0);
      expect(seen.refused).toBeGreaterThan(0);
    },
    60_000 + runs * 400,
  );
});
