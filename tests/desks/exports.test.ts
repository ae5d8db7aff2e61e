import { csvOf } from '../../src/desks/desk/shell/csv.js';

describe('An export of a desk', () => {
  it.each([
    '=HYPERLINK("http://example")',
    '+84',
    '-1+1',
    '@SUM(1)',
    '  =1+1',
    '\t=1+1',
    '\r=1+1',
    '\n=1+1',
    '＝1+1',
    '＠SUM(1)',
  ])('has no formula of %j', (text) => {
    const cell = `'${text}`;
    const written = /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
    expect(csvOf([[text, 1]])).toBe(`\ufeff${written},1\r\n`);
  });

  it('has none of a number that is kept as it stands, whatever is in it', () => {
    expect(csvOf([[{ verbatim: '1"&A1&"' }, { digits: '0012=1' }, 1]])).toBe(
      '\ufeff"=""1""""&A1&""""""",,1\r\n',
    );
  });

  it('has no row that begins within a cell', () => {
    expect(csvOf([['An\r=1+1', 1]])).toBe('\ufeff"An\r=1+1",1\r\n');
  });
});
