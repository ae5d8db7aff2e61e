import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/config/package-root.js';
import { freePort } from '../../src/database/embedded-server.js';

/** The built demo on a free port with a state folder of its own, as `npm run demo` starts it. */
export interface Demo {
  url: string;
  state: string;
  /** Runs a block of the page in bash, from the project's folder, against this demo; answers what it prints. */
  bash(command: string): Promise<string>;
  stop(): Promise<void>;
}

export async function startDemo(): Promise<Demo> {
  const state = mkdtempSync(join(tmpdir(), 'lienthong-readme-'));
  // The embedded server may run as another user, who passes through here.
  chmodSync(state, 0o711);
  const port = await freePort();
  const env = { PATH: process.env.PATH!, HOME: process.env.HOME!, LIENTHONG_STATE_DIR: state };
  const demo = spawn(process.execPath, ['dist/main.js', 'demo', '--port', String(port)], {
    ...{ cwd: packageRoot, env, stdio: 'ignore' },
  });
  const url = `http://127.0.0.1:${port}`;
  const started = Date.now();
  while (!(await isReady(url))) {
    if (demo.exitCode !== null || Date.now() - started > 90_000) throw new Error('the demo does not start');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return {
    url,
    state,
    bash(command) {
      const there = command.replaceAll('localhost:4000', `127.0.0.1:${port}`);
      const shell = spawn('bash', ['-euo', 'pipefail', '-c', there], { cwd: packageRoot, env });
      return printed(shell);
    },
    async stop() {
      const exit = new Promise((resolve) => demo.once('exit', resolve));
      demo.kill('SIGTERM');
      await exit;
      rmSync(state, { recursive: true, force: true });
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok;
  } catch {
    return false;
  }
}

/** Standard output; a command that fails throws with what it said. */
async function printed(child: ChildProcess): Promise<string> {
  let [out, err] = ['', ''];
  child.stdout!.on('data', (chunk) => (out += chunk));
  child.stderr!.on('data', (chunk) => (err += chunk));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`exit ${code}: ${err}`);
  return out;
}
