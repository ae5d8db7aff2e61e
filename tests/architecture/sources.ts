import { readdirSync, readFileSync } from 'node:fs';
import { join, normalize, relative } from 'node:path';
import { packageRoot } from '../../src/config/package-root.js';

/** One import of one of our own files. */
export interface Import {
  /** `src/registry/views.ts`. */
  from: string;
  line: number;
  /** The file imported, `src/database/contract-views.ts`. */
  to: string;
  typeOnly: boolean;
}

export interface SourceFile {
  path: string;
  text: string;
}

/** Every TypeScript file below a folder of the project, by path. */
export function sourcesIn(folder: string): SourceFile[] {
  return readdirSync(join(packageRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ path: relative(packageRoot, path), text: readFileSync(path, 'utf8') }));
}

const anyImport =
  /^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'(\.[^']+)'|import\(\s*'(\.[^']+)'\s*\)/gm;

/** The imports of a file that lead to a file of ours; packages are left out. */
export function importsOf({ path, text }: SourceFile): Import[] {
  return [...text.matchAll(anyImport)].map((match) => {
    const target = (match[2] ?? match[3])!;
    return {
      from: path,
      line: text.slice(0, match.index).split('\n').length,
      to: normalize(join(path, '..', target)).replace(/\.js$/, '.ts'),
      typeOnly: match[1] !== undefined,
    };
  });
}

/** `src/registry/views.ts:3 imports src/app.ts`, to be read in a failure. */
export function described({ from, line, to, typeOnly }: Import): string {
  return `${from}:${line} imports ${typeOnly ? 'the type of ' : ''}${to}`;
}
