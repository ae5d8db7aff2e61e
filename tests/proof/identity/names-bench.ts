import { canonicalName, compareNames, recoverName } from '../../../src/domain/person-name.js';
import { asTcvn3 } from '../../../src/sample/legacy-encodings.js';
import { withoutMarks } from '../../../src/sample/record-errors.js';
import { names } from './names-material.js';

/** Names a second on one core. Usage: names-bench.js [seed] [count]. */
const seed = Number(process.argv[2] ?? 1);
const count = Number(process.argv[3] ?? 50_000);
const people = [...names(seed, count, 'life')];
const other = (name: string, at: number) => people[(at + 1) % count] ?? name;

const pairs: Record<string, (name: string, at: number) => [string, string]> = {
  'same text': (name) => [name, name],
  'capitals, NFD': (name) => [name.toUpperCase().normalize('NFD'), name],
  'tones dropped': (name) => [withoutMarks(name), name],
  TCVN3: (name) => [asTcvn3(name), name],
  'another person': (name, at) => [name, other(name, at)],
};

function rate(work: () => void): number {
  work();
  const rounds: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const from = process.cpuUsage();
    work();
    const used = process.cpuUsage(from);
    rounds.push(count / ((used.user + used.system) / 1e6));
  }
  return Math.round(rounds.sort((a, b) => a - b)[2]!);
}

const figures: Record<string, number> = {
  canonicalName: rate(() => people.forEach((name) => void canonicalName(name))),
  'recoverName of right names': rate(() => people.forEach((name) => void recoverName(name))),
};
for (const [kind, make] of Object.entries(pairs)) {
  const made = people.map(make);
  figures[`compareNames, ${kind}`] = rate(() => made.forEach(([a, b]) => void compareNames(a, b)));
}
const ranked = people.map(pairs['another person']!);
figures['compareNames and its similarity, another person'] = rate(() =>
  ranked.forEach(([a, b]) => void compareNames(a, b).similarity),
);

console.log(JSON.stringify({ seed, count, perCpuSecond: figures }, null, 2));
for (const [what, perSecond] of Object.entries(figures)) console.log(`${what} | ${perSecond}`);
