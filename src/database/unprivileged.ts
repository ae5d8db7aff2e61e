import { type SpawnOptions, spawn, spawnSync } from 'node:child_process';

/** Where setpriv and id are, whatever the caller's environment says. */
const searchPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Runs a program and gathers what it prints. Never throws for the program's own failure: read `code`. */
export type Run = (program: string, args: string[], env?: Record<string, string>) => Promise<RunResult>;

export interface RunResult {
  code: number;
  output: string;
}

/** Who PostgreSQL runs as. It refuses root, so root lends it another user. */
export interface Runner {
  run: Run;
  /** The owner the data folder must have, or null when we are nobody special. */
  owner: { uid: number; gid: number } | null;
}

/**
 * As an ordinary user: ourselves. As root: the user `postgres` if the machine has one, else `nobody`. Where that user
 * cannot reach the program (a checkout below /root), it is started with the one capability it lacks, through setpriv.
 */
export function unprivilegedRunner(program: string): Runner {
  if (process.getuid?.() !== 0) return { run: runAs({}), owner: null };
  const owner = userId('postgres') ?? userId('nobody') ?? { uid: 65534, gid: 65534 };
  if (spawnSync(program, ['--version'], owner).status === 0) return { run: runAs(owner), owner };
  const capabilities = '+dac_read_search,+dac_override';
  const lend = [
    ...['--reuid', String(owner.uid), '--regid', String(owner.gid), '--clear-groups'],
    // NOTE: PostgreSQL asks access(2), which would drop the capability again but for this bit.
    ...['--securebits', '+no_setuid_fixup', '--inh-caps', capabilities, '--ambient-caps', capabilities, '--'],
  ];
  if (spawnSync('setpriv', [...lend, program, '--version']).status !== 0) {
    throw new Error(
      'PostgreSQL refuses to run as root, and no other user can read this folder. ' +
        'Run as an ordinary user, or move the checkout to a folder that others may enter (chmod o+x).',
    );
  }
  return { run: (name, args, env) => runAs({})('setpriv', [...lend, name, ...args], env), owner };
}

function userId(name: string): { uid: number; gid: number } | null {
  const [uid, gid] = ['-u', '-g'].map((flag) =>
    Number.parseInt(spawnSync('id', [flag, name]).stdout?.toString() ?? '', 10),
  );
  return Number.isInteger(uid) && Number.isInteger(gid) ? { uid: uid!, gid: gid! } : null;
}

function runAs(options: SpawnOptions): Run {
  return (program, args, env = {}) =>
    new Promise((resolve, reject) => {
      const child = spawn(program, args, {
        ...options,
        cwd: '/',
        env: { PATH: searchPath, LC_ALL: 'C', TZ: 'UTC', ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let output = '';
      child.stdout?.on('data', (chunk) => (output += chunk));
      child.stderr?.on('data', (chunk) => (output += chunk));
      child.once('error', reject);
      // NOTE: 'exit', not 'close': the started server inherits the pipes and would keep them open for ever.
      child.once('exit', (code) => setTimeout(() => resolve({ code: code ?? 1, output }), 10));
    });
}
