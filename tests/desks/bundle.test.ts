import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packageRoot } from '../../src/config/package-root.js';

const assets = join(packageRoot, 'dist', 'desks', 'desk', 'assets');
const sizeOf = (name: string) => gzipSync(readFileSync(join(assets, name))).length;

describe('The pages of the desks', () => {
  const files = readdirSync(assets);
  /** Fetched when somebody presses for the camera, and never before: that is tested with the camera. */
  const isReader = (name: string) => /^code-reader\.worker-.*\.js$|^zxing_reader-.*\.wasm$/.test(name);

  /** A file's name before the hash of its content. */
  const nameOf = (file: string) => file.replace(/-.{8}\.\w+$/, '');
  const scripts = files.filter((file) => file.endsWith('.js') && !isReader(file));
  const entry = scripts.find((file) => nameOf(file) === 'index')!;

  /** The scripts that a page loads for one of them, itself included. */
  function loadedFor(script: string, known = new Set<string>()): Set<string> {
    if (known.has(script)) return known;
    known.add(script);
    const text = readFileSync(join(assets, script), 'utf8');
    for (const [, next] of text.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g))
      loadedFor(next!, known);
    return known;
  }

  const desks = scripts.filter((file) => file === entry || /-desk-.{8}\.js$/.test(file));

  it('are the hospital’s at once, and each other when somebody of its kind signs in', () => {
    expect(desks.map(nameOf).sort()).toEqual(
      ['auditor', 'board', 'insurance', 'operator', 'resident', 'school']
        .map((one) => `${one}-desk`)
        .concat('index')
        .sort(),
    );
  });

  it.each(desks.map((desk) => [nameOf(desk), desk]))(
    'take 200 kB of scripts and styles at most, packed, without the reader of the camera: %s',
    (name, desk) => {
      const loaded = loadedFor(desk, loadedFor(entry));
      const names = new Set([...loaded].map(nameOf));
      const styles = files.filter((file) => file.endsWith('.css') && names.has(nameOf(file)));
      const bytes = [...loaded, ...styles].reduce((sum, file) => sum + sizeOf(file), 0);
      process.stdout.write(`${name}: ${Math.round(bytes / 1_000)} kB of scripts and styles, gzip\n`);
      expect(bytes).toBeGreaterThan(50_000);
      expect(bytes).toBeLessThanOrEqual(200_000);
    },
  );

  it('have the reader of the camera apart, 450 kB at most, packed, with the licences of what it is made of', () => {
    const reader = files.filter(isReader);
    const bytes = reader.reduce((sum, name) => sum + sizeOf(name), 0);
    process.stdout.write(`camera: ${Math.round(bytes / 1_000)} kB besides, gzip, when it is asked for\n`);
    expect(reader.map((name) => name.split('.').at(-1)).sort()).toEqual(['js', 'wasm']);
    expect(bytes).toBeLessThanOrEqual(450_000);
    const licences = readFileSync(join(assets, '..', 'licenses.md'), 'utf8');
    expect(licences).toMatch(/^## zxing-wasm - /m);
    expect(licences).toContain('zxing-cpp');
  });

  it('come from this hub alone, fonts included', () => {
    const styles = files.filter((name) => name.endsWith('.css'));
    const urls = styles.flatMap((name) => [
      ...readFileSync(join(assets, name), 'utf8').matchAll(/url\(["']?([^)"']+)/g),
    ]);
    expect(urls.length).toBeGreaterThan(0);
    expect(urls.map(([, url]) => url).filter((url) => !url!.startsWith('/desk/assets/'))).toEqual([]);
  });
});
