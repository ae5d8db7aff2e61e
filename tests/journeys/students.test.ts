import { randomInt, randomUUID } from 'node:crypto';
import { addDays } from '../../src/domain/local-date.js';
import { endOfSchoolYear, schoolYearOn } from '../../src/fees/school-year.js';
import { dayIn, systemClock } from '../../src/process/clock.js';
import { type Answer, type Hub, openHub, statementsDuring } from '../support/hub.js';
import { addResident, type Person, rowsOf } from '../support/people.js';
import { addSchool, type TestSchool } from '../support/school.js';

const enrolment =
  'enrolmentId schoolCode className schoolYear moetCode fullName dateOfBirth status startOn endOn resident { personalId }';
const enrol = `mutation($input: EnrolStudentInput!) { enrolStudent(input: $input) { ${enrolment} fees { feeId } } }`;
const end = `mutation($input: EndEnrolmentInput!) { endEnrolment(input: $input) { ${enrolment} } }`;
const correct = `mutation($input: CorrectEnrolmentInput!) { correctEnrolment(input: $input) { ${enrolment} } }`;
const roster = `query($code: String!, $first: Int, $after: String, $status: EnrolmentStatus) { school(code: $code) {
  roster(schoolYear: "2026-2027", first: $first, after: $after, status: $status) {
    totalCount pageInfo { hasNextPage endCursor } nodes { enrolmentId className fullName status } } } }`;
const byNumber = `query($id: PersonalId!) { resident(personalId: $id) {
  fullName enrolledElsewhere enrolments { schoolCode } fees { feeId } } }`;

let hub: Hub;
let school: TestSchool;
beforeAll(async () => {
  hub = await openHub();
  school = await addSchool(hub.cluster);
});
afterAll(() => hub?.stop());

const moetCode = () => `01${randomInt(1e7, 1e8)}`;
const ask = (query: string, input: object, by = school): Promise<Answer> =>
  hub.ask(by.agency, 'ENROLMENT', query, { input: { idempotencyKey: randomUUID(), ...input } });
const place = { schoolYear: '2026-2027', className: '10A1', startOn: '2026-09-05' };
const errorOf = (answer: Answer) => answer.body.errors?.[0]?.extensions;

/** A new pupil of the school, and his enrolment. */
async function newPupil(fullName?: string): Promise<Person & { enrolmentId: string }> {
  const person = await addResident(hub.cluster, fullName ? { fullName } : {});
  const answer = await ask(enrol, { ...place, claim: person });
  expect(answer.body.errors).toBeUndefined();
  return { ...person, enrolmentId: answer.body.data.enrolStudent.enrolmentId };
}

const register = (enrolmentId: string) =>
  rowsOf<Record<string, unknown>>(
    hub.cluster,
    'educationFee',
    'select * from public.pupil_enrolment where enrolment_no = $1',
    [enrolmentId],
  ).then(([row]) => row!);

describe('A pupil who shows himself', () => {
  it('is enrolled as the registry writes him, once however often it is asked, with one event of it', async () => {
    const person = await addResident(hub.cluster, { fullName: 'Đỗ Thị Hòa', dateOfBirth: '2011-03-04' });
    const claim = { ...person, fullName: 'ĐỖ THỊ HOÀ' };
    const input = { idempotencyKey: randomUUID(), ...place, claim, moetCode: moetCode() };
    const first = await ask(enrol, input);
    expect(first.body.errors).toBeUndefined();
    expect(first.body.data.enrolStudent).toEqual({
      enrolmentId: expect.stringMatching(/^R\d{9}$/),
      ...{ schoolCode: school.code, className: '10A1', schoolYear: '2026-2027', moetCode: input.moetCode },
      ...{ fullName: 'Đỗ Thị Hòa', dateOfBirth: '2011-03-04', status: 'ENROLLED', startOn: '2026-09-05' },
      ...{ endOn: null, resident: { personalId: person.personalId }, fees: [] },
    });
    const again = await ask(enrol, input);
    expect(again.body).toEqual(first.body);
    const rows = await rowsOf(
      hub.cluster,
      'educationFee',
      'select from public.pupil_enrolment where personal_id = $1',
      [person.personalId],
    );
    expect(rows).toHaveLength(1);
    const events = await hub.auditOf(first);
    // What was asked, what was done, and that the pupil was read after it.
    expect(events.map(({ outcome }) => outcome).sort()).toEqual(['ANSWERED', 'ANSWERED', 'REQUESTED']);
    const [done, ...others] = events.filter(({ change }) => change !== null) as [(typeof events)[0]];
    expect(others).toEqual([]);
    expect(done.subjects).toMatchObject([{ personalId: person.personalId, outcome: 'RELEASED' }]);
    expect(JSON.parse(done.change!)).toMatchObject({
      what: 'ENROL_STUDENT',
      target: `school:${school.code}`,
      after: { className: '10A1', status: 'ENROLLED' },
    });
    expect(done.change).not.toContain(person.personalId);
    expect(errorOf(await ask(enrol, { ...input, className: '10A2' }))).toMatchObject({ code: 'CONFLICT' });
  });

  it('is enrolled once by ten at the same time with keys of their own', async () => {
    const claim = await addResident(hub.cluster);
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(enrol, { ...place, claim })));
    const codes = answers.map((answer) => errorOf(answer)?.reason ?? 'DONE').sort();
    expect(codes).toEqual(['DONE', ...Array(9).fill('ENROLLED_ALREADY')]);
  });

  it.each([
    ['a name that is not his', { fullName: 'Nguyễn Khác Tên' }, 'MISMATCHED'],
    ['a number alone', { fullName: undefined, dateOfBirth: undefined }, 'PARTIAL'],
    ['a number of nobody', { personalId: '001000999998' }, 'NOT_FOUND'],
  ])('is not enrolled with %s', async (_what, wish, outcome) => {
    const claim = { ...(await addResident(hub.cluster)), ...wish };
    const answer = await ask(enrol, { ...place, claim });
    expect(errorOf(answer)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'claim', outcome });
  });

  it.each([
    ['a class there is not', { className: '99Z' }, { code: 'NOT_FOUND', reason: 'NO_CLASS' }],
    ['another school', { schoolCode: '01000701' }, { code: 'NOT_FOUND', field: 'schoolCode' }],
    ['a year that is none', { schoolYear: '2026-2028' }, { code: 'BAD_USER_INPUT', field: 'schoolYear' }],
    ['a day outside the year', { startOn: '2029-09-05' }, { code: 'BAD_USER_INPUT', field: 'startOn' }],
    [
      'a personal id as the ministry’s code',
      { moetCode: '001210012345' },
      { code: 'BAD_USER_INPUT', field: 'moetCode', reason: 'PERSONAL_ID_IN_MOET_COLUMN' },
    ],
    ['a code of nine digits', { moetCode: '123456789' }, { code: 'BAD_USER_INPUT', field: 'moetCode' }],
  ])('is refused for %s', async (_what, wish, error) => {
    const claim = await addResident(hub.cluster);
    expect(errorOf(await ask(enrol, { ...place, claim, ...wish }))).toMatchObject(error);
  });

  it('cannot take the ministry’s code of another pupil', async () => {
    const [one, two] = [await addResident(hub.cluster), await addResident(hub.cluster)];
    const code = moetCode();
    await ask(enrol, { ...place, claim: one, moetCode: code });
    const taken = await ask(enrol, { ...place, claim: two, moetCode: code });
    expect(errorOf(taken)).toMatchObject({ code: 'CONFLICT', reason: 'MOET_CODE_TAKEN' });
  });
});

describe('A pupil who goes', () => {
  it('can be asked about until the day he goes and not after, and his record stays', async () => {
    const [goes, went] = [await newPupil(), await newPupil()];
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
    const yesterday = new Date(Date.now() - 17 * 3_600_000).toISOString().slice(0, 10);
    await rowsOf(
      hub.cluster,
      'educationFee',
      "update public.pupil_enrolment set start_on = '2025-09-05' where enrolment_no = any($1)",
      [[goes.enrolmentId, went.enrolmentId]],
    );
    const last = await ask(end, { enrolmentId: goes.enrolmentId, status: 'TRANSFERRED', on: today });
    expect(last.body.data.endEnrolment).toMatchObject({ status: 'TRANSFERRED', endOn: today });
    const over = await ask(end, {
      enrolmentId: went.enrolmentId,
      status: 'LEFT',
      on: yesterday,
      reason: 'Theo gia đình',
    });
    expect(over.body.data.endEnrolment).toMatchObject({ status: 'LEFT', endOn: yesterday, resident: null });
    const seen = (who: Person) => hub.ask(school.agency, 'ENROLMENT', byNumber, { id: who.personalId });
    expect((await seen(goes)).body.data.resident).toMatchObject({ fullName: goes.fullName });
    expect((await seen(went)).body.data.resident).toBeNull();
    expect(await register(went.enrolmentId)).toMatchObject({ personal_id: went.personalId, status: 'LEFT' });
    const kept = await rowsOf(
      hub.cluster,
      'educationFee',
      `select act, before ->> 'status' as before, after ->> 'status' as after, reason, changed_by
       from public.enrolment_change where enrolment_no = $1 order by change_no`,
      [went.enrolmentId],
    );
    const by = `${school.agency}/001`;
    expect(kept).toEqual([
      { act: 'ENROL', before: null, after: 'ENROLLED', reason: null, changed_by: by },
      { act: 'END', before: 'ENROLLED', after: 'LEFT', reason: 'Theo gia đình', changed_by: by },
    ]);
    const delist = 'delete from public.enrolment_change where enrolment_no = $1';
    await expect(rowsOf(hub.cluster, 'educationFee', delist, [went.enrolmentId])).rejects.toThrow(
      /not altered/,
    );
  });

  it('goes once, and can be taken back, moved and given another day', async () => {
    const { enrolmentId } = await newPupil();
    const gone = { enrolmentId, status: 'TRANSFERRED', on: '2026-10-01' };
    await ask(end, gone);
    expect(errorOf(await ask(end, gone))).toMatchObject({ code: 'CONFLICT', reason: 'ENDED_ALREADY' });
    const reason = 'Ghi nhầm';
    const moved = await ask(correct, { enrolmentId, reason, on: '2026-10-02', status: 'LEFT' });
    expect(moved.body.data.correctEnrolment).toMatchObject({ status: 'LEFT', endOn: '2026-10-02' });
    const back = await ask(correct, { enrolmentId, reason, status: 'ENROLLED' });
    expect(back.body.data.correctEnrolment).toMatchObject({ status: 'ENROLLED', endOn: null });
    const same = await ask(correct, { enrolmentId, reason, status: 'ENROLLED' });
    expect(errorOf(same)).toMatchObject({ code: 'CONFLICT', reason: 'NOTHING_CHANGED' });
    expect(errorOf(await ask(correct, { enrolmentId, reason, status: 'LEFT' }))).toMatchObject({
      reason: 'NOT_ENDED',
    });
    const early = await ask(end, { enrolmentId, status: 'LEFT', on: '2020-01-01' });
    expect(errorOf(early)).toMatchObject({ code: 'CONFLICT', reason: 'BEFORE_START' });
    expect(errorOf(await ask(correct, { enrolmentId, reason, className: '99Z' }))).toMatchObject({
      reason: 'NO_CLASS',
    });
    expect(errorOf(await ask(correct, { enrolmentId, reason: ' ' }))).toMatchObject({ field: 'reason' });
  });

  it('is in the remit no longer than this school year, whatever last day is given', async () => {
    const { enrolmentId } = await newPupil();
    const today = dayIn(systemClock);
    const last = endOfSchoolYear(schoolYearOn(addDays(today, 62)));
    const late = { enrolmentId, status: 'LEFT', on: addDays(last, 1) };
    for (const on of [late.on, '2035-01-01'])
      expect(errorOf(await ask(end, { ...late, on }))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'on' });
    expect((await ask(end, { ...late, on: last })).body.data.endEnrolment).toMatchObject({ endOn: last });
    const later = await ask(correct, { enrolmentId, reason: 'x', on: '2035-01-01' });
    expect(errorOf(later)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'on' });
    expect(await register(enrolmentId)).toMatchObject({ end_on: new Date(last) });
  });

  it('gets the number that is his when he shows himself again', async () => {
    const { enrolmentId } = await school.addPupil({ owes: [] });
    const person = await addResident(hub.cluster, { fullName: 'Vũ Hư Cấu', dateOfBirth: '2011-05-06' });
    const set = await ask(correct, { enrolmentId, reason: 'Bổ sung số định danh', claim: person });
    expect(set.body.data.correctEnrolment).toMatchObject({
      ...{ fullName: 'Vũ Hư Cấu', dateOfBirth: '2011-05-06' },
      resident: { personalId: person.personalId },
    });
  });
});

describe('The list of a school', () => {
  it('has every pupil once over its pages, class by class, though one leaves in between', async () => {
    const own = await addSchool(hub.cluster);
    await rowsOf(
      hub.cluster,
      'educationFee',
      `with class as (insert into public.school_class values ($1, '2026-2027', '10A10', 10), ($1, '2026-2027', '10A2', 10))
       insert into public.pupil_enrolment (enrolment_no, school_code, school_year, class_name, full_name, birth_date,
         gender_code, status, start_on)
       select 'T-' || $1 || '-' || n, $1, '2026-2027', (array['10A1', '10A2', '10A10'])[1 + n % 3],
         'Lê ' || (array['Văn', 'Thị'])[1 + n % 2] || ' ' || chr(65 + n % 7), '2011', 1, 'ENROLLED', '2026-09-05'
       from generate_series(1, 450) n`,
      [own.code],
    );
    const read = async (variables: object) =>
      (await hub.ask(own.agency, 'ENROLMENT', roster, { code: own.code, ...variables })).body.data.school
        .roster;
    const seen: { enrolmentId: string; className: string }[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof read>> = await read({ first: 200, after });
      expect(page.totalCount).toBe(450);
      seen.push(...page.nodes);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      await rowsOf(
        hub.cluster,
        'educationFee',
        "update public.pupil_enrolment set status = 'LEFT', end_on = '2026-10-10' where enrolment_no = $1",
        [seen[0]!.enrolmentId],
      );
    } while (after !== null);
    expect(new Set(seen.map(({ enrolmentId }) => enrolmentId)).size).toBe(450);
    expect([...new Set(seen.map(({ className }) => className))]).toEqual(['10A1', '10A2', '10A10']);
    expect((await read({ first: 1, status: 'LEFT' })).totalCount).toBe(1);
    const other = await hub.ask(school.agency, 'ENROLMENT', roster, { code: own.code });
    expect(other.body.data.school).toBeNull();
  });
});

describe('A class against the registry', () => {
  const check = `query($code: String!, $class: String!) { school(code: $code) {
    class(schoolYear: "2026-2027", name: $class) { enrolments { totalCount nodes {
      className fullName moetCode status
      resident { personalId fullName dateOfBirth }
      check { outcome problem repairs verdicts { field verdict reason } }
      fees { itemName amountDue amountOutstanding status } } } } } }`;

  it('of forty with identity and fees is one operation, one statement of the registry and two of education', async () => {
    let answer!: Answer;
    const sent = await statementsDuring(hub, async () => {
      answer = await hub.ask('school.demo', 'FEE_COLLECTION', check, { code: '01000701', class: '10A1' });
    });
    expect(answer.body.errors).toBeUndefined();
    const { nodes } = answer.body.data.school.class.enrolments;
    expect(nodes).toHaveLength(40);
    expect(new Set(nodes.map((node: { check: { outcome: string } }) => node.check.outcome))).toEqual(
      new Set(['MATCHED']),
    );
    expect(nodes[0].check.verdicts).toContainEqual({
      field: 'FULL_NAME',
      verdict: 'SAME',
      reason: 'IDENTICAL',
    });
    expect(sent).toEqual({ population: 1, 'education-fee': 2 });
    const [event, ...others] = await hub.auditOf(answer);
    expect(others).toEqual([]);
    expect(event!.subjects).toHaveLength(40);
  });

  it('says of each pupil what differs and why, and costs the same for one pupil as for many', async () => {
    const own = await addSchool(hub.cluster);
    const pupils = await Promise.all(
      [{}, { fullName: 'Lê Thị Hòa', dateOfBirth: '2011-05-17' }, {}].map((wish) =>
        addResident(hub.cluster, wish),
      ),
    );
    const rows: [string | null, string | null, string, string][] = [
      [pupils[0]!.personalId, null, pupils[0]!.fullName, pupils[0]!.dateOfBirth],
      [pupils[1]!.personalId, null, 'LE THI HOA', '2011-05-18'],
      [null, '0123456789', 'Trần Chưa Có Số', '2011'],
      ['001000999997', null, 'Trần Số Lạ', '2011-01-01'],
    ];
    for (const [personalId, moet, fullName, born] of rows)
      await rowsOf(
        hub.cluster,
        'educationFee',
        `insert into public.pupil_enrolment (enrolment_no, school_code, school_year, class_name, moet_code, personal_id,
           full_name, birth_date, gender_code, status, start_on)
         values ($1, $2, '2026-2027', '10A1', $3, $4, $5, $6, 1, 'ENROLLED', '2026-09-05')`,
        [`T-${randomUUID()}`, own.code, moet, personalId, fullName, born],
      );
    let answer!: Answer;
    const sent = await statementsDuring(hub, async () => {
      answer = await hub.ask(own.agency, 'ENROLMENT', check, { code: own.code, class: '10A1' });
    });
    const nodes = answer.body.data.school.class.enrolments.nodes as {
      fullName: string;
      check: { outcome: string; problem: string | null; verdicts: object[] };
    }[];
    const of = (name: string) => nodes.find(({ fullName }) => fullName === name)!.check;
    expect(of('Trần Hư Cấu').outcome).toBe('MATCHED');
    expect(of('LE THI HOA')).toMatchObject({
      outcome: 'MISMATCHED',
      verdicts: expect.arrayContaining([
        { field: 'FULL_NAME', verdict: 'SAME_NORMALISED', reason: 'TONES_DROPPED' },
        { field: 'DATE_OF_BIRTH', verdict: 'DIFFERENT', reason: 'OFF_BY_ONE' },
      ]),
    });
    expect(of('Trần Chưa Có Số')).toMatchObject({
      outcome: 'UNREADABLE',
      problem: 'NO_NUMBER',
      verdicts: [],
    });
    expect(of('Trần Số Lạ').outcome).toBe('NOT_FOUND');
    expect(sent).toEqual({ population: 1, 'education-fee': 2 });
  });
});

describe('What a school sees of a pupil elsewhere', () => {
  it('is that there is something, and never where, nor what he owes there', async () => {
    const other = await addSchool(hub.cluster);
    const pupil = await newPupil('Đặng Hư Cấu');
    await other.addPupil({ owes: [700_000], personalId: pupil.personalId });
    const seen = await hub.ask(school.agency, 'FEE_COLLECTION', byNumber, { id: pupil.personalId });
    expect(seen.body.data.resident).toEqual({
      fullName: pupil.fullName,
      enrolledElsewhere: false,
      enrolments: [{ schoolCode: school.code }],
      fees: [],
    });
    // The other school holds that number under a name and birth date of its own: nobody's word on this pupil.
    await rowsOf(
      hub.cluster,
      'educationFee',
      'update public.pupil_enrolment set full_name = $2, birth_date = $3, start_on = current_date + 1 where school_code = $1',
      [other.code, pupil.fullName, pupil.dateOfBirth],
    );
    const now = await hub.ask(school.agency, 'FEE_COLLECTION', byNumber, { id: pupil.personalId });
    expect(now.body.data.resident).toMatchObject({ enrolledElsewhere: true, fees: [] });
    expect(now.text).not.toContain(other.code);
  });
});

describe('A guardian', () => {
  const guardians = `query($id: PersonalId!) { resident(personalId: $id) { guardians { fullName } } }`;
  const shown = `query($id: PersonalId!, $claim: IdentityClaim!) { resident(personalId: $id) {
    guardianship(claim: $claim) { relationship identification { outcome resident { fullName } } } } }`;

  it('has a name for the school when he shows himself, and none before', async () => {
    const [pupil, mother, stranger] = [
      await newPupil(),
      await addResident(hub.cluster, { fullName: 'Lê Hư Cấu' }),
      await addResident(hub.cluster),
    ];
    await rowsOf(
      hub.cluster,
      'population',
      `insert into public.guardianship (child_id, guardian_id, relation) values ($1, $2, 'MOTHER')`,
      [pupil.personalId, mother.personalId],
    );
    const by = (query: string, variables: object) =>
      hub.ask(school.agency, 'ENROLMENT', query, { id: pupil.personalId, ...variables });
    expect((await by(guardians, {})).body.data.resident).toEqual({ guardians: [] });
    expect((await by(shown, { claim: mother })).body.data.resident.guardianship).toEqual({
      relationship: 'MOTHER',
      identification: { outcome: 'MATCHED', resident: { fullName: 'Lê Hư Cấu' } },
    });
    expect((await by(shown, { claim: stranger })).body.data.resident.guardianship).toMatchObject({
      relationship: null,
      identification: { outcome: 'MATCHED' },
    });
    const wrong = await by(shown, { claim: { ...mother, fullName: 'Lê Khác' } });
    expect(wrong.body.data.resident.guardianship).toEqual({
      relationship: null,
      identification: { outcome: 'MISMATCHED', resident: null },
    });
  });
});
