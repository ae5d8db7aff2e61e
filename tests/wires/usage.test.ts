import { Keyring } from '../../src/access/keys.js';
import { makeEventId } from '../../src/audit/event-id.js';
import { recordEvents } from '../../src/audit/record.js';
import { withPool } from '../../src/cli/workplace.js';
import { type Answer, answerOf, type Hub, openHub } from '../support/hub.js';
import { addResident, type Person, rowsOf } from '../support/people.js';

const scan = 'query Scan($claim: IdentityClaim!) { identify(claim: $claim) { resident { fullName } } }';

let hub: Hub;
beforeAll(async () => {
  hub = await openHub();
});
afterAll(() => hub.stop());

const look = (claim: Person, headers = {}) => hub.ask('hospital.demo', 'TREATMENT', scan, { claim }, headers);

async function call(
  endpoint: string,
  resident: string,
  body: unknown = {},
  headers: Record<string, string> = {},
): Promise<Answer> {
  const authorization = `Bearer ${await hub.token('resident.demo', { resident })}`;
  return answerOf(
    await fetch(`${hub.url}/wires/usage/${endpoint}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );
}

describe('findUsage', () => {
  it('answers who looked, newest first, in the words of the data tracker', async () => {
    const me = await addResident(hub.cluster);
    await look(me, { 'x-case-reference': 'BA-1' });
    await look(me);
    const answer = await call('findUsage', me.personalId);
    expect(answer.status).toBe(200);
    expect(answer.body.totalUsages).toBe(2);
    expect(Object.keys(answer.body.usages[0])).toEqual([
      ...['logtime', 'action', 'receiverCode', 'receiverName', 'receiverSystem'],
    ]);
    expect(answer.body.usages[0]).toMatchObject({
      action:
        'Tiếp nhận khám bệnh, chữa bệnh và kiểm tra thẻ bảo hiểm y tế (họ tên, ngày sinh, số định danh)',
      ...{
        receiverCode: 'hospital.demo',
        receiverName: 'Bệnh viện mẫu (hư cấu)',
        receiverSystem: 'hospital.demo',
      },
    });
    const times = answer.body.usages.map((one: { logtime: string }) => one.logtime);
    expect(times).toEqual([...times].sort().reverse());
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('is on record like any look, and does not tell of itself', async () => {
    const me = await addResident(hub.cluster);
    const first = await call('findUsage', me.personalId);
    expect((await hub.auditOf(first))[0]).toMatchObject({
      ...{ agency_kind: 'RESIDENT', purpose: 'SELF', outcome: 'ANSWERED' },
      ...{ operation_name: 'wire usage.findUsage' },
      subjects: [{ personalId: me.personalId, outcome: 'RELEASED' }],
    });
    expect((await call('findUsage', me.personalId)).body).toEqual({ totalUsages: 0, usages: [] });
  });

  it('takes a period, an offset and a limit', async () => {
    const me = await addResident(hub.cluster);
    for (let times = 0; times < 4; times += 1) await look(me);
    const all = (await call('findUsage', me.personalId)).body.usages;
    const times = all.map((one: { logtime: string }) => one.logtime);
    const logtimes = async (body: object) =>
      (await call('findUsage', me.personalId, body)).body.usages.map(
        (one: { logtime: string }) => one.logtime,
      );
    expect(await logtimes({ offset: 1, limit: 2 })).toEqual(times.slice(1, 3));
    expect(await logtimes({ periodStart: times[1] })).toEqual(times.slice(0, 2));
    expect(await logtimes({ periodEnd: times[2] })).toEqual(times.slice(2));
    expect((await call('findUsage', me.personalId, { periodEnd: times[2], limit: 1 })).body).toMatchObject({
      totalUsages: 2,
      usages: [{ logtime: times[2] }],
    });
    expect(await logtimes({ offset: 4 })).toEqual([]);
  });

  it('answers a thousand records at most, whatever is asked for', async () => {
    const me = await addResident(hub.cluster);
    const keys = new Keyring(hub.cluster.state.masterKey(null));
    const events = Array.from({ length: 1_005 }, () => {
      const id = makeEventId(Date.now());
      return {
        ...{ id, requestId: id, agencyCode: 'hospital.demo', agencyKind: 'HOSPITAL', clientId: 'desk' },
        ...{ officer: '001', purpose: 'TREATMENT', caseReference: null, emergencyReasonSealed: null },
        ...{ operationName: null, operationHash: null, outcome: 'ANSWERED' as const, errorCodes: [] },
        ...{ fieldsReleased: ['Resident.fullName'], fieldsRefused: [], fieldsUnavailable: [] },
        ...{ durationMs: 1, change: null },
        subjects: [
          {
            ...{ mac: keys.mac('audit-subject', me.personalId), outcome: 'RELEASED' as const },
            ...{ sealed: keys.seal('audit-seal', me.personalId, id), relation: 'DIRECT' as const },
          },
        ],
      };
    });
    await withPool(hub.cluster.databases.urls.hub, async (pool) => {
      const client = await pool.connect();
      await recordEvents(client, events);
      client.release();
    });
    for (const body of [{}, { limit: 10_000 }]) {
      const { totalUsages, usages } = (await call('findUsage', me.personalId, body)).body;
      expect({ totalUsages, returned: usages.length }).toEqual({ totalUsages: 1_005, returned: 1_000 });
    }
    expect((await call('findUsage', me.personalId, { offset: 1_000 })).body.usages).toHaveLength(5);
  });

  it('answers a guardian for the child, and nothing for anybody else', async () => {
    const [parent, other] = [await addResident(hub.cluster), await addResident(hub.cluster)];
    const child = await addResident(hub.cluster, { dateOfBirth: `${new Date().getUTCFullYear() - 7}-12-31` });
    await rowsOf(
      hub.cluster,
      'population',
      "insert into public.guardianship (child_id, guardian_id, relation) values ($1, $2, 'GUARDIAN')",
      [child.personalId, parent.personalId],
    );
    for (const one of [child, other]) await look(one);
    const asked = async (userCode: string) => (await call('findUsage', parent.personalId, { userCode })).body;
    expect((await asked(child.personalId)).totalUsages).toBe(1);
    const ofOther = await call('findUsage', parent.personalId, { userCode: other.personalId });
    expect(ofOther.body).toEqual({ totalUsages: 0, usages: [] });
    expect((await hub.auditOf(ofOther))[0]!.subjects).toContainEqual({
      ...{ personalId: other.personalId, outcome: 'OUT_OF_REMIT' },
    });
  });

  it.each([
    [{ userCode: '12' }, 'userCode'],
    [{ userCode: 7 }, 'userCode'],
    [{ periodStart: 'yesterday' }, 'periodStart'],
    [{ periodEnd: '2026-02-31T00:00:00' }, 'periodEnd'],
    [{ periodStart: '2026-02-01T00:00:00Z', periodEnd: '2026-01-01T00:00:00Z' }, 'periodEnd'],
    [{ offset: -1 }, 'offset'],
    [{ limit: 0 }, 'limit'],
    [{ limit: 1.5 }, 'limit'],
    [{ userName: 'x' }, 'body'],
    [[], 'body'],
    ['null', 'body'],
  ])('says what is wrong with %j', async (body, field) => {
    const me = await addResident(hub.cluster);
    const answer = await call('findUsage', me.personalId, body);
    expect({ status: answer.status, body: answer.body }).toMatchObject({
      status: 400,
      body: { code: 'BAD_USER_INPUT', field, requestId: answer.requestId },
    });
    expect((await hub.auditOf(answer))[0]).toMatchObject({ outcome: 'REFUSED', subjects: [] });
  });

  it('is refused without a token, without the scope, and to who is no resident; each on record', async () => {
    const me = await addResident(hub.cluster);
    const without = await call('findUsage', me.personalId, {}, { authorization: '' });
    expect({ status: without.status, code: without.body.code }).toEqual({
      status: 401,
      code: 'UNAUTHENTICATED',
    });
    const narrow = await hub.token('resident.demo', { resident: me.personalId, scope: ['identity:read'] });
    const hospital = await hub.token('hospital.demo');
    for (const token of [narrow, hospital]) {
      const answer = await call(
        'findUsage',
        me.personalId,
        {},
        { authorization: `Bearer ${token}`, 'x-purpose': token === hospital ? 'TREATMENT' : 'SELF' },
      );
      expect({ status: answer.status, body: answer.body }).toMatchObject({
        status: 403,
        body: { code: 'FORBIDDEN', missing: [{ coordinate: 'Query.usage', scope: 'usage:read' }] },
      });
      expect((await hub.auditOf(answer))[0]).toMatchObject({
        outcome: 'REFUSED',
        fields_refused: ['Query.usage'],
      });
    }
  });

  it.each([
    ['{', 400],
    ['x'.repeat(100_001), 413],
  ])('refuses a body that is none', async (body, status) => {
    const me = await addResident(hub.cluster);
    expect((await call('findUsage', me.personalId, body)).status).toBe(status);
  });
});

describe('usagePeriod', () => {
  it('says since when there is a record', async () => {
    const me = await addResident(hub.cluster);
    await look(me);
    const { body } = await call('usagePeriod', me.personalId);
    expect(Date.parse(body.periodStart)).toBeLessThanOrEqual(Date.now());
    expect(body.periodEnd).toBeNull();
  });
});

describe('heartbeat', () => {
  it('answers without a token, and tells nothing of anybody', async () => {
    const answer = await answerOf(await fetch(`${hub.url}/wires/usage/heartbeat`));
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.body)).toEqual(['appName', 'version', 'systemTime']);
  });
});
