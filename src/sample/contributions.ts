import { type Day, isoOf } from './day.js';
import type { Dice } from './dice.js';
import type { Emit } from './emit.js';

/** Pay was raised at these turns: one contribution record each. */
const TURNS: [from: string, to: string, factor: number][] = [
  ['1995-01', '2015-12', 0.45],
  ['2016-01', '2023-12', 0.75],
  ['2024-01', '2026-10', 1],
];

/** The records of one member from the first day to the last; answers the months, which they add up to. */
export function emitContributions(
  sectorNo: string,
  from: Day,
  to: Day,
  employer: string | null,
  dice: Dice,
  emit: Emit,
): number {
  const salary = 100_000 * dice.between(50, 220);
  let months = 0;
  for (const [turnFrom, turnTo, factor] of TURNS) {
    const first = latest(isoOf(from).slice(0, 7), turnFrom);
    const last = earliest(isoOf(to).slice(0, 7), turnTo);
    if (first > last) continue;
    months += monthsBetween(first, last);
    emit('contribution_record', [
      sectorNo,
      first,
      last,
      Math.round((salary * factor) / 1000) * 1000,
      employer,
    ]);
  }
  return months;
}

function latest(one: string, other: string): string {
  return one > other ? one : other;
}

function earliest(one: string, other: string): string {
  return one < other ? one : other;
}

function monthsBetween(first: string, last: string): number {
  return (
    (Number(last.slice(0, 4)) - Number(first.slice(0, 4))) * 12 +
    Number(last.slice(5)) -
    Number(first.slice(5)) +
    1
  );
}
