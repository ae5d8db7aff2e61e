import { type ChildProcess, spawn } from 'node:child_process';
import type { RunFile } from '../../src/cli/run-file.js';
import type { StateDir } from '../../src/config/state.js';
import { cleanEnvironment, mainJs } from '../faults/child-hub.js';
import { until } from '../faults/until.js';

/** A running `lienthong demo` with 500 people. */
export interface Demo {
  process: ChildProcess;
  run: RunFile;
  stdout(): string;
  ended: Promise<{ code: number | null; signal: string | null }>;
}

/** Starts it in a state folder and waits until it has said everything. */
export async function startDemo(state: StateDir, settings: Record<string, string>): Promise<Demo> {
  const args = [mainJs, 'demo', '--residents', '500', '--port', '0'];
  const child = spawn(process.execPath, args, { env: cleanEnvironment(settings), stdio: 'pipe' });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) =>
    child.once('exit', (code, signal) => resolve({ code, signal })),
  );
  await until('the demo is ready', () => child.exitCode !== null || stdout.includes('Ctrl+C'), 60_000);
  if (child.exitCode !== null) throw new Error(`The demo did not start: ${stderr}`);
  return { process: child, run: state.readJson<RunFile>('run.json')!, stdout: () => stdout, ended };
}
