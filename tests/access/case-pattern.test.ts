import fc from 'fast-check';
import { parseCasePattern } from '../../src/access/case-pattern.js';

const code = (pattern: string) => {
  try {
    parseCasePattern(pattern);
    return null;
  } catch (error) {
    return (error as { details: { at: number } }).details.at;
  }
};

describe('a case pattern', () => {
  it.each([
    [
      'HS-\\d{4}-\\d{1,6}',
      ['HS-2026-1', 'HS-2026-123456'],
      ['HS-26-1', 'HS-2026-', 'xHS-2026-1', 'HS-2026-1234567'],
    ],
    [
      '[A-Z]\\d{2}\\.\\d+-\\d{6}-\\d{4}',
      ['H26.12-261122-0001'],
      ['H26x12-261122-0001', 'h26.12-261122-0001'],
    ],
    ['BN.*|CC\\d*', ['BN', 'BN bất kỳ', 'CC', 'CC12'], ['', 'CCx', 'B']],
    ['[0-9A-Fa-f]{8}', ['deadBEEF'], ['deadBEEG', 'deadbeef0']],
    ['[\\]\\-x]+', ['x-]'], ['y', '']],
    ['Đơn-\\d{2,}', ['Đơn-12', 'Đơn-123'], ['Don-12', 'Đơn-1']],
    ['a?', ['', 'a'], ['aa']],
  ])('%s is about the whole reference', (pattern, good, bad) => {
    const isCase = parseCasePattern(pattern);
    expect(good.filter((one) => !isCase(one))).toEqual([]);
    expect(bad.filter(isCase)).toEqual([]);
  });

  it.each([
    ['(a+)+', 0],
    ['a(?=b)', 1],
    ['^a$', 0],
    ['a{3,2}', 1],
    ['a**', 2],
    ['[', 0],
    ['[z-a]', 0],
    ['\\w', 0],
    ['a\\', 1],
    ['', 0],
    ['a'.repeat(201), 200],
    ['a*'.repeat(17), 33],
    [`${'a?|'.repeat(16)}b{2,}`, 49],
  ])('is refused when it is not of the plain kind: %s', (pattern, at) => {
    expect(code(pattern)).toBe(at);
  });

  it('says of made-up patterns what a regular expression says of them', () => {
    const element = fc
      .tuple(
        fc.constantFrom('a', 'b', '.', '\\d', '[ab]', '[0-5x-z]', '\\.'),
        fc.constantFrom('', '?', '*', '+', '{2}', '{1,3}', '{2,}'),
      )
      .map(([one, times]) => one + times);
    const pattern = fc
      .array(fc.array(element, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 })
      .map((alternatives) => alternatives.map((one) => one.join('')).join('|'));
    const reference = fc.string({ unit: fc.constantFrom('a', 'b', '1', '7', 'x', '.'), maxLength: 8 });
    const runs = Number(process.env.CASE_PATTERN_RUNS ?? 500);
    fc.assert(
      fc.property(pattern, reference, (text, asked) => {
        expect(parseCasePattern(text)(asked)).toBe(new RegExp(`^(?:${text})$`, 'su').test(asked));
      }),
      { numRuns: runs },
    );
  });

  it('takes no longer for a reference made to be slow', () => {
    const isCase = parseCasePattern(`${'a*'.repeat(16)}b`);
    const began = performance.now();
    expect(isCase('a'.repeat(100))).toBe(false);
    expect(performance.now() - began).toBeLessThan(500);
  });
});
