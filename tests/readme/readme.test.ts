import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/config/package-root.js';
import { type Demo, startDemo } from './demo.js';
import { asShown, partsOf, readExamples } from './examples.js';

const readme = readFileSync(join(packageRoot, 'README.md'), 'utf8');
const fhir = readFileSync(join(packageRoot, 'docs/fhir.md'), 'utf8');

describe('README.md', () => {
  const examples = readExamples(readme);
  let demo: Demo;

  beforeAll(async () => {
    demo = await startDemo();
  }, 100_000);

  afterAll(() => demo?.stop());

  it('has five queries', () => {
    expect(examples).toHaveLength(5);
  });

  // In order: each leaves the demo as it found it.
  it.each(examples)('prints what it says: $title', async ({ command, expected }) => {
    const shown = partsOf(expected);
    expect(asShown(partsOf(await demo.bash(command)), shown)).toEqual(shown);
  });

  it.each(readExamples(fhir))('is kept to by docs/fhir.md: $title', async ({ command, expected }) => {
    const shown = partsOf(expected);
    expect(asShown(partsOf(await demo.bash(command)), shown)).toEqual(shown);
  });

  it('lists every command there is', async () => {
    const help = await demo.bash('npx lienthong --help');
    const commands = [...help.slice(help.indexOf('Commands:')).matchAll(/^ {2}(\w+)/gm)].map(
      ([, name]) => name,
    );
    expect(commands).toContain('demo');
    for (const name of commands.filter((one) => one !== 'help'))
      expect(readme).toContain(`\`lienthong ${name}\``);
  });
});

describe('links and names in the pages', () => {
  const pages = [
    'README.md',
    'SECURITY.md',
    'CHANGELOG.md',
    'docs/configuration.md',
    'docs/connect-a-database.md',
    'docs/desks.md',
    'docs/integrate.md',
    'docs/fhir.md',
  ];

  it.each(pages)('%s links to files that are there', (page) => {
    const text = readFileSync(join(packageRoot, page), 'utf8');
    for (const [, target] of text.matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)) {
      const path = join(packageRoot, page, '..', target!);
      expect({ target, there: existsSync(path) }).toEqual({ target, there: true });
    }
  });

  it('the map of folders has every folder of the sources, and no other', () => {
    const map = /## Folders\n+```text\n([\s\S]*?)```/.exec(readme)![1]!;
    const named = map.match(/^\S+/gm)!;
    for (const name of named)
      expect({ name, there: existsSync(join(packageRoot, name)) }).toEqual({ name, there: true });
    const folders = readdirSync(join(packageRoot, 'src'), { withFileTypes: true }).filter((one) =>
      one.isDirectory(),
    );
    expect(named).toEqual(expect.arrayContaining(folders.map(({ name }) => `src/${name}`)));
  });
});
