import fc from 'fast-check';
import { addDays, ageOn, isLocalDate, parseLocalDate } from '../../src/domain/local-date.js';

describe('a local date', () => {
  it.each(['2026-01-31', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('accepts %s', (text) => {
    expect(isLocalDate(text)).toBe(true);
    expect(parseLocalDate(` ${text} `)).toBe(text);
  });

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '31/01/2026',
    '',
    '0000-01-01',
  ])('refuses %j', (text) => {
    expect(parseLocalDate(text)).toBeNull();
  });

  it('agrees with the calendar of the runtime on every day of four centuries', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 160_000 }), (days) => {
        const date = addDays('1850-01-01', days);
        expect(isLocalDate(date)).toBe(true);
        expect(addDays(date, -days)).toBe('1850-01-01');
      }),
      { numRuns: 300 },
    );
  });

  it('crosses months, years and leap days when adding', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2025-12-31', 1)).toBe('2026-01-01');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  });

  it('refuses to add to what is not a day', () => {
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError);
  });
});

describe('an age', () => {
  it.each([
    ['1990-06-15', '2026-06-14', 35, 35],
    ['1990-06-15', '2026-06-15', 36, 36],
    ['2004-02-29', '2022-02-28', 17, 17],
    ['2004-02-29', '2022-03-01', 18, 18],
    ['1952', '2026-06-15', 73, 74],
    ['1952', '2026-12-31', 74, 74],
    ['1952-07', '2026-07-15', 73, 74],
    ['1952-07', '2026-08-01', 74, 74],
    ['1952-02', '2026-02-28', 73, 74],
    ['2026', '2026-03-01', 0, 0],
    ['2030-01-01', '2026-03-01', 0, 0],
  ])('of who was born %s is on %s between %i and %i', (dob, on, atLeast, atMost) => {
    expect(ageOn(dob, on)).toEqual({ atLeast, atMost });
  });
});
