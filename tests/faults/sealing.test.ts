import { execFileSync } from 'node:child_process';
import { renameSync, rmSync } from 'node:fs';
import pg from 'pg';
import { latestCheckpoint, makeCheckpointKeeper } from '../../src/audit/checkpoint-file.js';
import { recordEvents } from '../../src/audit/record.js';
import { sealFiles } from '../../src/audit/seal-files.js';
import { makeSealer } from '../../src/audit/sealer.js';
import { type VerifyReport, verifyRecord } from '../../src/audit/verify.js';
import { withPool } from '../../src/cli/workplace.js';
import { parseConfig } from '../../src/config/config.js';
import { startEmbedded } from '../../src/database/embedded-server.js';
import { makeLogger } from '../../src/process/logger.js';
import { makeMetrics } from '../../src/process/metrics.js';
import { auditEvent } from '../support/audit-event.js';
import { openHub } from '../support/hub.js';
import { type ChildHub, settingsOf, startChildHub } from './child-hub.js';
import { makePrivateCluster, type PrivateCluster } from './private-cluster.js';
import { makeTcpProxy } from './tcp-proxy.js';
import { until } from './until.js';

let cluster: PrivateCluster;
let port: number;
/** Processes of the test under way. */
const children: ChildHub[] = [];

beforeAll(async () => {
  cluster = await makePrivateCluster({ residents: 0 });
  port = cluster.server.port;
});
afterEach(() => Promise.all(children.splice(0).map((child) => child.end('SIGKILL'))));
afterAll(() => cluster?.remove());

const files = () => sealFiles(parseConfig({}), cluster.state);

/** The address of the hub's database for a login, at the port where the server listens now. */
function urlOf(role: 'hubAudit' | 'hubSealer'): string {
  const address = new URL(cluster.databases.urls[role]!);
  address.port = String(port);
  return address.href;
}

function verify(): Promise<VerifyReport> {
  const { history, latest } = files().checkpoints;
  return withPool(urlOf('hubSealer'), async (pool) => {
    const client = await pool.connect();
    try {
      const { trusted } = files().openKeys();
      return await verifyRecord(client, { trusted, checkpointFiles: [history, latest, `${latest}.before`] });
    } finally {
      client.release();
    }
  });
}

/** How many of the requests have an event each, and one leaf each. */
async function sealedOf(requestIds: readonly string[]): Promise<number> {
  const text = `select count(*)::int as sealed from (
    select e.request_id from audit.event e join audit.leaf l on l.event_id = e.id and l.occurred_at = e.occurred_at
    where e.request_id = any($1) group by e.request_id having count(*) = 1) as once`;
  const rows = await withPool(urlOf('hubSealer'), (pool) =>
    pool.query<{ sealed: number }>(text, [requestIds]),
  );
  return rows.rows[0]!.sealed;
}

let asked = 0;

/** Asks without a pause until `stop`; gathers the ids of what was answered. */
function load(urls: readonly string[], token: string, lanes: number) {
  const answered: string[] = [];
  let going = true;
  const lane = async (url: string) => {
    while (going) {
      const requestId = `seal.${Array.from(String(++asked), (digit) => 'abcdefghij'[Number(digit)]).join('')}.x`;
      try {
        const response = await fetch(`${url}/graphql`, {
          method: 'POST',
          body: JSON.stringify({ query: '{ hub { version } }' }),
          headers: {
            ...{ 'content-type': 'application/json', authorization: `Bearer ${token}` },
            'x-request-id': requestId,
          },
        });
        const { data } = (await response.json()) as { data?: unknown };
        if (response.status === 200 && data) answered.push(requestId);
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  };
  const running = Promise.all(Array.from({ length: lanes }, (_, at) => lane(urls[at % urls.length]!)));
  return {
    answered,
    async stop() {
      going = false;
      await running;
    },
  };
}

describe('of two hubs over one record', () => {
  it('one seals; when it is killed with -9 under load the other takes over, and no answered look is lost or sealed twice', async () => {
    const settings = settingsOf(cluster);
    const [first, second] = await Promise.all([
      startChildHub(cluster, settings),
      startChildHub(cluster, settings),
    ]);
    children.push(first, second);
    const traffic = load([first.url, second.url], await first.tokens.of('hospital.demo'), 12);
    const sealing = async () => {
      const rows = await cluster.sql<{ pid: number; port: number }>(
        'hub',
        `select a.pid, a.client_port as port from pg_locks l join pg_stat_activity a using (pid)
         where l.locktype = 'advisory' and l.granted and a.application_name = 'lienthong sealer'`,
      );
      return rows;
    };
    const seals = async () =>
      (await cluster.sql<{ n: number }>('hub', 'select count(*)::int as n from audit.seal'))[0]!.n;
    await until('looks are sealed', async () => traffic.answered.length > 100 && (await seals()) > 2);
    expect(await sealing()).toHaveLength(1);
    const sealedBy = async (hub: typeof first) =>
      Number(
        /^lienthong_audit_seals_total (\d+)$/m.exec(await (await fetch(`${hub.url}/metrics`)).text())?.[1],
      );
    const works = (await sealedBy(first)) > 0 ? first : second;
    const other = works === first ? second : first;
    expect(await sealedBy(other)).toBe(0);
    await works.end('SIGKILL');
    await until('the other one seals', async () => (await sealedBy(other)) > 0, 5_000);
    expect(await sealing()).toHaveLength(1);
    await traffic.stop();
    await until(
      'all is sealed',
      async () => (await sealedOf(traffic.answered)) === traffic.answered.length,
      5_000,
    );
    const response = await fetch(`${other.url}/graphql`, { method: 'POST', body: '{}' });
    expect(response.headers.get('x-audit-checkpoint')).toMatch(/^\d+ [A-Za-z0-9+/]{43}=$/);
    await other.end('SIGTERM');
    expect(await verify()).toMatchObject({ found: [], waiting: 0 });
  });
});

describe('a PostgreSQL that is killed with -9 while it seals', () => {
  it('loses nothing that was answered; the hub goes on sealing and the record is sound', async () => {
    const wire = await makeTcpProxy(port);
    const wired = Object.entries(cluster.databases.urls).map(
      ([name, url]) => [name, url && wire.through(url)] as const,
    );
    const hub = await openHub({
      cluster,
      config: { urls: { ...Object.fromEntries(wired), hubOwner: null } },
    });
    const traffic = load([hub.url], await hub.token('hospital.demo'), 12);
    try {
      await until('looks are answered', () => traffic.answered.length > 200);
      await cluster.kill();
      const before = traffic.answered.length;
      ({ port } = await startEmbedded(cluster.state));
      wire.pointTo(port);
      await until('looks are answered again', () => traffic.answered.length > before + 50, 20_000);
      await traffic.stop();
      const all = async () => (await sealedOf(traffic.answered)) === traffic.answered.length;
      await until('all is sealed', all, 10_000);
      expect(await verify()).toMatchObject({ found: [] });
    } finally {
      await traffic.stop();
      await hub.stop();
      await wire.close();
    }
  });
});

describe('a backup that was put back', () => {
  const write = (count: number) =>
    withPool(urlOf('hubAudit'), async (pool) => {
      const client = await pool.connect();
      for (let at = 0; at < count; at += 1) await recordEvents(client, [auditEvent()]);
      client.release();
    });
  async function seal(): Promise<void> {
    const keys = files().openKeys();
    const sealer = makeSealer({
      ...{ url: urlOf('hubSealer'), keys: () => keys, logger: makeLogger('silent'), metrics: makeMetrics() },
      onSealed: makeCheckpointKeeper(files().checkpoints, () => Date.now()),
      kept: () => latestCheckpoint(files().checkpoints),
    });
    await sealer.run(new AbortController().signal);
    await sealer.close();
  }
  const restart = async (between: () => void) => {
    await (await startEmbedded(cluster.state)).stop();
    between();
    ({ port } = await startEmbedded(cluster.state));
  };
  const data = () => cluster.state.file('postgres');

  it('is RESTORED to who kept a checkpoint, is not sealed on, and FORKED once somebody moved that aside', async () => {
    await write(20);
    await seal();
    await restart(() => execFileSync('cp', ['-a', data(), `${data()}.copy`]));
    await write(200);
    await seal();
    expect(await verify()).toMatchObject({ found: [] });
    await restart(() => {
      rmSync(data(), { recursive: true });
      renameSync(`${data()}.copy`, data());
    });
    const { found, kinds } = await verify();
    expect(kinds).toEqual({ RESTORED: 1 });
    expect(found[0]).toMatchObject({ kind: 'RESTORED', entry: expect.any(Number) });
    await write(300);
    await seal();
    // Its transaction numbers have come as far as those of the checkpoint by now.
    expect(await verify()).toMatchObject({ kinds: { TRUNCATED: 1 }, waiting: 300 });
    const { latest } = files().checkpoints;
    renameSync(latest, `${latest}.before`);
    await seal();
    expect(Object.keys((await verify()).kinds)).toEqual(['FORKED']);
  });
});

describe('a record that was moved to another server', () => {
  it('is sealed on, each event once, though transaction numbers begin anew', async () => {
    // As a dump and a restore leave it: the same rows, another system identifier and smaller numbers in use.
    const client = new pg.Client({
      connectionString: cluster.server.superUrl('hub').replace(/:\d+\//, `:${port}/`),
    });
    await client.connect();
    await client.query('set session_replication_role = replica');
    await client.query("update audit.seal set cluster = 1, horizon = '900000000'");
    await client.query('update audit.event set txid = (txid::text::bigint + 800000000)::text::xid8');
    await client.end();
    const before = await countOf('audit.leaf');
    await withPool(urlOf('hubAudit'), async (pool) => {
      const writer = await pool.connect();
      for (let at = 0; at < 30; at += 1) await recordEvents(writer, [auditEvent()]);
      writer.release();
    });
    const keys = files().openKeys();
    const sealer = makeSealer({
      ...{ url: urlOf('hubSealer'), keys: () => keys, logger: makeLogger('silent'), metrics: makeMetrics() },
      onSealed: () => undefined,
    });
    const { signal } = new AbortController();
    await sealer.run(signal);
    await sealer.run(signal);
    await sealer.close();
    expect(await countOf('audit.leaf')).toBe(before + 30);
    expect(await countOf('audit.event')).toBe(before + 30);
  });

  async function countOf(table: string): Promise<number> {
    const text = `select count(*)::int as count from ${table}`;
    return (await withPool(urlOf('hubSealer'), (pool) => pool.query<{ count: number }>(text))).rows[0]!.count;
  }
});
