import { type Figure, type Limit, type Proof, percentOf, shown } from '../proof.js';
import { WRITINGS } from './names-material.js';
import { measureRightNames } from './names-right.js';
import { measureWriting, type WritingRow } from './names-writing.js';

const SEED = 1;
const NAMES = 100_000;
const MIXES = ['life', 'wide'] as const;
/** For these a share is promised; the others are measured beside them. */
const PROMISED = ['TCVN3', 'VNI', 'VIQR', 'UTF-8 as Latin-1'];
const PROMISED_PERCENT = 99.5;
/** What we add to it: the ambiguous names come back where their file tells the encoding. */
const IN_FILE_PERCENT = 99.6;

/** Names in older encodings: how many come back, and whether a right name is ever touched. */
export const namesRecovery: Proof = {
  name: 'names-recovery',
  title: 'Names in older encodings',
  about:
    'A hundred thousand invented names are written as each old encoding shows them where its font is missing ' +
    '(`NguyÔn V¨n` for `Nguyễn Văn`), and each is read back by itself, with nothing said about the encoding. It ' +
    'counts as read back only if the name is the same letter for letter, capitals apart. This is done for two mixes ' +
    'of names: as frequent as in life, and one in which minority names, rare surnames and odd forms are far more ' +
    'frequent; the figure is the lower of the two. The table adds what comes back where the first thousand names of a ' +
    'file told its encoding, and how often the comparison of the text with the right name says the same: it is ' +
    'stricter, since `NGUYÔN` in capitals may also be one wrong key. Then two hundred thousand right names of each mix, in four ' +
    'forms (as they are, in capitals, in small letters, decomposed), are given to the same reader, which must leave ' +
    'every one alone.',
  run(size) {
    const count = size(NAMES);
    const rows = MIXES.flatMap((mix) =>
      Object.keys(WRITINGS).map((writing) => measureWriting(writing, SEED, count, mix)),
    );
    const promised = rows.filter((it) => PROMISED.includes(it.writing));
    const right = MIXES.map((mix) => measureRightNames(SEED + 1, 2 * count, mix));
    const touched = right.flatMap((it) => it.touched);
    const inFiles = right.flatMap((it) => it.touchedInFiles);
    return {
      figures: [
        ...PROMISED.map((writing) => {
          const shares = sharesOf(writing, rows, (it) => it.recovered);
          return lowerOf(`${writing}: read back`, shares, PROMISED_PERCENT, 'demanded');
        }),
        ...PROMISED.map((writing) => {
          const shares = sharesOf(writing, rows, (it) => it.recoveredInFile);
          return lowerOf(`${writing}: read back in a file that told`, shares, IN_FILE_PERCENT, 'ours');
        }),
        {
          ...{ name: `right names rewritten, of ${shown(sum(right.map((it) => it.forms)))} forms` },
          ...{ value: touched.length, unit: '', limit: { atMost: 0, origin: 'demanded' } },
        },
        {
          name: 'right names rewritten where their file is known to be of an older encoding',
          ...{ value: inFiles.length, unit: '', limit: { atMost: 0, origin: 'ours' } },
        },
      ],
      tables: [
        { title: 'Every writing in both mixes, in per cent', rows: rows.map(rowOfShares) },
        { title: 'Names not read back, by cause', rows: promised.flatMap(rowsOfCauses) },
      ],
      notes: [
        ...promised.flatMap(noteOfMissing),
        ...[...new Set([...touched, ...inFiles])].slice(0, 20).map((it) => `Rewritten: ${it}`),
      ],
    };
  },
};

/** The share in per cent of one writing in each mix. */
function sharesOf(
  writing: string,
  rows: readonly WritingRow[],
  count: (row: WritingRow) => number,
): number[] {
  return rows.filter((it) => it.writing === writing).map((it) => percentOf(count(it), it.written));
}

function lowerOf(name: string, shares: readonly number[], atLeast: number, origin: Limit['origin']): Figure {
  return { name, value: Math.min(...shares), unit: '%', limit: { atLeast, origin } };
}

/** Why a writing that stays below what was promised does: the words behind it, and what settles them. */
function noteOfMissing({ writing, mix, written, recovered, recoveredInFile, words }: WritingRow): string[] {
  if (percentOf(recovered, written) >= PROMISED_PERCENT) return [];
  const often = [...words].sort(([, a], [, b]) => b - a).slice(0, 12);
  return [
    `${writing}, mix ${mix}: ${shown(written - recovered)} of ${shown(written)} names do not come back, because what the ` +
      `encoding writes may be somebody's name as it stands, and a right name is never rewritten; the words behind it: ` +
      `${often.map(([word, times]) => `${word} ${shown(times)}`).join(', ')}. Where the file tells its encoding ` +
      `${shown(percentOf(recoveredInFile, written))} % come back.`,
  ];
}

function rowOfShares({ writing, mix, written, recovered, recoveredInFile, calledSame }: WritingRow) {
  const share = (part: number) => Math.floor(1000 * percentOf(part, written)) / 1000;
  return {
    ...{ writing, mix, 'read back': share(recovered) },
    ...{ 'in a file that told': share(recoveredInFile), 'compared: the same': share(calledSame) },
  };
}

function rowsOfCauses({ writing, mix, written, recovered, causes, examples }: WritingRow) {
  if (written === recovered) return [];
  return Object.entries(causes).map(([cause, names]) => ({
    ...{ writing, mix, of: written, cause, names },
    examples: examples[cause]!.slice(0, 3).join(' · '),
  }));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
