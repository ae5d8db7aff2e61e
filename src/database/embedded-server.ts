import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { StateDir } from '../config/state.js';
import { embeddedBinaries } from './embedded-binaries.js';
import { type Runner, unprivilegedRunner } from './unprivileged.js';

/** A PostgreSQL of our own under the state folder. */
export interface EmbeddedServer {
  port: number;
  /** The superuser's address of a database. */
  superUrl(database: string): string;
  /** Whether it already ran (a hub was killed, or another command uses it) when we came. */
  attached: boolean;
  stop(): Promise<void>;
  /** Stops it unless somebody else is connected: the last command to leave switches off the light. */
  stopIfUnused(): Promise<void>;
}

/**
 * An eighth of the machine's memory, within 256 MB and 1 GB.
 * NOTE: the keys of a province are 900 MB: where they are fetched from the system's cache a page at a time, and its checksum
 * reckoned each time, that is half of what a search costs. What is never read takes no memory.
 */
function sharedMb(): number {
  const memory = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  return Math.min(1024, Math.max(256, Math.floor(memory / 8 / 1024 ** 2)));
}

/** Settings of the server: no statement, parameter or value ever reaches its log (messages of errors quote values). */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  max_connections: '100',
  shared_buffers: `${sharedMb()}MB`,
  max_wal_size: '2GB',
  jit: 'off',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_min_messages: 'log',
  log_checkpoints: 'off',
  log_min_error_statement: 'panic',
};

/**
 * Starts it, making the cluster first where there is none; attaches to one that already runs on the same data.
 * `fresh` stops what runs and throws the data away. Throws one sentence with the cause (disk, port, rights).
 */
export async function startEmbedded(state: StateDir, { fresh = false } = {}): Promise<EmbeddedServer> {
  const binaries = embeddedBinaries();
  const runner = unprivilegedRunner(binaries.postgres);
  const data = state.file('postgres');
  const log = state.file('postgres.log');
  const stop = async () => {
    const result = await runner.run(binaries.pgCtl, ['stop', '-D', data, '-m', 'fast', '-w', '-t', '60']);
    if (result.code !== 0 && (await portOfRunning(runner, binaries.pgCtl, data)) !== null) {
      throw new Error(`PostgreSQL would not stop: ${lastLine(result.output)}`);
    }
  };
  if (fresh) {
    if (existsSync(data)) await stop();
    for (const name of [
      'postgres',
      'secrets.json',
      'logins.json',
      'master-key.json',
      'issuer.json',
      'run.json',
      // Checkpoints of a record that is thrown away would tell of a restored one.
      'audit',
      'seal-keys.json',
    ])
      state.remove(name);
  }
  const secrets =
    state.readJson<{ superuser: string }>('secrets.json') ??
    (await makeCluster(state, runner, binaries.initdb));
  const superUrl = (port: number) => (database: string) =>
    `postgres://postgres:${secrets.superuser}@127.0.0.1:${port}/${database}`;
  const running = await portOfRunning(runner, binaries.pgCtl, data);
  const serverAt = (port: number, attached: boolean): EmbeddedServer => ({
    ...{ port, superUrl: superUrl(port), attached, stop },
    stopIfUnused: async () => ((await hasClients(superUrl(port)('postgres'))) ? undefined : stop()),
  });
  if (running !== null) return serverAt(running, true);

  const port = await freePort();
  const options = Object.entries({ ...settings, port: String(port) }).map(([k, v]) => `-c ${k}='${v}'`);
  if (!existsSync(log)) writeFileSync(log, '', { mode: 0o600 });
  if (runner.owner) chownSync(log, runner.owner.uid, runner.owner.gid);
  const args = ['start', '-D', data, '-l', log, '-w', '-t', '60', '-o', options.join(' ')];
  const result = await runner.run(binaries.pgCtl, args);
  if (result.code !== 0) throw new Error(`PostgreSQL did not start: ${explain(tail(log) || result.output)}`);
  return serverAt(port, false);
}

async function hasClients(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ others: number }>(
      `select count(*)::int as others from pg_stat_activity
       where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    );
    return rows[0]!.others > 0;
  } finally {
    await client.end();
  }
}

/** Made in a folder beside and put in its place at the end: where there are data, their password is known. */
async function makeCluster(state: StateDir, runner: Runner, initdb: string): Promise<{ superuser: string }> {
  if (state.has('postgres/PG_VERSION')) {
    throw new Error(
      'There is a database in the state folder, but secrets.json beside it cannot be read. ' +
        'Put that file back, or throw the data away: lienthong demo --fresh',
    );
  }
  const made = state.file('postgres.new');
  const superuser = randomBytes(24).toString('base64url');
  const passwordFile = state.file('initdb.password');
  try {
    rmSync(made, { recursive: true, force: true });
    mkdirSync(made, { mode: 0o700 });
    writeFileSync(passwordFile, superuser, { mode: 0o600 });
    if (runner.owner)
      for (const path of [made, passwordFile]) chownSync(path, runner.owner.uid, runner.owner.gid);
    const result = await runner.run(initdb, [
      ...['-D', made, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'],
      ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--data-checksums'],
    ]);
    if (result.code !== 0) throw new Error(result.output);
    state.writeJson('secrets.json', { superuser });
    renameSync(made, state.file('postgres'));
  } catch (error) {
    rmSync(made, { recursive: true, force: true });
    throw new Error(`The database folder could not be made: ${explain((error as Error).message)}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  return { superuser };
}

/** The port of a server that runs on this data folder, or null. */
async function portOfRunning(runner: Runner, pgCtl: string, data: string): Promise<number | null> {
  const pidFile = join(data, 'postmaster.pid');
  if (!existsSync(pidFile)) return null;
  const { code } = await runner.run(pgCtl, ['status', '-D', data]);
  return code === 0 ? Number(readFileSync(pidFile, 'utf8').split('\n')[3]) : null;
}

/** A TCP port of the loopback interface that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

function explain(output: string): string {
  if (/no space left on device/i.test(output)) return 'the disk is full; free about 500 MB and start again.';
  if (/permission denied/i.test(output))
    return 'the folder may not be written; check the rights of the state folder.';
  if (/address already in use/i.test(output)) return 'its port was taken in the meantime; start again.';
  return lastLine(output);
}

function tail(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').slice(-2_000) : '';
}

function lastLine(text: string): string {
  return (
    text.trim().split('\n').slice(-2).join(' ') || 'it said nothing; see postgres.log in the state folder.'
  );
}
