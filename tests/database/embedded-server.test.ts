import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import pg from 'pg';
import type { StateDir } from '../../src/config/state.js';
import { prepareEmbeddedDatabases } from '../../src/database/embedded-databases.js';
import { type EmbeddedServer, startEmbedded } from '../../src/database/embedded-server.js';
import { temporaryState } from '../faults/private-cluster.js';

let state: StateDir;
const started: EmbeddedServer[] = [];

beforeEach(() => {
  state = temporaryState();
});

afterEach(async () => {
  for (const server of started.splice(0)) await server.stop();
  chmodSync(state.path, 0o711);
  rmSync(state.path, { recursive: true, force: true });
});

async function start(options?: { fresh: boolean }): Promise<EmbeddedServer> {
  const server = await startEmbedded(state, options);
  started.push(server);
  return server;
}

async function ask(server: EmbeddedServer, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: server.superUrl('postgres') });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

describe('the embedded PostgreSQL', () => {
  it('keeps its data over a restart, is attached to while it runs, and starts over when told so', async () => {
    const first = await start();
    await ask(first, 'create table kept as select 42 as n');

    const second = await start();
    expect(second).toMatchObject({ attached: true, port: first.port });
    expect(await ask(second, 'select n from kept')).toEqual([{ n: 42 }]);

    await first.stop();
    await expect(ask(first, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
    const third = await start();
    expect(third.attached).toBe(false);
    expect(await ask(third, 'select n from kept')).toEqual([{ n: 42 }]);

    const fourth = await start({ fresh: true });
    expect(fourth.attached).toBe(false);
    expect(await ask(fourth, "select to_regclass('kept') as kept")).toEqual([{ kept: null }]);
    await expect(ask(third, 'select 1')).rejects.toThrow();
  });

  it('has the same logins for two programs that prepare it at once', async () => {
    const server = await start();
    const [one, other] = await Promise.all([
      prepareEmbeddedDatabases(server, state),
      prepareEmbeddedDatabases(server, state),
    ]);
    expect(other).toEqual(one);
    const client = new pg.Client({ connectionString: one.urls.hub });
    await client.connect();
    await client.end();
  });

  it('stops when the last one leaves, and not while another is connected', async () => {
    const server = await start();
    const other = new pg.Client({ connectionString: server.superUrl('postgres') });
    await other.connect();
    await server.stopIfUnused();
    expect(await ask(server, 'select 1 as n')).toEqual([{ n: 1 }]);
    await other.end();
    await server.stopIfUnused();
    await expect(ask(server, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
  });

  it('listens on this machine only, and keeps parameters out of its log', async () => {
    const server = await start();
    const [settings] = await ask(
      server,
      `select current_setting('listen_addresses') as "where", current_setting('log_parameter_max_length') as length,
         current_setting('log_parameter_max_length_on_error') as "onError", current_setting('fsync') as fsync,
         current_setting('log_statement') as statements, current_setting('log_min_error_statement') as errors`,
    );
    expect(settings).toEqual({
      ...{ where: '127.0.0.1', length: '0', onError: '0', fsync: 'on' },
      ...{ statements: 'none', errors: 'panic' },
    });
    const wrong = new URL(server.superUrl('postgres'));
    wrong.password = 'wrong';
    await expect(new pg.Client({ connectionString: wrong.href }).connect()).rejects.toThrow(/password/);
  });

  it('keeps its secrets where only their owner reads them', async () => {
    await start();
    expect(statSync(state.file('secrets.json')).mode & 0o077).toBe(0);
    expect(statSync(state.file('postgres.log')).mode & 0o077).toBe(0);
    expect(statSync(state.file('postgres')).mode & 0o077).toBe(0);
    expect(existsSync(state.file('initdb.password'))).toBe(false);
  });

  it('says in one sentence that the folder may not be written', async () => {
    if (process.getuid?.() === 0) chmodSync(state.path, 0o700);
    else chmodSync(state.path, 0o500);
    const error = await startEmbedded(state).catch((thrown: unknown) => thrown as Error);
    expect((error as Error).message).toMatch(/may not be written; check the rights of the state folder\.$/);
  });

  it('refuses to throw away data whose password it cannot read', async () => {
    const server = await start();
    await ask(server, 'create table kept as select 42 as n');
    await started.pop()!.stop();
    const secrets = readFileSync(state.file('secrets.json'));
    writeFileSync(state.file('secrets.json'), '{ damaged');
    await expect(startEmbedded(state)).rejects.toThrow(/secrets\.json .* --fresh$/);
    writeFileSync(state.file('secrets.json'), secrets);
    expect(await ask(await start(), 'select n from kept')).toEqual([{ n: 42 }]);
  });

  it('starts clean where its folder was left half made', async () => {
    mkdirSync(state.file('postgres.new'));
    writeFileSync(state.file('postgres.new/PG_VERSION'), '18');
    expect(await ask(await start(), 'select 1 as n')).toEqual([{ n: 1 }]);
    expect(existsSync(state.file('postgres.new'))).toBe(false);
  });

  it('says in one sentence that its data are not a database', async () => {
    await start();
    await started.pop()!.stop();
    rmSync(state.file('postgres'), { recursive: true });
    mkdirSync(state.file('postgres'));
    writeFileSync(state.file('postgres/README'), 'not a database');
    const error = await startEmbedded(state).catch((thrown: unknown) => thrown as Error);
    expect((error as Error).message).toMatch(/^PostgreSQL did not start: [^\n]+$/);
  });

  it('answers the same as root and as an ordinary user', async () => {
    const server = await start();
    const [who] = await ask(
      server,
      'select current_user as name, pg_postmaster_start_time() is not null as runs',
    );
    expect(who).toEqual({ name: 'postgres', runs: true });
    if (process.getuid?.() !== 0) return;
    const owner = spawnSync('stat', ['-c', '%u', state.file('postgres')])
      .stdout.toString()
      .trim();
    expect(owner).not.toBe('0');
  });
});
