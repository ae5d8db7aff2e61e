import fc from 'fast-check';
import { addDays } from '../../src/domain/local-date.js';
import { compareDates, parsePartialDate } from '../../src/domain/partial-date.js';

const day = fc.integer({ min: 0, max: 91_000 }).map((days) => addDays('1850-01-01', days));
const partialDate = fc
  .tuple(day, fc.constantFrom(4, 7, 10))
  .map(([date, precision]) => date.slice(0, precision));

describe('a date as others write it', () => {
  it.each([
    ['1952-07-01', '1952-07-01'],
    ['01/07/1952', '1952-07-01'],
    ['1/7/1952', '1952-07-01'],
    ['01-07-1952', '1952-07-01'],
    ['01.07.1952', '1952-07-01'],
    ['01 07 1952', '1952-07-01'],
    ['01 / 07 / 1952', '1952-07-01'],
    ['1952/07/01', '1952-07-01'],
    ['01071952', '1952-07-01'],
    ['19520701', '1952-07-01'],
    ['20111212', '2011-12-12'],
    ['20101910', '1910-10-20'],
    ['195207010830', '1952-07-01'],
    ['1952', '1952'],
    [' 1952\t', '1952'],
    ['\u200b1952\ufeff', '1952'],
    ['07/1952', '1952-07'],
    ['7-1952', '1952-07'],
    ['1952-07', '1952-07'],
    ['00/07/1952', '1952-07'],
    ['00071952', '1952-07'],
    ['19520700', '1952-07'],
    ['00/00/1952', '1952'],
    ['00001952', '1952'],
    ['19520000', '1952'],
    ['195200000000', '1952'],
    ['1952-00-00', '1952'],
    ['29022024', '2024-02-29'],
  ])('reads %j as %s', (text, value) => {
    expect(parsePartialDate(text)).toEqual({ value });
  });

  it.each([
    ['', 'EMPTY'],
    ['  \u200b', 'EMPTY'],
    ['31/02/1990', 'IMPOSSIBLE'],
    ['29022023', 'IMPOSSIBLE'],
    ['07/15/1985', 'IMPOSSIBLE'],
    ['15/00/1985', 'IMPOSSIBLE'],
    ['13/1985', 'IMPOSSIBLE'],
    ['1849', 'IMPOSSIBLE'],
    ['01/01/2101', 'IMPOSSIBLE'],
    ['195207012460', 'IMPOSSIBLE'],
    ['01011200', 'IMPOSSIBLE'],
    ['071952', 'UNREADABLE'],
    ['52', 'UNREADABLE'],
    ['1/7/52', 'UNREADABLE'],
    ['sinh 1952', 'UNREADABLE'],
    ['1952-07-01T00:00', 'UNREADABLE'],
    ['1'.repeat(5000), 'UNREADABLE'],
  ])('answers for %j that it is %s', (text, problem) => {
    expect(parsePartialDate(text)).toEqual({ problem });
  });

  it.each([
    ['31243', '1985-07-15'],
    ['10000', '1927-05-18'],
    ['36526', '2000-01-01'],
    ['73415', '2100-12-31'],
  ])('reads the day count %s of a spreadsheet as %s only where it is told to', (text, value) => {
    expect(parsePartialDate(text, { excelSerial: true })).toEqual({ value });
    expect(parsePartialDate(text)).toEqual({ problem: 'UNREADABLE' });
  });

  it('takes no other digits for a day count, and none past 2100', () => {
    const forms = { excelSerial: true };
    expect(parsePartialDate('73416', forms)).toEqual({ problem: 'IMPOSSIBLE' });
    expect(parsePartialDate('09999', forms)).toEqual({ problem: 'UNREADABLE' });
    expect(parsePartialDate('1985', forms)).toEqual({ value: '1985' });
    expect(parsePartialDate('15071985', forms)).toEqual({ value: '1985-07-15' });
  });

  it('reads every day back from each of its forms', () => {
    fc.assert(
      fc.property(day, (date) => {
        const [y, m, d] = date.split('-');
        const forms = [
          date,
          `${d}/${m}/${y}`,
          `${d}.${m}.${y}`,
          `${d}${m}${y}`,
          `${y}${m}${d}`,
          `${y}${m}${d}0000`,
        ];
        for (const form of forms) expect(parsePartialDate(form)).toEqual({ value: date });
      }),
    );
  });

  it('never throws and gives nothing but a date it reads again unchanged', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9/\-. ]{0,14}$/)), (text) => {
        const reading = parsePartialDate(text);
        if ('value' in reading) expect(parsePartialDate(reading.value)).toEqual(reading);
      }),
    );
  });
});

describe('two birth dates', () => {
  it.each([
    ['1952-07-01', '1952-07-01', 'SAME', 'IDENTICAL'],
    ['1952', '1952', 'SAME', 'IDENTICAL'],
    ['1952-07-01', '1952', 'LESS_PRECISE', 'YEAR_ONLY'],
    ['1952', '1952-07-01', 'LESS_PRECISE', 'YEAR_ONLY'],
    ['1952-07', '1952', 'LESS_PRECISE', 'YEAR_ONLY'],
    ['1952-07-01', '1952-07', 'LESS_PRECISE', 'MONTH_ONLY'],
    ['1952-01-01', '1952', 'LESS_PRECISE', 'FIRST_OF_JANUARY'],
    ['1952-01-01', '1952-07-15', 'DIFFERENT', 'FIRST_OF_JANUARY'],
    ['1952-01-01', '1952-07', 'DIFFERENT', 'FIRST_OF_JANUARY'],
    ['1952-01-01', '1952-01-02', 'DIFFERENT', 'OFF_BY_ONE'],
    ['1952-01-01', '1953-07-15', 'DIFFERENT', 'DIFFERENT'],
    ['1952-04-03', '1952-03-04', 'DIFFERENT', 'DAY_MONTH_SWAPPED'],
    ['1952-07-01', '1952-07-02', 'DIFFERENT', 'OFF_BY_ONE'],
    ['1952-07-01', '1952-08-01', 'DIFFERENT', 'OFF_BY_ONE'],
    ['1952-07-01', '1953-07-01', 'DIFFERENT', 'OFF_BY_ONE'],
    ['1952', '1953-07-01', 'DIFFERENT', 'OFF_BY_ONE'],
    ['1952-07-31', '1952-08-01', 'DIFFERENT', 'OFF_BY_ONE'],
    ['2024-03-01', '2024-02-29', 'DIFFERENT', 'OFF_BY_ONE'],
    ['1951-12-31', '1952-01-01', 'DIFFERENT', 'OFF_BY_ONE'],
    ['1925-07-01', '2025-07-01', 'DIFFERENT', 'CENTURY'],
    ['1925', '2025-07-01', 'DIFFERENT', 'CENTURY'],
    ['2025-07', '1925-07-20', 'DIFFERENT', 'CENTURY'],
    ['1925-07-01', '2025-07-02', 'DIFFERENT', 'DIFFERENT'],
    ['1952-12', '1953-01', 'DIFFERENT', 'DIFFERENT'],
    ['1952-07-01', '1953-07-02', 'DIFFERENT', 'DIFFERENT'],
    ['1952', '1962', 'DIFFERENT', 'DIFFERENT'],
  ])('%s against a record of %s are %s: %s', (stated, recorded, verdict, reason) => {
    expect(compareDates(stated, recorded)).toEqual({ verdict, reason });
  });

  it('compare alike whichever is the record', () => {
    fc.assert(
      fc.property(partialDate, partialDate, (a, b) => {
        expect(compareDates(a, b)).toEqual(compareDates(b, a));
      }),
    );
  });

  it('are never DIFFERENT when one is the other known less precisely', () => {
    fc.assert(
      fc.property(day, fc.constantFrom(4, 7, 10), fc.constantFrom(4, 7, 10), (date, p, q) => {
        const { verdict } = compareDates(date.slice(0, p), date.slice(0, q));
        expect(verdict).toBe(p === q ? 'SAME' : 'LESS_PRECISE');
      }),
    );
  });

  it('are always DIFFERENT when their years are', () => {
    fc.assert(
      fc.property(partialDate, partialDate, (a, b) => {
        fc.pre(a.slice(0, 4) !== b.slice(0, 4));
        expect(compareDates(a, b).verdict).toBe('DIFFERENT');
      }),
    );
  });
});
