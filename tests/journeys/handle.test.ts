import { addAgency } from '../support/agencies.js';
import { type Hub, openHub } from '../support/hub.js';
import { knownPeople, personOf } from '../support/people.js';

const give = 'query($id: PersonalId!) { resident(personalId: $id) { handle } }';
const open = 'query($handle: ID!) { residentByHandle(handle: $handle) { personalId } }';
const caseA = { 'x-case-reference': 'HS-A' };

let hub: Hub;
beforeAll(async () => {
  hub = await openHub();
});
afterAll(() => hub.stop());

const ask = (agency: string, query: string, variables: Record<string, unknown>, headers = {}) =>
  hub.ask(agency, 'ADMINISTRATIVE_PROCEDURE', query, variables, headers);

async function handleOf(agency: string, id: string, headers = {}): Promise<string> {
  return (await ask(agency, give, { id }, headers)).body.data.resident.handle;
}

describe('A handle', () => {
  it('opens for the agency and case it was given to, and is the same all day', async () => {
    const { POOR } = await knownPeople(hub.cluster);
    const handle = await handleOf('authority.demo', POOR!, caseA);
    expect(await handleOf('authority.demo', POOR!, caseA)).toBe(handle);
    expect(handle).not.toContain(POOR);
    const answer = await ask('authority.demo', open, { handle }, caseA);
    expect(answer.body.data.residentByHandle.personalId).toBe(POOR);
  });

  it('is worth nothing to another case, another agency or when a letter is changed', async () => {
    const { POOR } = await knownPeople(hub.cluster);
    const neighbour = await addAgency(hub.cluster, { kind: 'AUTHORITY', units: ['40'] });
    const handle = await handleOf('authority.demo', POOR!, caseA);
    expect(await handleOf(neighbour, POOR!, caseA)).not.toBe(handle);
    const forged = `${handle.slice(0, -2)}${handle.endsWith('A') ? 'B' : 'A'}${handle.at(-1)}`;
    const refused = [
      await ask('authority.demo', open, { handle }, { 'x-case-reference': 'HS-B' }),
      await ask('authority.demo', open, { handle }),
      await ask(neighbour, open, { handle }, caseA),
      await ask('authority.demo', open, { handle: forged }, caseA),
      await ask('authority.demo', open, { handle: '' }, caseA),
      await ask('authority.demo', open, { handle: POOR }, caseA),
    ];
    for (const { body } of refused) expect(body).toEqual({ data: { residentByHandle: null } });
  });

  it('opens no remit of its own', async () => {
    const { POOR } = await knownPeople(hub.cluster);
    // A hospital gets a handle with the card, and cannot open it later without the card.
    const hospital = await hub.ask(
      'hospital.demo',
      'TREATMENT',
      'query($claim: IdentityClaim!) { identify(claim: $claim) { resident { handle personalId } } }',
      { claim: await personOf(hub.cluster, POOR!) },
    );
    const { handle } = hospital.body.data.identify.resident;
    const later = await hub.ask('hospital.demo', 'TREATMENT', open, { handle });
    expect(later.body).toEqual({ data: { residentByHandle: null } });
    expect((await hub.auditOf(later))[0]!.subjects).toEqual([{ personalId: POOR, outcome: 'OUT_OF_REMIT' }]);
  });
});
