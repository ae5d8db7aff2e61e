import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stroke } from '../../src/desks/desk/scan/stroke.js';

/** One run of keys as a browser tells it, and what is to be read from it. */
export interface Recording {
  name: string;
  about: string;
  expected: { scan: string; kind?: string; number?: string; name?: string };
  strokes: Stroke[];
}

const folder = join(import.meta.dirname, 'keystrokes');

/**
 * Every recording, by name. A file has lines that begin with `#` (what it is, then `word: value` of what is expected)
 * and one line a key: ms since the first, `KeyboardEvent.key`, `code`, and `Shift` where it was held, tabs between.
 */
export function recordings(): Recording[] {
  return readdirSync(folder)
    .sort()
    .map((file) => {
      const lines = readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean);
      const [about = '', ...expected] = lines
        .filter((line) => line.startsWith('#'))
        .map((line) => line.slice(2));
      return {
        ...{ name: file.replace(/\.txt$/, ''), about },
        expected: Object.fromEntries(expected.map((line) => line.split(': '))) as Recording['expected'],
        strokes: lines.filter((line) => !line.startsWith('#')).map(strokeOf),
      };
    });
}

function strokeOf(line: string): Stroke {
  const [at, key, code = '', shift] = line.split('\t');
  return { at: Number(at), key: key === 'Space' ? ' ' : key!, code, shift: shift === 'Shift' };
}
