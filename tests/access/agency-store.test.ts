import pg from 'pg';
import { setSuspended } from '../../src/access/agency-admin.js';
import { AgencyStore } from '../../src/access/agency-store.js';
import { addAgency } from '../support/agencies.js';
import { type Cluster, sharedCluster } from '../support/cluster.js';

let cluster: Cluster;
let pool: pg.Pool;

beforeAll(async () => {
  cluster = await sharedCluster();
  pool = new pg.Pool({ connectionString: cluster.databases.urls.hub, max: 2 });
});

afterAll(() => pool?.end());

describe('an agency that is suspended', () => {
  it.each([
    ['two seconds later', 2_001],
    ['when the clock was set back by an hour', -3_600_000],
  ])('is unknown %s', async (_when, later) => {
    const code = await addAgency(cluster, { kind: 'HOSPITAL' });
    let now = Date.UTC(2026, 10, 22);
    const store = new AgencyStore(pool, { now: () => now });
    expect((await store.find(code))?.code).toBe(code);
    await setSuspended(pool, code, true);
    expect((await store.find(code))?.code).toBe(code);
    now += later;
    expect(await store.find(code)).toBeNull();
  });
});
