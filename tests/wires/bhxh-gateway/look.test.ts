import { withPool } from '../../../src/cli/workplace.js';
import { type Hub, openHub } from '../../support/hub.js';
import {
  addInsuranceCard,
  addResident,
  type Person,
  rowsOf,
  unusedPersonalId,
} from '../../support/people.js';
import type { HospitalSoftware, Response } from './client.js';
import { type Hospital, makeHospital, officer } from './hospital.js';

const fields = [
  ...[
    'maKetQua',
    'ghiChu',
    'maThe',
    'hoTen',
    'ngaySinh',
    'gioiTinh',
    'diaChi',
    'maDKBD',
    'cqBHXH',
    'gtTheTu',
  ],
  ...['gtTheDen', 'maKV', 'ngayDu5Nam', 'maSoBHXH', 'maTheCu', 'maTheMoi', 'gtTheTuMoi', 'gtTheDenMoi'],
  ...['maDKBDMoi', 'tenDKBDMoi', 'dsLichSuKCB2018', 'dsLichSuKT2018'],
];
const decisionQuery = `query Same($claim: IdentityClaim!, $facility: String!, $circumstances: CareCircumstances) {
  identify(claim: $claim) {
    resident { eligibility(facility: $facility, circumstances: $circumstances) { portalCode explanation } } } }`;

let hub: Hub;
let hospital: Hospital;
let software: HospitalSoftware;
beforeAll(async () => {
  hub = await openHub();
  hospital = await makeHospital(hub.cluster);
  software = hospital.software(hub.url);
});
afterAll(() => hub.stop());

/** Where the record finds the request of an answer. */
const on = ({ headers }: Response) => ({ requestId: headers.get('x-request-id')! });
const rowsOfHub = (text: string, ...values: unknown[]) =>
  withPool(hub.cluster.databases.urls.hub, (pool) => pool.query(text, values));
const dayOf = (date: string) => date.split('-').reverse().join('/');
const formOf = (person: Person, more: object = {}) => ({
  ...{ maThe: person.personalId, hoTen: person.fullName, ngaySinh: dayOf(person.dateOfBirth) },
  ...officer,
  ...more,
});
/** Changes a card as health insurance holds it, column by column. */
const change = (cardNumber: string, values: Record<string, unknown>) =>
  rowsOf(
    hub.cluster,
    'healthInsurance',
    `update public.insurance_card set ${Object.keys(values)
      .map((column, at) => `${column} = $${at + 2}`)
      .join(', ')} where card_number = $1`,
    [cardNumber, ...Object.values(values)],
  );

/** A resident with a card in force; `held` changes what the card says. */
async function insured(held: { fullName?: string; dateOfBirth?: string; endOn?: string } = {}) {
  const person = await addResident(hub.cluster);
  const cardNumber = await addInsuranceCard(hub.cluster, person.personalId, { ...person, ...held });
  return { person, cardNumber };
}

describe('a look by software of the portal', () => {
  it('is answered in exactly the fields of the portal', async () => {
    const { person, cardNumber } = await insured();
    const own = {
      initial_facility: '01001',
      area_code: 'K1',
      five_years_on: '2020-02-29',
      valid_to: '2099-12-31',
    };
    await change(cardNumber, own);
    const { status, body } = await software.lookUp(formOf(person));
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(fields);
    expect(body).toMatchObject({
      ...{ maKetQua: '000', maThe: cardNumber, hoTen: person.fullName, ngaySinh: '17/05/1990' },
      ...{ gioiTinh: 'Nam', maDKBD: '01001', gtTheTu: '01/01/2024', gtTheDen: '31/12/2099', maKV: 'K1' },
      ...{ ngayDu5Nam: '29/02/2020', maSoBHXH: cardNumber.slice(5), maTheCu: null, maTheMoi: null },
      ...{ dsLichSuKCB2018: [], dsLichSuKT2018: [] },
    });
    expect(body.diaChi).toMatch(/^Số 1 đường Hư Cấu, .+, .+/);
    expect(body.ghiChu).toMatch(/^Thẻ BHYT còn giá trị sử dụng\./);
  });

  it('is of the wrong form where the body is no object, before any officer is looked for', async () => {
    await software.refresh();
    const { status, body } = await software.ask([]);
    expect([status, body.maKetQua]).toEqual([200, '205']);
  });

  it('is about the number of a card, of the insured or of the citizen, and dates in each of their forms', async () => {
    const { person, cardNumber } = await insured();
    const [insuranceNumber, year] = [cardNumber.slice(5), person.dateOfBirth.slice(0, 4)];
    for (const maThe of [cardNumber, cardNumber.toLowerCase(), insuranceNumber, person.personalId]) {
      for (const ngaySinh of ['17/05/1990', '17051990', year]) {
        const { body } = await software.lookUp(formOf(person, { maThe, ngaySinh }));
        expect({ maThe, ngaySinh, code: body.maKetQua }).toEqual({ maThe, ngaySinh, code: '000' });
        expect(body.maThe).toBe(maThe === insuranceNumber ? insuranceNumber : cardNumber);
      }
    }
  });

  it.each(['KQNhanLichSuKCB2024', 'KQNhanLichSuKCB2019', 'KQNhanLichSuKCB2018', 'NhanLichSuKCB2018'])(
    'goes by the name %s, with fields of older software beside',
    async (name) => {
      const { person } = await insured();
      const older = { gioiTinh: '1', ngayBD: '01/01/2024', ngayKT: '31/12/2024', maCSKCB: '01001' };
      const answer = await software.lookUp(formOf(person, older), name);
      expect(answer.body).toMatchObject({ maKetQua: '000', hoTen: person.fullName });
      expect((await hub.auditOf(on(answer)))[0]!.operation_name).toBe(`wire bhxh-gateway.${name}`);
    },
  );

  it('names the new card beside the old one', async () => {
    const { person, cardNumber } = await insured({ endOn: '2024-12-31' });
    const newCard = await addInsuranceCard(hub.cluster, person.personalId, {
      ...person,
      startOn: '2025-01-01',
    });
    await change(cardNumber, { state: 'REPLACED', replaced_by_card: newCard });
    await change(newCard, { initial_facility: '01002' });
    expect((await software.lookUp(formOf(person))).body).toMatchObject({
      ...{
        maKetQua: '003',
        maThe: cardNumber,
        gtTheDen: '31/12/2024',
        maTheCu: cardNumber,
        maTheMoi: newCard,
      },
      ...{ gtTheTuMoi: '01/01/2025', gtTheDenMoi: null, maDKBDMoi: '01002', tenDKBDMoi: null },
    });
  });

  it('comes to the decision that GraphQL comes to, code and sentence', async () => {
    const anybody = () => insured();
    const withCard = async (values: Record<string, unknown>, held = {}) => {
      const made = await insured(held);
      await change(made.cardNumber, values);
      return made;
    };
    const child = await addResident(hub.cluster, { dateOfBirth: `${new Date().getUTCFullYear() - 2}-01-15` });
    const cases: [string, { person: Person; cardNumber?: string }, string?][] = [
      ['000', await anybody()],
      ['010', await insured({ endOn: '2025-01-31' })],
      ['110', await withCard({ state: 'REVOKED', state_on: '2025-03-01' })],
      ['120', await withCard({ state: 'REDUCED', state_on: '2025-03-01' })],
      ['121', await withCard({ state: 'REDUCED', state_reason: 'MOVED_OUT_OF_PROVINCE' })],
      ['124', await withCard({ state: 'REDUCED', state_reason: 'LEFT' })],
      ['050', { person: await addResident(hub.cluster) }],
      ['130', { person: child }],
      ['060', await insured({ fullName: 'Phạm Khác Hẳn' })],
      ['061', await insured({ fullName: 'Tống Hoàng Cao' })],
      ['070', await insured({ dateOfBirth: '1971-01-01' })],
    ];
    const spoilt: [string, (card: string) => string][] = [
      ['052', (card) => `${card.slice(0, 3)}79${card.slice(5)}`],
      ['053', (card) => `${card.slice(0, 2)}3${card.slice(3)}`],
      ['053', (card) => `${card.slice(0, 2)}9${card.slice(3)}`],
      ['051', (card) => `DN${card.slice(2)}`],
      ['001', (card) => `QN597${card.slice(5)}`],
      ['002', (card) => `CA598${card.slice(5)}`],
    ];
    for (const [code, spoil] of spoilt) {
      const made = await insured();
      cases.push([code, made, spoil(made.cardNumber)]);
    }
    for (const [code, { person, cardNumber }, stated] of cases) {
      const { body } = await software.lookUp(formOf(person, { maThe: stated ?? person.personalId }));
      const claim = {
        ...(stated ? { insuranceNumber: cardNumber!.slice(5) } : { personalId: person.personalId }),
        ...{ fullName: person.fullName, dateOfBirth: person.dateOfBirth },
      };
      const facility = hospital.username.slice(0, 5);
      const circumstances = stated ? { cardNumber: stated } : null;
      const same = await hub.ask(hospital.code, 'TREATMENT', decisionQuery, {
        claim,
        facility,
        circumstances,
      });
      const { portalCode, explanation } = same.body.data.identify.resident.eligibility;
      expect([code, body.maKetQua, body.ghiChu]).toEqual([code, portalCode, explanation]);
      expect(body.maKetQua).toBe(code);
    }
  });

  it('tells of a stranger no more than which field differs', async () => {
    const { person } = await insured();
    const told = async (more: object) => {
      const { ghiChu, maKetQua, ...rest } = (await software.lookUp(formOf(person, more))).body;
      expect(
        Object.values(rest)
          .flat()
          .filter((value) => value !== null),
      ).toEqual([]);
      return maKetQua;
    };
    expect(await told({ hoTen: 'Phạm Khác Hẳn' })).toBe('060');
    expect(await told({ ngaySinh: '01/01/1971' })).toBe('070');
    expect(await told({ maThe: unusedPersonalId() })).toBe('050');
    expect(await told({ maThe: 'GD4010000000001' })).toBe('050');
    expect(await told({ maThe: 'QN5970000000001' })).toBe('001');
    expect(await told({ maThe: 'CA5980000000001' })).toBe('002');
  });

  it('is on record by agency, officer, account and purpose, without the number of the officer', async () => {
    const { person } = await insured();
    const answer = await software.lookUp(formOf(person));
    const [event] = await hub.auditOf(on(answer));
    expect(event).toMatchObject({
      ...{ agency_code: hospital.code, officer: 'bs.le', client_id: hospital.username, purpose: 'TREATMENT' },
      ...{ outcome: 'ANSWERED', error_codes: [] },
      subjects: [{ personalId: person.personalId, outcome: 'RELEASED' }],
    });
    expect(event!.fields_released).toEqual(
      expect.arrayContaining(['Resident.fullName', 'Resident.permanentResidence', 'Eligibility.portalCode']),
    );
    expect(JSON.stringify(event)).not.toContain(officer.cccdCb);
  });

  it('gives no address to an agency that may not read residences, and nothing without coverage:read', async () => {
    const { person } = await insured();
    const narrow = await makeHospital(hub.cluster, {
      scopes: ['identity:verify', 'identity:read', 'coverage:read'],
    });
    expect((await narrow.software(hub.url).lookUp(formOf(person))).body).toMatchObject({
      ...{ maKetQua: '000', hoTen: person.fullName, diaChi: null },
    });
    const blind = await makeHospital(hub.cluster, { scopes: ['identity:verify', 'identity:read'] });
    const refused = await blind.software(hub.url).lookUp(formOf(person));
    expect(refused.body).toMatchObject({ maKetQua: '401', hoTen: null });
    expect((await hub.auditOf(on(refused)))[0]).toMatchObject({
      ...{
        agency_code: blind.code,
        officer: 'bs.le',
        outcome: 'REFUSED',
        error_codes: ['FORBIDDEN'],
        subjects: [],
      },
    });
  });

  it('is charged to the officer’s quota, and says when to come again', async () => {
    const { person } = await insured();
    const few = await makeHospital(hub.cluster, { quota: 'OF_ITS_KIND' });
    await rowsOfHub(
      'insert into access.quota (agency_code, per_minute, per_day) values ($1, 1, 1)',
      few.code,
    );
    const own = few.software(hub.url);
    expect((await own.lookUp(formOf(person))).body.maKetQua).toBe('000');
    const other = await insured();
    const refused = await own.lookUp(formOf(other.person));
    expect(refused.body).toMatchObject({ maKetQua: '101', hoTen: null });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await hub.auditOf(on(refused)))[0]).toMatchObject({ error_codes: ['RATE_LIMITED'] });
  });

  it.each([
    ['maThe', "' or 1=1 --"],
    ['maThe', '12345678901'],
    ['maThe', ''],
    ['maThe', ['001090000001']],
    ['hoTen', ''],
    ['hoTen', { $ne: null }],
    ['hoTen', 'A\u0000B'],
    ['hoTen', 'x'.repeat(201)],
    ['ngaySinh', ''],
    ['ngaySinh', '31/02/1990'],
    ['ngaySinh', '1990-05-17'],
    ['ngaySinh', '19900517'],
    ['ngaySinh', "17/05/1990'; drop table access.bhxh_account; --"],
  ])('answers 205 for %s as %j, and looks nobody up', async (field, value) => {
    const { person } = await insured();
    const answer = await software.lookUp(formOf(person, { [field]: value }));
    expect([answer.status, answer.body.maKetQua, answer.body.hoTen]).toEqual([200, '205', null]);
    expect(Object.keys(answer.body)).toEqual(fields);
    expect((await hub.auditOf(on(answer)))[0]).toMatchObject({ outcome: 'REFUSED', subjects: [] });
  });

  it('takes SQL in a name for a name', async () => {
    const { person } = await insured();
    const answer = await software.lookUp(formOf(person, { hoTen: "x'; delete from access.agency; --" }));
    expect(answer.body.maKetQua).toBe('060');
    expect((await software.lookUp(formOf(person))).body.maKetQua).toBe('000');
  });

  it.each(['{', '[]', 'null', '"x"', 'x'.repeat(100_001)])(
    'answers a body that is none (%#)',
    async (body) => {
      await software.refresh();
      const answer = await software.ask(body as unknown as object);
      expect(answer.status).toBe(200);
      expect(Object.keys(answer.body)).toEqual(fields);
      expect(['054', '205']).toContain(answer.body.maKetQua);
    },
  );
});
