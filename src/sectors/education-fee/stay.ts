import { isLikely } from '../likely.js';
import type { Person } from '../sector.js';
import { type EnrolmentRecord, isCurrent, lastDayOf, type Stay } from './record.js';

/**
 * Whether a school has this pupil now, and none has had him since before: of two that hold him, the one where he began
 * first. When he began is when the hub was told, whatever day was stated, so that nobody comes first by a day put back;
 * and where he came up from the year before, it is when he began then. So a school does not come to another's pupil by
 * entering him in its own register: it waits until he has left there.
 */
export function isFirstToHold(record: EnrolmentRecord, pupil: Person, today: string): boolean {
  return isCurrent(record, today) && isLikely(record, pupil) && !isHeldElsewhere(record, pupil, today);
}

/** Whether a pupil of this school waits for another one, which has had him since before, to let him go. */
export function isHeldElsewhere(
  { enrolmentId, schoolCode, stays }: EnrolmentRecord,
  pupil: Person,
  today: string,
): boolean {
  const his = stays.filter((stay) => isLikely(stay, pupil));
  const own = his.find((stay) => stay.enrolmentId === enrolmentId);
  if (!own) return false;
  const began = beganAt(own, his);
  return his.some(
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
