import type { SubjectOutcome } from '../../../src/audit/event.js';
import type { Dice } from '../../../src/sample/dice.js';
import type { Look } from '../../support/looks-on-record.js';
import type { Simulated } from './honest.js';
import {
  type Desk,
  dayOf,
  daysBefore,
  diceOf,
  drawNumber,
  hourMs,
  judgedDays,
  lookOf,
  minuteMs,
  type Work,
} from './working-day.js';

/** What somebody is up to: his looks of the day on which he does it, besides his work. */
export interface Scheme {
  name: string;
  /** In the full simulation. */
  officers: number;
  act(dice: Dice, desk: Desk, midnight: number): Look[];
  /** Whether the days are otherwise his own work. */
  works: boolean;
}

const desk: Work = { from: 7, until: 17, people: 110, notFound: 1, mismatched: 2 };

/** One or two numbers of a hundred that fit a province, a sex and a year were given out (promises of the issue, §3.10). */
const guess = (dice: Dice): SubjectOutcome => (dice.chance(0.015) ? 'VERIFIED_ONLY' : 'NOT_FOUND');

/** So many looks from an hour on, one each `every` ms. */
function inTurn(
  place: Desk,
  from: number,
  every: number,
  count: number,
  next: (at: number) => Look['subjects'][number],
) {
  return Array.from({ length: count }, (_, at) => lookOf(place, from + at * every, [next(at)]));
}

export const schemes: readonly Scheme[] = [
  {
    ...{ name: 'guesses in a province and year, at the quota', officers: 20, works: true },
    act: (dice, place, day) =>
      inTurn(place, day + 13 * hourMs, 1_000, 3_600, () => ({
        number: `${place.province}090${String(dice.below(1e6)).padStart(6, '0')}`,
        outcome: guess(dice),
      })),
  },
  {
    ...{ name: 'counts up, thirty a minute', officers: 20, works: true },
    act(dice, place, day) {
      const first = dice.below(900_000);
      return inTurn(place, day + 10 * hourMs, 2_000, 5_000, (at) => ({
        number: `${place.province}185${String(first + at).padStart(6, '0')}`,
        outcome: guess(dice),
      }));
    },
  },
  {
    ...{ name: 'counts up through a leaked list of real numbers', officers: 20, works: true },
    act(dice, place, day) {
      let number = dice.below(500_000);
      return inTurn(place, day + 9 * hourMs, 20_000, 1_200, () => {
        number += dice.between(1, 12);
        return { number: `${place.province}185${String(number).padStart(6, '0')}`, outcome: 'VERIFIED_ONLY' };
      });
    },
  },
  {
    ...{ name: 'guesses every third minute between honest looks', officers: 20, works: true },
    act: (dice, place, day) =>
      inTurn(place, day + 8 * hourMs, 3 * minuteMs, 170, () => ({
        number: `${place.province}090${String(dice.below(1e6)).padStart(6, '0')}`,
        outcome: guess(dice),
      })),
  },
  {
    ...{ name: 'guesses twice an hour between honest looks', officers: 20, works: true },
    act: (dice, place, day) =>
      inTurn(place, day + 8 * hourMs, 30 * minuteMs, 17, () => ({
        number: `${place.province}090${String(dice.below(1e6)).padStart(6, '0')}`,
        outcome: guess(dice),
      })),
  },
  {
    ...{ name: 'reads out real people all day, at the quota', officers: 20, works: false },
    act: (dice, place, day) =>
      inTurn(place, day + 8 * hourMs, 1_000, 2_000, () => ({
        ...{ number: drawNumber(dice, place.province), outcome: 'RELEASED' },
      })),
  },
  {
    ...{ name: 'reads out twice his usual day', officers: 20, works: true },
    act: (dice, place, day) => dayOf(dice, place, day, desk),
  },
  {
    ...{ name: 'exports at night, where nobody works', officers: 20, works: true },
    act: (dice, place, day) =>
      inTurn(place, day + 25 * hourMs, 20_000, 150, () => ({
        ...{ number: drawNumber(dice, place.province), outcome: 'RELEASED' },
      })),
  },
  {
    ...{ name: 'looks at three neighbours', officers: 20, works: true },
    act: (dice, place, day) =>
      inTurn(place, day + 11 * hourMs, hourMs, 3, () => ({
        ...{ number: drawNumber(dice, place.province), outcome: 'RELEASED' },
      })),
  },
];

/** A share of the dishonest officers, each with an honest past; every one acts on one of the judged days. */
export function dishonestOfficers(size: (full: number) => number): Simulated[] {
  return schemes.flatMap(({ name, officers, act, works }, scheme) =>
    Array.from({ length: size(officers) }, (_, at) => {
      const dice = diceOf(100_000 + scheme * 1_000 + at);
      const place: Desk = {
        // Hospitals of honest desks by day, and of nobody at night.
        ...{
          agency: `honest-0-${at % 8}`,
          kind: 'HOSPITAL',
          purpose: 'TREATMENT',
          officer: `x${scheme}-${at}`,
        },
        province: String(1 + (at % 96)).padStart(3, '0'),
      };
      const day = judgedDays[at % judgedDays.length]!;
      const work = judgedDays.flatMap((one) => (one === day && !works ? [] : dayOf(dice, place, one, desk)));
      const past = daysBefore.flatMap((one) => dayOf(dice, place, one, desk));
      return { ...place, sort: name, honest: false, past, judged: work, scheme: act(dice, place, day) };
    }),
  );
}

/** Well-known people whom desks look up out of curiosity: twelve desks each, over a day, in up to four agencies. */
export function curiousDesks(officers: readonly Simulated[], count: number) {
  const desks = officers.filter((one) => one.kind === 'HOSPITAL');
  return Array.from({ length: count }, (_, at) => {
    const dice = diceOf(700_000 + at);
    const number = drawNumber(dice, '079');
    const day = dice.pick(judgedDays);
    const first = dice.below(desks.length);
    const looks = Array.from({ length: 12 }, (_two, step) =>
      lookOf(desks[(first + step * 3) % desks.length]!, day + (8 + dice.next() * 9) * hourMs, [
        { number, outcome: 'RELEASED' },
      ]),
    );
    return { number, looks };
  });
}
