// Builds dist/: the program, the web pages, and dist/main.js as an executable.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';

rmSync('dist', { recursive: true, force: true });
const run = (bin, ...args) => execFileSync(process.execPath, [bin, ...args], { stdio: 'inherit' });
run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
if (existsSync('src/sample/data')) cpSync('src/sample/data', 'dist/src/sample/data', { recursive: true });
cpSync('migrations/hub/data', 'dist/migrations/hub/data', { recursive: true });
writeFileSync('dist/main.js', "#!/usr/bin/env node\nimport './src/main.js';\n");
chmodSync('dist/main.js', 0o755);
run('node_modules/vite/bin/vite.js', 'build', '--config', 'src/desks/vite.config.ts', '--logLevel', 'warn');
