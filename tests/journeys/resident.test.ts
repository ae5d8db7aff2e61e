import { type Hub, openHub } from '../support/hub.js';
import { addResident, knownPeople, rowsOf } from '../support/people.js';

const me = `query Me {
  me {
    personalId fullName
    permanentResidence { addressLine }
    coverage { cardNumber }
    enrolments { className }
    fees { amountOutstanding }
    membership { sectorNo }
    children { personalId fullName coverage { cardNumber } enrolments { className } guardians { personalId } }
  }
}`;

let hub: Hub;
beforeAll(async () => {
  hub = await openHub();
});
afterAll(() => hub.stop());

const asMe = async (resident: string, query = me, variables = {}) =>
  hub.post(
    { query, variables },
    { authorization: `Bearer ${await hub.token('resident.demo', { resident })}` },
  );

const addGuardian = (child: string, guardian: string) =>
  rowsOf(
    hub.cluster,
    'population',
    "insert into public.guardianship (child_id, guardian_id, relation) values ($1, $2, 'GUARDIAN')",
    [child, guardian],
  );

describe('A resident', () => {
  it('reads himself and his child under fourteen, with no purpose to state', async () => {
    const { ACTIVE, CHILD } = await knownPeople(hub.cluster);
    const answer = await asMe(ACTIVE!);
    expect(answer.body.errors).toBeUndefined();
    const { me: self } = answer.body.data;
    expect(self.personalId).toBe(ACTIVE);
    expect(self.children).toHaveLength(1);
    expect(self.children[0].personalId).toBe(CHILD);
    expect(self.children[0].enrolments.length).toBeGreaterThan(0);
    const [event] = await hub.auditOf(answer);
    expect(event).toMatchObject({
      ...{ agency_kind: 'RESIDENT', officer: null, purpose: 'SELF', outcome: 'ANSWERED' },
    });
    expect(event!.subjects).toContainEqual({ personalId: ACTIVE, outcome: 'RELEASED' });
    expect(event!.subjects).toContainEqual({ personalId: CHILD, outcome: 'RELEASED' });
  });

  it('does not read the other parent through the child', async () => {
    const { ACTIVE } = await knownPeople(hub.cluster);
    const { me: self } = (await asMe(ACTIVE!)).body.data;
    expect(self.children[0].guardians.map((one: { personalId: string }) => one.personalId)).toEqual([ACTIVE]);
  });

  it.each([
    [5, 1],
    [13, 1],
    [15, 0],
    [30, 0],
  ])('reads a child of %i years: %i', async (years, count) => {
    const parent = await addResident(hub.cluster);
    const dateOfBirth = `${new Date().getUTCFullYear() - years}-12-31`;
    const child = await addResident(hub.cluster, { fullName: 'Trần Con', dateOfBirth });
    await addGuardian(child.personalId, parent.personalId);
    const answer = await asMe(parent.personalId, '{ me { children { fullName } } }');
    expect(answer.body.data.me.children).toHaveLength(count);
  });

  it('does not read a child of whom only a birth year of doubt is known', async () => {
    const parent = await addResident(hub.cluster);
    const dateOfBirth = String(new Date().getUTCFullYear() - 14);
    const child = await addResident(hub.cluster, { dateOfBirth });
    await addGuardian(child.personalId, parent.personalId);
    const answer = await asMe(parent.personalId, '{ me { children { fullName } } }');
    expect(answer.body.data.me.children).toEqual([]);
    expect((await hub.auditOf(answer))[0]!.subjects).toContainEqual({
      personalId: child.personalId,
      outcome: 'OUT_OF_REMIT',
    });
  });

  it('reads nobody else, by number or by another door', async () => {
    const { ACTIVE, EXPIRED, CHILD } = await knownPeople(hub.cluster);
    const query =
      'query($id: PersonalId!) { resident(personalId: $id) { fullName } residents(personalIds: [$id]) { fullName } }';
    for (const id of [EXPIRED!, CHILD!]) {
      const answer = await asMe(ACTIVE!, query, { id });
      expect(answer.body).toEqual({ data: { resident: null, residents: [null] } });
    }
    const self = await asMe(ACTIVE!, query, { id: ACTIVE });
    expect(self.body.data.resident).not.toBeNull();
  });

  it('has a token with no number in it', async () => {
    const { ACTIVE } = await knownPeople(hub.cluster);
    const token = await hub.token('resident.demo', { resident: ACTIVE! });
    const claims = Buffer.from(token.split('.')[1]!, 'base64url').toString();
    expect(claims).not.toContain(ACTIVE);
    expect(JSON.parse(claims).officer).toBeUndefined();
  });
});

it('me is null for who is not a resident', async () => {
  const answer = await hub.ask('hospital.demo', 'TREATMENT', '{ me { fullName } }');
  expect(answer.body).toEqual({ data: { me: null } });
});
