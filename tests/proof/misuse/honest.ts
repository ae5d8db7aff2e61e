import type { Look } from '../../support/looks-on-record.js';
import {
  type Desk,
  dayOf,
  daysBefore,
  diceOf,
  drawNumber,
  hourMs,
  judgedDays,
  lookOf,
  type Work,
} from './working-day.js';

/** Officers of one kind: their usual days, and what the judged ones are like. */
interface Trade {
  name: string;
  kind: string;
  purpose: string;
  /** Officers in the full simulation, and how many share an agency. */
  officers: number;
  together: number;
  usual: Work;
  /** The judged days where they are not as usual; `day` from 0, Monday. */
  judged?: (day: number) => Work;
  /** Without any past. */
  isNew?: true;
}

const desk: Work = { from: 7, until: 17, people: 110, notFound: 1, mismatched: 2 };
const hospital = { kind: 'HOSPITAL', purpose: 'TREATMENT' };
const school = { kind: 'SCHOOL', purpose: 'ENROLMENT' };

/** Who works honestly. Names of agencies begin with the trade, so trades do not share agencies unless they say so. */
export const trades: readonly Trade[] = [
  { name: 'hospital desk', ...hospital, officers: 80, together: 10, usual: desk },
  {
    ...{ name: 'hospital night shift', ...hospital, officers: 20, together: 10 },
    usual: { ...desk, from: 22, until: 30, people: 40 },
  },
  {
    ...{ name: 'hospital on a festival day', ...hospital, officers: 20, together: 10, usual: desk },
    judged: (day) => (day === 2 ? { ...desk, people: 250 } : desk),
  },
  { name: 'new at a hospital', ...hospital, officers: 20, together: 10, usual: desk, isNew: true },
  {
    ...{ name: 'desk that stays late once', ...hospital, officers: 20, together: 10, usual: desk },
    judged: (day) => (day === 1 ? { ...desk, until: 21 } : desk),
  },
  {
    ...{ name: 'desk with a bad paper list', ...hospital, officers: 20, together: 10, usual: desk },
    judged: (day) => (day === 3 ? { ...desk, notFound: 14, mismatched: 6 } : desk),
  },
  {
    ...{ name: 'school', ...school, officers: 20, together: 2 },
    usual: { from: 8, until: 17, people: 40, list: 20, notFound: 1, mismatched: 2 },
  },
  {
    ...{ name: 'school in enrolment season', ...school, officers: 20, together: 2 },
    usual: { from: 8, until: 17, people: 25, list: 5, notFound: 1, mismatched: 3 },
    judged: () => ({ from: 7, until: 18, people: 140, list: 45, notFound: 1, mismatched: 4 }),
  },
  {
    ...{ name: 'insurance office', kind: 'SOCIAL_INSURANCE', purpose: 'INSURANCE_ADMINISTRATION' },
    ...{ officers: 30, together: 5 },
    usual: { from: 8, until: 17, people: 300, list: 20, notFound: 1, mismatched: 4 },
  },
  {
    ...{ name: 'one-stop portal', kind: 'PUBLIC_SERVICE', purpose: 'ADMINISTRATIVE_PROCEDURE' },
    ...{ officers: 30, together: 5 },
    usual: { from: 8, until: 17, people: 40, notFound: 2, mismatched: 4, related: 3 },
  },
  {
    ...{ name: 'commune office', kind: 'AUTHORITY', purpose: 'ADMINISTRATIVE_PROCEDURE' },
    ...{ officers: 30, together: 4 },
    usual: { from: 8, until: 17, people: 45, notFound: 2, outside: 12 },
  },
];

export interface Simulated extends Desk {
  /** What sort of officer: the trade, or what he is up to. */
  sort: string;
  honest: boolean;
  past: Look[];
  judged: Look[];
  /** Looks of those days that are no work. */
  scheme: Look[];
}

/** A share of the honest officers, each with his past and his judged days. */
export function honestOfficers(size: (full: number) => number): Simulated[] {
  const made: Simulated[] = [];
  for (const [trade, { name, kind, purpose, officers, together, usual, judged, isNew }] of trades.entries()) {
    for (let at = 0; at < size(officers); at += 1) {
      const dice = diceOf(trade * 1_000 + at);
      const place: Desk = {
        ...{ agency: `honest-${trade}-${Math.floor(at / together)}`, kind, purpose, officer: `h${at}` },
        province: String(1 + ((trade * 7 + Math.floor(at / together)) % 96)).padStart(3, '0'),
      };
      // Somebody newly hired has colleagues who are not.
      const newHere = isNew && at % 2 === 1;
      const past = newHere ? [] : daysBefore.flatMap((day) => dayOf(dice, place, day, usual));
      const own = judgedDays.flatMap((day, number) => dayOf(dice, place, day, judged?.(number) ?? usual));
      made.push({
        ...place,
        sort: isNew && !newHere ? 'hospital desk' : name,
        honest: true,
        past,
        judged: own,
        scheme: [],
      });
    }
  }
  return made;
}

/** Patients who are sent on: looked up at up to six desks of three agencies in a day. */
export function referredPatients(officers: readonly Simulated[], count: number): Look[] {
  const desks = officers.filter((one) => one.kind === 'HOSPITAL');
  return Array.from({ length: count }, (_, at) => {
    const dice = diceOf(500_000 + at);
    const number = drawNumber(dice, '001');
    const agencies = [dice.pick(desks), dice.pick(desks), dice.pick(desks)].map((one) => one.agency);
    const day = dice.pick(judgedDays);
    return Array.from({ length: dice.between(2, 6) }, (_two, step) => {
      const place = dice.pick(desks.filter((one) => one.agency === agencies[step % 3]));
      return lookOf(place, day + (8 + step) * hourMs, [{ number, outcome: 'RELEASED' }]);
    });
  }).flat();
}
