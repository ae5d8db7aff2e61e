import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../src/config/package-root.js';
import { cpuSecondsOf } from '../process-cost.js';

/** A command of the hub as it was seen from outside. */
export interface WatchedCommand {
  seconds: number;
  cpuSeconds: number | null;
  /** The most memory it held at once (resident), MB. */
  peakMb: number | null;
  /** What it printed with `--json`. */
  // biome-ignore lint/suspicious/noExplicitAny: each command prints its own.
  printed: any;
}

const LOOK_EVERY_MS = 50;

/**
 * Runs `lienthong …` on a state folder. `onLook` is called some twenty times a second while it runs.
 * @throws Error with its last words when it fails
 */
export async function watchedCommand(
  stateFolder: string,
  args: readonly string[],
  onLook: (pid: number) => Promise<void> = async () => undefined,
): Promise<WatchedCommand> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [join(packageRoot, 'dist/main.js'), ...args, '--json'], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LIENTHONG_STATE_DIR: stateFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, said] = ['', ''];
  child.stdout.on('data', (text) => {
    out += text;
  });
  child.stderr.on('data', (text) => {
    said = `${said}${text}`.slice(-2_000);
  });
  let code: number | null | undefined;
  const ended = new Promise<void>((resolve) =>
    child.once('close', (it) => {
      code = it;
      resolve();
    }),
  );
  let [peakMb, cpuSeconds]: (number | null)[] = [null, null];
  while (code === undefined) {
    peakMb = peakOf(child.pid!) ?? peakMb!;
    cpuSeconds = cpuSecondsOf(child.pid!) ?? cpuSeconds!;
    await onLook(child.pid!);
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))]);
  }
  if (code !== 0) throw new Error(`lienthong ${args[0]} failed: ${said.trim().split('\n').at(-1)}`);
  const seconds = (performance.now() - startedAt) / 1000;
  return { seconds, cpuSeconds: cpuSeconds!, peakMb: peakMb!, printed: JSON.parse(out) };
}

/** The kernel's own mark, so that nothing between two looks is missed; null where there is no /proc. */
function peakOf(pid: number): number | null {
  try {
    const line = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return line ? Math.round(Number(line[1]) / 1024) : null;
  } catch {
    return null;
  }
}
