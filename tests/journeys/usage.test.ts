import { randomUUID } from 'node:crypto';
import { withPool } from '../../src/cli/workplace.js';
import { addAgency } from '../support/agencies.js';
import { type Hub, openHub } from '../support/hub.js';
import { addInsuranceCard, addResident, type Person, rowsOf } from '../support/people.js';

const usage = `query Usage($id: PersonalId, $first: Int = 50, $after: String) {
  usage(personalId: $id, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } withheld { year count legalBasis }
    nodes {
      id at own agencyKind agencyName purpose purposeText legalBasis dataKinds dataText outcome caseReference
      relation disclosure disclosedOn withheldBecause
    }
  }
}`;
const scan = `query Scan($claim: IdentityClaim!) {
  identify(claim: $claim) { outcome resident { fullName coverage { cardNumber } } }
}`;

let hub: Hub;
beforeAll(async () => {
  hub = await openHub();
});
afterAll(() => hub.stop());

async function report(resident: string, variables: Record<string, unknown> = {}, headers = {}) {
  const authorization = `Bearer ${await hub.token('resident.demo', { resident })}`;
  const answer = await hub.post({ query: usage, variables }, { authorization, ...headers });
  expect(answer.body.errors).toBeUndefined();
  return { ...answer.body.data.usage, answer };
}

const look = (claim: Person, agency = 'hospital.demo', headers = {}) =>
  hub.ask(agency, 'TREATMENT', scan, { claim }, headers);

const setRule = (agency: string, rule: Record<string, unknown>) =>
  withPool(hub.cluster.databases.urls.hub, (pool) => {
    const all = { agency_code: agency, legal_basis: 'Quyết định mẫu (hư cấu)', ...rule };
    const names = Object.keys(all);
    return pool.query(
      `insert into access.disclosure_rule (${names.join(', ')}) values (${names.map((_, at) => `$${at + 1}`)})`,
      Object.values(all),
    );
  });

const addGuardian = (child: string, guardian: string) =>
  rowsOf(
    hub.cluster,
    'population',
    "insert into public.guardianship (child_id, guardian_id, relation) values ($1, $2, 'GUARDIAN')",
    [child, guardian],
  );

/** Puts both under one household book. */
async function addHousehold(head: Person, other: Person): Promise<void> {
  const number = `T${randomUUID().slice(0, 8)}`;
  await rowsOf(
    hub.cluster,
    'population',
    `insert into public.household_book (household_no, head_personal_id, unit_code, unit_valid_from, address_line)
     values ($1, $2, '00004', '2025-07-01', 'Số 1 đường Hư Cấu')`,
    [number, head.personalId],
  );
  await rowsOf(
    hub.cluster,
    'population',
    `update public.citizen set household_no = $1,
       household_relation = case when personal_id = $2 then 'HEAD' else 'SPOUSE' end where personal_id in ($2, $3)`,
    [number, head.personalId, other.personalId],
  );
}

describe('A resident', () => {
  it('reads which agency looked, when, why, at what kinds of data and for which case', async () => {
    const me = await addResident(hub.cluster);
    await addInsuranceCard(hub.cluster, me.personalId, me);
    await look(me, 'hospital.demo', { 'x-case-reference': 'BA-2026-7' });
    const { nodes, totalCount, withheld } = await report(me.personalId);
    expect({ totalCount, withheld }).toEqual({ totalCount: 1, withheld: [] });
    expect(nodes[0]).toMatchObject({
      ...{ own: false, agencyKind: 'HOSPITAL', agencyName: 'Bệnh viện mẫu (hư cấu)', purpose: 'TREATMENT' },
      ...{ outcome: 'RELEASED', caseReference: 'BA-2026-7', relation: 'DIRECT', disclosure: 'NOW' },
      ...{ disclosedOn: null, withheldBecause: null, dataKinds: ['VERIFICATION', 'IDENTITY', 'COVERAGE'] },
      dataText: 'đúng hay sai so với giấy tờ; họ tên, ngày sinh, số định danh; bảo hiểm y tế',
      purposeText: 'Tiếp nhận khám bệnh, chữa bệnh và kiểm tra thẻ bảo hiểm y tế',
      legalBasis: expect.stringContaining('188/2025'),
    });
    expect(Math.abs(Date.parse(nodes[0].at) - Date.now())).toBeLessThan(60_000);
    const inEnglish = await report(me.personalId, {}, { 'accept-language': 'en' });
    expect(inEnglish.nodes[0].purposeText).toBe('Admission to medical care and check of health insurance');
  });

  it.each([
    ['MISMATCHED', (me: Person) => look({ ...me, fullName: 'Lê Người Khác' })],
    ['VERIFIED_ONLY', (me: Person) => look({ personalId: me.personalId } as Person)],
    [
      'REFUSED',
      (me: Person) =>
        hub.ask(
          'authority.demo',
          'STATISTICS',
          '{ hub { version } resident(personalId: "ID") { fullName } }'.replace('ID', me.personalId),
        ),
    ],
  ])('reads that it was %s, and of no data that were given', async (outcome, act) => {
    const me = await addResident(hub.cluster);
    expect((await act(me)).status).toBe(200);
    const { nodes } = await report(me.personalId);
    expect(nodes).toHaveLength(1);
    expect(nodes[0]).toMatchObject({
      outcome,
      dataKinds: outcome === 'VERIFIED_ONLY' ? ['VERIFICATION'] : [],
    });
  });

  it('reads his own looks as his own, and not his reading of the report', async () => {
    const me = await addResident(hub.cluster);
    const authorization = `Bearer ${await hub.token('resident.demo', { resident: me.personalId })}`;
    await hub.post({ query: '{ me { fullName } }' }, { authorization });
    await report(me.personalId);
    const { nodes, answer } = await report(me.personalId);
    expect(nodes).toHaveLength(1);
    expect(nodes[0]).toMatchObject({
      own: true,
      agencyKind: 'RESIDENT',
      purpose: 'SELF',
      outcome: 'RELEASED',
    });
    expect((await hub.auditOf(answer))[0]).toMatchObject({
      outcome: 'ANSWERED',
      subjects: [{ personalId: me.personalId, outcome: 'RELEASED' }],
    });
  });

  it('reads that another resident tried his number', async () => {
    const [me, stranger] = [await addResident(hub.cluster), await addResident(hub.cluster)];
    const authorization = `Bearer ${await hub.token('resident.demo', { resident: stranger.personalId })}`;
    const query =
      'query($id: PersonalId!) { resident(personalId: $id) { fullName } usage(personalId: $id) { totalCount } }';
    const answer = await hub.post({ query, variables: { id: me.personalId } }, { authorization });
    expect(answer.body).toEqual({ data: { resident: null, usage: null } });
    const { nodes } = await report(me.personalId);
    expect(nodes).toMatchObject([{ own: false, agencyKind: 'RESIDENT', outcome: 'REFUSED', dataKinds: [] }]);
  });

  it('reads looks at a number he had before', async () => {
    const me = await addResident(hub.cluster);
    const former = await addResident(hub.cluster, { fullName: me.fullName });
    await look(former);
    await rowsOf(hub.cluster, 'population', 'delete from public.residence_record where personal_id = $1', [
      former.personalId,
    ]);
    await rowsOf(hub.cluster, 'population', 'delete from public.citizen where personal_id = $1', [
      former.personalId,
    ]);
    await rowsOf(
      hub.cluster,
      'population',
      `insert into public.citizen_number (number, personal_id, kind) values ($1, $2, 'FORMER_PERSONAL_ID')`,
      [former.personalId, me.personalId],
    );
    const { nodes } = await report(me.personalId);
    expect(nodes.map((one: { agencyKind: string }) => one.agencyKind)).toEqual(['HOSPITAL']);
  });
});

describe('A guardian', () => {
  it('reads who looked at a child under fourteen, and at nobody else', async () => {
    const parent = await addResident(hub.cluster);
    const year = new Date().getUTCFullYear();
    const [child, grown, other] = [
      await addResident(hub.cluster, { dateOfBirth: `${year - 8}-12-31` }),
      await addResident(hub.cluster, { dateOfBirth: `${year - 15}-01-01` }),
      await addResident(hub.cluster),
    ];
    for (const one of [child, grown]) await addGuardian(one.personalId, parent.personalId);
    for (const one of [child, grown, other]) await look(one);
    const { nodes } = await report(parent.personalId, { id: child.personalId });
    expect(nodes).toMatchObject([{ agencyKind: 'HOSPITAL', relation: 'DIRECT', disclosure: 'NOW' }]);
    for (const one of [grown, other]) {
      const authorization = `Bearer ${await hub.token('resident.demo', { resident: parent.personalId })}`;
      const answer = await hub.post({ query: usage, variables: { id: one.personalId } }, { authorization });
      expect(answer.body).toEqual({ data: { usage: null } });
    }
  });
});

describe('A guardian’s look at his child', () => {
  it('is his own in the child’s report that he reads, and nothing to the child’s other guardian but its day', async () => {
    const [mother, father] = [await addResident(hub.cluster), await addResident(hub.cluster)];
    const year = new Date().getUTCFullYear();
    const child = await addResident(hub.cluster, { dateOfBirth: `${year - 8}-12-31` });
    for (const guardian of [mother, father]) await addGuardian(child.personalId, guardian.personalId);
    const authorization = `Bearer ${await hub.token('resident.demo', { resident: mother.personalId })}`;
    const family = await hub.post({ query: '{ me { children { fullName } } }' }, { authorization });
    expect(family.body.data.me.children).toEqual([{ fullName: child.fullName }]);
    const english = { 'accept-language': 'en' };
    const hers = await report(mother.personalId, { id: child.personalId }, english);
    expect(hers.nodes).toMatchObject([
      {
        ...{ own: true, relation: 'RELATED', disclosure: 'NOW', purpose: 'SELF' },
        purposeText: 'The guardian’s own look',
      },
    ]);
    const his = await report(father.personalId, { id: child.personalId }, english);
    expect(his.nodes).toMatchObject([
      { own: false, relation: 'RELATED', disclosure: 'COARSE', purpose: null },
    ]);
    expect(his.nodes[0].id).toBe(hers.nodes[0].id);
  });
});

describe('A look at one person that reached another', () => {
  it('tells the other its day and kind of agency alone', async () => {
    const [asked, other] = [await addResident(hub.cluster), await addResident(hub.cluster)];
    await addHousehold(asked, other);
    const authority = await addAgency(hub.cluster, { kind: 'AUTHORITY', units: ['01'] });
    const answer = await hub.ask(
      authority,
      'ADMINISTRATIVE_PROCEDURE',
      `query Family($id: PersonalId!) { resident(personalId: $id) { fullName household { members { resident { fullName } } } } }`,
      { id: asked.personalId },
      { 'x-case-reference': 'HS-2026-99' },
    );
    expect(answer.body.data.resident.household.members).toHaveLength(2);
    const direct = (await report(asked.personalId)).nodes;
    expect(direct).toMatchObject([{ relation: 'DIRECT', disclosure: 'NOW', caseReference: 'HS-2026-99' }]);
    const { nodes, answer: told } = await report(other.personalId);
    expect(nodes).toMatchObject([
      {
        ...{ relation: 'RELATED', disclosure: 'COARSE', agencyKind: 'AUTHORITY', purpose: null },
        ...{ agencyName: 'Một cơ quan công an hoặc chính quyền', caseReference: null, legalBasis: null },
        ...{ outcome: 'RELEASED', withheldBecause: expect.stringContaining('người khác') },
      },
    ]);
    expect(nodes[0].at).toMatch(/T17:00:00\.000Z$/);
    expect(nodes[0].id).not.toBe(direct[0].id);
    for (const secret of ['HS-2026-99', authority, asked.personalId, 'Cơ quan thử'])
      expect(told.text).not.toContain(secret);
  });
});

describe('An inspection', () => {
  const rules = [
    ['delayed by twelve months', { class: 'DELAYED', delay_months: 12 }],
    ['withheld', { class: 'WITHHELD' }],
    ['withheld and counted', { class: 'WITHHELD', counted: true }],
  ] as const;

  it.each(rules)('that is %s changes no byte of the answer within its year', async (_what, rule) => {
    const me = await addResident(hub.cluster);
    const inspector = await addAgency(hub.cluster, { kind: 'HOSPITAL' });
    await setRule(inspector, rule);
    for (let times = 0; times < 3; times += 1) await look(me);
    const bodies = async () => {
      const first = await report(me.personalId, { first: 2 });
      const second = await report(me.personalId, { first: 2, after: first.pageInfo.endCursor });
      return [first.answer.text, second.answer.text];
    };
    const before = await bodies();
    for (let times = 0; times < 5; times += 1) await look(me, inspector);
    expect(await bodies()).toEqual(before);
    expect(JSON.parse(before[0]!).data.usage).toMatchObject({ totalCount: 3, withheld: [] });
  });

  it('by an auditor who searched for him is not told for a year', async () => {
    const me = await addResident(hub.cluster);
    await look(me);
    const before = (await report(me.personalId)).answer.text;
    const search = await hub.ask(
      'auditor.demo',
      null,
      'query($id: PersonalId!) { auditEvents(filter: { subject: $id }) { nodes { id } } }',
      { id: me.personalId },
    );
    expect(search.body.data.auditEvents.nodes.length).toBeGreaterThan(0);
    expect((await hub.auditOf(search))[0]!.subjects).toMatchObject([{ personalId: me.personalId }]);
    expect((await report(me.personalId)).answer.text).toBe(before);
  });
});

describe('Pages of a report', () => {
  it('neither repeat nor hide a look while new ones arrive', async () => {
    const me = await addResident(hub.cluster);
    for (let times = 0; times < 5; times += 1) await look(me);
    const all = (await report(me.personalId)).nodes.map((one: { id: string }) => one.id);
    const seen: string[] = [];
    let after: string | null = null;
    for (;;) {
      const page = await report(me.personalId, { first: 2, after });
      seen.push(...page.nodes.map((one: { id: string }) => one.id));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
      await look(me);
    }
    expect(seen).toEqual(all);
  });

  it('are not opened by somebody else’s cursor', async () => {
    const [me, other] = [await addResident(hub.cluster), await addResident(hub.cluster)];
    for (const one of [me, other]) await look(one);
    const { pageInfo } = await report(me.personalId, { first: 1 });
    const authorization = `Bearer ${await hub.token('resident.demo', { resident: other.personalId })}`;
    const answer = await hub.post(
      { query: usage, variables: { after: pageInfo.endCursor } },
      { authorization },
    );
    expect(answer.body.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'after' });
  });
});
