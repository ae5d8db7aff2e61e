import { canonicalName, compareNames } from '../../../src/domain/person-name.js';
import { commonEncoding, type NameEncoding, recoverName } from '../../../src/domain/person-name-recovery.js';
import { isVietnameseSyllable } from '../../../src/domain/vietnamese-syllable.js';
import { type Mix, names, WRITINGS } from './names-material.js';

/** Names in older encodings: how many come back, how many right names are touched. Usage: names-recovery.js [seed] [count] [life|wide]. */
const seed = Number(process.argv[2] ?? 1);
const count = Number(process.argv[3] ?? 100_000);
const mix = (process.argv[4] ?? 'wide') as Mix;

interface Row {
  writing: string;
  /** What the first thousand names of the file tell. */
  source: NameEncoding | null;
  written: number;
  unchanged: number;
  notWritable: number;
  recovered: number;
  recoveredInFile: number;
  percentInFile: number;
  equalByComparison: number;
  percent: number;
  wrong: number;
  causes: Record<string, number>;
  examples: Record<string, string[]>;
}

const rows: Row[] = Object.entries(WRITINGS).map(([writing, write]) => {
  const row: Row = {
    writing,
    source: null,
    written: 0,
    unchanged: 0,
    notWritable: 0,
    recovered: 0,
    recoveredInFile: 0,
    percentInFile: 0,
    equalByComparison: 0,
    percent: 0,
    wrong: 0,
    causes: {},
    examples: {},
  };
  const source = commonEncoding([...names(seed, 1000, mix)].flatMap((name) => write(name) ?? []));
  row.source = source ?? null;
  for (const name of names(seed, count * 3, mix)) {
    if (row.written === count) break;
    const text = write(name);
    if (text === null) row.notWritable += 1;
    if (text === null) continue;
    if (canonicalName(text) === canonicalName(name)) {
      row.unchanged += 1;
      continue;
    }
    row.written += 1;
    const back = recoverName(text);
    const told = recoverName(text, source);
    if (told && canonicalName(told.name) === canonicalName(name)) row.recoveredInFile += 1;
    if (back && canonicalName(back.name) === canonicalName(name)) {
      row.recovered += 1;
      if (compareNames(text, name).verdict !== 'DIFFERENT') row.equalByComparison += 1;
      continue;
    }
    if (back) row.wrong += 1;
    const cause = causeOf(text, back?.name ?? null);
    row.causes[cause] = (row.causes[cause] ?? 0) + 1;
    row.examples[cause] ??= [];
    const shown = `${name} | ${text}${back ? ` | ${back.name} (${back.encoding})` : ''}`;
    if (row.examples[cause].length < 12 && !row.examples[cause].includes(shown))
      row.examples[cause].push(shown);
  }
  row.percent = Math.floor((100_000 * row.recovered) / row.written) / 1000;
  row.percentInFile = Math.floor((100_000 * row.recoveredInFile) / row.written) / 1000;
  return row;
});

const SOURCES: NameEncoding[] = ['TCVN3', 'VNI', 'VIQR', 'WINDOWS_1258', 'UTF8_AS_LATIN1'];
const touched: string[] = [];
const touchedInFileOf = Object.fromEntries(SOURCES.map((source) => [source, new Set<string>()]));
let correct = 0;
for (const name of names(seed + 1, 2 * count, mix)) {
  for (const form of [name, name.toUpperCase(), name.toLowerCase(), name.normalize('NFD')]) {
    correct += 1;
    const back = recoverName(form);
    if (back) touched.push(`${form} | ${back.name}`);
  }
  for (const source of SOURCES) {
    const back = recoverName(name, source);
    if (back) touchedInFileOf[source]!.add(`${name} | ${back.name}`);
  }
}

function causeOf(text: string, back: string | null): string {
  if (back !== null) return 'read as another name';
  const words = text.split(' ');
  if (words.every(isVietnameseSyllable)) return 'every word is a right syllable as it stands';
  if (/^[ -~]*$/.test(text)) return 'signs that may be punctuation';
  return 'not every word becomes a syllable, or none is known';
}

const inFile = SOURCES.map((source) => {
  const all = [...touchedInFileOf[source]!];
  return { source, names: all.length, examples: all.slice(0, 10) };
});

console.log(
  JSON.stringify(
    {
      seed,
      mix,
      rows,
      correctForms: correct,
      touched: touched.slice(0, 50),
      touchedCount: touched.length,
      touchedInFileOf: inFile,
    },
    null,
    2,
  ),
);
console.log(
  'writing | of | recovered % | in a file known to be such % | equal by comparison | wrong | not writable | without marks',
);
for (const it of rows) {
  console.log(
    [
      it.writing,
      it.written,
      it.percent,
      it.percentInFile,
      it.equalByComparison,
      it.wrong,
      it.notWritable,
      it.unchanged,
    ].join(' | '),
  );
}
console.log(`right names touched: ${touched.length} of ${correct} forms of ${2 * count} names`);
for (const it of inFile) console.log(`right names that stand in a file of ${it.source}: ${it.names} touched`);
