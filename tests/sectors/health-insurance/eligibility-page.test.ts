import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../src/config/package-root.js';
import { insuranceLaw } from '../../../src/sectors/health-insurance/law/law.js';

/** The rows of every table of the page, cells without their spaces. */
const rows = readFileSync(join(packageRoot, 'docs/eligibility.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| (?!---)/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));

describe('docs/eligibility.md', () => {
  it('has every row of the law with its first cell, days and source, and no other', () => {
    const { routes, figures, levels, managers, portalCodes } = insuranceLaw;
    const named = [
      ...routes.map((row) => ({ ...row, name: row.code })),
      ...figures.map((row) => ({ ...row, name: row.name })),
      ...levels.map((row) => ({ ...row, name: String(row.level) })),
      ...managers.map((row) => ({ ...row, name: row.portalCode })),
      ...portalCodes.map((row) => ({ ...row, name: row.code })),
    ];
    const wanted = named.map(({ name, from, until, source, secondHand }) =>
      [name, `${from} – ${until ?? ''}`.trim(), source + (secondHand ? ' (2)' : '')].join(' | '),
    );
    const shown = rows
      .filter((cells) => /^\d{4}-/.test(cells.at(-3)!))
      .map((cells) => [cells[1], cells.at(-3), cells.at(-2)].join(' | '));
    expect(shown).toEqual(wanted);
  });

  it('says what each route pays', () => {
    const paid = insuranceLaw.routes.map(({ code, route, share }) =>
      [code, route, share === 'WHOLE' ? 'the whole cost' : `${share}%`].join(' | '),
    );
    const shown = rows.filter((cells) => cells.length === 9 && cells[1] !== 'code');
    expect(shown.map((cells) => [cells[1], cells[2], cells[4]].join(' | '))).toEqual(paid);
  });
});
