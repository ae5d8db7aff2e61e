import type { LocalDate } from './local-date.js';

/** A span of days, both ends included (thời hạn); without an end it is still running. */
export interface Period {
  startOn: LocalDate;
  endOn: LocalDate | null;
}

export function contains(period: Period, day: LocalDate): boolean {
  return period.startOn <= day && (period.endOn === null || day <= period.endOn);
}
