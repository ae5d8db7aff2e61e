import { addAgency } from '../../support/agencies.js';
import { type Answer, type Hub, openHub } from '../../support/hub.js';
import { addInsuranceCard, addResident, type Person, rowsOf } from '../../support/people.js';
import { claimOf, FhirClient, recordArrival } from './client.js';

let hub: Hub;
let hospital: FhirClient;
beforeAll(async () => {
  hub = await openHub();
  hospital = new FhirClient(hub, await addAgency(hub.cluster, { kind: 'HOSPITAL', units: ['01001'] }));
});
afterAll(() => hub.stop());

async function insured(): Promise<{ person: Person; card: string }> {
  const person = await addResident(hub.cluster);
  return { person, card: await addInsuranceCard(hub.cluster, person.personalId, person) };
}
const change = (card: string, values: string) =>
  rowsOf(
    hub.cluster,
    'healthInsurance',
    `update public.insurance_card set ${values} where card_number = $1`,
    [card],
  );
/** A claim about the patient that a card belongs to. */
const chained = (person: Person, door = 'patient') =>
  Object.fromEntries(Object.entries(claimOf(person)).map(([name, value]) => [`${door}.${name}`, value]));
const cardsIn = (answer: Answer) =>
  (answer.body.entry ?? [])
    .map(({ resource }: { resource: { resourceType: string } }) => resource)
    .filter(({ resourceType }: { resourceType: string }) => resourceType === 'Coverage');

const arrive = (person: Person) => recordArrival(hub, hospital.agency, person);

describe('Coverage/_search', () => {
  it.each(['patient', 'beneficiary'])('gives every card of whom the parameters of %s claim', async (door) => {
    const { person, card } = await insured();
    const old = await addInsuranceCard(hub.cluster, person.personalId, { ...person, endOn: '2024-12-31' });
    await change(card, `initial_facility = '01001', area_code = 'K2', five_years_on = '2029-03-01'`);
    await change(old, `state = 'REPLACED', replaced_by_card = '${card}'`);
    const answer = await hospital.search('Coverage', chained(person, door));
    expect(answer.body).toMatchObject({ type: 'searchset', total: 2 });
    const byNumber = Object.fromEntries(
      cardsIn(answer).map((one: { identifier: { value: string }[] }) => [one.identifier[0]!.value, one]),
    );
    expect(byNumber[card]).toMatchObject({
      ...{ status: 'active', subscriberId: card.slice(5), period: { start: '2024-01-01' } },
      beneficiary: { reference: expect.stringMatching(/^Patient\/[A-Za-z0-9.-]{56}$/) },
      class: [
        { value: 'GD' },
        { value: '4' },
        { type: { coding: [{ code: 'initial-facility' }] }, value: '01001' },
        { type: { coding: [{ code: 'area' }] }, value: 'K2' },
      ],
      costToBeneficiary: [{ valueQuantity: { value: 20, code: '%' } }],
      extension: [{ valueCode: 'ACTIVE' }, { valueDate: '2029-03-01' }],
    });
    expect(byNumber[old]).toMatchObject({
      ...{ status: 'cancelled', period: { end: '2024-12-31' } },
      extension: [{ valueCode: 'REPLACED' }, { valueIdentifier: { value: card } }],
    });
    const said = `${answer.body.link[0].url} ${answer.body.entry.map((one: { fullUrl: string }) => one.fullUrl)}`;
    for (const secret of [person.personalId, card, card.slice(5)]) expect(said).not.toContain(secret);
  });

  it.each([
    ['ACTIVE', `valid_to = null`, 'active'],
    ['EXPIRED', `valid_to = '2025-01-01'`, 'cancelled'],
    ['REVOKED', `state = 'REVOKED'`, 'cancelled'],
    ['REDUCED', `state = 'REDUCED'`, 'cancelled'],
  ])('calls a card that is %s no better than it is', async (status, values, coded) => {
    const { person, card } = await insured();
    await change(card, values);
    expect(cardsIn(await hospital.search('Coverage', chained(person)))).toMatchObject([
      { status: coded, extension: [{ valueCode: status }] },
    ]);
  });

  it('is by reference too, and then within the remit', async () => {
    const { person, card } = await insured();
    const [{ beneficiary }] = cardsIn(await hospital.search('Coverage', chained(person)));
    const { reference } = beneficiary;
    for (const value of [reference, reference.slice(8), `http://localhost:0/wires/fhir/${reference}`]) {
      const before = await hospital.search('Coverage', { patient: value });
      expect([before.status, before.body.total]).toEqual([200, 0]);
    }
    await arrive(person);
    for (const value of [reference, reference.slice(8), `http://localhost:0/wires/fhir/${reference}`]) {
      const later = await hospital.search('Coverage', { beneficiary: value });
      expect(cardsIn(later)).toMatchObject([{ identifier: [{ value: card }] }]);
    }
  });

  it('says why a claim finds nobody', async () => {
    const { person } = await insured();
    const answer = await hospital.search('Coverage', { ...chained(person), 'patient.name': 'Phạm Khác' });
    expect(answer.body.entry[0].resource.issue[0]).toMatchObject({
      details: { coding: [{ code: 'MISMATCHED' }] },
      expression: ['Patient.name'],
    });
  });
});

describe('Coverage/{id}', () => {
  it('is read in the care of the agency, each card by its own id', async () => {
    const { person } = await insured();
    await addInsuranceCard(hub.cluster, person.personalId, { ...person, endOn: '2024-12-31' });
    const cards = cardsIn(await hospital.search('Coverage', chained(person))) as { id: string }[];
    expect(new Set(cards.map(({ id }) => id)).size).toBe(2);
    expect((await hospital.get(`/Coverage/${cards[0]!.id}`)).status).toBe(404);
    await arrive(person);
    for (const card of cards) expect((await hospital.get(`/Coverage/${card.id}`)).body).toEqual(card);
  });

  it('opens nothing of another agency, another person or another card', async () => {
    const { person } = await insured();
    const other = await insured();
    await arrive(person);
    await arrive(other.person);
    const [{ id }] = cardsIn(await hospital.search('Coverage', chained(person)));
    const [{ id: otherId }] = cardsIn(await hospital.search('Coverage', chained(other.person)));
    const neighbour = new FhirClient(hub, await addAgency(hub.cluster, { kind: 'HOSPITAL' }));
    const wrong = [
      ...[id.slice(0, 56), `${id.slice(0, 56)}AAAAAAAA`, id.slice(0, 56) + otherId.slice(56)],
      ...[otherId.slice(0, 56) + id.slice(56), 'x', person.personalId, other.card],
    ];
    for (const one of wrong) expect((await hospital.get(`/Coverage/${one}`)).status).toBe(404);
    expect((await neighbour.get(`/Coverage/${id}`)).status).toBe(404);
    expect((await hospital.get(`/Coverage/${id}`)).status).toBe(200);
  });
});
