import type { ServerResponse } from 'node:http';
import { until } from '../../../faults/until.js';
import { sharedCluster } from '../../../support/cluster.js';
import { type Answer, type Hub, openHub } from '../../../support/hub.js';
import { addResident, type Person } from '../../../support/people.js';
import {
  type Act,
  account,
  type ScriptedGateway,
  startScriptedGateway,
  token,
  valid,
} from './scripted-gateway.js';

const query = `query Desk($claim: IdentityClaim!) { identify(claim: $claim) { outcome
  resident { fullName permanentResidence { addressLine }
    coverage { cardNumber status } eligibility(facility: "01001") { outcome portalCode explanation } } } }`;
const timeoutMs = 400;

let gateway: ScriptedGateway;
let hub: Hub;
let person: Person;
beforeAll(async () => {
  gateway = await startScriptedGateway();
  const cluster = await sharedCluster();
  const urls = { ...cluster.databases.urls, hubOwner: null, healthInsurance: gateway.url };
  const portal = { accounts: [account], lookup: 'KQNhanLichSuKCB2024' };
  hub = await openHub({ cluster, config: { urls, portal, sectorTimeoutMs: timeoutMs } });
  person = await addResident(cluster);
});
afterAll(async () => {
  await hub?.stop();
  await gateway?.close();
});
/** Every test begins with a portal that answers, whatever the one before left. */
beforeEach(async () => {
  gateway.always(valid);
  await until('the portal is asked again', async () => (await look()).body.errors === undefined);
});

const look = () => hub.ask('hospital.demo', 'TREATMENT', query, { claim: person });

/** The rest of the answer is there, the sector's two fields are null, and each says why. */
function expectOnlyItsOwnFields({ status, body }: Answer, why: object): void {
  expect(status).toBe(200);
  expect(body.data.identify).toMatchObject({
    outcome: 'MATCHED',
    resident: { fullName: person.fullName, coverage: null, eligibility: null },
  });
  expect(body.data.identify.resident.permanentResidence.addressLine).toEqual(expect.any(String));
  const places = body.errors.map(({ path }: { path: string[] }) => path.at(-1)).sort();
  expect(places).toEqual(['coverage', 'eligibility']);
  for (const { extensions } of body.errors) {
    expect(extensions).toMatchObject({
      ...{ code: 'SECTOR_UNAVAILABLE', sector: 'health-insurance', retryAfterMs: expect.any(Number) },
      ...why,
    });
  }
  expect(body.extensions).toEqual({ partial: true });
}

const asJson = (response: ServerResponse, body: string, status = 200, type = 'application/json') =>
  response.writeHead(status, { 'content-type': type }).end(body);

/** Never ends; the connection is torn down with the server. */
const drip: Act = (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"maKetQua":"000",');
  const dripping = setInterval(() => response.write(' '), 50);
  response.on('close', () => clearInterval(dripping));
};
const after =
  (ms: number): Act =>
  (response: ServerResponse) => {
    const waiting = setTimeout(() => asJson(response, JSON.stringify(valid)), ms);
    response.on('close', () => clearTimeout(waiting));
  };

const misbehaviour: [string, Act][] = [
  ['answers after twenty seconds', after(20_000)],
  ['sends its answer in drips', drip],
  ['breaks the connection', (response: ServerResponse) => response.destroy()],
  [
    'breaks off in the middle of an answer',
    (response: ServerResponse) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '4000' });
      response.write('{"maKetQua":"000"', () => response.destroy());
    },
  ],
  ['answers with half a JSON', (response) => asJson(response, JSON.stringify(valid).slice(0, 60))],
  ['answers with an error page', (response) => asJson(response, '<html>Lỗi</html>', 200, 'text/html')],
  ['answers with bytes that mean nothing', (response) => asJson(response, '\u0000\u0001\uFFFD{]', 200)],
  ['answers with a list', (response) => asJson(response, '[]')],
  ['answers with null', (response) => asJson(response, 'null')],
  ['answers with an empty body', (response) => asJson(response, '')],
  ['answers without a code', { ...valid, maKetQua: null }],
  ['fails inside', (response) => asJson(response, 'Internal Server Error', 500, 'text/plain')],
  ['is overloaded', (response) => asJson(response, '', 503, 'text/plain')],
  [
    'answers with a body without end',
    (response) => asJson(response, JSON.stringify({ ...valid, ghiChu: 'x'.repeat(3_000_000) })),
  ],
  [
    'sends the question on to another address',
    (response) => response.writeHead(307, { location: `${gateway.url}/elsewhere` }).end(),
  ],
];

describe('a portal that gives no answer', () => {
  it.each(misbehaviour)('costs its own fields only when it %s', async (_what, act) => {
    gateway.next(act);
    const before = gateway.calls.length;
    expectOnlyItsOwnFields(await look(), {});
    // Asked once: no look is sent twice, and none to another address.
    expect(gateway.calls.slice(before).map(({ path }) => path)).toEqual(['/api/egw/KQNhanLichSuKCB2024']);
  });

  it('is on record as a part that was not answered', async () => {
    gateway.next((response: ServerResponse) => response.destroy());
    expect(await hub.auditOf(await look())).toMatchObject([
      {
        outcome: 'PARTIAL',
        fields_unavailable: expect.arrayContaining(['Resident.coverage', 'Resident.eligibility']),
      },
    ]);
  });

  it('is left alone after three failures, shows as down, and is asked again when it is back', async () => {
    await gateway.unplug();
    try {
      for (let n = 0; n < 4; n += 1) expectOnlyItsOwnFields(await look(), {});
      const { values } = await hub.metrics.sourceFailures.get();
      expect(values.map(({ labels }) => labels)).toContainEqual({
        ...{ source: 'health-insurance', reason: 'OPEN' },
      });
      const { body } = await hub.ask('hospital.demo', null, '{ hub { sources { name state } } }');
      expect(body.data.hub.sources).toContainEqual({ name: 'health-insurance', state: 'DOWN' });
      const ready = await fetch(`${hub.url}/readyz`);
      expect([ready.status, ((await ready.json()) as { status: string }).status]).toEqual([200, 'degraded']);
    } finally {
      await gateway.plugIn();
    }
    await until('it is answered again', async () => (await look()).body.errors === undefined);
    const ready = (await (await fetch(`${hub.url}/readyz`)).json()) as { status: string };
    expect(ready.status).toBe('ready');
  });

  it('ends the wait of its own fields before the whole answer runs out of time, however many wait', async () => {
    gateway.always(after(20_000));
    const answers = await Promise.all(Array.from({ length: 40 }, look));
    for (const answer of answers) expectOnlyItsOwnFields(answer, {});
  });
});

describe('a portal that answers without deciding', () => {
  it.each(['054', '055', '100', '101', '205'])('is passed on as it says it: %s', async (maKetQua) => {
    gateway.next({ maKetQua, ghiChu: `không nói về ${person.fullName}` });
    const answer = await look();
    expectOnlyItsOwnFields(answer, { portalCode: maKetQua });
    const sentence = answer.body.errors[0].message;
    expect(sentence).not.toContain(person.fullName);
    expect(sentence).not.toBe('CSDL chuyên ngành tạm thời không trả lời.');
  });

  it('keeps a code that nobody knows, with its own sentence, and turns nobody away for it', async () => {
    gateway.next({ ...valid, maKetQua: '777', ghiChu: 'Mã mới của năm sau' });
    const { body } = await look();
    expect(body.errors).toBeUndefined();
    const { coverage, eligibility } = body.data.identify.resident;
    expect(coverage).toEqual({ cardNumber: valid.maThe, status: 'ACTIVE' });
    expect(eligibility).toMatchObject({ outcome: 'ELIGIBLE_CHECK', portalCode: '777' });
    expect(eligibility.explanation).toContain('“Mã mới của năm sau”');
  });

  it.each([
    ['a number', { maKetQua: 50 }, '050'],
    ['a word', { maKetQua: 'LOI_LA', ghiChu: 'x' }, 'LOI_LA'],
  ])('keeps a code that is %s', async (_what, act, portalCode) => {
    gateway.next(act);
    const { eligibility } = (await look()).body.data.identify.resident;
    expect(eligibility.portalCode).toBe(portalCode);
  });

  it('is read when it calls its JSON something else, or sends it with an HTTP error', async () => {
    for (const [status, type] of [
      [200, 'text/plain'],
      [400, 'application/json'],
      [500, 'text/json'],
    ] as const) {
      gateway.next((response: ServerResponse) => asJson(response, JSON.stringify(valid), status, type));
      expect((await look()).body.data.identify.resident.eligibility.portalCode).toBe('000');
    }
  });
});

describe('a card that the portal names by ten digits', () => {
  const ask = (fields: string) =>
    hub.ask(
      'hospital.demo',
      'TREATMENT',
      `query($claim: IdentityClaim!) { identify(claim: $claim) { resident {
      fullName coverage { cardNumber status period { startOn } ${fields} } eligibility(facility: "01001") {
      portalCode level coveredRate coverage { cardNumber } } } } }`,
      { claim: person },
    );
  beforeEach(() => gateway.always({ ...valid, maThe: '0123456789' }));

  it('is answered with what is known of it, and promises no level', async () => {
    const { data, errors } = (await ask('initialFacility')).body;
    expect(errors).toBeUndefined();
    const card = { cardNumber: '0123456789', status: 'ACTIVE', period: { startOn: '2024-01-01' } };
    expect(data.identify.resident).toMatchObject({
      ...{ fullName: person.fullName, coverage: { ...card, initialFacility: '01001' } },
      eligibility: {
        portalCode: '000',
        level: null,
        coveredRate: null,
        coverage: { cardNumber: '0123456789' },
      },
    });
  });

  // Asked again, since a document that comes back runs compiled.
  it.each(['benefitLevel', 'objectCode', 'coveredRate', 'benefitLevel'])(
    'is not answered where its %s is asked for, which nobody knows; the rest is',
    async (field) => {
      for (let n = 0; n < 3; n += 1) {
        const { status, body } = await ask(field);
        expect(status).toBe(200);
        expect(body.data.identify.resident).toMatchObject({
          ...{ fullName: person.fullName, coverage: null, eligibility: { portalCode: '000' } },
        });
        expect(body.errors).toMatchObject([
          {
            path: ['identify', 'resident', 'coverage', field],
            extensions: { code: 'SECTOR_UNAVAILABLE', sector: 'health-insurance' },
          },
        ]);
      }
    },
  );
});

describe('a token that is no longer taken', () => {
  const http401: Act = (response: ServerResponse) => asJson(response, '', 401, 'text/plain');
  it.each([
    ['HTTP 401', http401],
    ['maKetQua 401', { maKetQua: '401', ghiChu: 'Lỗi xác thực' }],
  ])('is taken anew once, at %s, and the look asked again', async (_how, act) => {
    const [tokens, looks] = [gateway.tokens().length, gateway.looks().length];
    gateway.next(act);
    expect((await look()).body.data.identify.resident.eligibility.portalCode).toBe('000');
    expect([gateway.tokens().length - tokens, gateway.looks().length - looks]).toEqual([1, 2]);
    const [refused, asked] = gateway.looks().slice(-2);
    expect(asked!.query.token).not.toBe(refused!.query.token);
  });

  it('is taken once for all who wait for it', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => addResident(hub.cluster)));
    const tokens = gateway.tokens().length;
    const stale = gateway.looks().at(-1)!.query.token;
    gateway.always((response: ServerResponse, { query: { token: shown } }) =>
      shown === stale ? http401Of(response) : asJson(response, JSON.stringify(valid)),
    );
    const answers = await Promise.all(
      people.map((claim) => hub.ask('hospital.demo', 'TREATMENT', query, { claim })),
    );
    for (const { body } of answers) expect(body.data.identify.resident.eligibility.portalCode).toBe('000');
    expect(gateway.tokens().length - tokens).toBe(1);
  });
});

const http401Of = (response: ServerResponse) => asJson(response, '', 401, 'text/plain');

describe('an account that the portal does not take', () => {
  it('costs its own fields, is not tried again at once, and breaks nothing for others', async () => {
    const cluster = await sharedCluster();
    const own = await startScriptedGateway();
    const urls = { ...cluster.databases.urls, hubOwner: null, healthInsurance: own.url };
    const portal = { accounts: [account], lookup: 'KQNhanLichSuKCB2024' };
    const other = await openHub({ cluster, config: { urls, portal, sectorTimeoutMs: timeoutMs } });
    const ask = () => other.ask('hospital.demo', 'TREATMENT', query, { claim: person });
    try {
      own.nextTokens({ maKetQua: '401', APIKey: null });
      for (let n = 0; n < 4; n += 1) expectOnlyItsOwnFields(await ask(), { portalCode: '401' });
      expect([own.tokens().length, own.looks().length]).toEqual([1, 0]);
      const { body } = await other.ask('hospital.demo', null, '{ hub { sources { name state } } }');
      expect(body.data.hub.sources).toContainEqual({ name: 'health-insurance', state: 'UP' });
    } finally {
      await other.stop();
      await own.close();
    }
  });

  it('is named to an agency that has none', async () => {
    const looks = gateway.calls.length;
    const answer = await hub.ask('resident.demo', null, '{ me { fullName coverage { cardNumber } } }');
    expect(answer.body.data.me).toMatchObject({ fullName: expect.any(String), coverage: null });
    expect(answer.body.errors[0].extensions).toMatchObject({
      ...{ code: 'SECTOR_UNAVAILABLE', sector: 'health-insurance', portalCode: '401' },
    });
    expect(gateway.calls.length).toBe(looks);
  });

  it('costs only its own fields when no token comes at all', async () => {
    const cluster = await sharedCluster();
    for (const act of [
      after(20_000),
      { maKetQua: '200' },
      { maKetQua: '200', APIKey: { access_token: 7 } },
    ]) {
      const own = await startScriptedGateway();
      const urls = { ...cluster.databases.urls, hubOwner: null, healthInsurance: own.url };
      const portal = { accounts: [account], lookup: 'KQNhanLichSuKCB2024' };
      const other = await openHub({ cluster, config: { urls, portal, sectorTimeoutMs: timeoutMs } });
      try {
        own.nextTokens(act, token('late'));
        const ask = () => other.ask('hospital.demo', 'TREATMENT', query, { claim: person });
        expectOnlyItsOwnFields(await ask(), {});
        expect((await ask()).body.data.identify.resident.eligibility.portalCode).toBe('000');
      } finally {
        await other.stop();
        await own.close();
      }
    }
  });
});
