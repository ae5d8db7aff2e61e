import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { DatabaseUrls } from '../../src/config/config.js';
import { packageRoot } from '../../src/config/package-root.js';
import type { Cluster } from '../support/cluster.js';
import { Tokens } from '../support/tokens.js';
import { until } from './until.js';

/** The built program `dist/main.js serve` as a process of its own. */
export interface ChildHub {
  url: string;
  process: ChildProcess;
  tokens: Tokens;
  /** Everything it has said so far. */
  stdout(): string;
  stderr(): string;
  /** Sends a signal and answers how it ended once it has. */
  end(signal: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

export const mainJs = join(packageRoot, 'dist', 'main.js');

/** The environment a child gets: nothing of ours that would point it to another place. */
export function cleanEnvironment(settings: Record<string, string>): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(LIENTHONG_|NODE_ENV$|JEST_)/.test(name));
  return { ...Object.fromEntries(kept), ...settings };
}

/** The settings that name a cluster's databases. */
export function settingsOf({ state, databases }: Cluster, urls: Partial<DatabaseUrls> = {}) {
  const all = { ...databases.urls, ...urls };
  return {
    LIENTHONG_STATE_DIR: state.path,
    LIENTHONG_HUB_URL: all.hub,
    LIENTHONG_HUB_AUDIT_URL: all.hubAudit,
    LIENTHONG_HUB_SEALER_URL: all.hubSealer ?? '',
    LIENTHONG_POPULATION_URL: all.population,
    LIENTHONG_HEALTH_INSURANCE_URL: all.healthInsurance,
    LIENTHONG_EDUCATION_FEE_URL: all.educationFee,
    LIENTHONG_EDUCATION_FEE_WRITE_URL: all.educationFeeWrite ?? '',
    LIENTHONG_SOCIAL_SECURITY_URL: all.socialSecurity,
    LIENTHONG_SOCIAL_SECURITY_WRITE_URL: all.socialSecurityWrite ?? '',
  };
}

/** Starts it on a cluster and waits until it is ready, or throws what it said. */
export async function startChildHub(cluster: Cluster, settings: Record<string, string>): Promise<ChildHub> {
  const environment = cleanEnvironment({ LIENTHONG_PORT: '0', ...settings });
  const child = spawn(process.execPath, [mainJs, 'serve'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout!.setEncoding('utf8').on('data', (text) => (said.stdout += text));
  child.stderr!.setEncoding('utf8').on('data', (text) => (said.stderr += text));
  const ended = new Promise<Awaited<ReturnType<ChildHub['end']>>>((resolve) =>
    child.once('exit', (code, signal) => resolve({ code, signal })),
  );
  const ready = () => /"url":"([^"]+)".*"msg":"ready"/.exec(said.stderr)?.[1];
  await until('the hub is ready', () => child.exitCode !== null || ready() !== undefined, 30_000);
  const url = ready();
  if (!url) throw new Error(`The hub did not start: ${said.stderr}`);
  return {
    url,
    process: child,
    tokens: new Tokens(cluster, url, 'http://localhost:0'),
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}
