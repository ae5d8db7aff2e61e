import { makeSource, type Source } from '../../../src/database/source.js';
import { makeLogger } from '../../../src/process/logger.js';
import { makeMetrics } from '../../../src/process/metrics.js';
import { readFacilities } from '../../../src/sectors/health-insurance/adapter.js';
import { Facilities } from '../../../src/sectors/health-insurance/facilities.js';
import { makePrivateCluster, type PrivateCluster } from '../../faults/private-cluster.js';

let cluster: PrivateCluster;
let source: Source;
const metrics = makeMetrics();
beforeAll(async () => {
  cluster = await makePrivateCluster();
  source = open(cluster.databases.urls.healthInsurance);
});
afterAll(async () => {
  await source?.close();
  await cluster?.remove();
});

function open(url: string): Source {
  return makeSource({
    ...{ name: 'health-insurance', url, poolSize: 2, timeoutMs: 3_000, restMs: 1, metrics },
    logger: makeLogger('silent'),
  });
}

async function statements(): Promise<number> {
  const { values } = await metrics.statements.get();
  return values.reduce((sum, { value }) => sum + value, 0);
}

/** A register on the sample's rows and a clock that a test moves. */
function registerAt(from: Source = source) {
  const time = { now: 0 };
  return {
    time,
    register: new Facilities(
      () => readFacilities(from),
      () => time.now,
    ),
  };
}

describe('The register of facilities', () => {
  it('knows each by its code, with level, points and what it was before 2025', async () => {
    const { register } = registerAt();
    expect(await register.find('01001')).toEqual({
      ...{ code: '01001', name: 'Bệnh viện đa khoa mẫu Thăng Long', level: 'SPECIALISED', points: 84 },
      ...{ formerLevel: 'PROVINCE', kind: 'HOSPITAL' },
    });
    expect(await register.find('40009')).toMatchObject({ level: 'INITIAL', kind: 'HEALTH_STATION' });
  });

  it('costs one statement however many ask, and none while it is fresh', async () => {
    const { register, time } = registerAt();
    const before = await statements();
    await Promise.all(['01001', '01002', '40001', '01999'].map((code) => register.find(code)));
    time.now = 599_000;
    await register.find('01001');
    expect((await statements()) - before).toBe(1);
  });

  it('answers from the old list while a new one is read, once in ten minutes', async () => {
    const { register, time } = registerAt();
    await register.find('01001');
    const before = await statements();
    time.now = 600_001;
    expect(await register.find('01001')).not.toBeNull();
    await register.read();
    expect((await statements()) - before).toBe(1);
  });

  it('asks again for a code it does not know, once a minute', async () => {
    const { register, time } = registerAt();
    expect(await register.find('98001')).toBeNull();
    await cluster.sql(
      'health_insurance',
      "insert into public.facility (code, name, province_code, level) values ('98001', 'Mới', '01', 'BASIC')",
    );
    time.now = 60_000;
    expect(await register.find('98001')).toBeNull();
    time.now = 60_001;
    expect(await register.find('98001')).toMatchObject({ points: null, formerLevel: null, kind: 'HOSPITAL' });
  });

  it('goes on with the last list while the source is down, and says so when there never was one', async () => {
    const gone = open('postgresql://nobody@127.0.0.1:1/nowhere');
    try {
      const never = registerAt(gone).register;
      await expect(never.find('01001')).rejects.toMatchObject({
        ...{ code: 'SECTOR_UNAVAILABLE', details: { sector: 'health-insurance' } },
      });
    } finally {
      await gone.close();
    }
    const leaving = open(cluster.databases.urls.healthInsurance);
    const { register, time } = registerAt(leaving);
    await register.find('01001');
    await leaving.close();
    time.now = 700_000;
    expect(await register.find('01001')).not.toBeNull();
    expect(await register.find('99999')).toBeNull();
  });
});
