import { type ChildProcess, spawn } from 'node:child_process';
import { packageRoot } from '../../src/config/package-root.js';
import type { Service } from './compose-file.js';

/** Where the things a container knows by name are on this machine. */
export interface Places {
  /** Host name → port of 127.0.0.1. */
  servers: Record<string, number>;
  /** Volume → folder. */
  volumes: Record<string, string>;
  hubPort: number;
}

export interface Container {
  argv: string[];
  env: Record<string, string>;
}

/** What a service's container runs, with hosts, ports and mounted folders of this machine in place of its own. */
export function containerOf(
  service: Service,
  image: { cmd: string[]; environment: Record<string, string> },
  places: Places,
): Container {
  const mounts = (service.volumes ?? []).map((line) => line.split(':') as [string, string]);
  const here = (text: string) =>
    mounts.reduce((path, [volume, target]) => path.replace(target, places.volumes[volume]!), text);
  const env = Object.fromEntries(
    Object.entries({ ...image.environment, ...service.environment }).map(([name, value]) => [
      name,
      here(value),
    ]),
  );
  const server = places.servers[env.PGHOST ?? ''];
  if (server) Object.assign(env, { PGHOST: '127.0.0.1', PGPORT: String(server) });
  return {
    argv: (service.command ?? image.cmd).map(here),
    env: { ...env, LIENTHONG_PORT: String(places.hubPort), PATH: process.env.PATH! },
  };
}

/** Starts its command, or another one in the same surroundings, as `docker compose exec` does. */
export function start({ argv, env }: Container, command: string[] = argv): ChildProcess {
  const [program, ...rest] = command;
  if (program !== 'node') throw new Error(`the image has no ${program}`);
  return spawn(process.execPath, rest, { cwd: packageRoot, env, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Runs it to its end. */
export async function run(
  container: Container,
  command?: string[],
): Promise<{ code: number | null; out: string; err: string }> {
  const child = start(container, command);
  let [out, err] = ['', ''];
  child.stdout!.on('data', (chunk) => (out += chunk));
  child.stderr!.on('data', (chunk) => (err += chunk));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out, err };
}
