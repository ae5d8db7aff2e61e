import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import type { RunFile } from '../../src/cli/run-file.js';
import { freePort } from '../../src/database/embedded-server.js';
import { cleanEnvironment, mainJs } from '../faults/child-hub.js';
import { temporaryState } from '../faults/private-cluster.js';
import { until } from '../faults/until.js';

/** The demonstration as a newcomer starts it, at an address of its own. */
export interface DemoCounter {
  origin: string;
  run(): RunFile;
  /** For commands beside it. */
  settings: Record<string, string>;
  /** Ends it, its databases too, and begins it anew at the same address. */
  end(): Promise<void>;
  begin(): Promise<void>;
  close(): Promise<void>;
}

export async function openDemoCounter(settings: Record<string, string> = {}): Promise<DemoCounter> {
  const state = temporaryState();
  const port = await freePort();
  const own = { LIENTHONG_STATE_DIR: state.path, LIENTHONG_LOG_LEVEL: 'warn', ...settings };
  const environment = cleanEnvironment({ ...own, LIENTHONG_RECHECK_EVERY_MS: '500' });
  let child: ChildProcess | null = null;
  const counter: DemoCounter = {
    ...{ origin: `http://localhost:${port}`, settings: own },
    run: () => state.readJson<RunFile>('run.json')!,
    async begin() {
      const args = [mainJs, 'demo', '--residents', '500', '--port', String(port)];
      const started = spawn(process.execPath, args, { env: environment, stdio: 'pipe' });
      child = started;
      let [said, complained] = ['', ''];
      started.stdout.setEncoding('utf8').on('data', (text) => (said += text));
      started.stderr.setEncoding('utf8').on('data', (text) => (complained += text));
      await until('the demo is ready', () => started.exitCode !== null || said.includes('Ctrl+C'), 120_000);
      if (started.exitCode !== null) throw new Error(`The demo did not start: ${complained}`);
    },
    async end() {
      const ending = child;
      child = null;
      if (!ending || ending.exitCode !== null) return;
      const ended = new Promise((resolve) => ending.once('exit', resolve));
      ending.kill('SIGTERM');
      await ended;
    },
    async close() {
      await counter.end();
      rmSync(state.path, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  await counter.begin();
  return counter;
}
