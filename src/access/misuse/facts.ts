import { thresholds } from './thresholds.js';

export interface Officer {
  agency: string;
  officer: string;
}

/** How much was looked up in a stretch of time. */
export interface Tally {
  /** People. */
  looks: number;
  /** Of them unknown or mismatched. */
  wrong: number;
  /** Of them outside the remit. */
  outside: number;
  /** Operations that a quota refused. */
  limited: number;
}

/** What an officer did of late and used to do. */
export interface OfficerFacts extends Officer {
  /** This hour and the one before. */
  recent: Tally;
  /** Since midnight in Vietnam. */
  today: Tally;
  thisHour: number;
  /** Of today’s, pupils of rosters that were checked chunk by chunk: a school does that once a year, not each day. */
  ofRosters: number;
  /** His days with looks among the last 28, today not. */
  days: number;
  /** People on a day in the middle of those, and of all officers’ days of his agency; 0 without any. */
  usualDay: number;
  usualDayOfAgency: number;
  /** On how many of his days he looked somebody up at this time of day, give or take an hour. */
  daysAtThisTime: number;
  /** The part of his agency’s looks, all but his own of today, at this time of day, give or take an hour. */
  agencyShareAtThisTime: number;
}

/** The usual day an officer is measured by: his own, else that of his agency; 0 when neither is known. */
export function usualDayOf({ days, usualDay, usualDayOfAgency }: OfficerFacts): number {
  return days >= thresholds.VOLUME.days ? usualDay : usualDayOfAgency;
}
