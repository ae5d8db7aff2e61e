import { causeName, resultNames } from '../../src/desks/desk/board/wording.js';
import { NAME_REASONS } from '../../src/domain/person-name.js';
import { OUTCOMES } from '../../src/reconciliation/decision.js';

const causes = [
  ...NAME_REASONS.filter((reason) => reason !== 'IDENTICAL').map((reason) => `name:${reason}`),
  ...['YEAR_ONLY', 'MONTH_ONLY', 'FIRST_OF_JANUARY', 'DAY_MONTH_SWAPPED', 'OFF_BY_ONE', 'CENTURY'].map(
    (reason) => `dob:${reason}`,
  ),
  ...['dob:MISSING', 'dob:UNREADABLE', 'dob:NOT_ON_RECORD', 'gender:DIFFERENT', 'address:DIFFERENT'],
  ...['MISSING', 'UNREADABLE', 'NOT_ON_RECORD', 'OTHER_PERSON', 'ONE_OR_TWO_DIGITS', 'OLD_NUMBER'].map(
    (reason) => `id:${reason}`,
  ),
  ...['id:WRITTEN_OTHERWISE', 'id:REPLACED', 'id:DECEASED', 'id:CANCELLED', 'id:CLAIMED_TWICE'],
];

describe('The words of the board', () => {
  // Vietnamese of more than a word has a mark somewhere; a code in lower case has none.
  it.each(causes)('say %s in Vietnamese', (cause) => {
    expect(causeName(cause).vi).toMatch(/: .*[^ -~]/);
  });

  it('say every outcome of reconciliation', () => {
    expect(OUTCOMES.filter((outcome) => !(outcome in resultNames))).toEqual([]);
  });
});
