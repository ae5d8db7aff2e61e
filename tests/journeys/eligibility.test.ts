import { type Hub, openHub } from '../support/hub.js';
import { addInsuranceCard, addResident, knownPeople, personOf, rowsOf } from '../support/people.js';

const query = `query($claim: IdentityClaim!, $on: LocalDate) {
  identify(claim: $claim) {
    resident { eligibility(facility: "01001", on: $on) { outcome portalCode explanation on coverage { cardNumber status } } }
  }
}`;
/** The sample is made for this day; later days change nothing for the residents asked about here. */
const on = '2026-11-22';

let hub: Hub;
beforeAll(async () => {
  hub = await openHub();
});
afterAll(() => hub.stop());

async function eligibilityOf(personalId: string, headers = {}) {
  const claim = await personOf(hub.cluster, personalId);
  const answer = await hub.ask('hospital.demo', 'TREATMENT', query, { claim, on }, headers);
  expect(answer.body.errors).toBeUndefined();
  return answer.body.data.identify.resident.eligibility;
}

const queryAt = `query($claim: IdentityClaim!, $at: String!, $on: LocalDate, $care: CareKind, $circumstances: CareCircumstances) {
  identify(claim: $claim) { resident { eligibility(facility: $at, on: $on, care: $care, circumstances: $circumstances) {
    outcome portalCode explanation level route routeCode coveredRate coveredUntil legalBasis facility facilityName
    coPayment { rate amount exemption } newCard { cardNumber }
  } } }
}`;

async function askAt(personalId: string, at: string, care: string, circumstances: object) {
  const claim = await personOf(hub.cluster, personalId);
  return hub.ask('hospital.demo', 'TREATMENT', queryAt, { claim, at, on, care, circumstances });
}

async function askedAt(personalId: string, at: string, care: string, circumstances: object) {
  const answer = await askAt(personalId, at, care, circumstances);
  expect(answer.body.errors).toBeUndefined();
  return answer.body.data.identify.resident.eligibility;
}

describe('Eligibility, from rows as the sources hold them', () => {
  it.each([
    ['000', 'ELIGIBLE', 'ACTIVE'],
    ['003', 'ELIGIBLE', 'REPLACED_OVER'],
    ['004', 'ELIGIBLE', 'REPLACED_RUNNING'],
    ['010', 'NOT_ELIGIBLE', 'EXPIRED'],
    ['050', 'NOT_COVERED', 'NO_COVERAGE'],
    ['110', 'NOT_ELIGIBLE', 'REVOKED'],
    // Which of 121 to 124 is by the reason that the sample drew.
    [expect.stringMatching(/^12[1-4]$/), 'NOT_ELIGIBLE', 'REDUCED'],
  ] as const)('answers %s, %s, for the sample resident %s', async (portalCode, outcome, story) => {
    const known = await knownPeople(hub.cluster);
    expect(await eligibilityOf(known[story]!)).toMatchObject({ portalCode, outcome, on });
  });

  it('names the new card where an old one was replaced', async () => {
    const { REPLACED_OVER } = await knownPeople(hub.cluster);
    const [old] = await rowsOf<{ replaced_by_card: string }>(
      hub.cluster,
      'healthInsurance',
      "select replaced_by_card from public.insurance_card where personal_id = $1 and state = 'REPLACED'",
      [REPLACED_OVER],
    );
    const { coverage } = await eligibilityOf(REPLACED_OVER!);
    expect(coverage).toEqual({ cardNumber: old!.replaced_by_card, status: 'ACTIVE' });
  });

  it.each([
    ['060', 'NOT_ELIGIBLE', { fullName: 'Lê Người Khác' }],
    ['061', 'ELIGIBLE_CHECK', { fullName: 'Trịnh Hoa Cúc' }],
    ['070', 'NOT_ELIGIBLE', { dateOfBirth: '1991-06-18' }],
    ['000', 'ELIGIBLE', { fullName: 'TRAN HU CAU' }],
    ['000', 'ELIGIBLE', { dateOfBirth: '1990' }],
    ['010', 'NOT_ELIGIBLE', { endOn: '2026-11-21' }],
    ['000', 'ELIGIBLE', { endOn: '2026-11-22' }],
    ['050', 'NOT_COVERED', { startOn: '2026-11-23' }],
  ])('answers %s, %s, where health insurance holds %j', async (portalCode, outcome, held) => {
    const person = await addResident(hub.cluster);
    await addInsuranceCard(hub.cluster, person.personalId, { ...person, ...held });
    expect(await eligibilityOf(person.personalId)).toMatchObject({ portalCode, outcome });
  });

  it('explains itself in the language asked for, with the day that matters', async () => {
    const person = await addResident(hub.cluster);
    await addInsuranceCard(hub.cluster, person.personalId, { ...person, endOn: '2026-01-31' });
    const inVietnamese = await eligibilityOf(person.personalId);
    expect(inVietnamese.explanation).toBe('Thẻ BHYT hết giá trị sử dụng từ ngày 31/01/2026.');
    const inEnglish = await eligibilityOf(person.personalId, { 'accept-language': 'en-GB,vi;q=0.5' });
    expect(inEnglish.explanation).toBe('The insurance card ended on 2026-01-31.');
  });

  it('says who pays what here, on what route and by what law', async () => {
    const { ACTIVE } = await knownPeople(hub.cluster);
    const at = await askedAt(ACTIVE!, '01001', 'INPATIENT', { cost: 10_000_000 });
    expect(at).toMatchObject({
      ...{ outcome: 'ELIGIBLE', route: 'RIGHT_FACILITY', routeCode: '1.1', coveredRate: 80, newCard: null },
      coPayment: { rate: 20, amount: 2_000_000, exemption: null },
      facilityName: 'Bệnh viện đa khoa mẫu Thăng Long',
    });
    expect(at.legalBasis).toContainEqual(expect.stringContaining('Luật BHYT Đ22 k1, Đ26'));
    expect(at.explanation).toContain('Quỹ BHYT trả 80%, người bệnh trả 20%.');
  });

  it.each([
    ['a central hospital', '01002', 'OUTPATIENT', {}, ['NOT_ELIGIBLE', '3.1', 0]],
    ['a central hospital, referred', '01002', 'OUTPATIENT', { bases: ['REFERRAL'] }, ['ELIGIBLE', '1.3', 80]],
    ['a central hospital, as an inpatient', '01002', 'INPATIENT', {}, ['ELIGIBLE', '3.1', 32]],
    ['a central hospital, in an emergency', '01002', 'EMERGENCY', {}, ['ELIGIBLE', '2', 80]],
    ['a hospital that was the district’s', '01004', 'OUTPATIENT', {}, ['ELIGIBLE', '3.3', 80]],
    ['a hospital of 61 points', '01005', 'OUTPATIENT', {}, ['ELIGIBLE', '1.13', 40]],
    ['a health station', '01009', 'OUTPATIENT', {}, ['ELIGIBLE', '1.2', 100]],
    ['a facility nobody lists', '01999', 'OUTPATIENT', {}, ['ELIGIBLE', null, null]],
  ] as const)('decides for %s', async (_what, at, care, circumstances, [outcome, routeCode, coveredRate]) => {
    const { ACTIVE } = await knownPeople(hub.cluster);
    expect(await askedAt(ACTIVE!, at, care, circumstances)).toMatchObject({
      ...{ outcome, routeCode, coveredRate, facility: at },
    });
  });

  it.each([
    ['051', 'ELIGIBLE_CHECK', { cardNumber: 'GD4019999999999' }],
    ['001', 'ELIGIBLE_CHECK', { cardNumber: 'QN5970123456780' }],
  ])('answers %s, %s, for a card shown as %j', async (portalCode, outcome, circumstances) => {
    const { ACTIVE } = await knownPeople(hub.cluster);
    expect(await askedAt(ACTIVE!, '01001', 'OUTPATIENT', circumstances)).toMatchObject({
      portalCode,
      outcome,
    });
  });

  it('covers a child under six without a card', async () => {
    const child = await addResident(hub.cluster, { dateOfBirth: '2023-04-01' });
    expect(await askedAt(child.personalId, '01009', 'OUTPATIENT', {})).toMatchObject({
      ...{ portalCode: '130', outcome: 'ELIGIBLE_CHECK', level: 1, coveredRate: 100 },
    });
  });

  it.each([
    ['admittedOn', { admittedOn: '2026-11-23' }],
    ['cardFacility', { cardFacility: 'Hà Nội' }],
    ['cardNumber', { cardNumber: 'X'.repeat(31) }],
    ['cost', { cost: -1 }],
    ['coPaidThisYear', { coPaidThisYear: 1e13 }],
  ])('refuses circumstances whose %s cannot be', async (field, circumstances) => {
    const { ACTIVE } = await knownPeople(hub.cluster);
    const answer = await askAt(ACTIVE!, '01001', 'INPATIENT', circumstances);
    expect(answer.body.errors[0].extensions).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', argument: 'circumstances', field },
    });
  });

  it('refuses a facility code that is none', async () => {
    const { ACTIVE } = await knownPeople(hub.cluster);
    const wrong = query.replace('"01001"', '"Bệnh viện"');
    const claim = await personOf(hub.cluster, ACTIVE!);
    const answer = await hub.ask('hospital.demo', 'TREATMENT', wrong, { claim });
    expect(answer.body.data.identify.resident.eligibility).toBeNull();
    expect(answer.body.errors[0]).toMatchObject({
      path: ['identify', 'resident', 'eligibility'],
      extensions: { code: 'BAD_USER_INPUT', argument: 'facility' },
    });
  });
});
