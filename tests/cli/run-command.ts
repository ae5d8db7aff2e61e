import { spawn } from 'node:child_process';
import { cleanEnvironment, mainJs } from '../faults/child-hub.js';

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the built `lienthong` with these arguments and settings until it ends; `input` is its standard input. */
export function runCommand(
  args: readonly string[],
  settings: Record<string, string>,
  input = '',
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [mainJs, ...args], {
      env: cleanEnvironment(settings),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const ran: Ran = { code: null, stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text) => (ran.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (ran.stderr += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ ...ran, code }));
    child.stdin.end(input);
  });
}
