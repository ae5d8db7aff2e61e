import { readCardText } from '../../../src/domain/card-text.js';
import { Dice, STREAM } from '../../../src/sample/dice.js';
import { type Proof, shown } from '../proof.js';
import { hostileText, REPEATED, repeatedTo } from './card-texts-material.js';

const SEED = 1;
const TEXTS = 100_000;
const LENGTHS = [64, 256, 1_024, 4_096, 65_536, 1_000_000];
/** The two lengths whose cost is compared: above the longer one a text is refused unread. */
const [SHORT, LONG] = [256, 4_096];

/** That reading a card text never throws and takes linear time, however hostile the text. */
export const cardTexts: Proof = {
  name: 'card-texts',
  title: 'Hostile card texts',
  about:
    'A hundred thousand texts that no card has: good ones cut, edited and repeated, control characters, direction ' +
    'marks, halves of letters, up to a million characters. Reading one must not throw, must answer a kind or a code, ' +
    'and must not find a personal number where there is none. Then the worst of some seventy repeated pieces is ' +
    'looked for at each length, the fastest of five readings each. Were the time linear, a character would cost as ' +
    'much in a text sixteen times as long; were it quadratic, sixteen times as much. That it is linear is ' +
    'demanded; how far a measured ratio may stray from it is ours.',
  run(size) {
    const { failed, answers } = readHostile(size(TEXTS));
    const worst = LENGTHS.map(worstAt);
    const of = (length: number) => worst.find((it) => it.length === length)!;
    return {
      figures: [
        {
          name: `texts that made it throw or answer what it must not, of ${shown(size(TEXTS))}`,
          ...{ value: failed.length, unit: '', limit: { atMost: 0, origin: 'demanded' } },
        },
        {
          name: `cost of a character in the worst text of ${shown(LONG)}, beside the worst of ${SHORT}`,
          ...{
            value: of(LONG).perCharacter / of(SHORT).perCharacter,
            unit: 'times',
            limit: { atMost: 4, origin: 'ours' },
          },
        },
        {
          name: `time of the worst text of 1,000,000 characters, beside the worst of ${shown(LONG)}`,
          value: of(1_000_000).microseconds / of(LONG).microseconds,
          ...{ unit: 'times', limit: { atMost: 1, origin: 'ours' } },
        },
      ],
      tables: [
        {
          title: 'The worst repeated text of each length',
          rows: worst.map(({ length, microseconds, perCharacter, piece }) => ({
            ...{ characters: length, microseconds: Math.round(microseconds * 10) / 10 },
            'ns a character': Math.round(perCharacter * 1_000),
            piece,
          })),
        },
        {
          title: 'What the hostile texts were answered most',
          rows: [...answers]
            .sort(([, a], [, b]) => b - a)
            .slice(0, 12)
            .map(([answer, texts]) => ({ answer, texts })),
        },
      ],
      notes: failed.slice(0, 20),
    };
  },
};

function readHostile(count: number) {
  const answers = new Map<string, number>();
  const failed: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const { answer, fault } = answerTo(hostileText(new Dice(SEED).at(STREAM.registry, index)));
    answers.set(answer, (answers.get(answer) ?? 0) + 1);
    if (fault) failed.push(`Text ${index}: ${fault}`);
  }
  return { answers, failed };
}

function answerTo(text: string): { answer: string; fault: string | null } {
  try {
    const reading = readCardText(text);
    const answer = reading.kind ?? reading.problem;
    if (!/^[A-Z_]+$/.test(answer)) return { answer: 'no code', fault: 'answered no code' };
    const isNone = reading.kind !== null && reading.personalId && !/^0\d{11}$/.test(reading.personalId);
    return { answer, fault: isNone ? 'found a personal number that is none' : null };
  } catch {
    return { answer: 'threw', fault: 'threw' };
  }
}

/** The slowest of all repeated pieces at one length, alone and after the twelve digits of a card. */
function worstAt(length: number) {
  let [slowest, piece] = [0, ''];
  for (const repeated of REPEATED) {
    const text = repeatedTo(repeated, length);
    for (const one of [text, `001190123456|${text}`.slice(0, length)]) {
      const milliseconds = fastestOfFive(one);
      if (milliseconds > slowest) [slowest, piece] = [milliseconds, visible(repeated)];
    }
  }
  return { length, microseconds: slowest * 1e3, perCharacter: (slowest * 1e3) / length, piece };
}

function fastestOfFive(text: string): number {
  let fastest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round += 1) {
    const startedAt = performance.now();
    readCardText(text);
    fastest = Math.min(fastest, performance.now() - startedAt);
  }
  return fastest;
}

/** The beginning of a piece with every sign that shows nothing, or turns what stands beside it, as its code. */
function visible(piece: string): string {
  const code = (sign: string) => `U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')} `;
  return `\`${piece
    .slice(0, 12)
    .replace(/[\p{C}\p{M}]|[^\S ]/gu, code)
    .trim()}\``;
}
