import { randomUUID } from 'node:crypto';
import { addAgency } from '../support/agencies.js';
import { type Hub, openHub } from '../support/hub.js';
import { addResident, type Person } from '../support/people.js';

const search = `query Search($filter: AuditEventFilter, $first: Int = 50, $after: String) {
  auditEvents(filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes {
      id occurredAt requestId agency agencyKind clientId officer purpose caseReference emergencyReason operationName
      operationHash outcome errorCodes fieldsReleased fieldsRefused fieldsUnavailable durationMs change
      subjects { pseudonym outcome relation usageEntryId }
    }
  }
}`;
const scan =
  'query Scan($claim: IdentityClaim!) { identify(claim: $claim) { outcome resident { fullName } } }';

let hub: Hub;
beforeAll(async () => {
  hub = await openHub();
});
afterAll(() => hub.stop());

const look = (agency: string, claim: Person, purpose = 'TREATMENT', headers = {}) =>
  hub.ask(agency, purpose, scan, { claim }, headers);

async function found(filter: Record<string, unknown>, variables = {}, auditor = 'auditor.demo') {
  const answer = await hub.ask(auditor, null, search, { filter, ...variables });
  expect(answer.body.errors).toBeUndefined();
  return { ...answer.body.data.auditEvents, answer };
}

describe('An auditor', () => {
  it('leaves out on demand what was about nobody, but nothing that was refused', async () => {
    const agency = await addAgency(hub.cluster, { kind: 'HOSPITAL' });
    const person = await addResident(hub.cluster);
    await hub.ask(agency, 'TREATMENT', 'query Nobody { hub { version } }');
    await hub.ask(agency, 'TREATMENT', 'query Refused { auditEvents(first: 1) { totalCount } }');
    await look(agency, person);
    const names = async (filter: Record<string, unknown>) =>
      (await found({ agency, ...filter })).nodes.map((one: { operationName: string }) => one.operationName);
    expect(await names({})).toEqual(['Scan', 'Refused', 'Nobody']);
    expect(await names({ withoutNobodys: true })).toEqual(['Scan', 'Refused']);
  });

  it('reads every field of a look but whom it was about, who has a name of the auditor’s own', async () => {
    const person = await addResident(hub.cluster);
    const reason = 'Bệnh nhân bất tỉnh khi nhập viện';
    const asked = await look('hospital.demo', person, 'EMERGENCY', {
      'x-emergency-reason': encodeURIComponent(reason),
      'x-case-reference': 'CC-2026-1',
    });
    const { nodes, totalCount, answer } = await found({ subject: person.personalId });
    expect(totalCount).toBe(1);
    expect(nodes[0]).toMatchObject({
      ...{ requestId: asked.requestId, agency: 'hospital.demo', agencyKind: 'HOSPITAL', officer: '001' },
      ...{ purpose: 'EMERGENCY', caseReference: 'CC-2026-1', emergencyReason: reason, operationName: 'Scan' },
      ...{ outcome: 'ANSWERED', errorCodes: [], fieldsRefused: [], change: null },
      fieldsReleased: expect.arrayContaining(['Resident.fullName']),
      subjects: [{ outcome: 'RELEASED', relation: 'DIRECT' }],
    });
    expect(answer.text).not.toContain(person.personalId);
    await look('hospital.demo', person);
    const again = (await found({ subject: person.personalId })).nodes;
    const names = again.map((one: { subjects: { pseudonym: string }[] }) => one.subjects[0]!.pseudonym);
    expect(new Set(names).size).toBe(1);
    const other = await addAgency(hub.cluster, { kind: 'AUDITOR' });
    const seen = await found({ subject: person.personalId }, {}, other);
    expect(seen.nodes[0].subjects[0].pseudonym).not.toBe(names[0]);
  });

  it('finds the look that a resident quotes from his report', async () => {
    const person = await addResident(hub.cluster);
    await look('hospital.demo', person);
    const authorization = `Bearer ${await hub.token('resident.demo', { resident: person.personalId })}`;
    const report = await hub.post({ query: '{ usage { nodes { id } } }' }, { authorization });
    const { nodes } = await found({ subject: person.personalId, agency: 'hospital.demo' });
    expect(nodes[0].subjects[0].usageEntryId).toBe(report.body.data.usage.nodes[0].id);
  });

  it('narrows by agency, officer, purpose, outcome, time and request, all together', async () => {
    const [person, agency] = [
      await addResident(hub.cluster),
      await addAgency(hub.cluster, { kind: 'HOSPITAL' }),
    ];
    const from = new Date(Date.now() - 1_000).toISOString();
    const good = await look(agency, person);
    const refused = await hub.ask(agency, 'TREATMENT', '{ hub { version } me { fees { amountDue } } }');
    expect(refused.status).toBe(403);
    const to = new Date(Date.now() + 60_000).toISOString();
    const ids = async (filter: Record<string, unknown>) =>
      (await found({ agency, ...filter })).nodes.map((one: { requestId: string }) => one.requestId);
    expect(await ids({})).toEqual([refused.requestId, good.requestId]);
    expect(await ids({ outcome: 'REFUSED' })).toEqual([refused.requestId]);
    expect(await ids({ officer: '001', purpose: 'TREATMENT', from, to, outcome: 'ANSWERED' })).toEqual([
      good.requestId,
    ]);
    expect(await ids({ requestId: good.requestId, from, to })).toEqual([good.requestId]);
    expect(await ids({ subject: person.personalId, officer: '001', from, to })).toEqual([good.requestId]);
    for (const none of [{ officer: '002' }, { purpose: 'EMERGENCY' }, { to: from }, { from: to }])
      expect(await ids(none)).toEqual([]);
    expect(await ids({ subject: (await addResident(hub.cluster)).personalId })).toEqual([]);
  });

  it.each([
    [{ requestId: 'request-1' }, 'requestId'],
    [{ requestId: 'request-1', from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' }, 'requestId'],
    [{ from: '2026-02-01T00:00:00Z', to: '2026-01-01T00:00:00Z' }, 'to'],
    [{ agency: '' }, 'agency'],
    [{ officer: 'x'.repeat(101) }, 'officer'],
  ])('is told what is wrong with %j', async (filter, field) => {
    const answer = await hub.ask('auditor.demo', null, search, { filter });
    expect(answer.body.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it.each(['x', '', Buffer.from('2026-13-45T99:99:99.999999Z|x').toString('base64url')])(
    'is told that %j is no cursor',
    async (after) => {
      const answer = await hub.ask('auditor.demo', null, search, { after: after || '-' });
      expect(answer.body.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'after' });
    },
  );

  it('pages without repeating or hiding an event while new ones arrive', async () => {
    const [person, agency] = [
      await addResident(hub.cluster),
      await addAgency(hub.cluster, { kind: 'HOSPITAL' }),
    ];
    for (let times = 0; times < 5; times += 1) await look(agency, person);
    const all = (await found({ agency })).nodes.map((one: { id: string }) => one.id);
    const seen: string[] = [];
    let after: string | null = null;
    for (;;) {
      const page = await found({ agency }, { first: 2, after });
      seen.push(...page.nodes.map((one: { id: string }) => one.id));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
      await look(agency, person);
    }
    expect(seen).toEqual(all);
  });

  it('is on record for each search: by which fields, and about whom', async () => {
    const person = await addResident(hub.cluster);
    const { answer } = await found({ subject: person.personalId, outcome: 'ANSWERED' });
    const [event] = await hub.auditOf(answer);
    expect(event).toMatchObject({
      ...{ agency_code: 'auditor.demo', officer: '001', purpose: 'INSPECTION', outcome: 'ANSWERED' },
      subjects: [{ personalId: person.personalId, outcome: 'RELEASED' }],
      fields_released: expect.arrayContaining(['AuditEventFilter.subject', 'AuditEventFilter.outcome']),
    });
    expect(event!.fields_released).not.toContain('AuditEventFilter.agency');
  });

  it('counts by agency, purpose and outcome', async () => {
    const [person, agency] = [
      await addResident(hub.cluster),
      await addAgency(hub.cluster, { kind: 'HOSPITAL' }),
    ];
    for (let times = 0; times < 3; times += 1) await look(agency, person);
    const span = (from: number, to: number) => ({
      from: new Date(Date.now() + from).toISOString(),
      to: new Date(Date.now() + to).toISOString(),
    });
    const query = `query($from: DateTime!, $to: DateTime!) {
      auditSummary(from: $from, to: $to) { agency agencyKind purpose outcome count } }`;
    const answer = await hub.ask('auditor.demo', null, query, span(-3_600_000, 60_000));
    expect(answer.body.data.auditSummary).toContainEqual({
      ...{ agency, agencyKind: 'HOSPITAL', purpose: 'TREATMENT', outcome: 'ANSWERED', count: 3 },
    });
    const tooLong = await hub.ask('auditor.demo', null, query, span(-367 * 86_400_000, 86_400_000));
    expect(tooLong.body.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'to' });
  });

  it('reads one event by its id, and nothing by an id that is none', async () => {
    const person = await addResident(hub.cluster);
    await look('hospital.demo', person);
    const { nodes } = await found({ subject: person.personalId });
    const one = 'query($id: ID!) { auditEvent(id: $id) { id agency subjects { outcome } } }';
    const answer = await hub.ask('auditor.demo', null, one, { id: nodes[0].id });
    expect(answer.body.data.auditEvent).toEqual({
      ...{ id: nodes[0].id, agency: 'hospital.demo', subjects: [{ outcome: 'RELEASED' }] },
    });
    const unknown = await hub.ask('auditor.demo', null, one, { id: randomUUID() });
    expect(unknown.body).toEqual({ data: { auditEvent: null } });
    const wrong = await hub.ask('auditor.demo', null, one, { id: 'x' });
    expect(wrong.body.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'id' });
  });
});

describe('Whoever is no auditor', () => {
  it.each(['hospital.demo', 'authority.demo', 'operator.demo'])(
    '%s is refused the record',
    async (agency) => {
      const answer = await hub.ask(agency, null, '{ auditEvents { nodes { id } } }');
      expect(answer.status).toBe(403);
      expect(answer.body.errors[0].extensions.code).toBe('FORBIDDEN');
    },
  );
});
