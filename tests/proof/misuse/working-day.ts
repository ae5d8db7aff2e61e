import type { SubjectOutcome } from '../../../src/audit/event.js';
import { Dice, STREAM } from '../../../src/sample/dice.js';
import type { Look } from '../../support/looks-on-record.js';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** Midnight in Vietnam before the first judged day, a Monday. */
export const monday = Date.parse('2026-11-15T17:00:00Z');
/** The working days of the four weeks before, from the latest back: midnights in Vietnam. */
export const daysBefore = Array.from({ length: 28 }, (_, ago) => monday - (ago + 1) * dayMs).filter(
  (at) => new Date(at + 7 * hourMs).getUTCDay() % 6 !== 0,
);
/** Monday to Friday: the judged days. */
export const judgedDays = Array.from({ length: 5 }, (_, after) => monday + after * dayMs);

/** Somebody who looks people up, invented. */
export interface Desk {
  agency: string;
  kind: string;
  officer: string;
  purpose: string;
  /** Where most of the people live whom he meets, `001` to `096`. */
  province: string;
}

/** How a desk works: hours of the day, people, and how many of them in a hundred are looked up wrongly. */
export interface Work {
  from: number;
  until: number;
  people: number;
  /** How many at once: a class, a page of members. */
  list?: number;
  notFound?: number;
  mismatched?: number;
  outside?: number;
  /** Others of the household that are read along. */
  related?: number;
}

/** A stream of chance of its own for each thing that is drawn. */
export function diceOf(index: number): Dice {
  return new Dice(2026).at(STREAM.occupation, index);
}

/** A number as they are given out: province, century and sex, year, six digits at random. */
export function drawNumber(dice: Dice, province: string): string {
  const home = dice.chance(0.7) ? province : String(dice.between(1, 96)).padStart(3, '0');
  return `${home}${dice.below(4)}${String(dice.below(100)).padStart(2, '0')}${String(dice.below(1e6)).padStart(6, '0')}`;
}

/** About so many: a quarter more or less is usual, half rare. */
export function about(dice: Dice, many: number): number {
  const spread = dice.next() + dice.next() + dice.next() - 1.5;
  return Math.max(1, Math.round(many * (1 + spread / 2)));
}

/** The looks of one day from its midnight on. Hours past 24 are of the night after. */
export function dayOf(dice: Dice, desk: Desk, midnight: number, work: Work): Look[] {
  const { list = 1, related = 0 } = work;
  const looks: Look[] = [];
  for (let left = about(dice, work.people); left > 0; left -= list) {
    const at = midnight + (work.from + dice.next() * (work.until - work.from)) * hourMs;
    const subjects: Look['subjects'][number][] = Array.from({ length: Math.min(list, left) }, () => ({
      number: drawNumber(dice, desk.province),
      outcome: outcomeOf(dice, work),
    }));
    for (let other = 0; other < related; other += 1) {
      subjects.push({
        ...{ number: drawNumber(dice, desk.province), outcome: 'RELEASED', relation: 'RELATED' },
      });
    }
    looks.push(lookOf(desk, at, subjects));
  }
  return looks;
}

export function lookOf(desk: Desk, at: number, subjects: Look['subjects']): Look {
  const { agency, kind, officer, purpose } = desk;
  return { agency, kind, officer, purpose, at: Math.round(at), subjects };
}

function outcomeOf(dice: Dice, { notFound = 0, mismatched = 0, outside = 0 }: Work): SubjectOutcome {
  const drawn = dice.next() * 100;
  if (drawn < notFound) return 'NOT_FOUND';
  if (drawn < notFound + mismatched) return 'MISMATCHED';
  return drawn < notFound + mismatched + outside ? 'OUT_OF_REMIT' : 'RELEASED';
}
