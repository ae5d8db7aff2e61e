import { readCardText } from '../../../src/domain/card-text.js';
import { Dice, STREAM } from '../../../src/sample/dice.js';
import { GOOD, hostileText, REPEATED, repeatedTo } from './card-texts-material.js';

/**
 * That reading a card text never throws and takes linear time, on 100,000 hostile texts and on the worst repeated
 * ones by length; and how many good texts of each kind are read per second. Ends with 1 when something threw.
 */
const COUNT = Number(process.argv[2] ?? 100_000);
const SEED = Number(process.argv[3] ?? 1);
const LENGTHS = [64, 256, 1_024, 4_096, 4_097, 65_536, 1_000_000];

const answers = new Map<string, number>();
const classes = new Map<number, { texts: number; ms: number; worstMs: number }>();
const thrown: string[] = [];

for (let index = 0; index < COUNT; index += 1) {
  const text = hostileText(new Dice(SEED).at(STREAM.registry, index));
  const startedAt = performance.now();
  let answer: string;
  try {
    const reading = readCardText(text);
    answer = reading.kind ?? reading.problem;
    if (!/^[A-Z_]+$/.test(answer)) thrown.push(`text ${index}: answered what is no code`);
    if (reading.kind !== null && reading.personalId && !/^0\d{11}$/.test(reading.personalId)) {
      thrown.push(`text ${index}: a personal id that is none`);
    }
  } catch {
    answer = 'THREW';
    thrown.push(`text ${index}: threw`);
  }
  const ms = performance.now() - startedAt;
  answers.set(answer, (answers.get(answer) ?? 0) + 1);
  const size = LENGTHS.find((length) => text.length <= length) ?? 1_000_000;
  const row = classes.get(size) ?? { texts: 0, ms: 0, worstMs: 0 };
  classes.set(size, { texts: row.texts + 1, ms: row.ms + ms, worstMs: Math.max(row.worstMs, ms) });
}

/** The slowest of all repeated pieces at one length, each the fastest of five tries. */
function worstAt(length: number): {
  length: number;
  worstMicros: number;
  nanosPerUnit: number;
  piece: string;
} {
  let [worst, piece] = [0, ''];
  for (const repeated of REPEATED) {
    for (const text of [
      repeatedTo(repeated, length),
      repeatedTo(`001190123456|${repeatedTo(repeated, length)}`, length),
    ]) {
      let best = Number.POSITIVE_INFINITY;
      for (let round = 0; round < 5; round += 1) {
        const startedAt = performance.now();
        readCardText(text);
        best = Math.min(best, performance.now() - startedAt);
      }
      if (best > worst) [worst, piece] = [best, JSON.stringify(repeated.slice(0, 12))];
    }
  }
  return {
    length,
    worstMicros: Math.round(worst * 1e4) / 10,
    nanosPerUnit: Math.round((worst * 1e6) / length),
    piece,
  };
}

function readPerSecond(text: string): number {
  for (let warm = 0; warm < 20_000; warm += 1) readCardText(text);
  const startedAt = performance.now();
  let read = 0;
  while (performance.now() - startedAt < 500)
    for (let i = 0; i < 1_000; i += 1, read += 1) readCardText(text);
  return Math.round((read * 1_000) / (performance.now() - startedAt));
}

const byLength = [...classes]
  .sort(([a], [b]) => a - b)
  .map(([upTo, { texts, ms, worstMs }]) => ({
    upTo,
    texts,
    meanMicros: Math.round((ms * 1e4) / texts) / 10,
    worstMs: Math.round(worstMs * 100) / 100,
  }));
const worst = LENGTHS.map(worstAt);
const perSecond = Object.entries(GOOD).map(([kind, text]) => ({ kind, perSecond: readPerSecond(text) }));
console.table(byLength);
console.table(worst);
console.table(perSecond);
const found = Object.fromEntries([...answers].sort(([, a], [, b]) => b - a));
console.log(
  JSON.stringify({
    count: COUNT,
    seed: SEED,
    threw: thrown.length,
    answers: found,
    byLength,
    worst,
    perSecond,
  }),
);
for (const line of thrown.slice(0, 20)) console.error(line);
process.exitCode = thrown.length === 0 ? 0 : 1;
