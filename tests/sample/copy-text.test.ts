import fc from 'fast-check';
import { type Cell, copyLine } from '../../src/sample/copy-text.js';

/** Reads a COPY line the way PostgreSQL's manual says it is read. */
function readBack(line: string): (string | null)[] {
  const meanings: Record<string, string> = { t: '\t', n: '\n', r: '\r', b: '\b', f: '\f', v: '\v' };
  return line
    .slice(0, -1)
    .split('\t')
    .map((cell) =>
      cell === '\\N' ? null : cell.replace(/\\(.)/gs, (_, letter) => meanings[letter] ?? letter),
    );
}

describe('copyLine', () => {
  it('parts cells by tabs, writes null as \\N and ends the line', () => {
    expect(copyLine(['001090123456', null, 7, ''])).toBe('001090123456\t\\N\t7\t\n');
  });

  it('escapes what COPY gives a meaning to', () => {
    expect(copyLine(['a\tb\nc\\d\re'])).toBe('a\\tb\\nc\\\\d\\re\n');
  });

  it('keeps a text that looks like null apart from null', () => {
    expect(copyLine(['\\N', null])).toBe('\\\\N\t\\N\n');
  });

  it('refuses a NUL character', () => {
    expect(() => copyLine(['a\0b'])).toThrow(RangeError);
  });

  it('is read back as it was written, whatever the cells hold', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\0'));
    const sharp = fc.array(fc.constantFrom(...'\\\t\n\r\b\f\vN.a')).map((letters) => letters.join(''));
    fc.assert(
      fc.property(fc.array(fc.oneof(text, sharp, fc.constant(null)), { minLength: 1 }), (row: Cell[]) => {
        expect(readBack(copyLine(row))).toEqual(row);
      }),
    );
  });
});
