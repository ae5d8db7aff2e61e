import { createHash } from 'node:crypto';
import { registerOfficer } from '../../../src/access/agency-officers.js';
import { setOfficerNumber } from '../../../src/access/bhxh/officer-admin.js';
import { Keyring } from '../../../src/access/keys.js';
import { withPool } from '../../../src/cli/workplace.js';
import { type Hub, openHub, statementsDuring } from '../../support/hub.js';
import { addInsuranceCard, addResident, type Person, rowsOf } from '../../support/people.js';
import { type Hospital, makeHospital, officer, password } from './hospital.js';

/** One hub asks another one by the portal's wire: what the first knows of insurance is what the second answers. */
let portal: Hub;
let hub: Hub;
let hospital: Hospital;
let facility: string;
beforeAll(async () => {
  portal = await openHub();
  const { cluster } = portal;
  hospital = await makeHospital(cluster);
  facility = hospital.username.slice(0, 5);
  const { hoTenCb: name, cccdCb: number } = officer;
  const account = {
    ...{ agency: hospital.code, username: hospital.username },
    password: createHash('md5').update(password).digest('hex'),
    officers: [{ officer: 'bs.le', name, number }],
  };
  const urls = {
    ...{ ...cluster.databases.urls, hubOwner: null },
    healthInsurance: `${portal.url}/wires/bhxh-gateway`,
  };
  const settings = { accounts: [account], lookup: 'KQNhanLichSuKCB2024' };
  hub = await openHub({ cluster, config: { urls, portal: settings } });
});
afterAll(async () => {
  await hub?.stop();
  await portal?.stop();
});

const cardFields = `cardNumber insuranceNumber status objectCode benefitLevel coveredRate initialFacility fiveYearOn areaCode
  replacedByCard period { startOn endOn }`;
const query = `query Desk($claim: IdentityClaim!, $facility: String!, $circumstances: CareCircumstances) {
  identify(claim: $claim) { outcome resident { fullName coverage { ${cardFields} } coverages { ${cardFields} }
    eligibility(facility: $facility, circumstances: $circumstances) { outcome portalCode explanation level route routeCode
      coveredRate legalBasis facilityName coPayment { rate } coverage { cardNumber } newCard { cardNumber } } } } }`;

/** One token for both hubs: they are of one issuer. */
const tokenOf = (who = 'bs.le') => portal.token(hospital.code, { officer: who });

/** The desk of that hospital, by the officer whom its account names unless the test says another. */
async function ask(of: Hub, claim: Person, more: { circumstances?: object; officer?: string } = {}) {
  const authorization = `Bearer ${await tokenOf(more.officer)}`;
  const variables = { claim, facility, circumstances: more.circumstances ?? null };
  return of.post({ query, variables }, { authorization, 'x-purpose': 'TREATMENT' });
}
const change = (cardNumber: string, values: Record<string, unknown>) =>
  rowsOf(
    hub.cluster,
    'healthInsurance',
    `update public.insurance_card set ${Object.keys(values)
      .map((column, at) => `${column} = $${at + 2}`)
      .join(', ')} where card_number = $1`,
    [cardNumber, ...Object.values(values)],
  );
async function insured(values: Record<string, unknown> = {}, held: object = {}) {
  const person = await addResident(hub.cluster);
  const cardNumber = await addInsuranceCard(hub.cluster, person.personalId, { ...person, ...held });
  const own = { initial_facility: '01001', ...values };
  await change(cardNumber, own);
  return { person, cardNumber };
}
/** What both hubs say of the same person. */
async function both(person: Person, circumstances?: object) {
  const more = circumstances ? { circumstances } : {};
  const answers = await Promise.all([ask(portal, person, more), ask(hub, person, more)]);
  return answers.map(({ body }) => {
    expect(body.errors).toBeUndefined();
    return body.data.identify.resident;
  });
}

/** The last look by the wire that the hub which is asked has on record. */
async function lastAtPortal(): Promise<{ officer: string | null; outcome: string }> {
  const { rows } = await withPool(portal.cluster.databases.auditor, (pool) =>
    pool.query(
      `select officer, outcome from audit.event where agency_code = $1
         and operation_name = 'wire bhxh-gateway.KQNhanLichSuKCB2024' order by id desc limit 1`,
      [hospital.code],
    ),
  );
  return rows[0];
}

describe('health insurance by the wire of another hub', () => {
  it('says of a card in force what its database says', async () => {
    const { person } = await insured({
      five_years_on: '2020-02-29',
      area_code: 'K1',
      valid_to: '2099-12-31',
    });
    const [own, byWire] = await both(person);
    expect(own.coverages).toHaveLength(1);
    expect(byWire.coverage).toEqual(own.coverage);
    expect(byWire.coverages).toEqual(own.coverages);
  });

  it('comes to the same code and outcome', async () => {
    const replaced = await insured({}, { endOn: '2024-12-31' });
    const newCard = await addInsuranceCard(hub.cluster, replaced.person.personalId, {
      ...{ ...replaced.person, startOn: '2025-01-01' },
    });
    await change(replaced.cardNumber, { state: 'REPLACED', replaced_by_card: newCard });
    const child = await addResident(hub.cluster, { dateOfBirth: `${new Date().getUTCFullYear() - 2}-01-15` });
    const cases: [string, Person][] = [
      ['000', (await insured()).person],
      ['003', replaced.person],
      ['010', (await insured({}, { endOn: '2025-01-31' })).person],
      ['050', await addResident(hub.cluster)],
      ['060', (await insured({}, { fullName: 'Phạm Khác Hẳn' })).person],
      ['061', (await insured({}, { fullName: 'Tống Hoàng Cao' })).person],
      ['070', (await insured({}, { dateOfBirth: '1971-01-01' })).person],
      ['110', (await insured({ state: 'REVOKED', state_on: '2025-03-01' })).person],
      ['120', (await insured({ state: 'REDUCED' })).person],
      ['121', (await insured({ state: 'REDUCED', state_reason: 'MOVED_OUT_OF_PROVINCE' })).person],
      ['122', (await insured({ state: 'REDUCED', state_reason: 'MOVED_WITHIN_PROVINCE' })).person],
      ['123', (await insured({ state: 'REDUCED', state_reason: 'RE_ENROLLED_SAME_EMPLOYER' })).person],
      ['124', (await insured({ state: 'REDUCED', state_reason: 'LEFT' })).person],
      ['130', child],
    ];
    for (const [portalCode, person] of cases) {
      const [own, byWire] = await both(person);
      expect(own.eligibility.portalCode).toBe(portalCode);
      const { outcome, level } = own.eligibility;
      expect(byWire.eligibility).toMatchObject({ portalCode, outcome, level });
      expect(byWire.eligibility.newCard).toEqual(own.eligibility.newCard);
      expect(byWire.coverages.map((card: { status: string }) => card.status)).toEqual(
        own.coverages.map((card: { status: string }) => card.status),
      );
    }
  });

  it('weighs the card that is shown against the one that is answered', async () => {
    const { person, cardNumber } = await insured();
    const spoilt = `${cardNumber.slice(0, 3)}79${cardNumber.slice(5)}`;
    const [own, byWire] = await both(person, { cardNumber: spoilt });
    expect([own.eligibility.portalCode, byWire.eligibility.portalCode]).toEqual(['052', '052']);
  });

  it('knows no register of places of care and no co-payments, and says so by nothing', async () => {
    const { person } = await insured();
    const authorization = `Bearer ${await tokenOf()}`;
    const variables = { claim: person, facility: '01001' };
    const { body } = await hub.post({ query, variables }, { authorization, 'x-purpose': 'TREATMENT' });
    expect(body.data.identify.resident.eligibility).toMatchObject({
      facilityName: null,
      route: 'RIGHT_FACILITY',
      coveredRate: 80,
    });
  });

  it('is asked once a person, however many fields want it', async () => {
    const { person } = await insured();
    // The token is there.
    await ask(hub, person);
    const sent = await statementsDuring(hub, () => ask(hub, person));
    expect(sent['health-insurance']).toBe(1);
  });

  it('is asked in the name of the officer who looks, and of nobody else', async () => {
    const { person } = await insured();
    const answer = await ask(hub, person, { officer: 'ai.do' });
    expect(answer.body.data.identify).toMatchObject({ outcome: 'MATCHED', resident: { coverage: null } });
    expect(answer.body.errors[0].extensions).toMatchObject({
      ...{ code: 'SECTOR_UNAVAILABLE', sector: 'health-insurance', portalCode: '054' },
    });
    expect(await lastAtPortal()).toEqual({ officer: null, outcome: 'REFUSED' });
    await ask(hub, person);
    expect(await lastAtPortal()).toEqual({ officer: 'bs.le', outcome: 'ANSWERED' });
  });

  it('decides a visit, which keeps its code', async () => {
    const { person, cardNumber } = await insured();
    const record = `mutation Record($input: RecordVisitInput!) { recordVisit(input: $input) {
      entries { outcome portalCode cardNumber coveredRate } } }`;
    const authorization = `Bearer ${await tokenOf()}`;
    const input = {
      ...{ idempotencyKey: `by-wire-${person.personalId}`, moment: 'ARRIVAL', facility, care: 'INPATIENT' },
      claim: person,
    };
    const { body } = await hub.post(
      { query: record, variables: { input } },
      { authorization, 'x-purpose': 'TREATMENT' },
    );
    expect(body.errors).toBeUndefined();
    expect(body.data.recordVisit.entries).toMatchObject([{ portalCode: '000', cardNumber }]);
  });

  it('finds nobody by an insurance number alone, without asking for it', async () => {
    const { cardNumber } = await insured();
    const sent = await statementsDuring(hub, async () => {
      const claim = { insuranceNumber: cardNumber.slice(5) };
      const { body } = await hub.ask(
        hospital.code,
        'TREATMENT',
        'query($claim: IdentityClaim!) { identify(claim: $claim) { outcome } }',
        { claim },
      );
      expect(body.data.identify.outcome).toBe('NOT_FOUND');
    });
    expect(sent['health-insurance']).toBeUndefined();
  });

  it('asks nothing for a caller without the scope', async () => {
    const { person } = await insured();
    const sent = await statementsDuring(hub, async () => {
      const school = await hub.ask('school.demo', 'ENROLMENT', query, { claim: person, facility });
      expect(school.status).toBe(403);
    });
    expect(sent['health-insurance']).toBeUndefined();
  });

  it('answers the hub’s own wire, in the portal’s fields', async () => {
    const { person, cardNumber } = await insured();
    const software = hospital.software(hub.url);
    const form = { maThe: person.personalId, hoTen: person.fullName, ngaySinh: '1990', ...officer };
    expect((await software.lookUp(form)).body).toMatchObject({ maKetQua: '000', maThe: cardNumber });
  });
  it('answers the hub’s own wire 054 where the portal does not know the officer, not “look again later”', async () => {
    const { person } = await insured();
    const unlisted = { hoTenCb: 'Trần Hư Cấu', cccdCb: '001090000033' };
    const keys = new Keyring(hub.cluster.state.masterKey(null));
    await withPool(hub.cluster.databases.urls.hub, async (pool) => {
      await registerOfficer(pool, hospital.code, 'bs.tran', { name: unlisted.hoTenCb }, 'COMMAND');
      await setOfficerNumber(pool, keys, hospital.code, 'bs.tran', unlisted.cccdCb);
    });
    const form = { maThe: person.personalId, hoTen: person.fullName, ngaySinh: '1990', ...unlisted };
    const { body } = await hospital.software(hub.url).lookUp(form);
    expect(body).toMatchObject({ maKetQua: '054', hoTen: person.fullName, maThe: null });
  });
});
