import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import { packageRoot } from '../../src/config/package-root.js';

/** What a figure means nothing without. */
export interface MeasuredOn {
  /** RFC 3339, UTC. */
  date: string;
  /** Short; null outside a checkout. */
  commit: string | null;
  /** Whether the files differed from that commit. */
  changed: boolean;
  cores: number;
  processor: string;
  memoryGb: number;
  /** Mean number of running processes in the minute before: what else the machine was doing. */
  loadBefore: number;
  node: string;
}

/** Taken once: what is measured was compiled before, and the checkout may move on while it runs. */
const checkout = {
  commit: git('rev-parse', '--short', 'HEAD') || null,
  changed: git('status', '--porcelain', '--', 'src', 'migrations', 'tests/**/*.ts') !== '',
};

export function measuredOn(): MeasuredOn {
  const processors = cpus();
  return {
    date: new Date().toISOString(),
    ...checkout,
    cores: processors.length,
    processor: processors[0]?.model.trim() ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    loadBefore: Math.round(loadavg()[0]! * 100) / 100,
    node: process.version,
  };
}

/** What git says about this checkout; an empty text where there is no git. */
function git(...args: string[]): string {
  try {
    return execFileSync('git', ['--no-optional-locks', ...args], {
      ...{ cwd: packageRoot, encoding: 'utf8' },
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return '';
  }
}
