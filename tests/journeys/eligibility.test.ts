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

describe('Eligibility, from rows as the sources hold them', () => {
  it.each([
    ['000', 'ELIGIBLE', 'ACTIVE'],
    ['003', 'ELIGIBLE', 'REPLACED_OVER'],
    ['004', 'ELIGIBLE', 'REPLACED_RUNNING'],
    ['010', 'NOT_ELIGIBLE', 'EXPIRED'],
    ['050', 'NOT_COVERED', 'NO_COVERAGE'],
    ['110', 'NOT_ELIGIBLE', 'REVOKED'],
    ['120', 'NOT_ELIGIBLE', 'REDUCED'],
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
