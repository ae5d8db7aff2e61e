import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configSchema } from '../../src/config/config.js';
import { packageRoot } from '../../src/config/package-root.js';

describe('docs/configuration.md', () => {
  const page = readFileSync(join(packageRoot, 'docs/configuration.md'), 'utf8');
  const rows = new Map(
    [...page.matchAll(/^\| `(\w+)` +\| (.*?) +\| .+ \|$/gm)].map(([, name, value]) => [name, value]),
  );

  it('has a row for every setting, and for no other', () => {
    expect([...rows.keys()].sort()).toEqual(Object.keys(configSchema.shape).sort());
  });

  it('gives each setting the default it has', () => {
    for (const [name, value] of Object.entries(configSchema.parse({}))) {
      if (value !== '' && value !== undefined)
        expect({ name, says: rows.get(name) }).toEqual({ name, says: `\`${value}\`` });
    }
  });
});
