import { resolveAddress } from '../../../src/domain/address.js';
import type { AdminUnits } from '../../../src/domain/admin-unit.js';
import { type Proof, percentOf } from '../proof.js';
import { type MadeAddress, makeAddresses } from './address-maker.js';
import { readUnits } from './address-units.js';

const SEEDS = [1, 2, 3];
const ADDRESSES = 100_000;
const LIST = 'tests/proof/identity/addresses-made-leftover.csv';

type Outcome = 'RIGHT' | 'AMBIGUOUS' | 'UNRESOLVED' | 'WRONG';
type Counts = Record<Outcome, number>;

/** Addresses made from the crosswalk: how many are resolved rightly, by what was done to them. */
export const addressesMade: Proof = {
  name: 'addresses-made',
  title: 'Addresses of which the truth is known',
  about:
    'Three times a hundred thousand addresses are made from the rows of a public crosswalk, as people may write ' +
    'them: two thirds by the communes of before July 2025, with or without words such as Xã and Huyện, short or long, ' +
    'reversed, with a hamlet before them, without tones or separators, one letter wrong in every seventh. *Right*: ' +
    'exactly the communes in force that are meant (a commune that was divided means several). *Ambiguous*: more than ' +
    'those, and the answer says so. *Unresolved*: no commune. Anything else is *wrong*, and that is what is promised ' +
    'not to happen: an address nobody can place goes to a person, a wrong one goes unnoticed.',
  run(size) {
    const units = readUnits();
    const count = size(ADDRESSES);
    const runs = SEEDS.map((seed) => measure([...makeAddresses(count, seed, units)], units));
    const kinds = [...new Set(runs.flatMap((run) => [...run.byKind.keys()]))].sort();
    return {
      figures: [
        ...runs.map(({ totals }, at) => ({
          name: `wrong, seed ${SEEDS[at]}`,
          ...{ value: percentOf(totals.WRONG, count), unit: '%', limit: { atMost: 0.1, origin: 'demanded' } },
        })),
        ...(['RIGHT', 'AMBIGUOUS', 'UNRESOLVED'] as const).map((outcome) => ({
          name: `${outcome.toLowerCase()}, all seeds`,
          value: percentOf(sum(runs.map((run) => run.totals[outcome])), count * SEEDS.length),
          unit: '%',
        })),
      ],
      tables: [
        {
          title: 'By what was done to the address, all seeds',
          rows: kinds.map((kind) => ({
            'what was done': kind,
            ...sumOf(runs.flatMap((run) => run.byKind.get(kind) ?? [])),
          })),
        },
      ],
      lists: { [LIST]: runs[0]!.listed },
    };
  },
};

function measure(made: readonly MadeAddress[], units: AdminUnits) {
  const byKind = new Map<string, Counts>();
  const totals = none();
  const listed: object[] = [];
  const unitName = (code: string) => `${code} ${units.find(code, '2026-06-01')!.name}`;
  for (const { text, truth, done } of made) {
    const found = resolveAddress(text, units);
    const codes = found.units.map((it) => it.code);
    const outcome = outcomeOf(codes, truth, found.problem);
    totals[outcome] += 1;
    for (const kind of done) {
      const counts = byKind.get(kind) ?? none();
      counts[outcome] += 1;
      byKind.set(kind, counts);
    }
    if (outcome === 'WRONG' || outcome === 'UNRESOLVED') {
      listed.push({
        ...{ outcome, text, done: done.join('; '), meant: truth.map(unitName).join(' | ') },
        ...{ answered: codes.map(unitName).join(' | '), how: found.how, problem: found.problem ?? '' },
      });
    }
  }
  return { totals, byKind, listed };
}

function outcomeOf(codes: readonly string[], truth: readonly string[], problem: string | null): Outcome {
  if (codes.length === 0) return 'UNRESOLVED';
  const holds = truth.every((it) => codes.includes(it));
  if (holds && codes.length === truth.length) return 'RIGHT';
  return holds && problem === 'AMBIGUOUS' ? 'AMBIGUOUS' : 'WRONG';
}

const none = (): Counts => ({ RIGHT: 0, AMBIGUOUS: 0, UNRESOLVED: 0, WRONG: 0 });

function sumOf(counts: readonly Counts[]): Counts {
  const outcomes = Object.keys(none()) as Outcome[];
  return Object.fromEntries(outcomes.map((it) => [it, sum(counts.map((one) => one[it]))])) as Counts;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
