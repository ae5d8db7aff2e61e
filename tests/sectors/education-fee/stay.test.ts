import type { EnrolmentRecord, Stay } from '../../../src/sectors/education-fee/record.js';
import { isFirstToHold } from '../../../src/sectors/education-fee/stay.js';

const pupil = { fullName: 'Trần Hư Cấu', dateOfBirth: '2009-05-17' };
const stay = (schoolCode: string, wish: Partial<Stay> = {}): Stay => ({
  ...{
    enrolmentId: `${schoolCode} ${wish.schoolYear ?? ''}`,
    schoolCode,
    ...pupil,
  },
  ...{
    schoolYear: '2026-2027',
    status: 'ENROLLED',
    startOn: '2026-09-05',
    endOn: null,
    heldSince: null,
    ...wish,
  },
});
const first = (own: Stay, others: Stay[], today = '2026-11-22') =>
  isFirstToHold({ ...own, ...rest, stays: [own, ...others] }, pupil, today);
const rest: Omit<EnrolmentRecord, keyof Stay | 'stays'> = {
  ...{ schoolKind: 'UPPER_SECONDARY', schoolOwnership: 'PUBLIC', className: '10A1', moetCode: null },
  ...{ personalId: '001209000001', sex: 'MALE', fees: [] },
};

describe('A pupil of two schools', () => {
  it.each<[string, Stay, boolean]>([
    ['began there earlier', stay('B', { startOn: '2026-09-01' }), false],
    ['began there later', stay('B', { startOn: '2026-10-01' }), true],
    ['left there before', stay('B', { startOn: '2026-09-01', status: 'LEFT', endOn: '2026-11-21' }), true],
    [
      'is there until today',
      stay('B', { startOn: '2026-09-01', status: 'LEFT', endOn: '2026-11-22' }),
      false,
    ],
    ['was left there without an end', stay('B', { schoolYear: '2025-2026', startOn: '2025-09-05' }), true],
    [
      'was told of later than the day stated',
      stay('B', { startOn: '2026-07-01', heldSince: '2026-10-01T08:00:00.000000' }),
      true,
    ],
    [
      'is somebody else there',
      stay('B', { startOn: '2026-09-01', fullName: 'Lê Thị Khác', dateOfBirth: '1999-01-02' }),
      true,
    ],
  ])('who %s', (_what, other, expected) => {
    expect(first(stay('A'), [other])).toBe(expected);
  });

  it('began when he came up from the year before, not when this year was entered', () => {
    const now = stay('A', { heldSince: '2027-09-10T08:00:00.000000', schoolYear: '2027-2028' });
    const other = stay('B', { schoolYear: '2027-2028', heldSince: '2027-09-01T08:00:00.000000' });
    expect(first(now, [other], '2027-10-01')).toBe(false);
    expect(first(now, [other, stay('A')], '2027-10-01')).toBe(true);
    expect(first(other, [now, stay('A')], '2027-10-01')).toBe(false);
    // Who had left in between has begun anew.
    const left = stay('A', { status: 'LEFT', endOn: '2027-05-31' });
    expect(first(now, [other, left], '2027-10-01')).toBe(false);
  });
});
