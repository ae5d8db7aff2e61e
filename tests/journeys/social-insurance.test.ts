import { type Hub, openHub } from '../support/hub.js';
import { addResident, knownPeople, rowsOf, unusedPersonalId } from '../support/people.js';

const member = `query Member($id: PersonalId!) {
  resident(personalId: $id) {
    personalId fullName
    membership {
      sectorNo status provinceCode monthsContributed
      contributions { fromMonth toMonth salary }
      paymentAccounts { bankCode accountMasked }
      verdicts { field verdict reason }
    }
    benefits { kind monthlyAmount status period { startOn endOn } }
    coverage { cardNumber }
  }
}`;

let hub: Hub;
beforeAll(async () => {
  hub = await openHub();
});
afterAll(() => hub.stop());

const read = (id: string) => hub.ask('insurance.demo', 'INSURANCE_ADMINISTRATION', member, { id });

async function addMember(
  held: Record<'fullName' | 'dateOfBirth' | 'personalId', string>,
  provinceCode: string,
) {
  const sectorNo = String(Math.floor(Math.random() * 1e10)).padStart(10, '0');
  await rowsOf(
    hub.cluster,
    'socialSecurity',
    `insert into public.insured_person (sector_no, personal_id, full_name, birth_date, gender_code, address,
       province_code, status, months_contributed) values ($1, $2, $3, $4, 1, 'Hư Cấu', $5, 'PARTICIPATING', 12)`,
    [sectorNo, held.personalId, held.fullName, held.dateOfBirth, provinceCode],
  );
  return sectorNo;
}

describe('Social insurance', () => {
  it('reads a member of its province: number, contributions, benefits and how the record agrees', async () => {
    const { PENSIONER } = await knownPeople(hub.cluster);
    const [stored] = await rowsOf<{ sector_no: string; months_contributed: number }>(
      hub.cluster,
      'socialSecurity',
      'select sector_no, months_contributed from public.insured_person where personal_id = $1',
      [PENSIONER],
    );
    const answer = await read(PENSIONER!);
    expect(answer.body.errors).toBeUndefined();
    expect(answer.body.data.resident).toMatchObject({
      personalId: PENSIONER,
      membership: {
        ...{ sectorNo: stored!.sector_no, monthsContributed: stored!.months_contributed },
        ...{ status: 'PENSIONER', provinceCode: '01' },
      },
    });
    const { membership, benefits } = answer.body.data.resident;
    expect(benefits.map((one: { kind: string }) => one.kind)).toContain('PENSION');
    expect(membership.verdicts.map((one: { field: string }) => one.field)).toEqual([
      'FULL_NAME',
      'DATE_OF_BIRTH',
      'SEX',
    ]);
    const months = membership.contributions.map((one: { fromMonth: string }) => one.fromMonth);
    expect(months).toEqual([...months].sort().reverse());
  });

  it('sees where its own record differs from the registry', async () => {
    const person = await addResident(hub.cluster);
    const sectorNo = await addMember({ ...person, fullName: 'TRAN HU CAU', dateOfBirth: '1990-05-18' }, '01');
    const { membership } = (await read(person.personalId)).body.data.resident;
    expect(membership.sectorNo).toBe(sectorNo);
    expect(membership.verdicts).toEqual([
      { field: 'FULL_NAME', verdict: 'SAME_NORMALISED', reason: 'TONES_DROPPED' },
      { field: 'DATE_OF_BIRTH', verdict: 'DIFFERENT', reason: 'OFF_BY_ONE' },
      { field: 'SEX', verdict: 'SAME', reason: 'IDENTICAL' },
    ]);
  });

  it('is answered alike for a member of another province, a resident who is none, and an unknown number', async () => {
    const elsewhere = await addResident(hub.cluster);
    await addMember(elsewhere, '40');
    const none = await addResident(hub.cluster);
    const answers = {
      elsewhere: await read(elsewhere.personalId),
      none: await read(none.personalId),
      unknown: await read(unusedPersonalId()),
    };
    for (const { status, text } of Object.values(answers)) {
      expect({ status, text }).toEqual({ status: 200, text: '{"data":{"resident":null}}\n' });
    }
    const outcomes = async (which: keyof typeof answers) =>
      (await hub.auditOf(answers[which])).map((event) => event.subjects.map((subject) => subject.outcome));
    expect(await outcomes('elsewhere')).toEqual([['OUT_OF_REMIT']]);
    expect(await outcomes('none')).toEqual([['OUT_OF_REMIT']]);
    expect(await outcomes('unknown')).toEqual([['NOT_FOUND']]);
  });

  it('is not let in by a record it holds under somebody else’s number', async () => {
    const other = await addResident(hub.cluster, { fullName: 'Lê Người Khác', dateOfBirth: '1962-03-04' });
    const held = { personalId: other.personalId, fullName: 'Trần Hư Cấu', dateOfBirth: '1990-05-17' };
    await addMember(held, '01');
    const answer = await read(other.personalId);
    expect(answer.body).toEqual({ data: { resident: null } });
    expect((await hub.auditOf(answer))[0]!.subjects[0]!.outcome).toBe('OUT_OF_REMIT');
  });

  it('asks the same sources for a foreign number as for an unknown one', async () => {
    const elsewhere = await addResident(hub.cluster);
    await addMember(elsewhere, '40');
    const cost = async (id: string) => {
      const before = await hub.statements();
      await read(id);
      const after = await hub.statements();
      return Object.keys(after).map((source) => after[source]! - (before[source] ?? 0));
    };
    expect(await cost(elsewhere.personalId)).toEqual(await cost(unusedPersonalId()));
  });

  it('reads several at once, aligned with what it asked and with null for the foreign and the unknown', async () => {
    const { PENSIONER } = await knownPeople(hub.cluster);
    const foreign = await addResident(hub.cluster);
    const query = 'query($ids: [PersonalId!]!) { residents(personalIds: $ids) { personalId } }';
    const ids = [foreign.personalId, PENSIONER!, unusedPersonalId(), PENSIONER!];
    const answer = await hub.ask('insurance.demo', 'RECONCILIATION', query, { ids });
    expect(answer.body).toEqual({
      data: { residents: [null, { personalId: PENSIONER }, null, { personalId: PENSIONER }] },
    });
    const [event] = await hub.auditOf(answer);
    expect(event!.subjects.map((subject) => subject.outcome).sort()).toEqual([
      'NOT_FOUND',
      'OUT_OF_REMIT',
      'RELEASED',
    ]);
  });

  it('reads up to two hundred people at once and no more', async () => {
    const query = 'query($ids: [PersonalId!]!) { residents(personalIds: $ids) { personalId } }';
    const ids = Array.from({ length: 201 }, (_, at) => `001000${String(at).padStart(6, '0')}`);
    const most = await hub.ask('insurance.demo', 'INSURANCE_ADMINISTRATION', query, {
      ids: ids.slice(0, 200),
    });
    expect(most.body.data.residents).toHaveLength(200);
    const before = await hub.statements();
    const more = await hub.ask('insurance.demo', 'INSURANCE_ADMINISTRATION', query, { ids });
    expect(more.body.data).toEqual({ residents: null });
    expect(more.body.errors[0].extensions).toMatchObject({
      ...{ code: 'LIMIT_EXCEEDED', limit: 'PERSONS', allowed: 200 },
    });
    expect(await hub.statements()).toEqual(before);
  });

  it('finds a member by a number from before', async () => {
    const { FORMER_ID } = await knownPeople(hub.cluster);
    const [former] = await rowsOf<{ number: string }>(
      hub.cluster,
      'population',
      "select number from public.citizen_number where personal_id = $1 and kind = 'FORMER_PERSONAL_ID'",
      [FORMER_ID],
    );
    const answer = await read(former!.number);
    const [stored] = await rowsOf(
      hub.cluster,
      'socialSecurity',
      "select from public.insured_person where personal_id = $1 and province_code = '01'",
      [FORMER_ID],
    );
    expect(answer.body.data.resident?.personalId ?? null).toBe(stored ? FORMER_ID : null);
  });

  it.each(['xyz', '12345678901', '112345678901', ''])('is refused a number that is none: %j', async (id) => {
    const answer = await read(id);
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', scalar: 'PersonalId' });
    if (id) expect(answer.text).not.toContain(id);
  });
});
