import { makeHandle } from '../../../src/access/handle.js';
import { Keyring } from '../../../src/access/keys.js';
import { addAgency } from '../../support/agencies.js';
import { type Hub, openHub } from '../../support/hub.js';
import {
  addInsuranceCard,
  addResident,
  knownPeople,
  personOf,
  rowsOf,
  unusedPersonalId,
} from '../../support/people.js';
import { claimOf, FhirClient, recordArrival, systems } from './client.js';

let hub: Hub;
let hospital: FhirClient;
let authority: FhirClient;
beforeAll(async () => {
  hub = await openHub();
  const { cluster } = hub;
  hospital = new FhirClient(hub, await addAgency(cluster, { kind: 'HOSPITAL', units: ['01001'] }));
  authority = new FhirClient(hub, await addAgency(cluster, { kind: 'AUTHORITY', units: ['01'] }), {
    purpose: 'ADMINISTRATIVE_PROCEDURE',
  });
});
afterAll(() => hub.stop());

const found = (answer: { body: { entry?: { resource: object; search: { mode: string } }[] } }) =>
  (answer.body.entry ?? []).filter(({ search }) => search.mode === 'match').map(({ resource }) => resource);
const remarkIn = (answer: { body: { entry?: { resource: { issue?: never[] } }[] } }) =>
  answer.body.entry?.[0]?.resource.issue?.[0] as
    | { details: { coding: { code: string }[] }; expression?: string[] }
    | undefined;

describe('Patient/_search by a claim', () => {
  it('finds who it is about, as on record', async () => {
    const person = await addResident(hub.cluster, { fullName: 'Trần Thị Hư Cấu' });
    const answer = await hospital.search('Patient', { ...claimOf(person), name: 'TRẦN THỊ HƯ CẤU' });
    expect([answer.status, answer.body.total]).toEqual([200, 1]);
    const [patient] = found(answer) as [{ id: string }];
    expect(patient).toMatchObject({
      identifier: [{ use: 'official', system: systems.personalId, value: person.personalId }],
      name: [{ text: 'Trần Thị Hư Cấu', family: 'Trần', given: ['Thị', 'Hư', 'Cấu'] }],
      ...{ gender: 'male', birthDate: '1990-05-17', deceasedBoolean: false },
      address: [
        {
          ...{ use: 'home', line: ['Số 1 đường Hư Cấu'], district: 'Phường Ba Đình' },
          ...{ state: 'Thành phố Hà Nội', country: 'VN' },
        },
      ],
    });
    const { link, entry } = answer.body;
    expect(entry[0].fullUrl).toMatch(new RegExp(`/wires/fhir/Patient/${patient.id}$`));
    expect(link).toEqual([
      { relation: 'self', url: expect.stringMatching(/\/wires\/fhir\/Patient\/_search$/) },
    ]);
    expect(patient.id).not.toContain(person.personalId);
  });

  it('takes each kind of number, and what a scanner read', async () => {
    const { cluster } = hub;
    const person = await addResident(cluster);
    const card = await addInsuranceCard(cluster, person.personalId, person);
    const { old_card, id } = (
      await rowsOf<{ old_card: string; id: string }>(
        cluster,
        'population',
        `select identifier as old_card, personal_id as id from lienthong.identifier where kind = 'OLD_ID_NUMBER' limit 1`,
      )
    )[0]!;
    const elder = await personOf(cluster, id);
    const qr = `${person.personalId}||${person.fullName}|17051990|Nam|Số 1 đường Hư Cấu, Ba Đình, Hà Nội|01052021`;
    const cases: [object, string][] = [
      [claimOf(person), person.personalId],
      [{ ...claimOf(person), identifier: `${systems.insuranceNumber}|${card.slice(5)}` }, person.personalId],
      [{ ...claimOf(person), identifier: `${systems.insuranceCard}|${card}` }, person.personalId],
      [{ ...claimOf(elder), identifier: `${systems.oldIdNumber}|${old_card}` }, elder.personalId],
      [{ identifier: `${systems.cardText}|${qr.replaceAll(/[\\,|$]/g, '\\$&')}` }, person.personalId],
    ];
    for (const [params, personalId] of cases) {
      const answer = await hospital.search('Patient', params as Record<string, string>);
      expect(found(answer)).toMatchObject([{ identifier: [{ value: personalId }, ...anyRest(answer)] }]);
    }
  });

  function anyRest(answer: { body: { entry?: { resource: { identifier?: object[] } }[] } }) {
    return (answer.body.entry?.[0]?.resource.identifier ?? []).slice(1);
  }

  it('takes a name in parts, and a birth date as FHIR writes it', async () => {
    const person = await addResident(hub.cluster, { fullName: 'Lê Văn Hư Cấu' });
    const { name: _name, ...claim } = claimOf(person);
    const parts: [string, string][] = [
      ['family', 'Lê'],
      ['given', 'Văn'],
      ['given', 'Hư Cấu'],
    ];
    for (const birthdate of ['1990-05-17', 'eq1990-05-17', '1990-05', '1990']) {
      const params = [...Object.entries({ ...claim, birthdate, gender: 'male' }), ...parts];
      const answer = await hospital.search('Patient', params as [string, string][]);
      expect({ birthdate, total: answer.body.total }).toEqual({ birthdate, total: 1 });
    }
  });

  it.each(['1952', '1952-07'])(
    'gives a birth date as precisely as it is on record: %s',
    async (dateOfBirth) => {
      const person = await addResident(hub.cluster, { dateOfBirth });
      expect(found(await hospital.search('Patient', claimOf(person)))).toMatchObject([
        { birthDate: dateOfBirth },
      ]);
    },
  );

  it('says of a claim that does not fit which part differs, and gives nobody', async () => {
    const person = await addResident(hub.cluster);
    const tries: [Record<string, string>, string, string[] | undefined][] = [
      [{ name: 'Phạm Khác Hẳn' }, 'MISMATCHED', ['Patient.name']],
      [{ birthdate: '1971-01-01' }, 'MISMATCHED', ['Patient.birthDate']],
      [{ gender: 'female' }, 'MISMATCHED', ['Patient.gender']],
      [{ identifier: `${systems.personalId}|${unusedPersonalId()}` }, 'NOT_FOUND', undefined],
      [{ identifier: `${systems.insuranceNumber}|0000000000` }, 'NOT_FOUND', undefined],
    ];
    for (const [more, outcome, expression] of tries) {
      const answer = await hospital.search('Patient', { ...claimOf(person), ...more });
      expect([answer.status, answer.body.total, found(answer)]).toEqual([200, 0, []]);
      const remark = remarkIn(answer)!;
      expect([remark.details.coding[0]!.code, remark.expression]).toEqual([outcome, expression]);
      expect(answer.text).not.toContain(person.personalId);
    }
  });

  it('finds nobody by a number alone outside the remit, and says no more of him than of nobody', async () => {
    const person = await addResident(hub.cluster);
    const by = (personalId: string) =>
      hospital.search('Patient', { identifier: `${systems.personalId}|${personalId}` });
    const [stranger, nobody] = [await by(person.personalId), await by(unusedPersonalId())];
    expect(stranger.body).toEqual(nobody.body);
    expect(stranger.body).toMatchObject({ total: 0 });
    const inside = await authority.search('Patient', {
      identifier: `${systems.personalId}|${person.personalId}`,
    });
    expect(found(inside)).toMatchObject([{ birthDate: person.dateOfBirth }]);
  });

  it('tells of the dead that they are, and of the living that they are not', async () => {
    const { DECEASED } = await knownPeople(hub.cluster);
    const person = await personOf(hub.cluster, DECEASED!);
    expect(found(await hospital.search('Patient', claimOf(person)))).toMatchObject([
      { deceasedBoolean: true },
    ]);
  });

  it('leaves out what the caller holds no scope for', async () => {
    const person = await addResident(hub.cluster);
    const agency = await addAgency(hub.cluster, {
      kind: 'HOSPITAL',
      scopes: ['identity:verify', 'identity:read'],
    });
    const [patient] = found(await new FhirClient(hub, agency).search('Patient', claimOf(person)));
    expect(Object.keys(patient!)).not.toContain('address');
    expect(patient).toMatchObject({ birthDate: person.dateOfBirth });
    const verifying = await addAgency(hub.cluster, { kind: 'HOSPITAL', scopes: ['identity:verify'] });
    const [bare] = found(await new FhirClient(hub, verifying).search('Patient', claimOf(person)));
    expect(Object.keys(bare!)).toEqual(['resourceType', 'id']);
  });

  it('is on record as the same look by GraphQL', async () => {
    const person = await addResident(hub.cluster);
    const answer = await hospital.search('Patient', claimOf(person));
    const same = await hub.ask(
      hospital.agency,
      'TREATMENT',
      `query Same($claim: IdentityClaim!) { identify(claim: $claim) { outcome verdicts { field verdict } resident {
         handle personalId fullName dateOfBirth sex status
         formerIdentifiers { identifier kind validFrom validUntil }
         permanentResidence { addressLine recordedUnit { name provinceName } currentUnits { name provinceName } }
         temporaryResidence { addressLine recordedUnit { name provinceName } currentUnits { name provinceName } }
       } } }`,
      { claim: person },
    );
    const [mine, theirs] = [await hub.auditOf(answer), await hub.auditOf(same)].map(([event]) => {
      const { id: _id, request_id, operation_name, ...rest } = event!;
      const { occurred_at, operation_hash, duration_ms, ...content } = rest as Record<string, unknown>;
      return { operation_name, content: withoutSealing(content) };
    });
    expect(mine!.content).toEqual(theirs!.content);
    expect(mine!.operation_name).toBe('wire fhir.Patient');
    expect(mine!.content).toMatchObject({
      ...{ agency_code: hospital.agency, officer: '001', purpose: 'TREATMENT', outcome: 'ANSWERED' },
      subjects: [{ personalId: person.personalId, outcome: 'RELEASED' }],
    });
  });
});

/** What differs between any two events. */
function withoutSealing(event: Record<string, unknown>) {
  return Object.fromEntries(Object.entries(event).filter(([name]) => !/salt|xid|seq|leaf/.test(name)));
}

describe('Patient/{id}', () => {
  const idOf = async (client: FhirClient, personalId: string, headers = {}) => {
    const answer = await client.search(
      'Patient',
      { identifier: `${systems.personalId}|${personalId}` },
      { headers },
    );
    return (found(answer)[0] as { id: string }).id;
  };

  it('is read by the id of a search, for the same case', async () => {
    const person = await addResident(hub.cluster);
    const headers = { 'x-case-reference': 'HS-A' };
    const id = await idOf(authority, person.personalId, headers);
    const answer = await authority.get(`/Patient/${id}`, { headers });
    expect(answer.body).toMatchObject({ resourceType: 'Patient', id, birthDate: person.dateOfBirth });
    const byId = await authority.search('Patient', { _id: id }, { headers });
    expect(found(byId)).toEqual([answer.body]);
    const other = await authority.get(`/Patient/${id}`, { headers: { 'x-case-reference': 'HS-B' } });
    expect(other.status).toBe(404);
  });

  it('is never one with a letter that ids do not have, whatever the handle had', async () => {
    for (let tries = 0; tries < 20; tries += 1) {
      const person = await addResident(hub.cluster);
      const id = await idOf(authority, person.personalId);
      expect(id).toMatch(/^[A-Za-z0-9.-]{56}$/);
      if (!/[.-]/.test(id)) continue;
      expect((await authority.get(`/Patient/${id}`)).status).toBe(200);
      if (id.includes('.')) {
        expect((await authority.get(`/Patient/${id.replaceAll('.', '_')}`)).status).toBe(404);
        return;
      }
    }
    throw new Error('no id with a dot among twenty');
  });

  it('is nobody for another agency, an old id, a changed one or a number: all answered alike', async () => {
    const person = await addResident(hub.cluster);
    const id = await idOf(authority, person.personalId);
    const neighbour = new FhirClient(
      hub,
      await addAgency(hub.cluster, { kind: 'AUTHORITY', units: ['01'] }),
      {
        purpose: 'ADMINISTRATIVE_PROCEDURE',
      },
    );
    const keys = new Keyring(hub.cluster.state.masterKey(null));
    const caller = { agency: { code: authority.agency } } as never;
    const fourDaysAgo = Date.now() - 4 * 86_400_000;
    const handle = makeHandle(keys, caller, { caseReference: null } as never, person.personalId, fourDaysAgo);
    const answers = [
      await neighbour.get(`/Patient/${id}`),
      await authority.get(`/Patient/${handle.replaceAll('_', '.')}`),
      await authority.get(`/Patient/${id.slice(0, -2)}${id.endsWith('AA') ? 'BB' : 'AA'}`),
      await authority.get(`/Patient/${person.personalId}`),
      await authority.get('/Patient/__proto__'),
      await authority.get(`/Patient/${'a'.repeat(90)}`),
      await hospital.get(`/Patient/${await idOf(authority, person.personalId)}`),
    ];
    for (const { status, body } of answers) {
      const [{ code, details }] = body.issue;
      expect([status, code, details.coding[0].code]).toEqual([404, 'not-found', 'NOT_FOUND']);
    }
    const lastly = new Set(answers.map(({ body }) => JSON.stringify({ ...body, issue: 0 })));
    expect(lastly.size).toBe(1);
  });

  it('opens no remit of its own: a hospital reads it once a visit is on record', async () => {
    const person = await addResident(hub.cluster);
    const [patient] = found(await hospital.search('Patient', claimOf(person))) as [{ id: string }];
    const early = await hospital.get(`/Patient/${patient.id}`);
    expect(early.status).toBe(404);
    expect((await hub.auditOf(early))[0]!.subjects).toEqual([
      { personalId: person.personalId, outcome: 'OUT_OF_REMIT' },
    ]);
    await recordArrival(hub, hospital.agency, person);
    const later = await hospital.get(`/Patient/${patient.id}`);
    expect(later.body).toEqual(patient);
    expect((await hub.auditOf(later))[0]).toMatchObject({
      ...{ outcome: 'ANSWERED', operation_name: 'wire fhir.Patient' },
      subjects: [{ personalId: person.personalId, outcome: 'RELEASED' }],
    });
  });
});
