import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/config/package-root.js';
import { type Instruction, imageOf, readCompose, readDockerfile } from './compose-file.js';

describe('docker/Dockerfile', () => {
  const stages = readDockerfile();
  const last = stages.at(-1)!;
  const wordsOf = (word: string) => last.filter((one) => one.word === word).map((one) => one.rest);

  it('starts the hub, in production unless the environment says otherwise', () => {
    expect(imageOf(last).cmd).toEqual(['node', '--max-semi-space-size=4', 'dist/main.js', 'serve']);
    expect(imageOf(last).environment.NODE_ENV).toBe('production');
  });

  it('runs as an ordinary user', () => {
    expect(wordsOf('USER')).toEqual(['node']);
    expect(last.findIndex((one) => one.word === 'USER')).toBeGreaterThan(
      last.findLastIndex((one) => one.word === 'RUN'),
    );
  });

  it('installs nothing in the last stage, and takes only production packages into it', () => {
    expect(wordsOf('FROM')).toEqual(['node:24-bookworm-slim']);
    expect(wordsOf('RUN').join('\n')).not.toMatch(/\b(apt|apk|gcc|make|python3?)\b|npm (ci|install|run)/);
    const from: Record<string, Instruction[]> = Object.fromEntries(
      stages.slice(0, -1).map((stage) => [/ AS (\w+)$/.exec(stage[0]!.rest)![1], stage]),
    );
    const modules = wordsOf('COPY').find((rest) => rest.endsWith(' node_modules'));
    const [, stage] = /^--from=(\w+) /.exec(modules!)!;
    expect(from[stage!]!.map((one) => one.rest)).toContain(
      'npm ci --omit=dev --omit=optional --ignore-scripts',
    );
  });

  it('copies only files that are there and that .dockerignore lets through', () => {
    const sent = readFileSync(join(packageRoot, '.dockerignore'), 'utf8').split('\n');
    expect(sent).toContain('*');
    for (const { rest } of stages.flat().filter((one) => one.word === 'COPY' && !/^--from/.test(one.rest))) {
      for (const path of rest.split(/\s+/).slice(0, -1)) {
        expect({ path, there: existsSync(join(packageRoot, path)) }).toEqual({ path, there: true });
        expect(sent).toContain(`!${path.split('/')[0]}`);
      }
    }
  });

  it('takes everything into the image that the program reads beside itself', () => {
    const copied = wordsOf('COPY').join('\n');
    for (const path of ['dist', 'package.json', 'src/sample/data', 'docker/init-databases.mjs'])
      expect(copied).toContain(path);
  });
});

describe('docker-compose.yml, as written', () => {
  const { db, hub, databases, ...preparing } = readCompose();

  it('publishes the hub to this machine only, and no database', () => {
    expect(hub!.ports).toEqual(['127.0.0.1:4000:4000']);
    expect([db, databases, ...Object.values(preparing)].map((service) => service!.ports)).toEqual(
      Array.from({ length: 4 }, () => undefined),
    );
  });

  it('gives the hub no login that owns a database', () => {
    expect(hub!.volumes).toEqual(['state:/var/lib/lienthong']);
    expect(JSON.stringify(hub!.environment)).not.toMatch(/owner/i);
  });

  it('keeps the databases where the PostgreSQL 18 image has them', () => {
    expect(db!.image).toMatch(/^postgres:18/);
    expect(db!.volumes).toEqual(['database:/var/lib/postgresql']);
  });
});
