import { writeCccdQr } from '../../src/domain/card-text-write.js';
import { addAgency } from '../support/agencies.js';
import { type Hub, openHub } from '../support/hub.js';
import { addResident, type Person, rowsOf, unusedPersonalId } from '../support/people.js';

let hub: Hub;
beforeAll(async () => {
  hub = await openHub();
});
afterAll(() => hub.stop());

const identify = `query ($card: String!) { identify(claim: { cardText: $card }) {
  outcome verdicts { field verdict reason } resident { personalId } } }`;

function card(person: Person, changes: Partial<Parameters<typeof writeCccdQr>[0]> = {}): string {
  const { personalId, fullName, dateOfBirth } = person;
  const stated = { personalId, fullName, dateOfBirth, sex: 'MALE' as const, issuedOn: '2022-05-01' };
  return writeCccdQr({ ...stated, oldIdNumber: undefined, address: 'Phường Ba Đình, Hà Nội', ...changes });
}

/** A record of the test's own in a sector, held under this number but with another's name and birth date or his own. */
async function addEnrolment(school: string, personalId: string, held: Omit<Person, 'personalId'>) {
  await rowsOf(
    hub.cluster,
    'educationFee',
    `insert into public.pupil_enrolment (enrolment_no, school_code, school_year, class_name, personal_id, full_name,
       birth_date, gender_code, status, start_on) values ($1, $2, '2026-2027', '10A9', $3, $4, $5, 1, 'ENROLLED', '2026-08-15')`,
    [`T${unusedPersonalId()}`, school, personalId, held.fullName, held.dateOfBirth],
  );
}

describe('What a claim that does not match discloses', () => {
  it('says nothing of the address, however many communes the card lists', async () => {
    const person = await addResident(hub.cluster);
    const lists = ['Phường Ba Đình, Hà Nội', 'Xã Sơn Thái, Phường Ba Đình, Phường Hồng Hà'];
    for (const address of lists) {
      const body = { card: card(person, { fullName: 'Xxx Yyy', address }) };
      const answer = await hub.ask('school.demo', 'ENROLMENT', identify, body);
      expect(answer.body.data.identify).toMatchObject({ outcome: 'MISMATCHED', resident: null });
      const fields = answer.body.data.identify.verdicts.map((verdict: { field: string }) => verdict.field);
      expect(fields).toEqual(['NUMBER', 'FULL_NAME', 'DATE_OF_BIRTH', 'SEX']);
    }
  });

  it('compares an address of six parts at most, also for a match', async () => {
    const person = await addResident(hub.cluster);
    const filler = Array.from({ length: 6 }, (_, at) => `Xã Không Có ${at}`).join(', ');
    const verdictFor = async (address: string) => {
      const answer = await hub.ask('hospital.demo', 'TREATMENT', identify, {
        card: card(person, { address }),
      });
      return answer.body.data.identify.verdicts.find((one: { field: string }) => one.field === 'ADDRESS')
        .verdict;
    };
    expect(await verdictFor(`Tổ 5, Phường Ba Đình, Quận Ba Đình, Hà Nội`)).toBe('SAME');
    expect(await verdictFor(`Phường Ba Đình, ${filler}`)).not.toBe('SAME');
    expect(await verdictFor('Xã Sơn Thái, Phường Ba Đình, Phường Hồng Hà')).not.toBe('SAME');
  });

  it('gives no reason to a caller without identity:read, not even beside a date that is less precise', async () => {
    const person = await addResident(hub.cluster, { dateOfBirth: '1983-01-01' });
    const token = await hub.token('hospital.demo', { scope: ['identity:verify'] });
    const query = `query ($id: String!) { identify(claim: { personalId: $id, fullName: "Xx", dateOfBirth: "1983" }) {
      verdicts { field verdict reason } } }`;
    const answer = await hub.post(
      { query, variables: { id: person.personalId } },
      { authorization: `Bearer ${token}`, 'x-purpose': 'TREATMENT' },
    );
    const verdicts = answer.body.data.identify.verdicts;
    expect(verdicts).toContainEqual({ field: 'DATE_OF_BIRTH', verdict: 'LESS_PRECISE', reason: null });
    expect(verdicts).toContainEqual({ field: 'FULL_NAME', verdict: 'DIFFERENT', reason: null });
  });
});

describe('A sector record under a number that is somebody else’s', () => {
  it('opens no remit to the school that holds it', async () => {
    const stranger = await addResident(hub.cluster, { fullName: 'Lê Người Lạ', dateOfBirth: '1944-02-03' });
    const pupil = await addResident(hub.cluster, { fullName: 'Trần Học Sinh', dateOfBirth: '2011-04-05' });
    const schoolCode = `T${unusedPersonalId().slice(4)}`;
    const school = await addAgency(hub.cluster, { kind: 'SCHOOL', units: [schoolCode] });
    await addEnrolment(schoolCode, stranger.personalId, {
      fullName: 'Trần Nhầm Số',
      dateOfBirth: '2011-09-09',
    });
    await addEnrolment(schoolCode, pupil.personalId, pupil);
    const look = (id: string) =>
      hub.ask(school, 'ENROLMENT', 'query ($id: PersonalId!) { resident(personalId: $id) { fullName } }', {
        id,
      });
    expect((await look(stranger.personalId)).body.data.resident).toBeNull();
    expect((await look(pupil.personalId)).body.data.resident).toEqual({ fullName: pupil.fullName });
  });

  it('is not shown to the resident as his own', async () => {
    const resident = await addResident(hub.cluster, {
      fullName: 'Phạm Chính Chủ',
      dateOfBirth: '1990-03-03',
    });
    const sectorNo = unusedPersonalId().slice(2);
    await rowsOf(
      hub.cluster,
      'socialSecurity',
      `insert into public.insured_person (sector_no, personal_id, full_name, birth_date, gender_code, address,
         province_code, status, months_contributed) values ($1, $2, 'Đỗ Hưu Trí', '1935-01-09', 1, '', '01', 'PENSIONER', 300)`,
      [sectorNo, resident.personalId],
    );
    const token = await hub.token('resident.demo', { resident: resident.personalId });
    const answer = await hub.post(
      { query: '{ me { fullName membership { sectorNo } benefits { kind } } }' },
      { authorization: `Bearer ${token}` },
    );
    expect(answer.body.data.me).toEqual({ fullName: resident.fullName, membership: null, benefits: [] });
  });
});

describe('What a refusal repeats', () => {
  const number = '001090675604';

  it.each([
    [
      'a number where another type belongs',
      `{ school(code: "x") { class(schoolYear: "y", name: "z") { enrolments(first: "${number}") { totalCount } } } }`,
    ],
    ['a name where a choice belongs', `{ identify(claim: { sex: "Hoàng Anh Tuấn ${number}" }) { outcome } }`],
    ['a field named like a number', `{ hub { P${number} } }`],
    ['a bare number', number],
  ])('is nothing of %s', async (_what, query) => {
    const answer = await hub.ask('school.demo', 'ENROLMENT', query);
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain(number);
    expect(answer.text).not.toContain('Tuấn');
  });

  it('is nothing of an address that cannot be read', async () => {
    const answer = await fetch(`${hub.url}/%zz${number}`);
    expect(answer.status).toBe(400);
    expect(await answer.text()).not.toContain(number);
  });

  it('is nothing of an operation named like a person, in the record', async () => {
    const answer = await hub.ask('school.demo', 'ENROLMENT', `query Tuan_${number} { hub { version } }`);
    expect((await hub.auditOf(answer))[0]).toMatchObject({ operation_name: null, outcome: 'ANSWERED' });
  });
});

it('refuses a form of answer it cannot give before anything is run', async () => {
  const before = await hub.statements();
  const token = await hub.token('school.demo');
  const answer = await hub.post(
    { query: '{ resident(personalId: "001090675604") { fullName } }' },
    { authorization: `Bearer ${token}`, 'x-purpose': 'ENROLMENT', accept: 'text/html' },
  );
  expect(answer.status).toBe(406);
  expect(await hub.statements()).toEqual(before);
});

it('finds one’s own child in whatever order it is asked', async () => {
  const { ACTIVE, CHILD } = await import('../support/people.js').then((people) =>
    people.knownPeople(hub.cluster),
  );
  const token = await hub.token('resident.demo', { resident: ACTIVE });
  const query = `query ($id: PersonalId!) { first: resident(personalId: $id) { personalId } me { children { personalId } } }`;
  const answer = await hub.post({ query, variables: { id: CHILD } }, { authorization: `Bearer ${token}` });
  expect(answer.body.data.me.children).toContainEqual({ personalId: CHILD });
});
