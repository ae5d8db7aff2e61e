import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** What a package consists of besides, which its own licence file does not say. */
const contents: Readonly<Record<string, string>> = {
  'zxing-wasm':
    'Its machine code is made of zxing-cpp, https://github.com/zxing-cpp/zxing-cpp, under the Apache License 2.0: the text of the file LICENSE of this project.',
};

/**
 * The licences of what the page's workers are built of, added to those of the page's own scripts: Vite gathers the latter
 * alone.
 * @returns a plugin of the workers, which sees them, and one of the page, which writes them down
 */
export function licencesOfWorkers(fileName: string): { ofWorkers: Plugin; ofPage: Plugin } {
  const folders = new Set<string>();
  return {
    ofWorkers: {
      name: 'lienthong:see-workers',
      generateBundle(_options, bundle) {
        for (const part of Object.values(bundle)) {
          if (part.type !== 'chunk') continue;
          for (const id of part.moduleIds) {
            const folder = /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1];
            if (folder) folders.add(folder);
          }
        }
      },
    },
    ofPage: {
      name: 'lienthong:licences-of-workers',
      writeBundle({ dir }) {
        for (const folder of [...folders].sort()) appendFileSync(join(dir!, fileName), licenceOf(folder));
      },
    },
  };
}

function licenceOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  const text = file ? readFileSync(join(folder, file), 'utf8').trim() : '';
  return ['', `## ${name} - ${version} (${license})`, text, contents[name] ?? '', '']
    .filter((part, index) => part !== '' || index === 0 || index === 4)
    .join('\n\n');
}
