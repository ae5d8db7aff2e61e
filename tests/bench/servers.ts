import { type ChildProcess, fork, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readEnv } from '../../src/config/env.js';
import { freePort } from '../../src/database/embedded-server.js';
import type { dialects } from './dialect.js';
import type { Place } from './place.js';
import { unrecorded } from './unrecorded.js';

/** A server under load, in a process of its own. */
export interface ServerUnderLoad {
  name: string;
  /** How questions are put to it. */
  speaks: keyof typeof dialects;
  /** Where the paths of its dialect begin. */
  url: string;
  pid: number;
  /** Ends it gracefully, and without grace when that takes too long. Safe to call twice. */
  stop(): Promise<void>;
}

/** As `lienthong` and the image start it. */
const asRun = '--max-semi-space-size=4';
const longestStartMs = 60_000;
const longestStopMs = 20_000;

/**
 * The hub as it is run: `lienthong serve` on the place's databases, at its own log level, the log into a file.
 * `nodeOptions` go before the program (`--cpu-prof`).
 */
export async function startHub(place: Place, nodeOptions: readonly string[] = []): Promise<ServerUnderLoad> {
  const program = fileURLToPath(new URL('../../src/main.js', import.meta.url));
  return hubFrom(place, 'hub', [asRun, ...nodeOptions, program, 'serve']);
}

/** The same hub but for its audit log, which keeps nothing. It takes the tokens that another hub of the place makes. */
export async function startUnrecordedHub(place: Place, hub: { url: string }): Promise<ServerUnderLoad> {
  const program = fileURLToPath(new URL('./unrecorded-hub.js', import.meta.url));
  return hubFrom(place, unrecorded.name, [asRun, program], hub.url);
}

/** Runs a hub's program on a free port until it is ready. `publicUrl` is the name in its tokens, its own by default. */
async function hubFrom(
  place: Place,
  name: string,
  command: readonly string[],
  publicUrl?: string,
): Promise<ServerUnderLoad> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { urls } = place.databases;
  const settings = {
    LIENTHONG_HOST: '127.0.0.1',
    LIENTHONG_PORT: String(port),
    LIENTHONG_PUBLIC_URL: publicUrl ?? url,
    LIENTHONG_STATE_DIR: place.state.path,
    LIENTHONG_HUB_URL: urls.hub,
    LIENTHONG_HUB_OWNER_URL: urls.hubOwner ?? '',
    LIENTHONG_HUB_AUDIT_URL: urls.hubAudit,
    LIENTHONG_HUB_SEALER_URL: urls.hubSealer ?? '',
    LIENTHONG_POPULATION_URL: urls.population,
    LIENTHONG_HEALTH_INSURANCE_URL: urls.healthInsurance,
    LIENTHONG_EDUCATION_FEE_URL: urls.educationFee,
    LIENTHONG_SOCIAL_SECURITY_URL: urls.socialSecurity,
  };
  const logFile = place.state.file(`${name}.log`);
  const log = openSync(logFile, 'w', 0o600);
  const child = spawn(process.execPath, command, {
    env: { ...readEnv(), ...settings },
    stdio: ['ignore', 'ignore', log],
  });
  closeSync(log);
  const server = serverOf(name, 'hub', url, child);
  for (
    const end = Date.now() + longestStartMs;
    Date.now() < end && child.exitCode === null;
    await pause(100)
  ) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return server;
  }
  await server.stop();
  throw new Error(`The server ${name} did not start; see ${logFile}.`);
}

/** The bare server on the same databases. */
export async function startBare(place: Place): Promise<ServerUnderLoad> {
  const child = fork(fileURLToPath(new URL('bare-server.js', import.meta.url)));
  return serverOf('bare', 'bare', await urlFrom(child, place.databases.urls, 'The bare server'), child);
}

/** Tells a child where its databases are and waits until it says where it listens. @throws Error when it ends instead */
export function urlFrom(child: ChildProcess, told: object, who: string): Promise<string> {
  child.send(told);
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(String(message)));
    child.once('exit', () => reject(new Error(`${who} did not start.`)));
  });
}

/** A child process as a server under load; it does not outlive the bench. */
export function serverOf(
  name: string,
  speaks: ServerUnderLoad['speaks'],
  url: string,
  child: ChildProcess,
): ServerUnderLoad {
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const alongWithUs = () => child.kill('SIGTERM');
  process.once('exit', alongWithUs);
  child.once('exit', () => process.off('exit', alongWithUs));
  return {
    ...{ name, speaks, url, pid: child.pid! },
    async stop() {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), longestStopMs);
      await ended;
      clearTimeout(late);
    },
  };
}
