import { randomUUID } from 'node:crypto';
import { dayIn, systemClock } from '../../src/process/clock.js';
import { readAccessTable } from '../access/access-table.js';
import { type Hub, openHub, statementsDuring } from '../support/hub.js';
import { addResident, type Person, rowsOf } from '../support/people.js';
import { addSchool, type TestSchool } from '../support/school.js';

const asked = `enrolments { exemption { rate ground legalBasis restsOn asOf } }`;
const one = `query($id: PersonalId!) { resident(personalId: $id) { ${asked} } }`;

let hub: Hub;
let college: TestSchool;
beforeAll(async () => {
  hub = await openHub();
  college = await addSchool(hub.cluster, { kind: 'VOCATIONAL', ownership: 'PUBLIC' });
});
afterAll(() => hub?.stop());

/** A resident of the test's own who studies at a school, under his own name. */
async function student(at = college, wish: Parameters<typeof addResident>[1] = {}): Promise<Person> {
  const person = await addResident(hub.cluster, { dateOfBirth: '2007-05-17', ...wish });
  await enrol(person, at, person.personalId);
  return person;
}

async function enrol(person: Omit<Person, 'personalId'>, at: TestSchool, personalId: string | null) {
  const { enrolmentId } = await at.addPupil({ owes: [1_000], ...(personalId && { personalId }) });
  await rowsOf(
    hub.cluster,
    'educationFee',
    'update public.pupil_enrolment set full_name = $2, birth_date = $3 where enrolment_no = $1',
    [enrolmentId, person.fullName, person.dateOfBirth],
  );
}

const certify = ({ personalId }: Pick<Person, 'personalId'>) =>
  rowsOf(
    hub.cluster,
    'socialSecurity',
    `insert into public.disability_certificate values ('T' || $1::text, $1, 'SEVERE', '2020-01-01', null)`,
    [personalId],
  );
const listAsPoor = ({ personalId }: Person, minority: boolean) =>
  rowsOf(
    hub.cluster,
    'socialSecurity',
    `with poor as (insert into public.poor_household_member values ($1, extract(year from now()), 'HK', 'NEAR_POOR', '1/QĐ'))
     insert into public.minority_list select $1, '2021-01-01' where $2`,
    [personalId, minority],
  );

const exemptionOf = async ({ personalId }: Person, by = college) => {
  const answer = await hub.ask(by.agency, 'ENROLMENT', one, { id: personalId });
  expect(answer.body.errors).toBeUndefined();
  return { answer, exemption: answer.body.data.resident.enrolments[0].exemption };
};

describe('A school that enrols another school’s pupil', () => {
  const enrolStudent = 'mutation($input: EnrolStudentInput!) { enrolStudent(input: $input) { enrolmentId } }';
  const recompute =
    'mutation($input: OfClassInput!) { recomputeExemptions(input: $input) { unknown right changed { feeId } } }';
  const contest = 'mutation($input: ContestExemptionInput!) { contestExemption(input: $input) { id } }';
  const place = { schoolYear: '2026-2027', className: '10A1' };
  const act = (by: TestSchool, query: string, input: object, purpose = 'ENROLMENT') =>
    hub.ask(by.agency, purpose, query, { input: { idempotencyKey: randomUUID(), ...input } });
  /** What it sees of its own line of him. */
  const lineOf = async (at: TestSchool) => {
    const list = `query($code: String!) { school(code: $code) { roster(schoolYear: "2026-2027") { nodes {
      exemption { ground } resident { fullName } } } } }`;
    const answer = await hub.ask(at.agency, 'ENROLMENT', list, { code: at.code });
    expect(answer.body.errors).toBeUndefined();
    return answer.body.data.school.roster.nodes[0];
  };
  const leave = ({ personalId }: Person, at: TestSchool, day: string) =>
    rowsOf(
      hub.cluster,
      'educationFee',
      `update public.pupil_enrolment set status = 'TRANSFERRED', end_on = $3 where personal_id = $1 and school_code = $2`,
      [personalId, at.code, day],
    );
  let later: TestSchool;
  beforeEach(async () => {
    later = await addSchool(hub.cluster, { kind: 'VOCATIONAL', ownership: 'PUBLIC' });
  });

  it('learns nothing of him until he has left there, whatever first day it states; the earlier school does', async () => {
    const person = await student();
    await certify(person);
    const made = await act(later, enrolStudent, { ...place, claim: person, startOn: '2026-07-01' });
    expect(made.body.errors).toBeUndefined();
    expect(await lineOf(later)).toEqual({ exemption: null, resident: null });
    expect((await exemptionOf(person)).exemption).toMatchObject({ ground: 'ND238_D15_KHUYET_TAT' });
    await leave(person, college, '2026-10-31');
    expect((await exemptionOf(person, later)).exemption).toMatchObject({ ground: 'ND238_D15_KHUYET_TAT' });
  });

  it('has nothing worked out for its books, and nothing to contest', async () => {
    const person = await student();
    await certify(person);
    const made = await act(later, enrolStudent, { ...place, claim: person, startOn: '2026-07-01' });
    await rowsOf(
      hub.cluster,
      'educationFee',
      `insert into public.fee_charge (fee_no, enrolment_no, item_code, item_name, period, amount_due, due_on)
       values ('F' || $1, $1, 'HOC_PHI', 'Học phí', 'HK1', 1000, '2026-10-15')`,
      [made.body.data.enrolStudent.enrolmentId],
    );
    const done = await act(later, recompute, place, 'FEE_COLLECTION');
    expect(done.body.data.recomputeExemptions).toEqual({ unknown: 1, right: 0, changed: [] });
    const { personalId } = person;
    const asked = { personalId, schoolCode: later.code, schoolYear: '2026-2027', reason: 'x' };
    const contested = await act(later, contest, asked, 'FEE_COLLECTION');
    expect(contested.body.errors[0].extensions).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('does not come first by giving him an enrolment that is older', async () => {
    const person = await student();
    await certify(person);
    const { enrolmentId } = await later.addPupil({ owes: [] });
    await rowsOf(
      hub.cluster,
      'educationFee',
      `update public.pupil_enrolment set start_on = '2020-09-05' where enrolment_no = $1`,
      [enrolmentId],
    );
    const correct =
      'mutation($input: CorrectEnrolmentInput!) { correctEnrolment(input: $input) { enrolmentId } }';
    const set = await act(later, correct, { enrolmentId, reason: 'x', claim: person });
    expect(set.body.errors).toBeUndefined();
    expect(await lineOf(later)).toEqual({ exemption: null, resident: null });
  });

  it('learns nothing of who is too young to study there, be he nowhere else', async () => {
    const [child, grown] = [
      await student(later, { dateOfBirth: '2013-05-17' }),
      await student(later, { dateOfBirth: '2011-05-17' }),
    ];
    for (const person of [child, grown]) await certify(person);
    expect((await exemptionOf(child, later)).exemption).toBeNull();
    expect((await exemptionOf(grown, later)).exemption).toMatchObject({ rate: 100 });
  });
});

describe('A school that asks what a student pays', () => {
  it('learns the rate and the provision, not the record behind it', async () => {
    const person = await student();
    expect((await exemptionOf(person)).exemption).toBeNull();
    await certify(person);
    const { answer, exemption } = await exemptionOf(person);
    expect(exemption).toEqual({
      ...{ rate: 100, ground: 'ND238_D15_KHUYET_TAT', legalBasis: 'Nghị định 238/2025/NĐ-CP Đ15' },
      ...{ restsOn: ['SCHOOL', 'WELFARE'], asOf: dayIn(systemClock) },
    });
    expect(answer.text).not.toMatch(/SEVERE|2020-01-01|T001000/);
  });

  it('is on record with the exemption alone', async () => {
    const person = await student();
    await certify(person);
    const { answer } = await exemptionOf(person);
    const [event, ...more] = await hub.auditOf(answer);
    expect(more).toEqual([]);
    expect(event!.subjects).toMatchObject([{ personalId: person.personalId, outcome: 'RELEASED' }]);
    expect([...event!.fields_released].sort()).toEqual([
      'Enrolment.exemption',
      'Query.resident',
      'Resident.enrolments',
      ...['asOf', 'ground', 'legalBasis', 'rate', 'restsOn'].map((field) => `TuitionExemption.${field}`),
    ]);
  });

  it('learns of a near-poor household of a minority, and of no other', async () => {
    const [minority, other] = [await student(), await student()];
    await listAsPoor(minority, true);
    await listAsPoor(other, false);
    expect((await exemptionOf(minority)).exemption.ground).toBe('ND238_D15_DTTS_NGHEO');
    expect((await exemptionOf(other)).exemption).toBeNull();
  });

  it('learns nothing of a stranger whose number stands in its register by mistake', async () => {
    const stranger = await addResident(hub.cluster, {
      fullName: 'Phạm Hư Cấu Khác',
      dateOfBirth: '1970-01-02',
    });
    await certify(stranger);
    await enrol({ fullName: 'Lê Thị Ví Dụ', dateOfBirth: '2007-12-30' }, college, stranger.personalId);
    const query = 'query($id: PersonalId!) { resident(personalId: $id) { fullName } }';
    const look = await hub.ask(college.agency, 'ENROLMENT', query, { id: stranger.personalId });
    expect(look.body.data.resident).toBeNull();
    const list = `query($code: String!) { school(code: $code) { class(schoolYear: "2026-2027", name: "10A1") {
      enrolments { nodes { exemption { rate } resident { personalId } } } } } }`;
    const answer = await hub.ask(college.agency, 'ENROLMENT', list, { code: college.code });
    expect(answer.body.errors).toBeUndefined();
    const { nodes } = answer.body.data.school.class.enrolments;
    expect(nodes).toContainEqual({ exemption: null, resident: null });
    expect(nodes.filter((node: { exemption: unknown }) => node.exemption !== null).length).toBeGreaterThan(0);
  });

  it('learns it of a public general school without a question to welfare', async () => {
    const primary = await addSchool(hub.cluster, { kind: 'PRIMARY', ownership: 'PUBLIC' });
    const person = await student(primary);
    const sent = await statementsDuring(hub, async () => {
      const { exemption } = await exemptionOf(person, primary);
      expect(exemption).toMatchObject({ rate: 100, ground: 'NQ217', restsOn: ['SCHOOL'] });
    });
    expect(sent['social-security']).toBeUndefined();
  });

  it('costs one statement for grounds and one for areas, however many students', async () => {
    const many = await addSchool(hub.cluster, { kind: 'VOCATIONAL', ownership: 'PUBLIC' });
    const people: Person[] = [];
    for (let n = 0; n < 12; n++) people.push(await student(many));
    const query = `query($ids: [PersonalId!]!) { residents(personalIds: $ids) { ${asked} } }`;
    const sent = await statementsDuring(hub, async () => {
      const ids = people.map(({ personalId }) => personalId);
      const answer = await hub.ask(many.agency, 'ENROLMENT', query, { ids });
      expect(answer.body.errors).toBeUndefined();
    });
    expect(sent).toEqual({ population: 1, 'education-fee': 1, 'social-security': 2 });
  });

  it('counts a commune of special difficulty by the residence in the registry', async () => {
    const units = await rowsOf<{ unit_code: string }>(
      hub.cluster,
      'socialSecurity',
      'select unit_code from public.hard_area_list order by unit_code limit 1',
    );
    const there = await student(college, { unitCode: units[0]!.unit_code });
    const elsewhere = await student(college);
    for (const person of [there, elsewhere]) await listAsMinority(person);
    expect((await exemptionOf(there)).exemption).toMatchObject({
      ...{ rate: 70, restsOn: ['SCHOOL', 'RESIDENCE', 'WELFARE'] },
    });
    expect((await exemptionOf(elsewhere)).exemption).toBeNull();
  });
});

/** Of a minority, and on no list of the poor any more. */
async function listAsMinority({ personalId }: Person): Promise<void> {
  await rowsOf(hub.cluster, 'socialSecurity', `insert into public.minority_list values ($1, '2021-01-01')`, [
    personalId,
  ]);
}

describe('The access table', () => {
  const { coordinates, scopeOf, mayAsk } = readAccessTable();

  it('lets a school ask for an exemption and for no field of welfare', () => {
    expect(scopeOf('Enrolment.exemption')).toBe('exemption:read');
    expect(mayAsk('SCHOOL', 'Enrolment.exemption')).toBe(true);
    const welfare = coordinates.filter((one) =>
      /^(Benefit|Membership|Contribution|PaymentAccount)\.|Resident\.(benefits|membership)$/.test(one),
    );
    expect(welfare.length).toBeGreaterThan(10);
    for (const coordinate of welfare)
      expect([coordinate, mayAsk('SCHOOL', coordinate)]).toEqual([coordinate, false]);
  });

  it('has nothing of an exemption that could hold a record of welfare', () => {
    expect(coordinates.filter((one) => one.startsWith('TuitionExemption.')).sort()).toEqual(
      ['asOf', 'ground', 'legalBasis', 'rate', 'restsOn'].map((field) => `TuitionExemption.${field}`),
    );
  });

  it('has no more of a change, a contest or its review', () => {
    const fieldsOf = (type: string) =>
      coordinates.filter((one) => one.startsWith(`${type}.`)).map((one) => one.slice(type.length + 1));
    const [before, after] = ['Before', 'After'].map((end) => [`rate${end}`, `ground${end}`, `exempt${end}`]);
    expect(fieldsOf('ExemptionChange').sort()).toEqual(
      ['asOf', 'changedAt', 'restsOn', 'basisAfter', 'released', ...before!, ...after!].sort(),
    );
    const contest = [
      ...[
        'id',
        'schoolCode',
        'schoolYear',
        'state',
        'contestedBy',
        'askedOn',
        'decideBy',
        'isOverdue',
        'until',
      ],
      ...['entries', 'resident'],
    ];
    expect(fieldsOf('ExemptionContest').sort()).toEqual([...contest, 'computed', 'decided'].sort());
    const rates = ['computedRate', 'computedGround', 'decidedRate', 'decidedGround'];
    expect(fieldsOf('ExemptionReview').sort()).toEqual([...contest, ...rates].sort());
    for (const field of ['computed', 'decided'])
      expect(scopeOf(`ExemptionContest.${field}`)).toBe('exemption:read');
    for (const field of fieldsOf('ExemptionReview'))
      expect(mayAsk('SCHOOL', `ExemptionReview.${field}`)).toBe(false);
    expect(mayAsk('SCHOOL', 'Mutation.decideExemptionContest')).toBe(false);
    expect(mayAsk('AUTHORITY', 'Mutation.contestExemption')).toBe(false);
  });
});
