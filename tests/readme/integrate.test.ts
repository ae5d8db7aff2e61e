import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kinds, scopes } from '../../src/access/kinds.js';
import { packageRoot } from '../../src/config/package-root.js';
import { httpStatusOf, isErrorCode } from '../../src/domain/errors.js';
import { NAME_REASONS } from '../../src/domain/person-name.js';
import { maxBodyBytes, maxTokens } from '../../src/graphql/limits/index.js';
import { requiredColumns } from '../../src/sample/registry-row.js';

const page = readFileSync(join(packageRoot, 'docs/integrate.md'), 'utf8');

/** The cells of the first table under a heading. */
function rowsUnder(heading: string): string[][] {
  const section = page.split(`${heading}\n`)[1]!.split(/\n##+ /)[0]!;
  const lines = [...section.matchAll(/^\| (.+) \|$/gm)].map(([, line]) => line!);
  return lines.slice(2).map((line) => line.split(' | ').map((cell) => cell.trim()));
}

describe('docs/integrate.md', () => {
  it('has every kind of agency with its purposes', () => {
    const shown = Object.fromEntries(
      rowsUnder('## Who may ask about whom').map(([kind, , purposes]) => [kind, purposes!.split(', ')]),
    );
    const real = Object.fromEntries(Object.entries(kinds).map(([kind, { purposes }]) => [kind, purposes]));
    expect(shown).toEqual(real);
  });

  it.each(scopes)('names the scope %s', (scope) => {
    expect(page).toContain(`\`${scope}\``);
  });

  it('gives each error code the status it has', () => {
    const shown = rowsUnder('## Errors').map(([code, status]) => [code!.replaceAll('`', ''), Number(status)]);
    expect(shown).toHaveLength(15);
    for (const [code, status] of shown) {
      expect(isErrorCode(code) && [code, httpStatusOf(code)]).toEqual([code, status]);
    }
  });

  it('names every reason of a name', () => {
    for (const reason of NAME_REASONS) expect(page).toContain(reason);
  });

  it('gives the limits on a body and a document as they are', () => {
    const shown = rowsUnder('## Limits').map((row) => row.join(' '));
    expect(shown[0]).toContain(`${maxBodyBytes.toLocaleString('en')} bytes`);
    expect(shown[1]).toContain(maxTokens.toLocaleString('en'));
  });

  it('says which columns of a registry file are required', () => {
    const required = rowsUnder('## Files for `registry import`').filter((row) => row[1] === 'yes');
    expect(required.map(([name]) => name!.replaceAll('`', ''))).toEqual([...requiredColumns]);
  });
});
