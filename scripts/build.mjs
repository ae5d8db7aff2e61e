// Builds dist/: the program, the web pages, and dist/main.js as an executable. Made beside the old one and put in its
// place at the end, so that a program that runs from dist/ does not lose its files half-way.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, renameSync, rmSync, writeFileSync } from 'node:fs';

const made = `dist.${process.pid}`;
const run = (bin, ...args) => execFileSync(process.execPath, [bin, ...args], { stdio: 'inherit' });
try {
  run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', made);
  cpSync('migrations/hub/data', `${made}/migrations/hub/data`, { recursive: true });
  // The young generation can be bounded before the engine starts, and no later: 4 MB hold what a wave of looks makes.
  const shebang = '#!/usr/bin/env -S node --max-semi-space-size=4';
  writeFileSync(`${made}/main.js`, `${shebang}\nimport './src/main.js';\n`);
  chmodSync(`${made}/main.js`, 0o755);
  for (const page of ['explore', 'desk']) {
    const options = ['--config', 'src/desks/vite.config.ts', '--mode', page, '--logLevel', 'warn'];
    run('node_modules/vite/bin/vite.js', 'build', ...options, '--outDir', `../../../${made}/desks/${page}`);
  }
  rmSync('dist', { recursive: true, force: true });
  renameSync(made, 'dist');
} finally {
  rmSync(made, { recursive: true, force: true });
}
