import { described, type Import, importsOf, sourcesIn } from './sources.js';

const sources = sourcesIn('src');
const imports = sources.flatMap(importsOf);

/**
 * Who imports whom: part → the parts it may import, each part a path below src. Nobody may import `app.ts`, which is
 * why it stands nowhere on the right but with the commands.
 */
const may: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  config: [],
  process: [],
  database: ['config', 'process', '../migrations'],
  access: ['domain', 'config', 'process', 'database'],
  audit: ['domain', 'config', 'process', 'database'],
  registry: ['domain', 'process', 'database', 'access', 'audit'],
  // Orders, bank statements and the school's books: commands import statements too.
  fees: ['domain'],
  // Pupils: a school's register, its rosters and their import; commands import too.
  students: ['domain', 'process', 'database', 'access', 'audit', 'registry', 'reconciliation'],
  sectors: ['domain', 'process', 'database', 'access', 'audit', 'fees', 'students'],
  visits: ['domain', 'process', 'database', 'access', 'audit', 'registry'],
  graphql: [
    ...['domain', 'config', 'process', 'database', 'access', 'audit', 'registry', 'visits', 'reconciliation'],
    'operation',
  ],
  wires: ['domain', 'access', 'audit', 'registry', 'students', 'graphql', 'reconciliation'],
  reconciliation: ['domain', 'config', 'process', 'database', 'access', 'audit', 'registry'],
  sample: ['domain'],
  // The hub as its operator sees it.
  operation: ['domain', 'database', 'access', 'visits', 'reconciliation'],
  // A client of the interface like any other, which knows the words of the field.
  desks: ['domain'],
  'context.ts': [],
  'app.ts': [
    ...['domain', 'config', 'process', 'database', 'access', 'audit', 'registry', 'sectors', 'graphql'],
    ...['visits', 'students', 'wires', 'reconciliation', 'operation', 'jobs.ts'],
  ],
  // What a hub does unasked; app starts it, and nobody else.
  'jobs.ts': [
    ...['config', 'process', 'database', 'access', 'audit', 'registry', 'sectors', 'graphql', 'visits'],
    ...['students', 'reconciliation'],
  ],
  cli: [
    ...['domain', 'config', 'process', 'database', 'access', 'audit', 'registry', 'sectors', 'graphql'],
    ...['fees', 'students', 'visits', 'reconciliation', 'sample', 'app.ts'],
  ],
  'main.ts': ['cli', 'config', 'domain'],
};

/** Vocabulary that knows no I/O and no sector (docs/decisions.md): whoever may import it, by path. */
const vocabulary: Readonly<Record<string, readonly string[]>> = {
  'src/graphql/scalars.ts': [
    ...['registry', 'sectors', 'access', 'audit', 'visits', 'reconciliation', 'operation'],
  ],
  'src/graphql/period.ts': ['registry', 'sectors'],
  'src/graphql/page.ts': ['registry', 'sectors', 'access', 'audit', 'visits', 'reconciliation'],
  'src/graphql/care.ts': ['sectors', 'visits'],
  // Keys that a recorder hashes and encrypts numbers with: derivations and ciphers, no I/O.
  'src/access/keys.ts': ['audit'],
  'src/access/guarded.ts': ['registry', 'sectors', 'graphql', 'audit'],
  // How a text is read that somebody typed, and that it holds nobody's number.
  'src/access/input.ts': ['audit'],
  'src/access/in-turn.ts': ['audit'],
  'src/access/somebodys-number.ts': ['audit'],
  // Kinds and purposes as the schema names them.
  'src/access/administration/agency-types.ts': ['audit'],
  // The Resident type that sectors hang their fields on, and the verdicts they answer with.
  'src/registry/resident.ts': ['sectors'],
  'src/registry/identification.ts': ['sectors'],
  'src/registry/field-verdict.ts': ['sectors'],
  // What the hub hands the engine instead of the list of sectors.
  'src/sectors/sector.ts': ['graphql', 'reconciliation'],
  'src/sectors/loaders.ts': ['graphql'],
  // Rows of the hub's tables of units become the domain's units.
  'src/domain/admin-unit.ts': ['database'],
  'src/domain/admin-unit-reform.ts': ['database'],
};

/** Types that may be named across parts where values may not. */
const types: Readonly<Record<string, readonly string[]>> = {
  // An event says who looked, and its keys seal whom it was about.
  audit: ['access'],
  // What a request carries is made of every part's types.
  'context.ts': ['domain', 'process', 'database', 'access', 'audit', 'registry', 'sectors', 'operation'],
};

/** `registry` of `src/registry/views.ts`, `app.ts` of `src/app.ts`, `../migrations` of a migration. */
function partOf(path: string): string {
  return path.startsWith('src/') ? path.split('/')[1]! : `../${path.split('/')[0]}`;
}

function allowed(one: Import): boolean {
  const [from, to] = [partOf(one.from), partOf(one.to)];
  if (from === to) return true;
  if (to === 'context.ts') return one.typeOnly;
  if (may[from]?.includes(to) || vocabulary[one.to]?.includes(from)) return true;
  return one.typeOnly && !!types[from]?.includes(to);
}

describe('Who imports whom', () => {
  it('is read from every file', () => {
    expect(imports.length).toBeGreaterThan(300);
    expect(sources.map((source) => partOf(source.path)).filter((part) => !(part in may))).toEqual([]);
  });

  it('goes in the directions of the house', () => {
    expect(imports.filter((one) => !allowed(one)).map(described)).toEqual([]);
  });

  it('never leads from one sector to another', () => {
    const sectorOf = (path: string) => /^src\/sectors\/([^/]+)\//.exec(path)?.[1];
    const across = imports.filter(
      ({ from, to }) => sectorOf(from) && sectorOf(to) && sectorOf(from) !== sectorOf(to),
    );
    expect(across.map(described)).toEqual([]);
  });

  it('leads to a sector’s own folder from the list of sectors alone', () => {
    const inside = imports.filter(
      ({ from, to }) => /^src\/sectors\/[^/]+\//.test(to) && !/^src\/sectors\/[^/]+\//.test(from),
    );
    expect(new Set(inside.map((one) => one.from))).toEqual(new Set(['src/sectors/index.ts']));
  });

  it('leads to app from main, the commands and the tests alone', () => {
    const ofApp = [...imports, ...sourcesIn('migrations').flatMap(importsOf)]
      .filter((one) => one.to === 'src/app.ts')
      .map((one) => partOf(one.from));
    expect(ofApp.filter((part) => part !== 'cli' && part !== 'main.ts')).toEqual([]);
  });

  it('leads from vocabulary to the domain and other vocabulary only', () => {
    const words = new Set(Object.keys(vocabulary).filter((path) => /graphql|guarded/.test(path)));
    const out = imports.filter(
      ({ from, to, typeOnly }) =>
        words.has(from) && !to.startsWith('src/domain/') && !words.has(to) && !typeOnly,
    );
    expect(out.map(described)).toEqual([]);
  });

  it('has no circle between parts, types aside', () => {
    const next = new Map<string, Set<string>>();
    for (const one of imports) {
      const [from, to] = [partOf(one.from), partOf(one.to)];
      if (from === to || one.typeOnly || vocabulary[one.to]?.includes(from)) continue;
      next.set(from, (next.get(from) ?? new Set()).add(to));
    }
    const reaches = (from: string, goal: string, seen = new Set<string>()): boolean =>
      [...(next.get(from) ?? [])].some(
        (to) => to === goal || (!seen.has(to) && reaches(to, goal, seen.add(to))),
      );
    expect([...next.keys()].filter((part) => reaches(part, part))).toEqual([]);
  });
});

describe('A migration', () => {
  it('imports nothing of the program', () => {
    const out = sourcesIn('migrations')
      .flatMap(importsOf)
      .filter((one) => !one.to.startsWith('migrations/'));
    expect(out.map(described)).toEqual([]);
  });
});
