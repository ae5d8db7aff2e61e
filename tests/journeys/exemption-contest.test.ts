import { randomUUID } from 'node:crypto';
import { withPool } from '../../src/cli/workplace.js';
import { addDays } from '../../src/domain/local-date.js';
import { dayIn, systemClock } from '../../src/process/clock.js';
import { addAgency } from '../support/agencies.js';
import { addTuition, askSchool, dataOf, errorOf, makeFeeOffice } from '../support/fee-office.js';
import { type Answer, type Hub, openHub } from '../support/hub.js';
import { addResident, type Person, rowsOf } from '../support/people.js';
import { addSchool, type TestSchool } from '../support/school.js';

let hub: Hub;
let college: TestSchool;
let other: TestSchool;
let commune: string;
let elsewhere: string;
beforeAll(async () => {
  hub = await openHub();
  college = await addSchool(hub.cluster, { kind: 'VOCATIONAL', ownership: 'PUBLIC' });
  other = await addSchool(hub.cluster, { kind: 'VOCATIONAL', ownership: 'PUBLIC' });
  commune = await addAgency(hub.cluster, { kind: 'AUTHORITY', units: ['00004'] });
  elsewhere = await addAgency(hub.cluster, { kind: 'AUTHORITY', units: ['79'] });
});
afterAll(() => hub?.stop());

const today = dayIn(systemClock);
const office = makeFeeOffice(() => hub);
const contestFields = `id schoolCode schoolYear state contestedBy askedOn decideBy isOverdue until
  entries { act side at reason }`;
const contest = office.act('contestExemption', `${contestFields} computed { rate ground }`);
const withdraw = office.act('withdrawExemptionContest', contestFields);
const recompute = office.act('recomputeExemptions', 'changed { exemptAfter }');

/** A student of the college with tuition to pay. */
async function student(wish: Parameters<typeof addResident>[1] = {}): Promise<Person> {
  const person = await addResident(hub.cluster, { dateOfBirth: '2007-05-17', ...wish });
  await addTuition(hub, college, person, { amount: 1_000_000 });
  return person;
}

const about = ({ personalId }: Person, wish: object = {}) => ({
  ...{ personalId, schoolCode: college.code, schoolYear: '2026-2027', reason: 'có giấy xác nhận', ...wish },
});

const reviewFields = `id state contestedBy decideBy computedRate decidedRate decidedGround until
  entries { act side agency officer reason }`;
const review = (by: string, name: string, input: object) =>
  hub.ask(
    by,
    'ADMINISTRATIVE_PROCEDURE',
    `mutation($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${reviewFields} } }`,
    { input: { idempotencyKey: randomUUID(), reason: 'đã kiểm tra hồ sơ hộ nghèo', ...input } },
  );
const decide = (input: object, by = commune) => review(by, 'decideExemptionContest', input);
const reopen = (input: object, by = commune) => review(by, 'reopenExemptionContest', input);
const reviews = async (by: string, fields = 'id resident { personalId }'): Promise<Answer> =>
  hub.ask(by, 'ADMINISTRATIVE_PROCEDURE', `{ exemptionReviews(first: 200) { nodes { ${fields} } } }`);

async function exemptionOf({ personalId }: Person) {
  const query = `query($id: PersonalId!) { resident(personalId: $id) { enrolments {
    exemption { rate ground legalBasis restsOn asOf } } } }`;
  const answer = await hub.ask(college.agency, 'FEE_COLLECTION', query, { id: personalId });
  expect(answer.body.errors).toBeUndefined();
  return answer.body.data.resident.enrolments[0].exemption;
}

async function asResident(person: Person, query: string, variables?: object): Promise<Answer> {
  const authorization = `Bearer ${await hub.token('resident.demo', { resident: person.personalId })}`;
  return hub.post({ query, variables }, { authorization });
}
const contestAsResident = (by: Person, input: object) =>
  asResident(
    by,
    `mutation($input: ContestExemptionInput!) { contestExemption(input: $input) { ${contestFields} } }`,
    { input: { idempotencyKey: randomUUID(), ...input } },
  );

describe('A school that disagrees with an exemption', () => {
  it('contests it with a reason and a day to decide by, on record with the pupil', async () => {
    const person = await student();
    const answer = await contest(college, about(person));
    expect(dataOf(answer)).toMatchObject({
      ...{
        state: 'OPEN',
        contestedBy: 'SCHOOL',
        askedOn: today,
        decideBy: addDays(today, 10),
        isOverdue: false,
      },
      ...{ computed: null, until: null },
      entries: [{ act: 'CONTESTED', side: 'SCHOOL', reason: 'có giấy xác nhận' }],
    });
    const [event] = await hub.auditOf(answer);
    expect(event).toMatchObject({ outcome: 'ANSWERED', subjects: [{ personalId: person.personalId }] });
    expect(JSON.stringify(event)).not.toContain('giấy xác nhận');
  });

  it('has one open contest of a pupil, however many come at once', async () => {
    const person = await student();
    const keyed = { ...about(person), idempotencyKey: randomUUID() };
    const same = await Promise.all(Array.from({ length: 4 }, () => contest(college, keyed)));
    expect(new Set(same.map((answer) => dataOf(answer).id)).size).toBe(1);
    const more = await Promise.all(Array.from({ length: 5 }, () => contest(college, about(person))));
    for (const answer of more)
      expect(errorOf(answer)).toMatchObject({ code: 'CONFLICT', reason: 'CONTESTED' });
    expect(errorOf(await contest(college, { ...keyed, reason: 'khác' }))).toMatchObject({ code: 'CONFLICT' });
  });

  it('contests nothing of a pupil who is not its own, or whose number is a stranger’s', async () => {
    const person = await student();
    expect(errorOf(await contest(other, about(person)))).toMatchObject({ code: 'NOT_FOUND' });
    expect(errorOf(await contest(other, about(person, { schoolCode: other.code })))).toMatchObject({
      ...{ code: 'NOT_FOUND' },
    });
    expect(errorOf(await contest(college, about(person, { schoolYear: '2025-2026' })))).toMatchObject({
      ...{ code: 'NOT_FOUND' },
    });
    const stranger = await addResident(hub.cluster, {
      fullName: 'Phạm Hư Cấu Khác',
      dateOfBirth: '1970-01-02',
    });
    await addTuition(hub, college, { ...stranger, fullName: 'Lê Thị Ví Dụ', dateOfBirth: '2007-12-30' });
    expect(errorOf(await contest(college, about(stranger)))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each([
    ['reason', { reason: ' ' }],
    ['reason', { reason: 'x'.repeat(501) }],
    ['schoolYear', { schoolYear: '2026' }],
  ])('is refused with a wrong %s', async (field, wrong) => {
    expect(errorOf(await contest(college, about(await student(), wrong)))).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', field },
    });
  });

  it('takes it back itself, and may contest again', async () => {
    const person = await student();
    const { id } = dataOf(await contest(college, about(person)));
    expect(errorOf(await withdraw(other, { contest: id, reason: 'x' }))).toMatchObject({ code: 'NOT_FOUND' });
    expect(dataOf(await withdraw(college, { contest: id, reason: 'nhầm' })).state).toBe('WITHDRAWN');
    expect(errorOf(await withdraw(college, { contest: id, reason: 'nhầm' }))).toMatchObject({
      ...{ code: 'CONFLICT', reason: 'WITHDRAWN' },
    });
    expect(errorOf(await decide({ contest: id, outcome: 'UPHELD' }))).toMatchObject({ reason: 'WITHDRAWN' });
    expect(dataOf(await contest(college, about(person))).state).toBe('OPEN');
  });
});

describe('A resident who disagrees', () => {
  it('contests for himself and for his child under 14, and for nobody else', async () => {
    const [parent, stranger] = [await student(), await student()];
    const child = await student({ dateOfBirth: `${Number(today.slice(0, 4)) - 11}-02-03` });
    await rowsOf(
      hub.cluster,
      'population',
      `insert into public.guardianship (child_id, guardian_id, relation) values ($1, $2, 'GUARDIAN')`,
      [child.personalId, parent.personalId],
    );
    for (const person of [parent, child]) {
      const made = dataOf(await contestAsResident(parent, about(person)));
      expect(made).toMatchObject({ state: 'OPEN', contestedBy: 'FAMILY', entries: [{ side: 'FAMILY' }] });
      expect(made.entries[0].reason).toBe('có giấy xác nhận');
    }
    expect(errorOf(await contestAsResident(parent, about(stranger)))).toMatchObject({ code: 'NOT_FOUND' });
    const seen = await asResident(
      parent,
      '{ me { exemptionContests { state } children { exemptionContests { state } } } }',
    );
    expect(seen.body.data.me).toEqual({
      exemptionContests: [{ state: 'OPEN' }],
      children: [{ exemptionContests: [{ state: 'OPEN' }] }],
    });
    expect((await asResident(stranger, '{ me { exemptionContests { state } } }')).body.data.me).toEqual({
      exemptionContests: [],
    });
  });

  it('is read by the school without a word of his, and only he takes it back', async () => {
    const person = await student();
    const { id } = dataOf(
      await contestAsResident(person, about(person, { reason: 'gia đình tôi là hộ nghèo' })),
    );
    const list = await askSchool(
      hub,
      college,
      'exemptionContests(first: 200) { nodes { id entries { act reason } resident { personalId } } }',
    );
    expect(list.text).not.toContain('hộ nghèo');
    expect(dataOf(list).exemptionContests.nodes).toContainEqual({
      ...{ id, entries: [{ act: 'CONTESTED', reason: null }], resident: { personalId: person.personalId } },
    });
    expect(errorOf(await withdraw(college, { contest: id, reason: 'x' }))).toMatchObject({
      code: 'NOT_FOUND',
    });
    const query = `mutation($input: WithdrawExemptionContestInput!) {
      withdrawExemptionContest(input: $input) { state } }`;
    const input = { idempotencyKey: randomUUID(), contest: id, reason: 'đã rõ' };
    expect(dataOf(await asResident(person, query, { input })).state).toBe('WITHDRAWN');
  });
});

describe('A person of the authority where the pupil lives', () => {
  it('decides otherwise: the school learns the rate, the ground and that a person decided, and no word', async () => {
    const person = await student();
    const { id } = dataOf(await contest(college, about(person)));
    const seen = await reviews(commune, 'id computedRate entries { reason } resident { personalId }');
    expect(dataOf(seen).nodes).toContainEqual({
      ...{ id, computedRate: null, entries: [{ reason: 'có giấy xác nhận' }] },
      resident: { personalId: person.personalId },
    });
    const onHub = (text: string) =>
      withPool(hub.cluster.databases.urls.hub, async (pool) => (await pool.query(text, [college.code])).rows);
    await onHub(`insert into exemption.turn values ($1, '2026-2027', '10A1', now() + interval '1 day')
      on conflict (school_code, school_year, class_name) do update set due_at = excluded.due_at`);
    const answer = await decide({ contest: id, outcome: 'CHANGED', ground: 'ND238_D15_KHUYET_TAT' });
    // The books follow without anybody asking.
    expect(await onHub('select due_at <= now() as due from exemption.turn where school_code = $1')).toEqual([
      { due: true },
    ]);
    expect(dataOf(answer)).toMatchObject({
      ...{ state: 'CHANGED', decidedRate: 100, decidedGround: 'ND238_D15_KHUYET_TAT', until: '2027-08-31' },
      entries: [{ act: 'CONTESTED' }, { act: 'DECIDED', side: 'AUTHORITY', agency: commune, officer: '001' }],
    });
    expect(await exemptionOf(person)).toEqual({
      ...{ rate: 100, ground: 'ND238_D15_KHUYET_TAT', legalBasis: 'Nghị định 238/2025/NĐ-CP Đ15' },
      ...{ restsOn: ['DECISION'], asOf: today },
    });
    expect(
      dataOf(await recompute(college, { schoolYear: '2026-2027', className: '10A1' })).changed,
    ).toContainEqual({
      exemptAfter: 1_000_000,
    });
    const query = `query($id: PersonalId!) { resident(personalId: $id) {
      exemptionContests { state decided { rate restsOn } entries { act side reason } } } }`;
    const told = await hub.ask(college.agency, 'ENROLMENT', query, { id: person.personalId });
    expect(told.body.data.resident.exemptionContests).toEqual([
      {
        ...{ state: 'CHANGED', decided: { rate: 100, restsOn: ['DECISION'] } },
        entries: [
          { act: 'CONTESTED', side: 'SCHOOL', reason: 'có giấy xác nhận' },
          { act: 'DECIDED', side: 'AUTHORITY', reason: null },
        ],
      },
    ]);
    expect(told.text).not.toMatch(/hộ nghèo/);
  });

  it('tells the family why', async () => {
    const person = await student();
    const { id } = dataOf(await contestAsResident(person, about(person)));
    dataOf(await decide({ contest: id, outcome: 'UPHELD' }));
    const seen = await asResident(person, '{ me { exemptionContests { state entries { side reason } } } }');
    expect(seen.body.data.me.exemptionContests[0]).toMatchObject({
      state: 'UPHELD',
      entries: [{ side: 'FAMILY' }, { side: 'AUTHORITY', reason: 'đã kiểm tra hồ sơ hộ nghèo' }],
    });
  });

  it('undoes a decision: what is worked out counts again, and every step stays', async () => {
    const person = await student();
    const { id } = dataOf(await contest(college, about(person)));
    dataOf(await decide({ contest: id, outcome: 'CHANGED', ground: 'ND238_D15_DTTS_NGHEO' }));
    expect((await exemptionOf(person)).ground).toBe('ND238_D15_DTTS_NGHEO');
    expect(dataOf(await reopen({ contest: id, reason: 'nhầm hồ sơ' }))).toMatchObject({
      state: 'OPEN',
      decidedRate: null,
    });
    expect(await exemptionOf(person)).toBeNull();
    expect(errorOf(await reopen({ contest: id }))).toMatchObject({ code: 'CONFLICT', reason: 'OPEN' });
    const again = dataOf(await decide({ contest: id, outcome: 'UPHELD' }));
    expect(again.entries.map(({ act }: { act: string }) => act)).toEqual([
      ...['CONTESTED', 'DECIDED', 'REOPENED', 'DECIDED'],
    ]);
  });

  it('may decide that there is none, against what was worked out', async () => {
    const person = await student();
    await rowsOf(
      hub.cluster,
      'socialSecurity',
      `insert into public.disability_certificate values ('C' || $1::text, $1, 'MILD', '2020-01-01', null)`,
      [person.personalId],
    );
    const { id, computed } = dataOf(await contest(college, about(person)));
    expect(computed).toEqual({ rate: 100, ground: 'ND238_D15_KHUYET_TAT' });
    dataOf(await decide({ contest: id, outcome: 'CHANGED' }));
    expect(await exemptionOf(person)).toBeNull();
  });

  it('decides once, whoever decides at the same time', async () => {
    const { id } = dataOf(await contest(college, about(await student())));
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) => decide({ contest: id, outcome: 'UPHELD', reason: `lý do ${n}` })),
    );
    const refused = answers.filter((answer) => answer.body.errors);
    expect(refused).toHaveLength(5);
    for (const answer of refused)
      expect(errorOf(answer)).toMatchObject({ code: 'CONFLICT', reason: 'UPHELD' });
  });

  it('decides by a ground that the law has for this school, until the school year’s end', async () => {
    const { id } = dataOf(await contest(college, about(await student())));
    const changed = { contest: id, outcome: 'CHANGED' };
    expect(errorOf(await decide({ ...changed, ground: 'NQ217' }))).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', field: 'ground' },
      allowed: ['ND238_D15_KHUYET_TAT', 'ND238_D15_DTTS_NGHEO', 'ND238_D16_K1_VUNG'],
    });
    for (const until of ['2020-01-01', '2027-09-01'])
      expect(errorOf(await decide({ ...changed, until }))).toMatchObject({ field: 'until' });
    expect(errorOf(await decide({ contest: id, outcome: 'UPHELD', ground: 'NQ217' }))).toMatchObject({
      field: 'ground',
    });
  });

  it('is told which contests are late', async () => {
    const { id } = dataOf(await contest(college, about(await student())));
    await withPool(hub.cluster.databases.urls.hubOwner!, (pool) =>
      pool.query('update exemption.contest set decide_by = $2 where id = $1', [id, addDays(today, -1)]),
    );
    expect(dataOf(await reviews(commune, 'id isOverdue')).nodes).toContainEqual({ id, isOverdue: true });
  });
});

describe('Whoever it is not for', () => {
  it('neither sees a contest nor decides it', async () => {
    const { id } = dataOf(await contest(college, about(await student())));
    expect(dataOf(await reviews(elsewhere)).nodes).toEqual([]);
    for (const act of [decide, reopen])
      expect(
        errorOf(
          await act(
            { contest: id, outcome: undefined, ...(act === decide && { outcome: 'UPHELD' }) },
            elsewhere,
          ),
        ),
      ).toMatchObject({
        code: 'NOT_FOUND',
      });
    expect(errorOf(await decide({ contest: randomUUID(), outcome: 'UPHELD' }, elsewhere))).toMatchObject({
      code: 'NOT_FOUND',
    });
    const list = await askSchool(hub, other, 'exemptionContests { nodes { id } }');
    expect(dataOf(list).exemptionContests.nodes).toEqual([]);
    const foreign = await askSchool(hub, other, 'exemptionContests { nodes { id } }', college.code);
    expect(foreign.body.data.school).toBeNull();
    // A school may not decide, its own contest least of all.
    expect(errorOf(await decide({ contest: id, outcome: 'UPHELD' }, college.agency)).code).toMatch(
      /FORBIDDEN|PURPOSE/,
    );
  });

  it('reads nothing of it in the hub’s tables', async () => {
    const person = await student();
    const { id } = dataOf(await contest(college, about(person, { reason: 'hộ nghèo từ năm 2020' })));
    const text = await withPool(hub.cluster.databases.urls.hubOwner!, async (pool) => {
      const { rows } = await pool.query(
        `select c::text, e::text as entry from exemption.contest c
         join exemption.contest_entry e on e.contest_id = c.id where c.id = $1`,
        [id],
      );
      expect(rows).toHaveLength(1);
      return JSON.stringify(rows);
    });
    // Columns of bytes are written in hexadecimal.
    for (const secret of [person.personalId, 'nghèo']) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(Buffer.from(secret).toString('hex'));
    }
  });
});
