import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StateDir } from '../../src/config/state.js';
import { type EmbeddedServer, freePort, startEmbedded } from '../../src/database/embedded-server.js';
import { imageOf, readCompose, readDockerfile, startOrder } from './compose-file.js';
import { type Container, containerOf, run, start } from './container.js';

/** Without a container engine: the commands and settings of docker-compose.yml, in its order, on this machine. */
describe('docker-compose.yml', () => {
  const image = imageOf(readDockerfile().at(-1)!);
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-docker-'));
  // The embedded server may run as another user, who passes through here.
  chmodSync(folder, 0o711);
  let server: EmbeddedServer;
  let containers: Record<string, Container>;
  let order: string[];
  const ended: Record<string, Awaited<ReturnType<typeof run>>> = {};
  let hub: ChildProcess;
  let hubUrl: string;

  beforeAll(async () => {
    server = await startEmbedded(new StateDir(join(folder, 'db')));
    const password = new URL(server.superUrl('postgres')).password;
    const services = readCompose({ POSTGRES_PASSWORD: password });
    const hubPort = await freePort();
    const places = {
      servers: { db: server.port },
      volumes: { state: new StateDir(join(folder, 'state')).path, owners: join(folder, 'owners') },
      hubPort,
    };
    order = startOrder(services);
    containers = Object.fromEntries(
      order
        .filter((name) => name !== 'db')
        .map((name) => [name, containerOf(services[name]!, image, places)]),
    );
    for (const name of ['databases', 'migrate', 'sample']) {
      ended[name] = await run(containers[name]!);
      if (ended[name].code !== 0) throw new Error(`${name} failed: ${ended[name].err}`);
    }
    hub = start(containers.hub!);
    hubUrl = `http://127.0.0.1:${hubPort}`;
    while ((await run(containers.hub!, image.health)).code !== 0)
      if (hub.exitCode !== null) throw new Error(`the hub ended with ${hub.exitCode}`);
  }, 120_000);

  afterAll(async () => {
    hub?.kill('SIGKILL');
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('starts the database, then the services that prepare it, then the hub', () => {
    expect(order).toEqual(['db', 'databases', 'migrate', 'sample', 'hub']);
  });

  it('prepares databases, tables and sample people without an error', () => {
    expect(ended).toEqual({
      databases: { code: 0, out: '', err: '' },
      migrate: { code: 0, out: expect.stringMatching(/^Applied: /), err: '' },
      sample: { code: 0, out: expect.stringMatching(/^20000 /), err: expect.any(String) },
    });
  });

  it('is ready with every source up', async () => {
    const answer = await fetch(`${hubUrl}/readyz`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ status: 'ready' });
  });

  it('answers a hospital that scans a sample card, with a token made inside the hub’s container', async () => {
    const asked = 'node dist/main.js token --agency hospital.demo --officer 001'.split(' ');
    const token = (await run(containers.hub!, asked)).out.trim();
    const cards = await run(containers.sample!, 'node dist/main.js sample cards --json'.split(' '));
    const query = `query ($card: String!) {
      identify(claim: { cardText: $card }) { outcome resident { coverage { status } } }
    }`;
    const answer = await fetch(`${hubUrl}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        'x-purpose': 'TREATMENT',
      },
      body: JSON.stringify({ query, variables: { card: JSON.parse(cards.out)[0].cardText } }),
    });
    expect(await answer.json()).toEqual({
      data: { identify: { outcome: 'MATCHED', resident: { coverage: { status: 'ACTIVE' } } } },
    });
  });

  it('says what is missing when a resident’s token is asked for where no owner’s login is', async () => {
    const asked = 'node dist/main.js token --agency resident.demo'.split(' ');
    const { code, err } = await run(containers.hub!, asked);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('--resident') });
  });

  it('keeps databases, logins and people when it is brought up again', async () => {
    for (const name of ['databases', 'migrate', 'sample']) {
      const { code, out } = await run(containers[name]!);
      expect({ name, code, out }).toEqual({
        name,
        code: 0,
        out: {
          databases: '',
          migrate: expect.stringContaining('up to date'),
          sample: expect.stringContaining('có sẵn'),
        }[name],
      });
    }
    expect((await fetch(`${hubUrl}/readyz`)).status).toBe(200);
  });

  it('stops on SIGTERM, done', async () => {
    const exit = new Promise((resolve) => hub.once('exit', resolve));
    hub.kill('SIGTERM');
    expect(await exit).toBe(0);
    expect((await run(containers.hub!, image.health)).code).toBe(1);
  });
});
