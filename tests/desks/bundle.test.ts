import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packageRoot } from '../../src/config/package-root.js';

const assets = join(packageRoot, 'dist', 'desks', 'desk', 'assets');
const sizeOf = (name: string) => gzipSync(readFileSync(join(assets, name))).length;

describe('The pages of the desks', () => {
  const files = readdirSync(assets);

  it('take 200 kB of scripts and styles at most, packed', () => {
    const code = files.filter((name) => /\.(js|css)$/.test(name));
    const bytes = code.reduce((sum, name) => sum + sizeOf(name), 0);
    process.stdout.write(`desk: ${Math.round(bytes / 1_000)} kB of scripts and styles, gzip\n`);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThanOrEqual(200_000);
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
