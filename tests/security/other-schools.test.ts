import { randomInt, randomUUID } from 'node:crypto';
import { workbookOf } from '../students/workbooks.js';
import { type Answer, answerOf, type Hub, openHub } from '../support/hub.js';
import { addResident, type Person, rowsOf } from '../support/people.js';
import { addSchool, type TestSchool } from '../support/school.js';

let hub: Hub;
let mine: TestSchool;
let theirs: TestSchool;
let pupil: Person;
let enrolmentId: string;
let feeId: string;
let runId: string;
/** What the other school holds of its pupil and nobody else may be told: its code, class, number, fee. */
let secrets: string[];
const className = '10BIMAT';

beforeAll(async () => {
  hub = await openHub();
  [mine, theirs] = [await addSchool(hub.cluster), await addSchool(hub.cluster)];
  await rowsOf(
    hub.cluster,
    'educationFee',
    "insert into public.school_class values ($1, '2026-2027', $2, 10)",
    [theirs.code, className],
  );
  pupil = await addResident(hub.cluster, { fullName: 'Đặng Bí Mật', dateOfBirth: '2011-02-03' });
  const moetCode = `01${randomInt(1e7, 1e8)}`;
  const made = await by(theirs, enrol, { input: { ...key(), ...place, className, claim: pupil, moetCode } });
  expect(made.body.errors).toBeUndefined();
  ({ enrolmentId } = made.body.data.enrolStudent);
  feeId = `F-${randomUUID()}`;
  await rowsOf(
    hub.cluster,
    'educationFee',
    `insert into public.fee_charge (fee_no, enrolment_no, item_code, item_name, period, amount_due, due_on)
     values ($1, $2, 'X', 'Khoản bí mật', '2026-09', 987654, '2026-09-30')`,
    [feeId, enrolmentId],
  );
  runId = (await send(theirs, await rosterOf(pupil))).body.id;
  await by(theirs, carryOn, { input: { ...key(), id: runId, from: 0 } });
  secrets = [theirs.code, className, enrolmentId, moetCode, 'Khoản bí mật', '987654', feeId, runId];
});
afterAll(() => hub?.stop());

const key = () => ({ idempotencyKey: randomUUID() });
const place = { schoolYear: '2026-2027', className: '10A1', startOn: '2026-09-05' };
const fields =
  'enrolmentId className fullName fees { itemName amountDue } exemption { rate } check { outcome } resident { fullName }';
const enrol = `mutation($input: EnrolStudentInput!) { enrolStudent(input: $input) { ${fields} } }`;
const end = `mutation($input: EndEnrolmentInput!) { endEnrolment(input: $input) { ${fields} } }`;
const correct = `mutation($input: CorrectEnrolmentInput!) { correctEnrolment(input: $input) { ${fields} } }`;
const carryOn = `mutation($input: ContinueRosterImportInput!) { continueRosterImport(input: $input) { id counts { count } rows { nodes { fullName enrolmentId } } } }`;
const order =
  'mutation($input: RequestFeePaymentInput!) { requestFeePayment(input: $input) { reference lines { itemName } } }';
const nested = `fullName enrolledElsewhere enrolments { ${fields} } fees { itemName amountDue }
  guardians { fullName enrolments { className } children { fullName enrolments { className } } }
  children { fullName enrolments { className } }`;

const by = (
  school: TestSchool,
  query: string,
  variables: Record<string, unknown>,
  purpose = 'FEE_COLLECTION',
) => hub.ask(school.agency, purpose, query, variables);
const rosterOf = (who: Person) =>
  workbookOf([
    ['Lớp', 'Số định danh cá nhân', 'Họ tên', 'Ngày sinh'],
    ['10A1', who.personalId, who.fullName, who.dateOfBirth],
  ]);

async function send(
  school: TestSchool,
  bytes: Buffer,
  query: Record<string, string> = {},
  agency = school.agency,
): Promise<Answer> {
  const address = new URLSearchParams({ school: school.code, year: '2026-2027', ...query });
  const headers = { authorization: `Bearer ${await hub.token(agency)}`, 'x-purpose': 'ENROLMENT' };
  return answerOf(
    await fetch(`${hub.url}/wires/roster?${address}`, { method: 'POST', headers, body: bytes }),
  );
}

/** Every way to another school's pupil without having him at one's own desk. */
const ways: [string, () => Promise<Answer>][] = [
  [
    'his number',
    () =>
      by(mine, `query($id: PersonalId!) { resident(personalId: $id) { ${nested} } }`, {
        id: pupil.personalId,
      }),
  ],
  [
    'his number in a list',
    () =>
      by(mine, `query($ids: [PersonalId!]!) { residents(personalIds: $ids) { ${nested} } }`, {
        ids: [pupil.personalId],
      }),
  ],
  [
    'the other school',
    () =>
      by(
        mine,
        `query($code: String!) { school(code: $code) { name rosterImports { id } roster(schoolYear: "2026-2027") { nodes { ${fields} } } } }`,
        { code: theirs.code },
      ),
  ],
  [
    'the other class',
    () =>
      by(
        mine,
        `query($code: String!, $class: String!) { school(code: $code) { class(schoolYear: "2026-2027", name: $class) { enrolments { nodes { ${fields} } } } } }`,
        { code: theirs.code, class: className },
      ),
  ],
  [
    'the other class by one’s own school',
    () =>
      by(
        mine,
        `query($code: String!, $class: String!) { school(code: $code) { class(schoolYear: "2026-2027", name: $class) { enrolments { nodes { ${fields} } } } } }`,
        { code: mine.code, class: className },
      ),
  ],
  [
    'a cursor of the other list',
    () =>
      by(
        mine,
        `query($code: String!, $after: String) { school(code: $code) { roster(schoolYear: "2026-2027", after: $after) { nodes { ${fields} } } } }`,
        { code: mine.code, after: Buffer.from(enrolmentId).toString('base64url') },
      ),
  ],
  [
    'ending his enrolment',
    () => by(mine, end, { input: { ...key(), enrolmentId, status: 'LEFT', on: '2026-10-01' } }),
  ],
  [
    'ending it in the other school’s name',
    () =>
      by(mine, end, {
        input: { ...key(), schoolCode: theirs.code, enrolmentId, status: 'LEFT', on: '2026-10-01' },
      }),
  ],
  [
    'correcting his enrolment',
    () => by(mine, correct, { input: { ...key(), enrolmentId, reason: 'x', className: '10A1' } }),
  ],
  [
    'correcting it with the other school named',
    () =>
      by(mine, correct, {
        input: { ...key(), schoolCode: theirs.code, enrolmentId, reason: 'x', className: '10A1' },
      }),
  ],
  [
    'enrolling him in the other school',
    () => by(mine, enrol, { input: { ...key(), ...place, schoolCode: theirs.code, claim: pupil } }),
  ],
  [
    'enrolling him by a number alone',
    () => by(mine, enrol, { input: { ...key(), ...place, claim: { personalId: pupil.personalId } } }),
  ],
  [
    'enrolling him by another birth date',
    () => by(mine, enrol, { input: { ...key(), ...place, claim: { ...pupil, dateOfBirth: '2011-02-04' } } }),
  ],
  ['paying his fee', () => by(mine, order, { input: { ...key(), feeIds: [feeId] } })],
  [
    'the other school’s run',
    () =>
      by(
        mine,
        'query($id: ID!) { rosterImport(id: $id) { schoolCode rows { nodes { fullName personalId } } } }',
        { id: runId },
      ),
  ],
  [
    'going on with the other school’s run',
    () => by(mine, carryOn, { input: { ...key(), id: runId, from: 1 } }),
  ],
  ['a roster sent in the other school’s name', () => send(theirs, rosterBytes, {}, mine.agency)],
  ['a preview in the other school’s name', () => send(theirs, rosterBytes, { preview: 'true' }, mine.agency)],
];
let rosterBytes: Buffer;
beforeAll(async () => {
  rosterBytes = await rosterOf({ ...pupil, fullName: 'Không Biết Tên' });
});

describe('A school does not come to another school’s pupil', () => {
  it.each(ways)('by %s', async (_way, ask) => {
    const answer = await ask();
    for (const secret of secrets) expect(answer.text).not.toContain(secret);
    expect(answer.text).not.toContain('Bí Mật');
    const events = await hub.auditOf(answer);
    expect(events.length).toBeGreaterThan(0);
    expect(
      events.flatMap(({ subjects }) => subjects).filter(({ outcome }) => outcome === 'RELEASED'),
    ).toEqual([]);
  });

  it('and nothing of him was changed by any of them', async () => {
    const held = await rowsOf(
      hub.cluster,
      'educationFee',
      'select school_code, class_name, status, end_on from public.pupil_enrolment where personal_id = $1',
      [pupil.personalId],
    );
    expect(held).toEqual([
      { school_code: theirs.code, class_name: className, status: 'ENROLLED', end_on: null },
    ]);
  });

  it('by a roster with his number and another name: it learns that they differ, and gets no line of his', async () => {
    const { id } = (await send(mine, rosterBytes, { enrol: 'true' })).body;
    const answer = await by(mine, carryOn, { input: { ...key(), id, from: 0 } });
    expect(answer.body.data.continueRosterImport.rows.nodes).toEqual([
      { fullName: 'Không Biết Tên', enrolmentId: null },
    ]);
    for (const secret of secrets) expect(answer.text).not.toContain(secret);
    const [, event] = [null, (await hub.auditOf(answer)).find(({ change }) => change !== null)!];
    expect(event.subjects).toMatchObject([{ personalId: pupil.personalId, outcome: 'MISMATCHED' }]);
  });

  it('when he is shown at its desk: himself, that he is a pupil elsewhere, and nothing that the other school holds', async () => {
    const shown = await by(
      mine,
      `query($claim: IdentityClaim!) { identify(claim: $claim) { outcome resident { ${nested} } } }`,
      { claim: pupil },
    );
    expect(shown.body.data.identify).toEqual({
      outcome: 'MATCHED',
      resident: {
        ...{
          fullName: 'Đặng Bí Mật',
          enrolledElsewhere: true,
          enrolments: [],
          fees: [],
          guardians: [],
          children: [],
        },
      },
    });
    for (const secret of secrets) expect(shown.text).not.toContain(secret);
  });

  it('nor by the record of what it pressed a second time: an answer is its own agency’s', async () => {
    const input = { ...key(), ...place, className, claim: pupil, schoolCode: theirs.code };
    const own = await by(theirs, enrol, { input });
    expect(own.body.errors[0].extensions.reason).toBe('ENROLLED_ALREADY');
    const again = await by(mine, enrol, { input });
    expect(again.body.errors[0].extensions).toMatchObject({ code: 'NOT_FOUND', field: 'schoolCode' });
  });
});

describe('A school that enters another school’s pupil in its own register', () => {
  const list = `query($code: String!) { school(code: $code) { roster(schoolYear: "2026-2027") { nodes {
    fullName awaitsTransfer exemption { rate } resident { fullName } } } } }`;
  const alone = 'query($id: PersonalId!) { resident(personalId: $id) { fullName enrolledElsewhere } }';
  const ways = [
    ['by a claim at its desk', enrolOne],
    ['by a roster', enrolByRoster],
  ] as const;

  it.each(ways)('%s waits for that school, and until then sees its own line alone', async (_way, enter) => {
    const other = await addSchool(hub.cluster);
    const child = await addResident(hub.cluster, { fullName: 'Lương Chờ Chuyển', dateOfBirth: '2010-06-07' });
    const { enrolmentId } = await enrolOne(theirs, child);
    await enter(other, child);

    const page = await by(other, list, { code: other.code });
    expect(page.body.data.school.roster.nodes).toEqual([
      { fullName: child.fullName, awaitsTransfer: true, exemption: null, resident: null },
    ]);
    const byNumber = await by(other, alone, { id: child.personalId });
    expect(byNumber.body.data.resident).toBeNull();
    const [event] = await hub.auditOf(byNumber);
    expect(event!.subjects).toMatchObject([{ personalId: child.personalId, outcome: 'OUT_OF_REMIT' }]);
    // The school that has him loses nothing, and may know.
    const known = await by(theirs, alone, { id: child.personalId });
    expect(known.body.data.resident).toEqual({ fullName: child.fullName, enrolledElsewhere: true });

    const input = { ...key(), enrolmentId, status: 'TRANSFERRED', on: '2026-09-10' };
    expect((await by(theirs, end, { input })).body.errors).toBeUndefined();
    const released = await by(other, list, { code: other.code });
    expect(released.body.data.school.roster.nodes).toMatchObject([
      { awaitsTransfer: false, resident: { fullName: child.fullName } },
    ]);
    expect((await by(theirs, alone, { id: child.personalId })).body.data.resident).toBeNull();
  });

  async function enrolOne(school: TestSchool, child: Person): Promise<{ enrolmentId: string }> {
    const made = await by(school, enrol, { input: { ...key(), ...place, claim: child } });
    expect(made.body.errors).toBeUndefined();
    return made.body.data.enrolStudent;
  }

  async function enrolByRoster(other: TestSchool, child: Person): Promise<void> {
    const { id } = (await send(other, await rosterOf(child), { enrol: 'true' })).body;
    const done = await by(other, carryOn, { input: { ...key(), id, from: 0 } });
    expect(done.body.data.continueRosterImport.rows.nodes[0].enrolmentId).not.toBeNull();
  }
});
