import fc from 'fast-check';
import { isOneEdit } from '../../src/domain/one-edit.js';

describe('one edit', () => {
  it.each([
    ['hoa', 'hoà'],
    ['hoa', 'ho'],
    ['hoa', 'hoaa'],
    ['hung', 'hnug'],
    ['', 'a'],
  ])('makes %j of %j', (a, b) => {
    expect([isOneEdit(a, b), isOneEdit(b, a)]).toEqual([true, true]);
  });

  it.each([
    ['hoa', 'hoa'],
    ['', ''],
    ['hoa', 'hê'],
    ['abc', 'cba'],
    ['hung', 'hgnu'],
    ['an', 'anna'],
  ])('does not make %j of %j', (a, b) => {
    expect([isOneEdit(a, b), isOneEdit(b, a)]).toEqual([false, false]);
  });

  it('is the same both ways', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
    fc.assert(fc.property(text, text, (a, b) => expect(isOneEdit(a, b)).toBe(isOneEdit(b, a))));
  });
});
