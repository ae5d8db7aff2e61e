import { type Hub, openHub } from '../support/hub.js';
import { knownPeople, personOf } from '../support/people.js';
import { makePrivateCluster, type PrivateCluster } from './private-cluster.js';
import { until } from './until.js';

const record = `mutation Record($input: RecordVisitInput!) {
  recordVisit(input: $input) { state entries { outcome portalCode } } }`;

let cluster: PrivateCluster;
let hub: Hub;
beforeAll(async () => {
  cluster = await makePrivateCluster();
  hub = await openHub({ cluster });
});
afterAll(async () => {
  await hub?.stop();
  await cluster?.remove();
});

describe('A visit while health insurance is down', () => {
  it('is not recorded, and is by the same key once it answers again', async () => {
    const { ACTIVE } = await knownPeople(cluster);
    const claim = await personOf(cluster, ACTIVE!);
    const visit = { moment: 'ARRIVAL', facility: '01001', care: 'OUTPATIENT', claim };
    const input = { idempotencyKey: 'while-it-is-down', ...visit };
    const ask = () => hub.ask('hospital.demo', 'TREATMENT', record, { input });
    await cluster.stopDatabase('health_insurance');
    const { body } = await ask();
    expect(body.data ?? null).toBeNull();
    expect(body.errors[0].extensions).toMatchObject({
      code: 'SECTOR_UNAVAILABLE',
      sector: 'health-insurance',
    });
    for (const table of ['visit.visit', 'visit.entry', 'access.idempotency'])
      expect(await cluster.sql('hub', `select from ${table}`)).toEqual([]);

    await cluster.startDatabase('health_insurance');
    await until('it is recorded', async () => !(await ask()).body.errors);
    expect((await ask()).body.data.recordVisit).toEqual({
      ...{ state: 'OPEN', entries: [{ outcome: 'ELIGIBLE', portalCode: '000' }] },
    });
    expect(await cluster.sql('hub', 'select from visit.entry')).toHaveLength(1);
  });
});
