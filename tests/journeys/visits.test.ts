import type pg from 'pg';
import { withPool } from '../../src/cli/workplace.js';
import { addAgency } from '../support/agencies.js';
import { type Hub, openHub } from '../support/hub.js';
import { addInsuranceCard, addResident, type Person } from '../support/people.js';

const visitFields = `id facility care state openedOn openedAt endedAt
  entries { id moment at requestId officer recognisedAs outcome portalCode routeCode coveredRate cardNumber
    explanation legalBasis verdicts { field verdict } corrects supersededBy withdraws reason }`;
const record = `mutation Record($input: RecordVisitInput!) { recordVisit(input: $input) { ${visitFields} } }`;
const recordWho = `mutation Record($input: RecordVisitInput!) { recordVisit(input: $input) { id resident { fullName } } }`;
const look =
  'query Look($id: PersonalId!) { resident(personalId: $id) { fullName coverage { cardNumber } } }';
const list = `query Day($on: LocalDate!, $first: Int, $after: String) {
  visits(on: $on, first: $first, after: $after) {
    nodes { id state resident { fullName } } pageInfo { hasNextPage endCursor } totalCount } }`;

let hub: Hub;
let hospital: string;
let keys = 0;
beforeAll(async () => {
  hub = await openHub();
  hospital = await addAgency(hub.cluster, { kind: 'HOSPITAL', units: ['01001', '01004'] });
});
afterAll(() => hub?.stop());

const newKey = () => `visit-test-${++keys}`;
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
const dayOf = (moment: string) => new Date(Date.parse(moment) + 7 * 3_600_000).toISOString().slice(0, 10);

async function insured(held: { endOn?: string } = {}): Promise<Person> {
  const person = await addResident(hub.cluster);
  await addInsuranceCard(hub.cluster, person.personalId, { ...person, ...held });
  return person;
}

function send(input: object, by = hospital, query = record) {
  return hub.ask(by, 'TREATMENT', query, { input: { idempotencyKey: newKey(), ...input } });
}

async function done(input: object, by = hospital) {
  const answer = await send(input, by);
  expect(answer.body.errors).toBeUndefined();
  return answer.body.data.recordVisit;
}

async function refusalOf(input: object, by = hospital) {
  const { body } = await send(input, by);
  expect(body.data?.recordVisit ?? null).toBeNull();
  const { code, field, because, outcome } = body.errors[0].extensions;
  return Object.fromEntries(Object.entries({ code, field, because, outcome }).filter(([, value]) => value));
}

const arrival = (claim: object, more: object = {}) => ({
  ...{ moment: 'ARRIVAL', facility: '01001', care: 'INPATIENT', claim, ...more },
});
const qrOf = (person: Person) => ({
  cardText: [
    ...[person.personalId, '', person.fullName, person.dateOfBirth.split('-').reverse().join('')],
    ...['Nam', 'Số 1 đường Hư Cấu, Phường Ba Đình, Thành phố Hà Nội', '01072022'],
  ].join('|'),
});
const seen = async (personalId: string, by = hospital) =>
  (await hub.ask(by, 'TREATMENT', look, { id: personalId })).body.data.resident;
const hubRows = <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> =>
  withPool(hub.cluster.databases.urls.hubOwner!, async (pool) => (await pool.query<Row>(text, values)).rows);
const rowsFor = (id: string) =>
  hubRows<{ moment: string; request_id: string; text: string }>(
    'select moment, request_id, e::text as text from visit.entry e where visit_id = $1 order by recorded_at',
    [id],
  );

describe('A visit', () => {
  it('is recorded at its three moments, each with its look, decision and request on record', async () => {
    const person = await insured();
    const opened = await send(arrival(person, { at: daysAgo(2) }));
    const { id } = opened.body.data.recordVisit;
    const during = await done({ moment: 'DURING', visit: id });
    const ended = await done({ moment: 'DISCHARGE', visit: id });
    expect(opened.body.data.recordVisit).toMatchObject({
      ...{ facility: '01001', care: 'INPATIENT', state: 'OPEN', openedOn: dayOf(daysAgo(2)), endedAt: null },
      entries: [
        {
          ...{ moment: 'ARRIVAL', recognisedAs: 'PERSONAL_ID', outcome: 'ELIGIBLE', portalCode: '000' },
          ...{ routeCode: '3.2', coveredRate: 80, requestId: opened.requestId },
          verdicts: expect.arrayContaining([{ field: 'FULL_NAME', verdict: 'SAME' }]),
          legalBasis: expect.arrayContaining([expect.stringContaining('Luật BHYT Đ22 k4 h')]),
        },
      ],
    });
    expect(during.entries).toHaveLength(2);
    expect(ended).toMatchObject({ id, state: 'ENDED', endedAt: ended.entries[2].at });
    expect(ended.entries.map((entry: { moment: string }) => entry.moment)).toEqual([
      'ARRIVAL',
      'DURING',
      'DISCHARGE',
    ]);
    const [event] = await hub.auditOf(opened);
    expect(event).toMatchObject({ outcome: 'ANSWERED', agency_code: hospital });
    expect((await rowsFor(id))[0]!.request_id).toBe(opened.requestId);
  });

  it('keeps the verdicts that identify gives, on the address too', async () => {
    const person = await insured();
    const claim = qrOf(person);
    const asked = `query Who($claim: IdentityClaim!) { identify(claim: $claim) { verdicts { field verdict } } }`;
    const { body } = await hub.ask(hospital, 'TREATMENT', asked, { claim });
    const { verdicts } = (await done(arrival(claim))).entries[0];
    expect(verdicts).toEqual(body.data.identify.verdicts);
    expect(verdicts).toContainEqual({ field: 'ADDRESS', verdict: 'SAME' });
  });

  it('goes by papers that were shown at arrival until the desk says otherwise', async () => {
    const central = await addAgency(hub.cluster, { kind: 'HOSPITAL', units: ['01002'] });
    const referred = { routeCode: '1.3', coveredRate: 80 };
    const { id } = await done(
      arrival(await insured(), { facility: '01002', circumstances: { bases: ['REFERRAL'] } }),
      central,
    );
    await done({ moment: 'DURING', visit: id, circumstances: { cost: 1_000_000 } }, central);
    const ended = await done({ moment: 'DISCHARGE', visit: id }, central);
    expect(ended.entries).toMatchObject([referred, referred, referred]);

    const correct = async (entry: string, more: object = {}) => {
      const correction = { entry, reason: 'Xem lại giấy tờ' };
      const { entries } = await done({ moment: 'DISCHARGE', visit: id, correction, ...more }, central);
      return entries.at(-1);
    };
    const again = await correct(ended.entries[2].id);
    expect(again).toMatchObject(referred);
    const walkedIn = await correct(again.id, { circumstances: { bases: null } });
    expect(walkedIn).toMatchObject({ coveredRate: 32 });
    expect(await correct(walkedIn.id)).toMatchObject({ coveredRate: 32 });
  });

  it('keeps no number, name or card in the clear', async () => {
    const person = await insured();
    const visit = await done(arrival(person));
    const [row] = await hubRows<{ text: string }>('select v::text as text from visit.visit v where id = $1', [
      visit.id,
    ]);
    const kept = row!.text + (await rowsFor(visit.id)).map(({ text }) => text).join();
    expect(kept).not.toContain(person.personalId);
    expect(kept).not.toContain(visit.entries[0].cardNumber);
    expect(kept).not.toContain(person.fullName);
  });

  it('is recorded once for one key, and not for another input with it', async () => {
    const idempotencyKey = newKey();
    const person = await insured();
    const input = { ...arrival(person), idempotencyKey };
    const [one, two] = await Promise.all([done(input), done(input)]);
    expect(two).toEqual(one);
    expect(await done(input)).toEqual(one);
    expect(await rowsFor(one.id)).toHaveLength(1);
    expect(await refusalOf({ ...input, care: 'OUTPATIENT' })).toMatchObject({ code: 'CONFLICT' });
  });

  it('uses the day of arrival for a card that ended since', async () => {
    const person = await insured({ endOn: dayOf(daysAgo(3)) });
    const { id } = await done(arrival(person, { at: daysAgo(5) }));
    const { entries } = await done({ moment: 'DURING', visit: id });
    expect(entries[1]).toMatchObject({ outcome: 'ELIGIBLE', portalCode: '010' });
  });

  it('wants a match: nothing is recorded for anybody else', async () => {
    const person = await insured();
    const refused = { code: 'BAD_USER_INPUT', field: 'claim' };
    expect(await refusalOf(arrival({ ...person, fullName: 'Lê Người Khác' }))).toEqual({
      ...refused,
      outcome: 'MISMATCHED',
    });
    expect(await refusalOf(arrival({ personalId: person.personalId }))).toEqual({
      ...refused,
      outcome: 'PARTIAL',
    });
    expect(await refusalOf(arrival({ ...person, personalId: '001000999999' }))).toEqual({
      ...refused,
      outcome: 'NOT_FOUND',
    });
    expect(await seen(person.personalId)).toBeNull();
  });

  it.each([
    ['facility', { facility: '79001' }],
    ['facility', { facility: null }],
    ['care', { care: null }],
    ['claim', { claim: null }],
    ['visit', { visit: '01990000-0000-7000-8000-000000000000' }],
    ['at', { at: daysAgo(-1) }],
    ['at', { at: daysAgo(400) }],
    ['idempotencyKey', { idempotencyKey: 'kurz' }],
  ])('wants a proper %s at arrival: %j', async (field, wrong) => {
    const person = await insured();
    expect(await refusalOf(arrival(person, wrong))).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('takes no moment after its end, none before its arrival, and no second arrival', async () => {
    const { id } = await done(arrival(await insured()));
    expect(await refusalOf({ moment: 'DURING', visit: id, at: daysAgo(1) })).toMatchObject({ field: 'at' });
    await done({ moment: 'DISCHARGE', visit: id });
    const ended = { code: 'CONFLICT', because: 'ENDED' };
    expect(await refusalOf({ moment: 'DURING', visit: id })).toEqual(ended);
    expect(await refusalOf({ moment: 'DISCHARGE', visit: id })).toEqual(ended);
    expect(await refusalOf({ moment: 'ARRIVAL', visit: id, facility: '01001' })).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', field: 'visit' },
    });
  });

  it('ends once when two discharge at the same time', async () => {
    const { id } = await done(arrival(await insured()));
    const answers = await Promise.all([1, 2].map(() => send({ moment: 'DISCHARGE', visit: id })));
    const codes = answers.map(({ body }) => body.errors?.[0].extensions.because ?? 'done').sort();
    expect(codes).toEqual(['ENDED', 'done']);
    expect(await rowsFor(id)).toHaveLength(2);
  });
});

describe('A correction', () => {
  it('stands beside what it corrects, with its reason', async () => {
    const first = await done(arrival(await insured(), { at: daysAgo(3) }));
    const ended = await done({ moment: 'DISCHARGE', visit: first.id, at: daysAgo(1) });
    const wrong = ended.entries[1].id;
    const correction = { entry: wrong, reason: 'Nhập nhầm ngày ra viện' };
    const put = await done({ moment: 'DISCHARGE', visit: first.id, at: daysAgo(2), correction });
    expect(put.entries).toHaveLength(3);
    expect(put.entries[2]).toMatchObject({ corrects: wrong, reason: correction.reason, supersededBy: null });
    expect(put.entries[1]).toEqual({ ...ended.entries[1], supersededBy: put.entries[2].id });
    expect(put.endedAt).toBe(put.entries[2].at);
    expect(await refusalOf({ moment: 'DISCHARGE', visit: first.id, correction })).toEqual({
      ...{ code: 'CONFLICT', because: 'CORRECTED' },
    });
  });

  it('changes the kind of care, and with it the decision', async () => {
    const first = await done(arrival(await insured()));
    const correction = { entry: first.entries[0].id, reason: 'Chỉ khám ngoại trú' };
    const put = await done({ moment: 'ARRIVAL', visit: first.id, care: 'OUTPATIENT', correction });
    expect(put).toMatchObject({ care: 'OUTPATIENT', openedAt: first.openedAt });
    expect(put.entries[1]).toMatchObject({ routeCode: '1.18', recognisedAs: 'PERSONAL_ID' });
  });

  it('wants an entry of that visit and moment, and a reason', async () => {
    const { id, entries } = await done(arrival(await insured()));
    const other = await done(arrival(await insured()));
    const of = (entry: string, reason = 'Sửa') => ({
      moment: 'DURING',
      visit: id,
      correction: { entry, reason },
    });
    expect(await refusalOf(of(entries[0].id))).toMatchObject({ field: 'correction.entry' });
    expect(await refusalOf(of(other.entries[0].id))).toMatchObject({ field: 'correction.entry' });
    expect(await refusalOf(of(entries[0].id, ' '))).toMatchObject({ field: 'reason' });
  });

  it('withdraws a visit that was a mistake: it stays on record and opens nothing', async () => {
    const person = await insured();
    const { id, entries } = await done(arrival(person));
    expect(await seen(person.personalId)).not.toBeNull();
    const correction = { entry: entries[0].id, reason: 'Nhầm người bệnh', withdraw: true };
    const put = await done({ moment: 'ARRIVAL', visit: id, correction });
    expect(put).toMatchObject({ state: 'WITHDRAWN', entries: [{}, { withdraws: true, outcome: null }] });
    expect(await seen(person.personalId)).toBeNull();
    expect(await refusalOf({ moment: 'DURING', visit: id })).toEqual({
      ...{ code: 'CONFLICT', because: 'WITHDRAWN' },
    });
  });
});

describe('The IN_CARE remit', () => {
  it('opens with a visit and lets the second look go by number alone', async () => {
    const person = await insured();
    expect(await seen(person.personalId)).toBeNull();
    await done(arrival(person));
    expect(await seen(person.personalId)).toMatchObject({
      ...{ fullName: person.fullName, coverage: { cardNumber: expect.any(String) } },
    });
  });

  it('is the recording hospital’s alone, and so is the visit', async () => {
    const other = await addAgency(hub.cluster, { kind: 'HOSPITAL', units: ['01001'] });
    const person = await insured();
    const { id, entries, openedOn } = await done(arrival(person));
    expect(await seen(person.personalId, other)).toBeNull();
    expect(await refusalOf({ moment: 'DURING', visit: id }, other)).toEqual({ code: 'NOT_FOUND' });
    const correction = { entry: entries[0].id, reason: 'Không phải của mình', withdraw: true };
    expect(await refusalOf({ moment: 'ARRIVAL', visit: id, correction }, other)).toEqual({
      code: 'NOT_FOUND',
    });
    const { body } = await hub.ask(other, 'TREATMENT', list, { on: openedOn });
    expect(body.data.visits).toMatchObject({ nodes: [], totalCount: 0 });
  });

  it.each([
    ['fourteen days and some hours after the end', 14.9, true],
    ['fifteen days after it', 15.01, false],
  ])('is there %s: %d, %p', async (_what, days, there) => {
    const person = await insured();
    const { id } = await done(arrival(person, { at: daysAgo(20) }));
    await done({ moment: 'DISCHARGE', visit: id, at: daysAgo(days) });
    expect((await seen(person.personalId)) !== null).toBe(there);
  });

  it('closes when nothing is added to an open visit for thirty days', async () => {
    const person = await insured();
    const { id } = await done(arrival(person));
    const silent = (days: number) =>
      hubRows(`update visit.visit set last_at = now() - interval '${days} days' where id = $1`, [id]);
    await silent(29);
    expect(await seen(person.personalId)).not.toBeNull();
    await silent(30);
    expect(await seen(person.personalId)).toBeNull();
  });
});

describe('The list of a day', () => {
  it('is the facility’s own, in pages, with who is still in its care', async () => {
    const own = await addAgency(hub.cluster, { kind: 'HOSPITAL', units: ['01001'] });
    const on = dayOf(daysAgo(40));
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) ids.push((await done(arrival(await insured(), { at: daysAgo(40) }), own)).id);
    const first = await hub.ask(own, 'TREATMENT', list, { on, first: 2 });
    const page = first.body.data.visits;
    expect(page).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    const { endCursor: after } = page.pageInfo;
    const rest = (await hub.ask(own, 'TREATMENT', list, { on, first: 2, after })).body.data.visits;
    expect([...page.nodes, ...rest.nodes].map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(page.nodes[0].resident).toEqual({ fullName: 'Trần Hư Cấu' });
    expect(rest.pageInfo.hasNextPage).toBe(false);
    const [event] = await hub.auditOf(first);
    expect(event!.subjects).toHaveLength(2);
  });
});

describe('The tables of visits', () => {
  const asApp = (text: string) =>
    withPool(hub.cluster.databases.urls.hub, async (pool) => {
      const client = await pool.connect();
      try {
        await client.query('begin');
        return await client.query(text).catch((error) => error.code as string);
      } finally {
        client.release(true);
      }
    });

  it('show the hub’s own login no row before a facility is named, and then that facility’s', async () => {
    await done(arrival(await insured()));
    expect(await asApp('select from visit.visit')).toMatchObject({ rowCount: 0 });
    expect(await asApp('select from visit.entry')).toMatchObject({ rowCount: 0 });
    const named = `set local lienthong.agency = '${hospital}'; select distinct agency_code from visit.entry`;
    const [, shown] = (await asApp(named)) as unknown as pg.QueryResult[];
    expect(shown!.rows).toEqual([{ agency_code: hospital }]);
  });

  it.each([
    'delete from visit.entry',
    'delete from visit.visit',
    "update visit.entry set reason = 'x'",
    "update visit.visit set facility = '01002'",
    'truncate visit.entry',
  ])('refuse the hub’s own login to %s', async (text) => {
    expect(await asApp(text)).toBe('42501');
  });
});

describe('The scopes', () => {
  it('are visit:write to record and visit:read to list', async () => {
    const reads = await addAgency(hub.cluster, {
      ...{ kind: 'HOSPITAL', units: ['01001'], scopes: ['identity:verify', 'identity:read', 'visit:read'] },
    });
    const { body } = await send(arrival(await insured()), reads, recordWho);
    expect(body.errors[0].extensions).toMatchObject({ code: 'FORBIDDEN' });
    expect(body.errors[0].extensions.missing ?? JSON.stringify(body.errors)).toBeDefined();
    const writes = await addAgency(hub.cluster, {
      ...{ kind: 'HOSPITAL', units: ['01001'], scopes: ['identity:verify', 'visit:write'] },
    });
    const listed = await hub.ask(writes, 'TREATMENT', list, { on: '2026-11-22' });
    expect(listed.body.errors[0].extensions).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('The indicators', () => {
  const figures = `query Figures($from: LocalDate!, $until: LocalDate!) { visitIndicators(from: $from, until: $until) {
    facilities facilitiesByIdentityCard people visits byIdentityCard outcomes { outcome visits share }
    days { facility on visits byIdentityCard } } }`;

  it('count visits, people and identity cards by day and facility, withdrawn ones left out', async () => {
    const own = await addAgency(hub.cluster, { kind: 'HOSPITAL', units: ['01001', '01004'] });
    const at = daysAgo(60);
    const [one, two] = [await insured(), await addResident(hub.cluster)];
    await done(arrival(qrOf(one), { at }), own);
    await done(arrival(one, { at, facility: '01004' }), own);
    await done(arrival(two, { at }), own);
    const wrong = await done(arrival(two, { at }), own);
    const correction = { entry: wrong.entries[0].id, reason: 'Ghi hai lần', withdraw: true };
    await done({ moment: 'ARRIVAL', visit: wrong.id, correction }, own);
    const on = dayOf(at);
    const answer = await hub.ask(own, 'TREATMENT', figures, { from: on, until: on });
    expect(answer.body.data.visitIndicators).toEqual({
      ...{ facilities: 2, facilitiesByIdentityCard: 1, people: 2, visits: 3, byIdentityCard: 1 },
      outcomes: [
        { outcome: 'ELIGIBLE', visits: 2, share: 66.7 },
        { outcome: 'NOT_COVERED', visits: 1, share: 33.3 },
      ],
      days: [
        { facility: '01001', on, visits: 2, byIdentityCard: 1 },
        { facility: '01004', on, visits: 1, byIdentityCard: 0 },
      ],
    });
    const all = await hub.ask('operator.demo', 'OPERATION', figures, { from: on, until: on });
    expect(all.body.data.visitIndicators.visits).toBeGreaterThanOrEqual(3);
    const long = await hub.ask(own, 'TREATMENT', figures, { from: '2026-01-01', until: '2026-12-31' });
    expect(long.body.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'until' });
  });
});
