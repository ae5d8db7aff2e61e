import { schoolYearOn } from '../../src/fees/school-year.js';
import { dayIn, systemClock } from '../../src/process/clock.js';
import { type Answer, type Hub, openHub, statementsDuring } from '../support/hub.js';
import { addResident, knownPeople, rowsOf } from '../support/people.js';

const roster = `query Roster($code: String!, $class: String!, $first: Int = 40, $after: String) {
  school(code: $code) {
    code name
    class(schoolYear: "2026-2027", name: $class) {
      name schoolYear
      enrolments(first: $first, after: $after) {
        totalCount pageInfo { hasNextPage endCursor }
        nodes {
          schoolCode className schoolYear moetCode status
          resident { personalId fullName dateOfBirth }
          fees { feeId itemName period amountDue amountExempt amountPaid amountOutstanding dueOn status exemption { rate ground legalBasis } }
        }
      }
    }
  }
}`;
const mine = '01000701';

let hub: Hub;
beforeAll(async () => {
  hub = await openHub();
});
afterAll(() => hub.stop());

const read = (variables: Record<string, unknown> = {}) =>
  hub.ask('school.demo', 'FEE_COLLECTION', roster, { code: mine, class: '10A1', ...variables });

interface Pupil {
  moetCode: string;
  resident: { personalId: string; fullName: string } | null;
  fees: Record<string, number>[];
}

describe('A school that opens a class', () => {
  it('reads all forty pupils with their names from the registry and their fees', async () => {
    const answer = await read();
    expect(answer.body.errors).toBeUndefined();
    const { enrolments } = answer.body.data.school.class;
    expect(enrolments.totalCount).toBe(40);
    expect(enrolments.pageInfo.hasNextPage).toBe(false);
    const pupils = enrolments.nodes as Pupil[];
    expect(pupils).toHaveLength(40);
    const stored = await rowsOf<{ moet_code: string; personal_id: string }>(
      hub.cluster,
      'educationFee',
      "select * from public.pupil_enrolment where school_code = $1 and school_year = '2026-2027' and class_name = '10A1'",
      [mine],
    );
    const numbers = new Map(stored.map((row) => [row.moet_code, row.personal_id]));
    for (const pupil of pupils) {
      expect(pupil.resident?.personalId).toBe(numbers.get(pupil.moetCode));
      expect(pupil.resident?.fullName).not.toBe('');
      expect(pupil.fees.length).toBeGreaterThan(0);
    }
  });

  it('gets whole đồng that add up', async () => {
    const pupils = (await read()).body.data.school.class.enrolments.nodes as Pupil[];
    for (const fee of pupils.flatMap((pupil) => pupil.fees)) {
      for (const amount of [fee.amountDue, fee.amountExempt, fee.amountPaid, fee.amountOutstanding]) {
        expect(Number.isSafeInteger(amount)).toBe(true);
      }
      const owed = Math.max(0, fee.amountDue! - fee.amountExempt! - fee.amountPaid!);
      expect(fee.amountOutstanding).toBe(owed);
    }
  });

  it('gets the list by given name, as schools write it', async () => {
    const pupils = (await read()).body.data.school.class.enrolments.nodes as Pupil[];
    const given = pupils.map((pupil) => pupil.resident!.fullName.split(' ').at(-1)!);
    expect(given).toEqual([...given].sort(new Intl.Collator('vi').compare));
  });

  it('costs one statement of the registry, and is one event with every pupil in it', async () => {
    let requestId = '';
    const sent = await statementsDuring(hub, async () => {
      ({ requestId } = await read());
    });
    expect(sent.population).toBe(1);
    // The school, and the class with its fees: the list itself proves whose pupils they are, however many.
    expect(sent['education-fee']).toBe(2);
    const events = await hub.auditOf({ requestId });
    expect(events).toHaveLength(1);
    expect(events[0]!.subjects).toHaveLength(40);
    expect(new Set(events[0]!.subjects.map((subject) => subject.outcome))).toEqual(new Set(['RELEASED']));
  });

  it('sees its classes of a school year', async () => {
    const query =
      '{ school(code: "01000701") { name classes(schoolYear: "2026-2027") { name schoolYear } } }';
    const answer = await hub.ask('school.demo', 'ENROLMENT', query);
    expect(answer.body.data.school.classes).toContainEqual({ name: '10A1', schoolYear: '2026-2027' });
  });

  it('gets null for a class it does not have', async () => {
    const answer = await read({ class: '99Z9' });
    expect(answer.body).toEqual({ data: { school: { code: mine, name: expect.any(String), class: null } } });
  });
});

describe('The pages of a class', () => {
  it('follow one another without a gap or a repetition', async () => {
    const whole = (await read()).body.data.school.class.enrolments.nodes as Pupil[];
    const seen: Pupil[] = [];
    let after: string | null = null;
    do {
      const answer: Answer = await read({ first: 15, after });
      const { enrolments } = answer.body.data.school.class;
      expect(enrolments.totalCount).toBe(40);
      seen.push(...enrolments.nodes);
      after = enrolments.pageInfo.hasNextPage ? enrolments.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(whole);
  });

  it.each([
    ['first', { first: 0 }],
    ['first', { first: 201 }],
    ['first', { first: -1 }],
    ['after', { after: 'not ours' }],
    ['after', { after: Buffer.from('E26-99999999').toString('base64url') }],
    ['after', { after: '' }],
  ])('refuse %s of %j', async (argument, variables) => {
    const answer = await read(variables);
    expect(answer.body.errors[0]).toMatchObject({
      path: ['school', 'class', 'enrolments'],
      extensions: { code: 'BAD_USER_INPUT', argument },
    });
  });

  it('take up to two hundred', async () => {
    const { enrolments } = (await read({ first: 200 })).body.data.school.class;
    expect(enrolments.nodes).toHaveLength(40);
  });
});

describe('What lies outside a school', () => {
  const other = async () => {
    const [school] = await rowsOf<{ school_code: string }>(
      hub.cluster,
      'educationFee',
      'select school_code from public.school_unit where school_code <> $1 limit 1',
      [mine],
    );
    return school!.school_code;
  };
  const name = 'query($code: String!) { school(code: $code) { name } }';

  it('is null for another school and for none, alike to the caller and told apart on record', async () => {
    const foreign = await hub.ask('school.demo', 'ENROLMENT', name, { code: await other() });
    const unknown = await hub.ask('school.demo', 'ENROLMENT', name, { code: '99999999' });
    expect(foreign.text).toBe(unknown.text);
    expect(foreign.body).toEqual({ data: { school: null } });
    expect((await hub.auditOf(foreign))[0]!.subjects[0]!.outcome).toBe('OUT_OF_REMIT');
    expect((await hub.auditOf(unknown))[0]!.subjects[0]!.outcome).toBe('NOT_FOUND');
  });

  it('refuses a school code that is none', async () => {
    const answer = await hub.ask('school.demo', 'ENROLMENT', name, { code: "0' or 1=1" });
    expect(answer.body.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'code' });
  });

  const resident = 'query($id: PersonalId!) { resident(personalId: $id) { personalId fullName } }';

  it('is a pupil of another school, but not a pupil of its own', async () => {
    const [foreign] = await rowsOf<{ personal_id: string }>(
      hub.cluster,
      'educationFee',
      `select personal_id from public.pupil_enrolment
       where school_code <> $1 and status = 'ENROLLED' and school_year = '2026-2027' and personal_id is not null limit 1`,
      [mine],
    );
    const answer = await hub.ask('school.demo', 'ENROLMENT', resident, { id: foreign!.personal_id });
    expect(answer.body).toEqual({ data: { resident: null } });
    const own = await rowsOf<{ personal_id: string }>(
      hub.cluster,
      'educationFee',
      "select personal_id from public.pupil_enrolment where school_code = $1 and class_name = '10A1' limit 1",
      [mine],
    );
    const pupil = await hub.ask('school.demo', 'ENROLMENT', resident, { id: own[0]!.personal_id });
    expect(pupil.body.data.resident.personalId).toBe(own[0]!.personal_id);
  });

  it.each([
    ['TRANSFERRED', '2019-2020', '2020-01-01', false],
    ['TRANSFERRED', '2019-2020', '2999-12-31', true],
    ['ENROLLED', schoolYearOn(dayIn(systemClock)), null, true],
    ['ENROLLED', '2019-2020', null, false],
    ['ENROLLED', '2019-2020', '2020-01-01', false],
    ['LEFT', '2019-2020', null, false],
  ])('is a pupil who is %s in %s until %s: %s', async (status, year, endOn, inside) => {
    const person = await addResident(hub.cluster);
    await rowsOf(
      hub.cluster,
      'educationFee',
      `insert into public.pupil_enrolment (enrolment_no, school_code, school_year, class_name, personal_id,
         full_name, birth_date, gender_code, status, start_on, end_on)
       values ($1, $2, $8, '10A9', $3, $4, $5, 1, $6, '2019-09-05', $7)`,
      [
        ...[`T-${person.personalId}`, mine, person.personalId, person.fullName, person.dateOfBirth],
        ...[status, endOn, year],
      ],
    );
    const answer = await hub.ask('school.demo', 'ENROLMENT', resident, { id: person.personalId });
    expect(answer.body.data.resident !== null).toBe(inside);
  });

  it('opens for the time of one look to who is presented at its desk', async () => {
    const { NO_COVERAGE } = await knownPeople(hub.cluster);
    const person = await addResident(hub.cluster, { fullName: 'Phạm Hư Cấu' });
    const query = `query($claim: IdentityClaim!) {
      identify(claim: $claim) { outcome resident { fullName enrolments { className } } }
    }`;
    const answer = await hub.ask('school.demo', 'ENROLMENT', query, { claim: person });
    expect(answer.body.data.identify).toEqual({
      outcome: 'MATCHED',
      resident: { fullName: 'Phạm Hư Cấu', enrolments: [] },
    });
    const again = await hub.ask('school.demo', 'ENROLMENT', resident, { id: NO_COVERAGE });
    expect(again.body.data.resident).toBeNull();
  });
});
