import type { GraphQLSchema } from 'graphql';
import { type AgencyKind, kinds } from '../../src/access/kinds.js';
import { makeSchema } from '../../src/graphql/schema.js';
import { sectorModules } from '../../src/sectors/index.js';
import { readAccessTable } from '../access/access-table.js';
import { addAgency } from '../support/agencies.js';
import { type Answer, type Hub, openHub } from '../support/hub.js';
import { addResident, rowsOf } from '../support/people.js';
import { doors, everythingOf, rootTypeOf } from './everything.js';
import { makeWorlds, schoolYear, type World } from './two-worlds.js';

const table = readAccessTable();
const json = (value: unknown) => JSON.stringify(value);
const withPeople = (Object.keys(kinds) as AgencyKind[]).filter((kind) => kinds[kind].remit.length > 0);

let hub: Hub;
let schema: GraphQLSchema;
let mine: World;
let theirs: World;
/** An agency of each kind that has to do with the first world alone, and one with the second. */
const ours = new Map<AgencyKind, string>();
const others = new Map<AgencyKind, string>();

beforeAll(async () => {
  hub = await openHub();
  schema = await makeSchema(sectorModules.flatMap((module) => module.resolvers));
  ({ mine, theirs } = await makeWorlds(hub.cluster));
  for (const kind of withPeople.filter((one) => one !== 'RESIDENT')) {
    ours.set(kind, await addAgency(hub.cluster, { kind, units: unitsOf(kind, mine) }));
    others.set(kind, await addAgency(hub.cluster, { kind, units: unitsOf(kind, theirs) }));
  }
});
afterAll(() => hub?.stop());

function unitsOf(kind: AgencyKind, { commune, province, school }: World): string[] {
  if (kind === 'AUTHORITY') return [commune];
  if (kind === 'SOCIAL_INSURANCE') return [province];
  return kind === 'SCHOOL' ? [school] : [];
}

/** A question in the name of a world: its own agency, or the parent himself. */
async function askFor(kind: AgencyKind, world: World, query: string): Promise<Answer> {
  const agency = kind === 'RESIDENT' ? 'resident.demo' : (world === mine ? ours : others).get(kind)!;
  const token = await hub.token(agency, kind === 'RESIDENT' ? { resident: world.parent.personalId } : {});
  const purpose = kind === 'SCHOOL' ? 'FEE_COLLECTION' : kinds[kind].purposes[0]!;
  const headers = { 'x-purpose': purpose, 'x-case-reference': 'HS-1' };
  return hub.post({ query }, { authorization: `Bearer ${token}`, ...headers });
}

/** Everything that a kind may ask from a root field with these arguments: a document for each door to others. */
function everything(kind: AgencyKind, root: string, args: string, { school, className }: World): string[] {
  const literals = {
    'School.class.schoolYear': json(schoolYear),
    'School.feeItems.schoolYear': json(schoolYear),
    'School.class.name': json(className),
    'School.classes.schoolYear': json(schoolYear),
    'School.roster.schoolYear': json(schoolYear),
    IdentityClaim: '{ personalId: "001000999999" }',
    'Resident.eligibility.facility': json('01001'),
    String: json(school),
    LocalDate: json('2026-11-22'),
    PersonalId: json('001000999999'),
    ID: json('none'),
  };
  const type = rootTypeOf(schema, root);
  const selections = doors.flatMap((open) => everythingOf(table, kind, literals, open)(type));
  return [...new Set(selections)].map((selection) => `query Everything { ${root}${args} ${selection} }`);
}

const claimOf = (person: { personalId: string; fullName: string; dateOfBirth: string }) =>
  `{ personalId: ${json(person.personalId)}, fullName: ${json(person.fullName)}, dateOfBirth: ${json(person.dateOfBirth)} }`;

/** The root field and arguments that open one's own world widest. */
function doorTo(kind: AgencyKind, { parent, child, school }: World): [string, string] {
  if (kind === 'RESIDENT') return ['me', ''];
  if (kind === 'SCHOOL') return ['school', `(code: ${json(school)})`];
  const isShown = kinds[kind].remit.includes('PRESENTED') && kind !== 'SOCIAL_INSURANCE';
  if (isShown) return ['identify', `(claim: ${claimOf(parent)})`];
  return ['residents', `(personalIds: ${json([parent.personalId, child.personalId])})`];
}

/** Every way to name the other world's people without having them at one's desk. */
function asksAbout({
  parent,
  child,
  grown,
  oldIdNumber,
  insuranceNumber,
  school,
}: World): [string, string][] {
  const ids = [parent, child, grown].map((person) => person.personalId);
  const unlike = { ...parent, fullName: 'Trần Hư Cấu' };
  return [
    ...ids.map((id): [string, string] => ['resident', `(personalId: ${json(id)})`]),
    ['residents', `(personalIds: ${json(ids)})`],
    ['identify', `(claim: ${claimOf(unlike)})`],
    ...ids.map((id): [string, string] => ['identify', `(claim: { personalId: ${json(id)} })`]),
    ['identify', `(claim: { cardText: ${json(ids[0])} })`],
    ['identify', `(claim: { oldIdNumber: ${json(oldIdNumber)} })`],
    ['identify', `(claim: { insuranceNumber: ${json(insuranceNumber)} })`],
    ['school', `(code: ${json(school)})`],
  ];
}

/** What a text holds of a world; a name or number that the question itself holds does not come back in an answer. */
const marksIn = (text: string, world: World) => world.marks.filter((mark) => text.includes(mark));

async function expectNothingOf(world: World, answer: Answer): Promise<void> {
  expect([answer.status, marksIn(answer.text, world)]).toEqual([answer.status, []]);
  const ids = [world.parent, world.child, world.grown].map((person) => person.personalId);
  const [event] = await hub.auditOf(answer);
  const released = event!.subjects.filter(
    (one) => one.outcome === 'RELEASED' && ids.includes(String(one.personalId)),
  );
  expect(released).toEqual([]);
}

/** Every answer tells something of its own world; behind a door where nothing lies, only whose it is. */
function expectMostToTell(found: readonly number[]): void {
  expect(Math.min(...found)).toBeGreaterThan(0);
  expect(found.filter((marks) => marks > 1).length).toBeGreaterThan(found.length / 2);
}

describe.each(withPeople)('%s', (kind) => {
  it('reads its own people with everything and everyone that hangs on them, and nobody else’s', async () => {
    const [root, args] = doorTo(kind, mine);
    const found: number[] = [];
    for (const query of everything(kind, root, args, mine)) {
      const answer = await askFor(kind, mine, query);
      expect([answer.status, answer.body.errors]).toEqual([200, undefined]);
      found.push(marksIn(answer.text, mine).length);
      await expectNothingOf(theirs, answer);
    }
    expectMostToTell(found);
  });

  it('reads the other people when it is theirs: the same question, asked from the other side', async () => {
    const [root, args] = doorTo(kind, theirs);
    const found: number[] = [];
    for (const query of everything(kind, root, args, theirs)) {
      const answer = await askFor(kind, theirs, query);
      expect(answer.body.errors).toBeUndefined();
      found.push(marksIn(answer.text, theirs).length);
    }
    expectMostToTell(found);
  });

  it('is told nothing by any way to name another’s people', async () => {
    let asked = 0;
    for (const [root, args] of asksAbout(theirs)) {
      if (!table.mayAsk(kind, `Query.${root}`)) continue;
      asked += 1;
      for (const query of everything(kind, root, args, theirs)) {
        const answer = await askFor(kind, mine, query);
        expect([root, args, answer.status]).toEqual([root, args, 200]);
        await expectNothingOf(theirs, answer);
      }
    }
    expect(asked).toBeGreaterThan(3);
  });

  it('is told the same of another’s people as of nobody, but by a claim', async () => {
    if (!table.mayAsk(kind, 'Query.resident')) return;
    for (const person of [theirs.parent, theirs.child, theirs.grown]) {
      const [known, unknown] = [person.personalId, '001000999999'].map(
        (id) => everything(kind, 'resident', `(personalId: ${json(id)})`, theirs)[0],
      );
      const answers = [await askFor(kind, mine, known!), await askFor(kind, mine, unknown!)];
      expect(answers[0]!.text).toBe(answers[1]!.text);
    }
  });
});

describe('What was given to another', () => {
  const give = (id: string) => `{ resident(personalId: ${json(id)}) { handle } }`;
  const open = (handle: string) => `{ residentByHandle(handle: ${json(handle)}) { personalId fullName } }`;

  it('is worth nothing: a handle of another authority for its own resident', async () => {
    const handed = await askFor('AUTHORITY', theirs, give(theirs.parent.personalId));
    const { handle } = handed.body.data.resident;
    expect((await askFor('AUTHORITY', theirs, open(handle))).body.data.residentByHandle).not.toBeNull();
    const stolen = await askFor('AUTHORITY', mine, open(handle));
    expect(stolen.body).toEqual({ data: { residentByHandle: null } });
    // Not even who was meant: the handle does not open, so nobody was looked up.
    expect((await hub.auditOf(stolen))[0]!.subjects).toEqual([]);
  });

  it('is worth nothing: one’s own handle, once the person has moved away', async () => {
    const { personalId } = await addResident(hub.cluster, { unitCode: mine.commune });
    const { handle } = (await askFor('AUTHORITY', mine, give(personalId))).body.data.resident;
    const opened = async () => (await askFor('AUTHORITY', mine, open(handle))).body.data.residentByHandle;
    expect(await opened()).toMatchObject({ personalId });
    await rowsOf(
      hub.cluster,
      'population',
      'update public.residence_record set unit_code = $2 where personal_id = $1',
      [personalId, theirs.commune],
    );
    expect(await opened()).toBeNull();
  });

  it('is worth nothing: the end of a page of another school’s class', async () => {
    const page = (world: World, after: string | null) =>
      `{ school(code: ${json(world.school)}) { class(schoolYear: ${json(schoolYear)}, name: ${json(world.className)}) {
           enrolments(first: 1, after: ${json(after)}) { nodes { className } pageInfo { endCursor } } } } }`;
    const first = await askFor('SCHOOL', theirs, page(theirs, null));
    const { endCursor } = first.body.data.school.class.enrolments.pageInfo;
    const codes = [];
    for (const after of [endCursor, Buffer.from('nothing').toString('base64url')]) {
      const answer = await askFor('SCHOOL', mine, page(mine, after));
      codes.push(answer.text.replaceAll(answer.requestId, ''));
      expect(answer.body.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'after' });
    }
    expect(codes[0]).toBe(codes[1]);
  });
});
