import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/config/package-root.js';
import { sectorModules } from '../../src/sectors/index.js';
import { type SourceFile, sourcesIn } from './sources.js';

const sources = sourcesIn('src');

/** `path:line the line`, for every line where the pattern is found outside comments. */
function linesWith(files: readonly SourceFile[], pattern: RegExp): string[] {
  return files.flatMap(({ path, text }) => {
    const code = text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, (comment) =>
      comment.replace(/[^\n]/g, ' '),
    );
    return [...code.matchAll(new RegExp(pattern, 'g'))].map((match) => {
      const line = code.slice(0, match.index).split('\n').length;
      return `${path}:${line} ${text.split('\n')[line - 1]!.trim()}`;
    });
  });
}

describe('The environment', () => {
  it('is read in one file', () => {
    const elsewhere = sources.filter((source) => source.path !== 'src/config/env.ts');
    expect(linesWith(elsewhere, /process\.env|process\['env'\]|import\.meta\.env/)).toEqual([]);
  });
});

describe('SQL', () => {
  /** Adapters, stores and stages; the embedded server, migrations' runner, and the sample's own loader. */
  const homes = [
    /^src\/database\//,
    /^src\/sample\//,
    /^src\/registry\/postgres-registry\.ts$/,
    /^src\/sectors\/[^/]+\/adapter\.ts$/,
    /^src\/sectors\/[^/]+\/([a-z]+\/)?[a-z-]+-(adapter|store)\.ts$/,
    /^src\/access\/agency-(store|admin|details|documents|grants|keys|officers)\.ts$/,
    /^src\/access\/(idempotency|used-assertions)\.ts$/,
    /^src\/access\/session\/[a-z]+-store\.ts$/,
    /^src\/access\/(quota|misuse|bhxh)\/[a-z]+-(store|admin)\.ts$/,
    /^src\/audit\/([a-z]+\/)?[a-z-]+-store\.ts$/,
    /^src\/visits\/[a-z-]+-store\.ts$/,
    /^src\/students\/(register|[a-z-]+-store)\.ts$/,
    /^src\/reconciliation\/(key-store|registry-source|resident-rows|run-store)\.ts$/,
    /^src\/reconciliation\/(key-store|registry-source|resident-rows|run-store|view-input)\.ts$/,
    /^src\/reconciliation\/runs\/[a-z-]+-store\.ts$/,
    /^src\/reconciliation\/(results|stages)\//,
    /^src\/reconciliation\/review\/[a-z-]+-store\.ts$/,
  ];
  const sql =
    /\bselect\b[^;]{0,400}?\bfrom\s+[a-z_(]|\binsert\s+into\s+[a-z_]|\bupdate\s+[a-z_.]+\s+set\b|\bdelete\s+from\s+[a-z_]|\b(alter|create|drop)\s+(table|database|role|schema)\b/i;

  it('stands in adapters and stores only', () => {
    const elsewhere = sources.filter(({ path }) => !homes.some((home) => home.test(path)));
    expect(linesWith(elsewhere, sql)).toEqual([]);
  });

  it('is found where it is', () => {
    for (const home of homes) {
      const there = sources.filter(({ path }) => home.test(path));
      expect(linesWith(there, sql).length).toBeGreaterThan(0);
    }
  });

  it('of a source names contract views only', () => {
    const all = sources.filter(({ path }) => /postgres-registry|sectors\/.+adapter/.test(path));
    expect(linesWith(all, /\bpublic\.\w+/)).toEqual([]);
    // Indicators name the steps of their statement besides.
    const readers = all.filter(({ path }) => !/indicators\//.test(path));
    expect(
      linesWith(readers, /\b(from|join)\s+(?!lienthong\.|unnest|\(|'|[A-Z@.])[a-z]\w*/).filter(
        (line) => !/import|export/.test(line),
      ),
    ).toEqual([]);
  });
});

describe('A sector', () => {
  const folders = readdirSync(join(packageRoot, 'src', 'sectors'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);

  it('is a folder of its own and one line in the list', () => {
    expect(sectorModules.map((module) => module.name).sort()).toEqual([...folders].sort());
  });

  it('is named neither by the engine nor by the web pages nor by what it stands on', () => {
    const names = folders.flatMap((name) => [
      name,
      name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
      name.replaceAll('-', '_'),
    ]);
    const blind = sources.filter(({ path }) =>
      /^src\/(graphql|desks|registry|access|audit|domain|process)\//.test(path),
    );
    expect(linesWith(blind, new RegExp(`\\b(${names.join('|')})\\b`))).toEqual([]);
  });

  it('reads no scope, grant or remit: its fields hang on a resident who passed both', () => {
    const inside = sources.filter(({ path }) => /^src\/sectors\/[^/]+\//.test(path));
    expect(linesWith(inside, /caller\.scopes|\.grants\b|access\/(authorize|authenticate|kinds)/)).toEqual([]);
  });
});

describe('A file', () => {
  it('is named in kebab-case, and no folder is named for a kind of code', () => {
    const odd = sources
      .map(({ path }) => path)
      .filter(
        (path) => !/^[a-z0-9/.-]+\.tsx?$/.test(path) || /\/(utils?|helpers?|services?|common)\b/.test(path),
      );
    expect(odd).toEqual([]);
  });
});
