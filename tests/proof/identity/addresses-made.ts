import { writeFileSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import { resolveAddress } from '../../../src/domain/address.js';
import { makeAddresses } from './address-maker.js';
import { readUnits } from './address-units.js';

/**
 * How many addresses made from the crosswalk are resolved rightly; the wrong and the unresolved ones are listed
 * beside this file. Run it from the project root: `addresses-made.js [count] [seed]`.
 *
 * RIGHT: exactly the set meant. AMBIGUOUS: more than it, and said so. UNRESOLVED: nothing. Anything else is WRONG.
 */
const count = Number(process.argv[2] ?? 100_000);
const seed = Number(process.argv[3] ?? 1);
const units = readUnits();
resolveAddress('', units);

type Outcome = 'RIGHT' | 'AMBIGUOUS' | 'UNRESOLVED' | 'WRONG';
const totals: Record<Outcome, number> = { RIGHT: 0, AMBIGUOUS: 0, UNRESOLVED: 0, WRONG: 0 };
const byKind = new Map<string, Record<Outcome, number>>();
const listed: object[] = [];
const unitName = (code: string) => `${code} ${units.find(code, '2026-06-01')!.name}`;
const made = [...makeAddresses(count, seed, units)];
const cpuAt = process.cpuUsage();
const answers = made.map((it) => resolveAddress(it.text, units));
const cpu = process.cpuUsage(cpuAt);
for (const [at, { text, truth, done }] of made.entries()) {
  const found = answers[at]!;
  const codes = found.units.map((it) => it.code);
  const holds = truth.every((it) => codes.includes(it));
  const outcome: Outcome =
    codes.length === 0
      ? 'UNRESOLVED'
      : holds && codes.length === truth.length
        ? 'RIGHT'
        : holds && found.problem === 'AMBIGUOUS'
          ? 'AMBIGUOUS'
          : 'WRONG';
  totals[outcome] += 1;
  for (const kind of done) {
    const row = byKind.get(kind) ?? { RIGHT: 0, AMBIGUOUS: 0, UNRESOLVED: 0, WRONG: 0 };
    row[outcome] += 1;
    byKind.set(kind, row);
  }
  if (outcome === 'WRONG' || outcome === 'UNRESOLVED') {
    listed.push({
      ...{ outcome, text, done: done.join('; '), meant: truth.map(unitName).join(' | ') },
      ...{ answered: codes.map(unitName).join(' | '), how: found.how, problem: found.problem ?? '' },
    });
  }
}
writeFileSync('tests/proof/identity/addresses-made-leftover.csv', stringify(listed, { header: true }));
const share = (part: number) => Number(((100 * part) / count).toFixed(3));
const figures = {
  ...{
    count,
    seed,
    ...totals,
    wrongPercent: share(totals.WRONG),
    unresolvedPercent: share(totals.UNRESOLVED),
  },
  ambiguousPercent: share(totals.AMBIGUOUS),
  perCpuSecond: Math.round(count / ((cpu.user + cpu.system) / 1e6)),
};
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
console.table(Object.fromEntries([...byKind].sort()));
