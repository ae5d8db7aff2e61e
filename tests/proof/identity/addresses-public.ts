import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { type ResolvedAddress, resolveAddress } from '../../../src/domain/address.js';
import type { AdminUnits } from '../../../src/domain/admin-unit.js';
import { type Proof, percentOf } from '../proof.js';
import { readUnits } from './address-units.js';

const SEED = 20250701;
const DRAWN = 300;
const FILES = ['testaddr_s_legacy_2020-2025.csv', 'testaddr_t_legacy_2023-2025.csv'];
const list = (name: string) => `tests/proof/identity/addresses-public-${name}.csv`;

interface Answer {
  file: string;
  text: string;
  found: ResolvedAddress;
}

/** How many public addresses that we did not write are resolved. */
export const addressesPublic: Proof = {
  name: 'addresses-public',
  title: 'Addresses that others wrote',
  about:
    'Commune, district and province as people wrote them, collected and published by others ' +
    '(`tests/data/addresses`). Nobody knows the truth of each, so what is promised is that nearly all lead to a ' +
    'commune in force, or to the set of communes that a divided one became; 300 drawn at random are kept to be read ' +
    'by eye, and so is everything that is ambiguous or unresolved.',
  run(size) {
    const units = readUnits();
    const addresses = readPublicAddresses();
    const answers = addresses
      .slice(0, size(addresses.length))
      .map((it) => ({ ...it, found: resolveAddress(it.text, units) }));
    const count = (test: (it: ResolvedAddress) => boolean) => answers.filter((it) => test(it.found)).length;
    const leftover = answers.filter((it) => it.found.units.length === 0);
    const ambiguous = answers.filter((it) => it.found.units.length > 0 && it.found.problem === 'AMBIGUOUS');
    const how = [...new Set(answers.map((it) => it.found.how))].sort();
    const line = lineWith(units);
    return {
      figures: [
        { name: 'addresses', value: answers.length, unit: '' },
        {
          name: 'resolved to one commune or a set',
          value: percentOf(answers.length - leftover.length, answers.length),
          ...{ unit: '%', limit: { atLeast: 99, origin: 'demanded' } },
        },
        { name: 'to one commune', value: count((it) => it.units.length === 1), unit: '' },
        {
          name: 'to the communes that a divided one became',
          value: count((it) => it.units.length > 1 && it.problem === null),
          unit: '',
        },
        { name: 'to several, said to be ambiguous', value: ambiguous.length, unit: '' },
        { name: 'to none', value: leftover.length, unit: '' },
      ],
      tables: [
        {
          title: 'By how the unit was found',
          rows: how.map((one) => ({ how: one, addresses: count((it) => it.how === one) })),
        },
      ],
      lists: {
        [list('300')]: drawn(answers).map(line),
        [list('ambiguous')]: ambiguous.map(line),
        [list('leftover')]: leftover.map(line),
      },
    };
  },
};

/** Public addresses in the order of their files. */
export function readPublicAddresses(): { file: string; text: string }[] {
  return FILES.flatMap((file) => {
    const text = readFileSync(`tests/data/addresses/${file}`);
    const rows = parse(text, { columns: true, bom: true, skip_empty_lines: true }) as Record<
      string,
      string
    >[];
    return rows.map((it) => ({
      file: file.slice(0, 10),
      text: `${it.ward}, ${it.district}, ${it.province}`,
    }));
  });
}

/** NOTE: the same draw as ever: the 300 it gives were read by eye. */
function drawn(answers: readonly Answer[]): Answer[] {
  let state = SEED;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return answers
    .map((it) => ({ it, at: random() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, DRAWN)
    .map(({ it }) => it);
}

/** An answer as a line to be read by eye. */
function lineWith(units: AdminUnits) {
  const districts = new Map(units.names.districts.map((it) => [it.code, it.name]));
  const districtOf = (code: string | null | undefined) => (code && districts.get(code)) || '';
  const provinceOf = (code: string | null) => (code && units.find(code, '2026-04-30')?.name) || '';
  return ({ file, text, found }: Answer) => ({
    ...{ file, text, how: found.how, problem: found.problem ?? '' },
    named: found.readings.map((it) => `${it.name} [${it.code} ${districtOf(it.districtCode)}]`).join(' | '),
    units: found.units.map((it) => `${it.code} ${it.name}, ${provinceOf(it.provinceCode)}`).join(' | '),
  });
}
