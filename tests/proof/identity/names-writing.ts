import { canonicalName, compareNames } from '../../../src/domain/person-name.js';
import { commonEncoding, recoverName } from '../../../src/domain/person-name-recovery.js';
import { isHighlandSyllable, isVietnameseSyllable } from '../../../src/domain/vietnamese-syllable.js';
import { type Mix, names, WRITINGS } from './names-material.js';

/** What became of names in one writing. */
export interface WritingRow {
  writing: string;
  mix: Mix;
  /** Names that the writing can write and changes. */
  written: number;
  recovered: number;
  /** The same where the first thousand names of the file tell the encoding. */
  recoveredInFile: number;
  /** Those whose comparison with the right name does not say DIFFERENT. */
  calledSame: number;
  /** Names that did not come back, and up to three of them. */
  causes: Record<string, number>;
  examples: Record<string, string[]>;
  /** How often each changed word stood in a name that did not come back, as the encoding writes it. */
  words: Map<string, number>;
}

/** Writes invented names until `count` of them look different, and reads each back. */
export function measureWriting(writing: string, seed: number, count: number, mix: Mix): WritingRow {
  const write = WRITINGS[writing]!;
  const row: WritingRow = {
    ...{ writing, mix, written: 0, recovered: 0, recoveredInFile: 0, calledSame: 0 },
    ...{ causes: {}, examples: {}, words: new Map() },
  };
  const source = commonEncoding(
    [...names(seed, Math.min(count, 1000), mix)].flatMap((name) => write(name) ?? []),
  );
  for (const name of names(seed, count * 3, mix)) {
    if (row.written === count) break;
    const text = write(name);
    const right = canonicalName(name);
    if (text === null || canonicalName(text) === right) continue;
    row.written += 1;
    if (compareNames(text, name).verdict !== 'DIFFERENT') row.calledSame += 1;
    const told = recoverName(text, source);
    if (told && canonicalName(told.name) === right) row.recoveredInFile += 1;
    const back = recoverName(text);
    if (back && canonicalName(back.name) === right) {
      row.recovered += 1;
      continue;
    }
    note(row, causeOf(text, back?.name ?? null), `${name}: ${text}${back ? `, read ${back.name}` : ''}`);
    const rightWords = name.split(' ');
    for (const [at, word] of text.split(' ').entries()) {
      if (word !== rightWords[at]) row.words.set(word, (row.words.get(word) ?? 0) + 1);
    }
  }
  return row;
}

function note({ causes, examples }: WritingRow, cause: string, example: string): void {
  causes[cause] = (causes[cause] ?? 0) + 1;
  examples[cause] ??= [];
  if (examples[cause].length < 3 && !examples[cause].includes(example)) examples[cause].push(example);
}

function causeOf(text: string, back: string | null): string {
  if (back !== null) return 'read as another name';
  const words = text.split(' ');
  if (words.every(isVietnameseSyllable)) return 'every word is a right syllable as it stands';
  if (words.every((word) => isVietnameseSyllable(word) || isHighlandSyllable(word))) {
    return 'every word is a right syllable as it stands, some of highland names';
  }
  if (/^[ -~]*$/.test(text)) return 'signs that may be punctuation';
  return 'not every word becomes a syllable, or none is known';
}
