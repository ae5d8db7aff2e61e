import fc from 'fast-check';
import type { OfficerFacts, Tally } from '../../../src/access/misuse/facts.js';
import { isSuspicious, judge, nearNumbers } from '../../../src/access/misuse/judge.js';

const tally = (over: Partial<Tally> = {}): Tally => ({ looks: 0, wrong: 0, outside: 0, limited: 0, ...over });

/** An officer with a month of 100 looks a day behind him, at any hour that the test does not say. */
function officer(over: Partial<OfficerFacts> = {}): OfficerFacts {
  return {
    ...{ agency: 'hospital.test', officer: '001', recent: tally(), today: tally(), thisHour: 0 },
    ofRosters: 0,
    ...{ days: 20, usualDay: 100, usualDayOfAgency: 100, daysAtThisTime: 10, agencyShareAtThisTime: 0.2 },
    ...over,
  };
}

const found = (over: Partial<OfficerFacts>) =>
  judge(officer(over)).map(({ detector, action, count }) => [detector, action, count]);
const both = (over: Partial<Tally>) => ({ recent: tally(over), today: tally(over) });

describe('A detector', () => {
  it.each<[string, Partial<OfficerFacts>, unknown[]]>([
    ['an ordinary day', both({ looks: 150, wrong: 6 }), []],
    ['a clerk with a bad list', both({ looks: 200, wrong: 40 }), []],
    ['nine guesses', both({ looks: 9, wrong: 9 }), []],
    ['ten guesses', both({ looks: 10, wrong: 10 }), [['WRONG_NUMBERS', 'SLOW', 10]]],
    ['twenty-five guesses', both({ looks: 26, wrong: 25 }), [['WRONG_NUMBERS', 'PAUSE', 25]]],
    [
      'guesses among honest looks all day',
      { recent: tally({ looks: 9, wrong: 3 }), today: tally({ looks: 200, wrong: 80 }) },
      [['WRONG_NUMBERS', 'PAUSE', 80]],
    ],
    ['people of other places', both({ looks: 70, outside: 61 }), [['OUTSIDE_REMIT', 'PAUSE', 61]]],
    ['a few people of other places', both({ looks: 70, outside: 30 }), []],
    ['refusals by a quota', { recent: tally({ looks: 60, limited: 12 }) }, [['QUOTA_PRESSED', 'SLOW', 12]]],
    ['a festival', { today: tally({ looks: 260 }) }, []],
    ['four usual days in one', { today: tally({ looks: 400 }) }, [['VOLUME', 'SLOW', 400]]],
    ['eight usual days in one', { today: tally({ looks: 800 }) }, [['VOLUME', 'PAUSE', 800]]],
    ['a new hire as busy as the others', { days: 1, usualDay: 5, today: tally({ looks: 250 }) }, []],
    [
      'a new hire busier than anybody',
      { days: 1, usualDay: 5, today: tally({ looks: 500 }) },
      [['VOLUME', 'SLOW', 500]],
    ],
    [
      'a day on which a roster was checked, besides the usual ones',
      { today: tally({ looks: 2_100 }), ofRosters: 2_000 },
      [],
    ],
    [
      'a roster behind which others were looked up',
      { today: tally({ looks: 2_800 }), ofRosters: 2_000 },
      [['VOLUME', 'PAUSE', 800]],
    ],
    [
      'the first day of an agency',
      { days: 0, usualDay: 0, usualDayOfAgency: 0, today: tally({ looks: 900 }) },
      [],
    ],
    [
      'a night on which nobody works',
      { thisHour: 30, daysAtThisTime: 0, agencyShareAtThisTime: 0 },
      [['HOURS', 'SLOW', 30]],
    ],
    [
      'a night on which colleagues work',
      { thisHour: 30, daysAtThisTime: 0, agencyShareAtThisTime: 0.05 },
      [],
    ],
    ['a night of his own shift', { thisHour: 90, daysAtThisTime: 3, agencyShareAtThisTime: 0 }, []],
  ])('of %s finds what it shows', (_what, over, expected) => {
    expect(found(over)).toEqual(expected);
  });

  it('never finds less where more of the looks were wrong', () => {
    const weight = { SLOW: 1, PAUSE: 2, NONE: 0 };
    const strongest = (wrong: number, looks: number) =>
      Math.max(0, ...judge(officer(both({ looks, wrong }))).map(({ action }) => weight[action]));
    fc.assert(
      fc.property(fc.nat(150), fc.nat(150), fc.nat(10), (right, wrong, more) => {
        expect(strongest(wrong + more, right + wrong + more)).toBeGreaterThanOrEqual(
          strongest(wrong, right + wrong),
        );
      }),
    );
  });
});

describe('Numbers near each other', () => {
  const from = (first: number, step: number, count: number) =>
    Array.from({ length: count }, (_, at) => String(first + at * step).padStart(12, '0'));

  it('are found where somebody counts up', () => {
    expect(nearNumbers(from(1090_000_100, 1, 30))).toMatchObject({ action: 'PAUSE', count: 30 });
    expect(nearNumbers(from(1090_000_100, 20, 30))).toMatchObject({ action: 'PAUSE', count: 30 });
  });

  it('are not found among people of one place and year, nor in one number asked again and again', () => {
    expect(nearNumbers(from(1090_000_100, 1_400, 300))).toBeNull();
    expect(nearNumbers(Array.from({ length: 100 }, () => '001090000100'))).toBeNull();
  });

  it('are found whatever stands between them, in any order', () => {
    const swept = from(1090_500_000, 3, 40);
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...swept, ...from(1_000_000_000, 7_777_777, 40)], { minLength: 75 }),
        (all) => {
          expect(nearNumbers(all)?.count).toBeGreaterThanOrEqual(30);
        },
      ),
    );
  });

  it('leave out what is no personal id', () => {
    expect(nearNumbers(Array.from({ length: 50 }, (_, at) => `enrolment:${at}`))).toBeNull();
  });
});

describe('An officer whose numbers are opened', () => {
  it.each<[string, Partial<OfficerFacts>, boolean]>([
    ['who is wrong now and then', { today: tally({ looks: 100, wrong: 4 }) }, false],
    ['who is wrong every fifth time', { today: tally({ looks: 30, wrong: 6 }) }, true],
    ['with a usual day', { today: tally({ looks: 120 }) }, false],
    ['with two usual days in one', { today: tally({ looks: 200 }) }, true],
  ])('is told by his day: one %s', (_who, over, is) => {
    expect(isSuspicious(officer(over))).toBe(is);
  });
});
