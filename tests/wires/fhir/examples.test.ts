import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../src/config/package-root.js';
import { asShown } from '../../readme/examples.js';
import { addAgency } from '../../support/agencies.js';
import { type Hub, openHub } from '../../support/hub.js';
import { addInsuranceCard, addResident, type Person, rowsOf } from '../../support/people.js';
import { claimOf, decisionIn, FhirClient, recordArrival } from './client.js';
import { problemsOf } from './r4.js';

type Resource = { resourceType: string } & Record<string, unknown>;

/** An example, with what stands for `…` in it by the path of its elements. */
function example(name: string, fill: Record<string, unknown> = {}): Resource {
  const path = join(packageRoot, 'tests/wires/fhir/examples', `${name}.json`);
  const resource = JSON.parse(readFileSync(path, 'utf8')) as Resource;
  for (const [place, value] of Object.entries(fill)) {
    const steps = place.split('.');
    const last = steps.pop()!;
    // biome-ignore lint/suspicious/noExplicitAny: an example may have any shape
    const parent = steps.reduce((at, step) => at[step], resource as any);
    expect(parent[last]).toBe('…');
    parent[last] = value;
  }
  return resource;
}

let hub: Hub;
let hospital: FhirClient;
beforeAll(async () => {
  hub = await openHub();
  hospital = new FhirClient(hub, await addAgency(hub.cluster, { kind: 'HOSPITAL', units: ['01001'] }));
});
afterAll(() => hub.stop());

async function inCare(): Promise<{ person: Person; reference: string }> {
  const person = await addResident(hub.cluster);
  const card = await addInsuranceCard(hub.cluster, person.personalId, person);
  await rowsOf(
    hub.cluster,
    'healthInsurance',
    `update public.insurance_card set initial_facility = '01001' where card_number = $1`,
    [card],
  );
  await recordArrival(hub, hospital.agency, person);
  const { body } = await hospital.search('Patient', claimOf(person));
  return { person, reference: `Patient/${body.entry[0].resource.id}` };
}

describe('a request in the shape that others publish', () => {
  it.each(['request-hl7', 'request-openimis'])('%s is valid R4 and answered', async (name) => {
    const { reference } = await inCare();
    const request = example(name, { 'patient.reference': reference });
    expect(problemsOf(request)).toEqual([]);
    const { status, body } = await hospital.post('/CoverageEligibilityRequest', request);
    expect([status, body.resourceType, body.outcome]).toEqual([
      200,
      'CoverageEligibilityResponse',
      'complete',
    ]);
    expect(body.patient).toEqual({ reference });
    expect(body.purpose).toEqual(request.purpose);
    expect(decisionIn(body)).toMatchObject({ outcome: 'ELIGIBLE', routeCode: '1.1', rate: 80 });
    // Services are not decided one by one: the visit is, and no item claims to be about one.
    expect(body.insurance[0].item).toHaveLength(1);
    expect(body.insurance[0].item[0].productOrService).toBeUndefined();
  });

  it('is about the patient of HL7’s own example, as hospitals keep one', async () => {
    const person = await addResident(hub.cluster);
    await addInsuranceCard(hub.cluster, person.personalId, person);
    const [family, ...given] = person.fullName.split(' ');
    const patient = example('patient-hl7', {
      'identifier.1.value': person.personalId,
      'name.1.family': family,
      'name.1.given.0': given.join(' '),
      birthDate: person.dateOfBirth,
    });
    expect(problemsOf(patient)).toEqual([]);
    const request = {
      ...example('request-hl7', { 'patient.reference': '#example' }),
      contained: [patient],
    };
    const { body } = await hospital.post('/CoverageEligibilityRequest', request);
    expect([body.outcome, decisionIn(body).portalCode]).toEqual(['complete', '000']);
  });

  it('is answered as the examples say', async () => {
    const { person } = await inCare();
    const request = example('request-hospital', {
      'contained.0.identifier.0.value': person.personalId,
      'contained.0.name.0.text': person.fullName,
      'contained.0.birthDate': person.dateOfBirth,
    });
    expect(problemsOf(request)).toEqual([]);
    const eligibility = await hospital.post('/CoverageEligibilityRequest', request);
    expect(asShown(eligibility.body, example('answer-eligibility'))).toEqual(example('answer-eligibility'));
    const search = await hospital.search('Patient', claimOf(person));
    expect(asShown(search.body, example('answer-patient'))).toEqual(example('answer-patient'));
    const refused = await hospital.get('/Patient?name=x', { headers: { 'accept-language': 'en' } });
    expect(asShown(refused.body, example('answer-refusal'))).toEqual(example('answer-refusal'));
  });
});
