import { type OfficerFacts, usualDayOf } from './facts.js';
import { type Action, type Detector, suspicious, thresholds } from './thresholds.js';

/** Something that looks like misuse, and how much of it there is. */
export interface Finding {
  detector: Detector;
  action: Action;
  /** What was counted; a case is acted on again when it has doubled. */
  count: number;
  /** Figures for whoever decides; no number of a person. */
  evidence: Record<string, number>;
}

type Rule = (facts: OfficerFacts) => Finding | null;

const rules: readonly Rule[] = [wrongNumbers, outsideRemit, quotaPressed, volume, hours];

/** Everything about an officer that looks like misuse by his counts alone. */
export function judge(facts: OfficerFacts): Finding[] {
  return rules.map((rule) => rule(facts)).filter((finding) => finding !== null);
}

/** Whether his numbers are worth opening. */
export function isSuspicious(facts: OfficerFacts): boolean {
  const { wrong, looks } = facts.today;
  if (wrong >= suspicious.wrong && wrong >= suspicious.share * looks) return true;
  return looks >= suspicious.looks && looks >= suspicious.times * usualDayOf(facts);
}

function wrongNumbers({ recent, today }: OfficerFacts): Finding | null {
  const ofHour = thresholds.WRONG_NUMBERS;
  const ofDay = thresholds.WRONG_NUMBERS_OF_DAY;
  const found = [
    recent.wrong >= ofHour.share * recent.looks ? steps('WRONG_NUMBERS', recent.wrong, ofHour, recent) : null,
    today.wrong >= ofDay.share * today.looks ? steps('WRONG_NUMBERS', today.wrong, ofDay, today) : null,
  ];
  return found.find((one) => one?.action === 'PAUSE') ?? found.find((one) => one !== null) ?? null;
}

function outsideRemit({ today }: OfficerFacts): Finding | null {
  const limits = thresholds.OUTSIDE_REMIT;
  if (today.outside < limits.share * today.looks) return null;
  return steps('OUTSIDE_REMIT', today.outside, limits, today);
}

function quotaPressed({ recent }: OfficerFacts): Finding | null {
  return steps('QUOTA_PRESSED', recent.limited, thresholds.QUOTA_PRESSED, recent);
}

function volume(facts: OfficerFacts): Finding | null {
  const looks = facts.today.looks - facts.ofRosters;
  const usual = usualDayOf(facts);
  if (usual === 0) return null;
  const reaches = ({ times, looks: least }: { times: number; looks: number }) =>
    looks >= least && looks >= times * usual;
  const { SLOW, PAUSE } = thresholds.VOLUME;
  if (!reaches(SLOW)) return null;
  const action = reaches(PAUSE) ? 'PAUSE' : 'SLOW';
  return { detector: 'VOLUME', action, count: looks, evidence: { looks, usual, days: facts.days } };
}

function hours({ thisHour, days, daysAtThisTime, agencyShareAtThisTime }: OfficerFacts): Finding | null {
  const limits = thresholds.HOURS;
  if (days < limits.days || daysAtThisTime > 0 || agencyShareAtThisTime >= limits.agencyShare) return null;
  return steps('HOURS', thisHour, limits, { looks: thisHour, days });
}

/** Numbers that lie near another one of the same prefix, as somebody's who counts up; siblings' do not. */
export function nearNumbers(numbers: readonly string[]): Finding | null {
  const limits = thresholds.NEAR_NUMBERS;
  const sorted = [...new Set(numbers)]
    .filter((number) => /^\d{12}$/.test(number))
    .map(Number)
    .sort((a, b) => a - b);
  const isNear = (a: number | undefined, b: number | undefined) =>
    a !== undefined && b !== undefined && b - a <= limits.distance;
  const near = sorted.filter(
    (number, at) => isNear(sorted[at - 1], number) || isNear(number, sorted[at + 1]),
  ).length;
  if (near < limits.share * sorted.length) return null;
  return steps('NEAR_NUMBERS', near, limits, { near, numbers: sorted.length });
}

function steps(
  detector: Detector,
  count: number,
  limits: { SLOW: number; PAUSE: number },
  figures: object,
): Finding | null {
  if (count < limits.SLOW) return null;
  const action = count >= limits.PAUSE ? 'PAUSE' : 'SLOW';
  return { detector, action, count, evidence: { ...figures } as Record<string, number> };
}
