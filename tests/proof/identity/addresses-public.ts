import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { resolveAddress } from '../../../src/domain/address.js';
import { readUnits } from './address-units.js';

/**
 * How many of 22,168 public addresses that we did not write are resolved, with 300 drawn for reading by eye and
 * every one that is not resolved listed beside this file; run it from the project root.
 */
const SEED = 20250701;
const units = readUnits();
const files = ['testaddr_s_legacy_2020-2025.csv', 'testaddr_t_legacy_2023-2025.csv'];
const addresses = files.flatMap((file) => {
  const text = readFileSync(`tests/data/addresses/${file}`);
  const rows = parse(text, { columns: true, bom: true, skip_empty_lines: true }) as Record<string, string>[];
  return rows.map((it) => ({ file: file.slice(0, 10), text: `${it.ward}, ${it.district}, ${it.province}` }));
});

let state = SEED;
const random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};
resolveAddress('', units);
const cpuAt = process.cpuUsage();
const answers = addresses.map((it) => ({ ...it, found: resolveAddress(it.text, units) }));
const cpu = process.cpuUsage(cpuAt);

const line = ({ file, text, found }: (typeof answers)[number]) => ({
  file,
  text,
  how: found.how,
  problem: found.problem ?? '',
  named: found.readings.map((it) => `${it.name} [${it.code} ${districtOf(it.districtCode)}]`).join(' | '),
  units: found.units.map((it) => `${it.code} ${it.name}, ${provinceOf(it.provinceCode)}`).join(' | '),
});
const districts = new Map(units.names.districts.map((it) => [it.code, it.name]));
function districtOf(code: string | null | undefined): string {
  return (code && districts.get(code)) || '';
}
function provinceOf(code: string | null): string {
  return (code && units.find(code, '2026-04-30')?.name) || '';
}
const leftover = answers.filter((it) => it.found.units.length === 0);
const ambiguous = answers.filter((it) => it.found.units.length > 0 && it.found.problem === 'AMBIGUOUS');
const drawn = answers
  .map((it) => ({ it, at: random() }))
  .sort((a, b) => a.at - b.at)
  .slice(0, 300)
  .map(({ it }) => it);
const write = (name: string, rows: typeof answers) =>
  writeFileSync(`tests/proof/identity/${name}.csv`, stringify(rows.map(line), { header: true }));
write('addresses-public-leftover', leftover);
write('addresses-public-ambiguous', ambiguous);
write('addresses-public-300', drawn);

const count = (test: (it: (typeof answers)[number]) => boolean) => answers.filter(test).length;
const how: Record<string, number> = {};
for (const { found } of answers) how[found.how] = (how[found.how] ?? 0) + 1;
const figures = {
  addresses: answers.length,
  resolved: answers.length - leftover.length,
  resolvedShare: Number((1 - leftover.length / answers.length).toFixed(5)),
  oneUnit: count(({ found }) => found.units.length === 1),
  set: count(({ found }) => found.units.length > 1 && found.problem === null),
  ambiguous: ambiguous.length,
  unambiguousShare: Number((1 - (leftover.length + ambiguous.length) / answers.length).toFixed(5)),
  leftover: leftover.length,
  ...{ how, perCpuSecond: Math.round(answers.length / ((cpu.user + cpu.system) / 1e6)) },
};
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
console.table(figures);
