import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/config/package-root.js';

/** The package of the peers: its own dependencies, none of them the product's. */
export const peersFolder = join(packageRoot, 'tests/bench/peers');

/**
 * Installs the peers' package where it is not there yet or another version is, and builds their programs.
 * @throws Error with what npm said, when the registry cannot be reached among other things
 */
export async function installPeers(tell: (line: string) => void): Promise<void> {
  if (!isInstalled()) {
    tell('Installing the peers from the npm registry: about 1 GB, once ...');
    // Scripts are not run: none of the packages needs one.
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    const startedAt = Date.now();
    const ticking = setInterval(
      () => tell(`  still installing (${Math.round((Date.now() - startedAt) / 1000)} s) ...`),
      15_000,
    );
    const wrong = await run('npm', args, peersFolder).finally(() => clearInterval(ticking));
    if (wrong !== null)
      throw new Error(`The peers could not be installed; is the npm registry reachable? ${wrong}`);
  }
  const tsc = join(packageRoot, 'node_modules/typescript/bin/tsc');
  const wrong = await run(process.execPath, [tsc, '-p', join(peersFolder, 'tsconfig.json')], packageRoot);
  if (wrong !== null) throw new Error(`The peers could not be built: ${wrong}`);
}

/** Whether what npm noted as installed is what the lock file asks for on this platform. */
function isInstalled(): boolean {
  const noted = join(peersFolder, 'node_modules/.package-lock.json');
  if (!existsSync(noted)) return false;
  const versions = (file: string): Record<string, { version: string; optional?: boolean }> =>
    JSON.parse(readFileSync(file, 'utf8')).packages;
  const installed = versions(noted);
  return Object.entries(versions(join(peersFolder, 'package-lock.json'))).every(
    ([path, wanted]) => path === '' || wanted.optional || installed[path]?.version === wanted.version,
  );
}

/** This Node where it is new enough, else the one that comes as a package. @throws Error where there is none */
export function newerNode(): string {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  const packaged = [
    `node-${process.platform}-${process.arch}`,
    `node-bin-${process.platform}-${process.arch}`,
  ]
    .map((name) => join(peersFolder, 'node_modules', name, 'bin/node'))
    .find(existsSync);
  if (!packaged)
    throw new Error('postgraphile needs Node 24: run the bench with it, or name the other peers.');
  return packaged;
}

/** Null when it went well, else the first lines it said. */
function run(program: string, args: string[], cwd: string): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    child.once('error', reject);
    child.once('close', (code) => {
      const lines = said.split('\n').filter((line) => line.trim() && !/^npm warn/.test(line));
      resolve(code === 0 ? null : lines.slice(0, 4).join(' ') || 'it said nothing');
    });
  });
}
