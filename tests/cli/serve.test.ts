import { createServer } from 'node:net';
import { settingsOf, startChildHub } from '../faults/child-hub.js';
import { deskQuery, type KnownPeople, knownPeople } from '../faults/looks.js';
import { makePrivateCluster, type PrivateCluster } from '../faults/private-cluster.js';
import { makeTcpProxy } from '../faults/tcp-proxy.js';
import { runCommand } from './run-command.js';

let cluster: PrivateCluster;
let people: KnownPeople;

beforeAll(async () => {
  cluster = await makePrivateCluster();
  people = await knownPeople(cluster);
});

afterAll(() => cluster?.remove());

const serve = (settings: Record<string, string>) =>
  runCommand(['serve'], { LIENTHONG_PORT: '0', ...settings });

describe('serve', () => {
  it('says in one sentence that its port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    try {
      const { code, stderr } = await serve({ ...settingsOf(cluster), LIENTHONG_PORT: String(port) });
      expect(code).toBe(1);
      expect(stderr).toContain(`lienthong: Port ${port} is taken. Choose another with --port.\n`);
    } finally {
      other.close();
    }
  });

  it('names every database setting it lacks', async () => {
    const { LIENTHONG_HUB_AUDIT_URL, LIENTHONG_EDUCATION_FEE_URL, ...some } = settingsOf(cluster);
    const { code, stderr } = await serve(some);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^lienthong: Set LIENTHONG_HUB_AUDIT_URL, LIENTHONG_EDUCATION_FEE_URL, /);
  });

  it('does not start in production on what is for demonstrations, and names each of them', async () => {
    const one = cluster.databases.urls.hub;
    const { code, stderr } = await serve({
      ...settingsOf(cluster, { hubAudit: one, population: one }),
      NODE_ENV: 'production',
    });
    expect(code).toBe(1);
    for (const setting of ['LIENTHONG_EMBEDDED_ISSUER', 'LIENTHONG_MASTER_KEY_FILE', 'login of its own']) {
      expect(stderr).toContain(setting);
    }
    expect(stderr).not.toContain('@127.0.0.1');
  });

  it('starts although a source is down, says which, and answers the rest', async () => {
    await cluster.stopDatabase('education_fee');
    try {
      const hub = await startChildHub(cluster, settingsOf(cluster));
      try {
        const ready = await fetch(`${hub.url}/readyz`);
        expect([ready.status, ((await ready.json()) as { status: string }).status]).toEqual([
          200,
          'degraded',
        ]);
        expect(hub.stderr()).toContain('"source":"education-fee"');
      } finally {
        expect(await hub.end('SIGTERM')).toEqual({ code: 0, signal: null });
      }
    } finally {
      await cluster.startDatabase('education_fee');
    }
  });
});

describe('doctor', () => {
  it('fails, and gives a remedy, when a database does not answer', async () => {
    const wrong = new URL(cluster.databases.urls.educationFee);
    wrong.password = 'wrong';
    const settings = settingsOf(cluster, { educationFee: wrong.href });
    const { code, stdout } = await runCommand(['doctor', '--json'], settings);
    expect(code).toBe(1);
    const bad = (JSON.parse(stdout) as { ok: boolean }[]).filter(({ ok }) => !ok);
    expect(bad).toEqual([
      {
        about: 'database educationFee',
        ok: false,
        says: 'does not answer (28P01)',
        remedy: expect.any(String),
      },
    ]);
  });
});

describe('a hub that is asked to stop', () => {
  it('answers what is under way, takes nothing new, and is gone within 15 seconds', async () => {
    const wire = await makeTcpProxy(cluster.server.port);
    const population = wire.through(cluster.databases.urls.population);
    const hub = await startChildHub(cluster, settingsOf(cluster, { population }));
    const token = await hub.tokens.of('hospital.demo');
    const ask = () =>
      fetch(`${hub.url}/graphql`, {
        method: 'POST',
        headers: {
          ...{ 'content-type': 'application/json', authorization: `Bearer ${token}` },
          'x-purpose': 'TREATMENT',
        },
        body: JSON.stringify({ query: deskQuery, variables: { card: people.card } }),
      });
    try {
      expect((await ask()).status).toBe(200);
      wire.freeze();
      const underWay = Promise.all(Array.from({ length: 10 }, ask));
      await new Promise((resolve) => setTimeout(resolve, 300));
      const start = performance.now();
      const ended = hub.end('SIGTERM');
      await new Promise((resolve) => setTimeout(resolve, 700));
      await expect(ask().then((answer) => answer.status)).rejects.toThrow();
      wire.thaw();
      for (const answer of await underWay) {
        expect(answer.status).toBe(200);
        expect(await answer.json()).toMatchObject({ data: { identify: { outcome: 'MATCHED' } } });
      }
      expect(await ended).toEqual({ code: 0, signal: null });
      expect(performance.now() - start).toBeLessThan(15_000);
    } finally {
      hub.process.kill('SIGKILL');
      await wire.close();
    }
  });

  it('does not wait for connections on which nothing is asked', async () => {
    const hub = await startChildHub(cluster, settingsOf(cluster));
    const { connect } = await import('node:net');
    const idle = connect(Number(new URL(hub.url).port), '127.0.0.1');
    idle.on('error', () => undefined);
    await new Promise((resolve) => idle.once('connect', resolve));
    const start = performance.now();
    expect(await hub.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(performance.now() - start).toBeLessThan(5_000);
    idle.destroy();
  });

  it('ends at once when it is asked twice', async () => {
    const wire = await makeTcpProxy(cluster.server.port);
    const population = wire.through(cluster.databases.urls.population);
    const hub = await startChildHub(cluster, settingsOf(cluster, { population }));
    const token = await hub.tokens.of('hospital.demo');
    try {
      wire.freeze();
      const look = fetch(`${hub.url}/graphql`, {
        method: 'POST',
        headers: {
          ...{ 'content-type': 'application/json', authorization: `Bearer ${token}` },
          'x-purpose': 'TREATMENT',
        },
        body: JSON.stringify({ query: deskQuery, variables: { card: people.card } }),
      });
      const lost = expect(look).rejects.toThrow();
      await new Promise((resolve) => setTimeout(resolve, 200));
      hub.process.kill('SIGTERM');
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(await hub.end('SIGTERM')).toEqual({ code: 1, signal: null });
      await lost;
    } finally {
      wire.thaw();
      await wire.close();
    }
  });
});
