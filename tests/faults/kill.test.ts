import { withPool } from '../../src/cli/workplace.js';
import { startEmbedded } from '../../src/database/embedded-server.js';
import { openHub } from '../support/hub.js';
import { type ChildHub, settingsOf, startChildHub } from './child-hub.js';
import { deskQuery, type KnownPeople, knownPeople } from './looks.js';
import { makePrivateCluster, type PrivateCluster } from './private-cluster.js';
import { makeTcpProxy } from './tcp-proxy.js';
import { until } from './until.js';

let cluster: PrivateCluster;
let people: KnownPeople;
let looks = 0;
const seed = Math.floor(Math.random() * 2 ** 31);

beforeAll(async () => {
  process.stdout.write(`tests/faults/kill: seed ${seed}\n`);
  cluster = await makePrivateCluster();
  people = await knownPeople(cluster);
});

afterAll(() => cluster?.remove());

/** Park–Miller: the same moments again for the same seed. */
function randomFrom(start: number): () => number {
  let state = (start % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Looks without a pause by `lanes` at once until `stop`; gathers the ids of the requests that were answered in full. */
function load(url: string, token: string, lanes: number) {
  const answered: string[] = [];
  let sent = 0;
  let going = true;
  const lane = async () => {
    while (going) {
      sent += 1;
      // In letters: nine digits in a row could be somebody's number, and the hub would give the request another id.
      const requestId = `kill-${seed}-${++looks}`.replaceAll(/\d/g, (digit) =>
        String.fromCharCode(97 + Number(digit)),
      );
      try {
        const response = await fetch(`${url}/graphql`, {
          method: 'POST',
          body: JSON.stringify({ query: deskQuery, variables: { card: people.card } }),
          headers: {
            ...{ 'content-type': 'application/json', authorization: `Bearer ${token}` },
            ...{ 'x-purpose': 'TREATMENT', 'x-request-id': requestId },
          },
        });
        const { data } = (await response.json()) as { data?: { identify?: { outcome?: string } } };
        if (response.status === 200 && data?.identify?.outcome === 'MATCHED') answered.push(requestId);
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  };
  const running = Promise.all(Array.from({ length: lanes }, lane));
  return {
    answered,
    sent: () => sent,
    async stop() {
      going = false;
      await running;
    },
  };
}

/** Those of the ids that have no event, and those that have more than one. */
async function missingOrDoubled(auditor: string, ids: readonly string[]): Promise<string[]> {
  const rows = await withPool(auditor, async (pool) => {
    const text = `select id from unnest($1::text[]) as asked(id)
                  where (select count(*) from audit.event e where e.request_id = asked.id) <> 1`;
    return (await pool.query<{ id: string }>(text, [ids])).rows;
  });
  return rows.map((row) => row.id);
}

describe('a hub that is killed with -9 under load', () => {
  it('has every look it answered on record, and starts again, three times over', async () => {
    const random = randomFrom(seed);
    for (let round = 0; round < 3; round += 1) {
      const hub: ChildHub = await startChildHub(cluster, settingsOf(cluster));
      const traffic = load(hub.url, await hub.tokens.of('hospital.demo'), 24);
      await until('looks are answered', () => traffic.answered.length > 20);
      await new Promise((resolve) => setTimeout(resolve, random() * 500));
      expect(await hub.end('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
      await traffic.stop();
      expect(await missingOrDoubled(cluster.databases.auditor, traffic.answered)).toEqual([]);
      expect(traffic.sent()).toBeGreaterThan(traffic.answered.length);
    }
    const again = await startChildHub(cluster, settingsOf(cluster));
    try {
      expect((await fetch(`${again.url}/readyz`)).status).toBe(200);
    } finally {
      expect(await again.end('SIGTERM')).toEqual({ code: 0, signal: null });
    }
  });
});

describe('a PostgreSQL that is killed with -9 under load', () => {
  it('loses no look that was answered, and the hub goes on without a restart', async () => {
    const random = randomFrom(seed + 1);
    const wire = await makeTcpProxy(cluster.server.port);
    const { urls } = cluster.databases;
    const wired = Object.entries(urls).map(([name, url]) => [name, url && wire.through(url)] as const);
    const config = { urls: { ...Object.fromEntries(wired), hubOwner: null }, poolSize: 6 };
    const hub = await openHub({ cluster, config });
    const traffic = load(hub.url, await hub.token('hospital.demo'), 24);
    try {
      await until('looks are answered', () => traffic.answered.length > 20);
      await new Promise((resolve) => setTimeout(resolve, random() * 500));
      await cluster.kill();
      const before = traffic.answered.length;
      const restarted = await startEmbedded(cluster.state);
      wire.pointTo(restarted.port);
      await until('looks are answered again', () => traffic.answered.length > before + 20, 20_000);
      await traffic.stop();
      const auditor = new URL(cluster.databases.auditor);
      auditor.port = String(restarted.port);
      expect(await missingOrDoubled(auditor.href, traffic.answered)).toEqual([]);
    } finally {
      await traffic.stop();
      await hub.stop();
      await wire.close();
    }
  });
});
