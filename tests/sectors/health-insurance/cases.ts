import type { EligibilityQuestion } from '../../../src/sectors/health-insurance/decide.js';
import type { Facility } from '../../../src/sectors/health-insurance/facility.js';
import type { CoverageRecord } from '../../../src/sectors/health-insurance/record.js';

export const person = { fullName: 'Trần Hư Cấu', dateOfBirth: '1990-05-17', sex: 'MALE' };
export const day = '2026-11-22';

/** A card in force of that person; a test names only what matters. */
export function card(held: Partial<CoverageRecord> = {}): CoverageRecord {
  return {
    ...{ insuranceNumber: '0123456789', cardNumber: 'GD4010123456789', ...person },
    ...{ objectCode: 'GD', benefitLevel: 4, initialFacility: '01001', startOn: '2020-01-01', endOn: null },
    ...{ fiveYearOn: null, areaCode: null, status: 'ACTIVE', statusOn: null, statusReason: null },
    ...{ replacedByCard: null, coPaid: null, coPaidYear: null, ...held },
  };
}

/** A specialised hospital that was a provincial one, unless the test says otherwise. */
export function facility(held: Partial<Facility> = {}): Facility {
  return {
    ...{ code: '01001', name: 'Bệnh viện mẫu', level: 'SPECIALISED', points: 84 },
    ...{ formerLevel: 'PROVINCE', kind: 'HOSPITAL', ...held },
  };
}

/** An outpatient where his card is registered; a test names only what matters. */
export function question(asked: Partial<EligibilityQuestion> = {}): EligibilityQuestion {
  return {
    ...{ person, cards: [card()], facilityCode: '01001', facility: facility(), on: day },
    ...{ care: 'OUTPATIENT', bases: [], admittedOn: null, statedNumber: null, statedFacility: null },
    ...{ coPaid: null, cost: null, ...asked },
  };
}
