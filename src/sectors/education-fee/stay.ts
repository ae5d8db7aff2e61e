import { endOfSchoolYear } from '../../fees/school-year.js';
import { isLikely } from '../likely.js';
import type { Person } from '../sector.js';
import type { EnrolmentRecord } from './record.js';

/** That a pupil is at a school in a school year, at whichever: no class and no fees. */
export interface Stay
  extends Pick<
    EnrolmentRecord,
    'enrolmentId' | 'schoolCode' | 'schoolYear' | 'fullName' | 'dateOfBirth' | 'status' | 'startOn' | 'endOn'
  > {
  personalId: string;
  /** When the hub was told so, to the microsecond in Vietnam; null of what a school's own system wrote. */
  heldSince: string | null;
}

/**
 * Whether no other school has had this pupil since before: of two that hold him now, the one where he began first. When
 * he began is when the hub was told, whatever day was stated, so that nobody comes first by a day put back; and where he
 * came up from the year before, it is when he began then. A stay that was left without an end lasts its school year.
 */
export function isFirstToHold(
  { enrolmentId, schoolCode }: Pick<Stay, 'enrolmentId' | 'schoolCode'>,
  pupil: Person,
  stays: readonly Stay[],
  today: string,
): boolean {
  const his = stays.filter((stay) => isLikely(stay, pupil));
  const own = his.find((stay) => stay.enrolmentId === enrolmentId);
  if (!own) return false;
  const began = beganAt(own, his);
  return !his.some(
    (other) => other.schoolCode !== schoolCode && lastDayOf(other) >= today && beganAt(other, his) < began,
  );
}

/** NOTE: a day sorts before any moment of that day. */
function beganAt(stay: Stay, all: readonly Stay[]): string {
  const own = stay.heldSince ?? stay.startOn;
  const yearBefore = `${Number(stay.schoolYear.slice(0, 4)) - 1}-${stay.schoolYear.slice(0, 4)}`;
  const earlier = all
    .filter(
      ({ schoolCode, schoolYear, status }) =>
        schoolCode === stay.schoolCode && schoolYear === yearBefore && status === 'ENROLLED',
    )
    .map((before) => beganAt(before, all));
  return [own, ...earlier].sort()[0]!;
}

function lastDayOf({ status, endOn, schoolYear }: Stay): string {
  return endOn ?? (status === 'ENROLLED' ? endOfSchoolYear(schoolYear) : '');
}
