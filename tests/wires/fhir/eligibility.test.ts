import { addAgency } from '../../support/agencies.js';
import { type Hub, openHub } from '../../support/hub.js';
import {
  addInsuranceCard,
  addResident,
  type Person,
  rowsOf,
  unusedPersonalId,
} from '../../support/people.js';
import type { HospitalSoftware } from '../bhxh-gateway/client.js';
import { makeHospital, officer } from '../bhxh-gateway/hospital.js';
import { decisionIn, FhirClient, patientOf, recordArrival, requestAbout, systems } from './client.js';
import { problemsOf } from './r4.js';

const query = `query Same($claim: IdentityClaim!, $facility: String!, $on: LocalDate, $care: CareKind,
    $circumstances: CareCircumstances) {
  identify(claim: $claim) { resident {
    eligibility(facility: $facility, on: $on, care: $care, circumstances: $circumstances) {
      outcome portalCode route routeCode coveredRate explanation coPayment { rate amount exemption } } } } }`;
const at = (code: string) => ({ identifier: { system: systems.facility, value: code } });
const classOf = (code: string) => ({
  category: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code }] },
});
const basis = (code: string) => ({
  modifier: [{ coding: [{ system: 'urn:lienthong:fhir:route-basis', code }] }],
});
const shown = (card: string) => [
  { coverage: { identifier: { system: systems.insuranceCard, value: card } } },
];

/** The level stands in the number of the card. */
const level3 = `card_number = overlay(card_number placing '3' from 3 for 1)`;

let hub: Hub;
let hospital: FhirClient;
let software: HospitalSoftware;
let facility: string;
beforeAll(async () => {
  hub = await openHub();
  const portal = await makeHospital(hub.cluster);
  hospital = new FhirClient(hub, portal.code);
  software = portal.software(hub.url);
  facility = portal.username.slice(0, 5);
});
afterAll(() => hub.stop());

async function insured(
  values = '',
  held: { fullName?: string; dateOfBirth?: string; endOn?: string } = {},
): Promise<{ person: Person; card: string }> {
  const person = await addResident(hub.cluster);
  const card = await addInsuranceCard(hub.cluster, person.personalId, { ...person, ...held });
  if (values) await change(card, values);
  return { person, card };
}
const change = (card: string, values: string) =>
  rowsOf(
    hub.cluster,
    'healthInsurance',
    `update public.insurance_card set ${values} where card_number = $1`,
    [card],
  );

/** What the three ways say of one person at one place today. */
async function byThreeWays(person: Person, card: string | null, stated: string | null) {
  const number = stated ? { insuranceNumber: card!.slice(5) } : { personalId: person.personalId };
  const { fullName, dateOfBirth } = person;
  const graphql = await hub.ask(hospital.agency, 'TREATMENT', query, {
    claim: { ...number, fullName, dateOfBirth },
    ...{ facility, circumstances: stated ? { cardNumber: stated } : null },
  });
  const { body: portal } = await software.lookUp({
    ...{
      maThe: stated ?? person.personalId,
      hoTen: fullName,
      ngaySinh: dateOfBirth.split('-').reverse().join('/'),
    },
    ...officer,
  });
  const { body: fhir } = await hospital.post(
    '/CoverageEligibilityRequest',
    requestAbout(person, { facility: at(facility), ...(stated && { insurance: shown(stated) }) }),
  );
  return { graphql: graphql.body.data.identify.resident.eligibility, portal, fhir };
}

describe('an eligibility check', () => {
  it('comes to the decision that GraphQL and the portal’s wire come to', async () => {
    const newer = await insured('', { endOn: '2024-12-31' });
    const newCard = await addInsuranceCard(hub.cluster, newer.person.personalId, {
      ...newer.person,
      startOn: '2025-01-01',
    });
    await change(newer.card, `state = 'REPLACED', replaced_by_card = '${newCard}'`);
    const child = await addResident(hub.cluster, { dateOfBirth: `${new Date().getUTCFullYear() - 2}-01-15` });
    type Case = [string, { person: Person; card?: string }, ((card: string) => string)?];
    const cases: Case[] = [
      ['000', await insured()],
      ['000', await insured(`initial_facility = '01001'`)],
      ['000', await insured(level3)],
      ['003', newer],
      ['010', await insured('', { endOn: '2025-01-31' })],
      ['110', await insured(`state = 'REVOKED', state_on = '2025-03-01'`)],
      ['120', await insured(`state = 'REDUCED', state_on = '2025-03-01'`)],
      ['121', await insured(`state = 'REDUCED', state_reason = 'MOVED_OUT_OF_PROVINCE'`)],
      ['124', await insured(`state = 'REDUCED', state_reason = 'LEFT'`)],
      ['050', { person: await addResident(hub.cluster) }],
      ['130', { person: child }],
      ['060', await insured('', { fullName: 'Phạm Khác Hẳn' })],
      ['061', await insured('', { fullName: 'Tống Hoàng Cao' })],
      ['070', await insured('', { dateOfBirth: '1971-01-01' })],
      ['000', await insured(), (card) => card],
      ['052', await insured(), (card) => `${card.slice(0, 3)}79${card.slice(5)}`],
      ['053', await insured(), (card) => `${card.slice(0, 2)}3${card.slice(3)}`],
      ['051', await insured(), (card) => `DN${card.slice(2)}`],
      ['001', await insured(), (card) => `QN597${card.slice(5)}`],
      ['002', await insured(), (card) => `CA598${card.slice(5)}`],
    ];
    for (const [code, { person, card = null }, spoil] of cases) {
      const { graphql, portal, fhir } = await byThreeWays(person, card, spoil ? spoil(card!) : null);
      const { outcome, portalCode, route, routeCode, coveredRate: rate, explanation } = graphql;
      expect([code, portalCode, portal.maKetQua]).toEqual([code, code, code]);
      expect(portal.ghiChu).toBe(explanation);
      expect({ ...decisionIn(fhir), said: fhir.disposition }).toEqual({
        ...{ outcome, portalCode, route, routeCode, rate, said: explanation, processed: 'complete' },
      });
    }
  });

  it.each([
    ['at its own facility', { facility: at('01001') }, 'RIGHT_FACILITY', '1.1', 80],
    [
      'at a central hospital, unreferred',
      { facility: at('01002'), item: [classOf('AMB')] },
      'SELF_PRESENTED',
      '3.1',
      0,
    ],
    ['there as an inpatient', { facility: at('01002'), item: [classOf('IMP')] }, 'SELF_PRESENTED', '3.1', 32],
    ['there in an emergency', { facility: at('01002'), item: [classOf('EMER')] }, 'EMERGENCY', '2', 80],
    [
      'there with a referral',
      { facility: at('01002'), item: [{ ...classOf('AMB'), ...basis('REFERRAL') }] },
      ...(['REFERRAL', '1.3', 80] as const),
    ],
    [
      'at a provincial hospital before July',
      { facility: at('01003'), servicedDate: '2026-06-30' },
      'SELF_PRESENTED',
      '1.13',
      0,
    ],
    ['and since', { facility: at('01003'), servicedDate: '2026-07-01' }, 'SELF_PRESENTED', '1.13', 40],
    ['where no rule fits', { facility: at('99999') }, null, null, null],
  ] as const)('tells route and rate %s, as GraphQL does', async (_where, more, route, routeCode, rate) => {
    const { person } = await insured(`initial_facility = '01001'`);
    const { body } = await hospital.post('/CoverageEligibilityRequest', requestAbout(person, more));
    expect(decisionIn(body)).toMatchObject({ route, routeCode, rate });
    const item = 'item' in more ? more.item[0] : null;
    const care = { AMB: 'OUTPATIENT', IMP: 'INPATIENT', EMER: 'EMERGENCY' }[
      item?.category.coding[0]?.code ?? 'AMB'
    ];
    const on = 'servicedDate' in more ? more.servicedDate : null;
    const same = await hub.ask(hospital.agency, 'TREATMENT', query, {
      ...{ claim: person, facility: more.facility.identifier.value, on, care },
      circumstances: item && 'modifier' in item ? { bases: ['REFERRAL'] } : null,
    });
    const decided = same.body.data.identify.resident.eligibility;
    expect([decided.route, decided.routeCode, decided.coveredRate]).toEqual([route, routeCode, rate]);
    const [insurance] = body.insurance;
    expect([insurance.inforce, insurance.item[0].excluded ?? null]).toEqual([
      true,
      rate === null ? null : rate === 0,
    ]);
  });

  it('tells half a level as a text, and what is left to pay in đồng', async () => {
    const { person } = await insured(`initial_facility = '01055', ${level3}`);
    const half = requestAbout(person, {
      facility: at('01003'),
      servicedDate: '2026-07-01',
      item: [{ ...classOf('AMB'), unitPrice: { value: 1_000_000, currency: 'VND' }, quantity: { value: 2 } }],
    });
    const { body } = await hospital.post('/CoverageEligibilityRequest', half);
    expect(body.insurance[0].item[0].benefit).toMatchObject([
      { type: { coding: [{ code: 'covered-percent' }] }, allowedString: '47.5' },
      { type: { coding: [{ code: 'copay-percent' }] }, allowedString: '52.5' },
      { type: { coding: [{ code: 'copay' }] }, allowedMoney: { value: 1_050_000, currency: 'VND' } },
    ]);
  });

  it('says that a low cost leaves nothing to pay', async () => {
    const { person } = await insured(`initial_facility = '01001'`);
    const item = [{ unitPrice: { value: 100_000, currency: 'VND' } }];
    const { body } = await hospital.post('/CoverageEligibilityRequest', requestAbout(person, { item }));
    expect(body.insurance[0].item[0].modifier).toMatchObject([{ coding: [{ code: 'LOW_COST' }] }]);
    expect(decisionIn(body).rate).toBe(100);
  });

  it('reckons a card that ended during the stay, by the period of it', async () => {
    const { person } = await insured(`initial_facility = '01001'`, { endOn: '2026-11-10' });
    const { body } = await hospital.post(
      '/CoverageEligibilityRequest',
      requestAbout(person, { servicedPeriod: { start: '2026-11-05', end: '2026-11-15' } }),
    );
    expect(decisionIn(body)).toMatchObject({ outcome: 'ELIGIBLE', portalCode: '010' });
    expect(body).toMatchObject({ servicedDate: '2026-11-15', insurance: [{ inforce: true }] });
    expect(body.extension).toContainEqual({
      ...{ url: 'urn:lienthong:fhir:extension:covered-until', valueDate: '2026-11-25' },
    });
  });

  it('answers each purpose with what it asks for', async () => {
    const { person, card } = await insured();
    const old = await addInsuranceCard(hub.cluster, person.personalId, { ...person, endOn: '2024-12-31' });
    const ask = async (...purpose: string[]) =>
      (await hospital.post('/CoverageEligibilityRequest', requestAbout(person, { purpose }))).body;
    const numbers = ({ contained = [] }: { contained?: { identifier: { value: string }[] }[] }) =>
      contained.map(({ identifier }) => identifier[0]!.value);
    const [validation, benefits, discovery] = [
      await ask('validation'),
      await ask('benefits'),
      await ask('discovery'),
    ];
    expect([numbers(validation), numbers(benefits), numbers(discovery)]).toEqual([
      [card],
      [card],
      [card, old],
    ]);
    const items = (body: { insurance: { item?: object[] }[] }) =>
      body.insurance.map(({ item }) => item?.length ?? 0);
    expect([items(validation), items(benefits), items(discovery)]).toEqual([[0], [1], [0, 0]]);
    const inForce = discovery.insurance.map(({ inforce }: { inforce: boolean }) => inforce);
    expect([inForce, discovery.purpose]).toEqual([[true, false], ['discovery']]);
  });

  it('is answered by $submit too, and by a reference in the care of the agency', async () => {
    const { person } = await insured();
    const first = await hospital.post('/CoverageEligibilityRequest/$submit', requestAbout(person));
    const { patient } = first.body;
    const byReference = { ...requestAbout(person), contained: undefined, patient };
    const early = await hospital.post('/CoverageEligibilityRequest', byReference);
    expect([early.status, early.body.outcome, early.body.patient]).toEqual([200, 'error', patient]);
    await recordArrival(hub, hospital.agency, person, facility);
    const later = await hospital.post('/CoverageEligibilityRequest', byReference);
    expect(later.body.patient).toEqual(patient);
    expect(decisionIn(later.body)).toEqual(decisionIn(first.body));
  });

  it('takes the provider for the place of care, and else the caller’s own', async () => {
    const { person } = await insured(`initial_facility = '01001'`);
    const own = new FhirClient(hub, await addAgency(hub.cluster, { kind: 'HOSPITAL', units: ['01001'] }));
    const place = { resourceType: 'Organization', id: 'here', identifier: [at('01002').identifier] };
    const cases: [object, string][] = [
      [{ facility: undefined }, '1.1'],
      [{ facility: undefined, provider: { reference: 'Practitioner/7' } }, '1.1'],
      [{ facility: undefined, provider: at('01002') }, '3.1'],
      [
        { facility: undefined, provider: { reference: '#here' }, contained: [patientOf(person), place] },
        '3.1',
      ],
    ];
    for (const [more, code] of cases) {
      const { body } = await own.post('/CoverageEligibilityRequest', requestAbout(person, { ...more }));
      expect(decisionIn(body).routeCode).toBe(code);
    }
    const large = new FhirClient(
      hub,
      await addAgency(hub.cluster, { kind: 'HOSPITAL', units: ['01001', '01002'] }),
    );
    const refused = await large.post(
      '/CoverageEligibilityRequest',
      requestAbout(person, { facility: undefined }),
    );
    expect([refused.status, refused.body.issue[0].expression]).toEqual([
      ...[400, ['CoverageEligibilityRequest.facility']],
    ]);
  });

  it('is about whoever a card that was scanned names, and by any number of a patient', async () => {
    const { person, card } = await insured();
    const { contained: _claim, ...request } = requestAbout(person);
    const value = `${person.personalId}||${person.fullName}|17051990|Nam|Số 1 đường Hư Cấu, Hà Nội|01052021`;
    const scanned = { ...request, patient: { identifier: { system: systems.cardText, value } } };
    const withIdentifiers = (...identifier: object[]) =>
      requestAbout(person, { contained: [{ ...patientOf(person), identifier }] });
    const record = { system: 'http://hospital.example/record-number', value: '12345' };
    const requests = [
      scanned,
      withIdentifiers(record, { system: systems.insuranceNumber, value: card.slice(5) }),
      withIdentifiers({ system: systems.insuranceCard, value: card }),
      withIdentifiers(
        { system: systems.insuranceCard, value: 'GD4010000000001' },
        { system: systems.personalId, value: person.personalId },
      ),
    ];
    for (const one of requests) {
      expect(problemsOf(one)).toEqual([]);
      const { body } = await hospital.post('/CoverageEligibilityRequest', one);
      expect([body.outcome, body.contained[0].identifier[0].value]).toEqual(['complete', card]);
    }
    const alone = {
      ...request,
      patient: { identifier: { system: systems.personalId, value: person.personalId } },
    };
    expect((await hospital.post('/CoverageEligibilityRequest', alone)).body).toMatchObject({
      ...{ outcome: 'error', error: [{ code: { coding: [{ code: 'NOT_FOUND' }] } }] },
    });
  });

  it('answers nothing about somebody who is not who he is said to be', async () => {
    const { person, card } = await insured();
    const tries: [Person, string[]][] = [
      [{ ...person, fullName: 'Phạm Khác Hẳn' }, ['MISMATCHED', 'FULL_NAME']],
      [{ ...person, dateOfBirth: '1971-01-01' }, ['MISMATCHED', 'DATE_OF_BIRTH']],
      [{ ...person, personalId: unusedPersonalId() }, ['NOT_FOUND']],
    ];
    for (const [claimed, expected] of tries) {
      const answer = await hospital.post('/CoverageEligibilityRequest', requestAbout(claimed));
      const { outcome, error, insurance, patient } = answer.body;
      expect([answer.status, outcome, insurance, patient.reference]).toEqual([
        200,
        'error',
        undefined,
        undefined,
      ]);
      expect(error.map((one: { code: { coding: { code: string }[] } }) => one.code.coding[0]!.code)).toEqual(
        expected,
      );
      for (const secret of [person.personalId, card.slice(5)]) expect(answer.text).not.toContain(secret);
    }
  });

  it('speaks the caller’s language', async () => {
    const { person } = await insured();
    const headers = { 'accept-language': 'en' };
    const { body } = await hospital.post('/CoverageEligibilityRequest', requestAbout(person), { headers });
    expect(body.disposition).toMatch(/^The insurance card is valid\./);
    const nobody = requestAbout({ ...person, fullName: 'Phạm Khác Hẳn' });
    const refused = await hospital.post('/CoverageEligibilityRequest', nobody, { headers });
    expect(refused.body.disposition).toBe('What was stated is not what is on record.');
  });

  it('is on record as the same look by GraphQL, its reason in an emergency too', async () => {
    const { person } = await insured();
    const reason = 'Bất tỉnh sau tai nạn, chưa có giấy tờ';
    const headers = { 'x-emergency-reason': encodeURIComponent(reason), 'x-case-reference': 'CC-7' };
    const answer = await hospital.post('/CoverageEligibilityRequest', requestAbout(person), {
      ...{ purpose: 'EMERGENCY', headers },
    });
    expect(answer.body.outcome).toBe('complete');
    const [event] = await hub.auditOf(answer);
    expect(event).toMatchObject({
      ...{ agency_code: hospital.agency, officer: '001', purpose: 'EMERGENCY', case_reference: 'CC-7' },
      ...{ emergency_reason: reason, outcome: 'ANSWERED', error_codes: [] },
      operation_name: 'wire fhir.CoverageEligibilityRequest',
      subjects: [{ personalId: person.personalId, outcome: 'RELEASED' }],
    });
    const same = await hub.ask(
      hospital.agency,
      'EMERGENCY',
      `query Same($claim: IdentityClaim!) { identify(claim: $claim) { outcome verdicts { field verdict } resident {
        handle eligibility(facility: "01001") { outcome portalCode explanation
          coverage { cardNumber insuranceNumber status period { startOn endOn } benefitLevel coveredRate objectCode
            initialFacility fiveYearOn areaCode replacedByCard }
          route routeCode coveredRate coPayment { rate amount exemption } coveredUntil legalBasis on } } } }`,
      { claim: person },
      headers,
    );
    expect(event!.fields_released).toEqual((await hub.auditOf(same))[0]!.fields_released);
  });

  it('cannot be had without the reason that an emergency needs', async () => {
    const { person } = await insured();
    const answer = await hospital.post('/CoverageEligibilityRequest', requestAbout(person), {
      purpose: 'EMERGENCY',
    });
    expect(answer.status).toBe(400);
    expect(answer.body.issue[0].location).toEqual(['http.x-emergency-reason']);
  });
});

describe('the two validators', () => {
  it('find what is wrong', () => {
    const response = {
      ...{ resourceType: 'CoverageEligibilityResponse', status: 'active', purpose: ['validation'] },
      ...{ patient: { display: 'x' }, created: '2026-11-28', request: { display: 'x' }, outcome: 'complete' },
      insurer: { display: 'x' },
    };
    expect(problemsOf(response)).toEqual([]);
    const wrong: object[] = [
      ...[{ outcome: 'done' }, { status: 'running' }, { purpose: ['curiosity'] }],
      ...[{ insurance: [{ inforce: true }] }, { unknown: 1 }, { servicedDate: '28/11/2026' }],
      { contained: [{ resourceType: 'Patient', id: 'a', gender: 'Nam' }] },
    ];
    for (const one of wrong) expect(problemsOf({ ...response, ...one })).not.toEqual([]);
  });
});
