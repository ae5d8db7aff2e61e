import { type CorrectTo, planCorrection } from '../../../src/reconciliation/review/plan-correction.js';
import type { Standing } from '../../../src/sectors/sector.js';

const standing = (wish: Partial<Standing> = {}): Standing => ({
  ...{ personalId: '001090000001', fullName: 'Trần Hư Cấu', dateOfBirth: '1990-05-17', sex: 'MALE' },
  ...{ unit: '01', office: null, isPaid: false, hasBenefits: false, record: null },
  ...wish,
});
const registry = (wish: Partial<CorrectTo> = {}): CorrectTo => ({
  ...{ personalId: '001090000001', fullName: 'Trần Hư Cấu', dateOfBirth: '1990-05-17', sex: 'MALE' },
  ...{ status: 'ALIVE', ...wish },
});

describe('A correction', () => {
  it('is nothing where nothing differs', () => {
    expect(planCorrection(standing(), registry())).toBeNull();
  });

  it('names what changes, and the whole of both sides', () => {
    const plan = planCorrection(standing({ personalId: null, dateOfBirth: '1990-05-18' }), registry());
    expect(plan).toMatchObject({
      before: { personalId: null, fullName: 'Trần Hư Cấu', dateOfBirth: '1990-05-18', sex: 'MALE' },
      after: { personalId: '001090000001', fullName: 'Trần Hư Cấu', dateOfBirth: '1990-05-17', sex: 'MALE' },
      changes: [
        { field: 'NUMBER', before: null, after: '001090000001' },
        { field: 'DATE_OF_BIRTH', before: '1990-05-18', after: '1990-05-17' },
      ],
    });
  });

  it('keeps a birth date that the registry knows less exactly, and a sex that it does not know', () => {
    expect(planCorrection(standing(), registry({ dateOfBirth: '1990', sex: 'UNKNOWN' }))).toBeNull();
  });

  it('suspends what is paid to the dead, and nothing that is not paid', () => {
    const dead = registry({ status: 'DECEASED' });
    expect(planCorrection(standing({ isPaid: true }), dead)).toMatchObject({
      stopsBenefits: true,
      changes: [{ field: 'BENEFITS', before: 'ACTIVE', after: 'SUSPENDED' }],
    });
    expect(planCorrection(standing({ hasBenefits: true }), dead)).toBeNull();
    expect(planCorrection(standing({ isPaid: true }), registry())).toBeNull();
  });
});
