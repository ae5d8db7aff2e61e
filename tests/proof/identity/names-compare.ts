import { compareNames, recoverName } from '../../../src/domain/person-name.js';
import type { NameReason } from '../../../src/domain/person-name-reason.js';
import { Dice, STREAM } from '../../../src/sample/dice.js';
import { withoutMarks } from '../../../src/sample/record-errors.js';
import { names } from './names-material.js';

/**
 * One name in other writings, and other names that look like it: what the comparison answers.
 * Usage: names-compare.js [seed] [count] [life|wide].
 */
const seed = Number(process.argv[2] ?? 1);
const count = Number(process.argv[3] ?? 100_000);
const mix = process.argv[4] === 'life' ? 'life' : 'wide';

type Change = (name: string, dice: Dice) => string;

const FORMS: Change[] = [
  (name) => name.toUpperCase(),
  (name) => name.toLowerCase(),
  (name) => name.normalize('NFD'),
  (name) => ` ${name.replaceAll(' ', '  ')} `,
  (name) => name.replaceAll('Đ', '\u00d0').replaceAll('đ', '\u00f0'),
  (name) =>
    name
      .replace(/oà/g, 'òa')
      .replace(/oá/g, 'óa')
      .replace(/uý(?= |$)/g, 'úy')
      .replace(/ủy/g, 'uỷ'),
  (name) => withoutMarks(name),
  (name, dice) =>
    name
      .split(' ')
      .map((word) => (dice.chance(0.5) ? withoutMarks(word) : word))
      .join(' '),
  (name, dice) => name.replace(/ /g, () => (dice.chance(0.3) ? '' : ' ')),
];

const LETTERS = [...'aăâeêioôơuưy']
  .flatMap((vowel) =>
    ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'].map((tone) => (vowel + tone).normalize('NFC')),
  )
  .concat([...'bcdđghklmnpqrstvx']);
const TELEX: Record<string, string> = {
  '\u0302': '',
  '\u0306': 'w',
  '\u031b': 'w',
  '\u0300': 'f',
  '\u0301': 's',
  '\u0303': 'x',
  '\u0309': 'r',
  '\u0323': 'j',
};
const VNI: Record<string, string> = {
  '\u0302': '6',
  '\u0306': '8',
  '\u031b': '7',
  '\u0300': '2',
  '\u0301': '1',
  '\u0303': '4',
  '\u0309': '3',
  '\u0323': '5',
};

/** As typed without an input method: marks of vowels after them, the tone at the end of the word. */
function keyed(word: string, keys: Record<string, string>): string {
  const open = word
    .replaceAll('đ', keys === TELEX ? 'dd' : 'd9')
    .replaceAll('Đ', keys === TELEX ? 'Dd' : 'D9')
    .normalize('NFD');
  let tone = '';
  const letters = open.replace(/(.)(\p{M}+)/gu, (_, letter: string, marks: string) => {
    let written = letter;
    for (const mark of marks) {
      if ('\u0300\u0301\u0303\u0309\u0323'.includes(mark)) tone = keys[mark] ?? '';
      else written += keys === TELEX && mark === '\u0302' ? letter.toLowerCase() : (keys[mark] ?? '');
    }
    return written;
  });
  return letters + tone;
}

const swapped: Record<string, string> = {
  s: 'x',
  x: 's',
  tr: 'ch',
  ch: 'tr',
  d: 'gi',
  gi: 'd',
  r: 'd',
  l: 'n',
  n: 'l',
};
const LIKENESSES: Record<string, Change> = {
  'tones as keys of Telex': (name) =>
    name
      .split(' ')
      .map((word) => keyed(word, TELEX))
      .join(' '),
  'tones as keys of VNI': (name) =>
    name
      .split(' ')
      .map((word) => keyed(word, VNI))
      .join(' '),
  'surname last': (name) => name.split(' ').slice(1).concat(name.split(' ')[0]!).join(' '),
  'middle left out': (name) =>
    name.split(' ').length > 2 ? `${name.split(' ')[0]} ${name.split(' ').at(-1)}` : name,
  'onset of another dialect': (name) => {
    const words = name.split(' ');
    const at = words.findIndex((word) => /^(tr|ch|gi(?=[aoâăô])|[sxdrl]|n(?![gh]))/i.test(word));
    if (at < 0) return name;
    const word = words[at]!.toLowerCase().replace(/^(tr|ch|gi|[sxdrln])/, (onset) => swapped[onset]!);
    return words.with(at, word).join(' ');
  },
  'hỏi for ngã or ngã for hỏi': (name) =>
    name
      .normalize('NFD')
      .replace(/[\u0303\u0309]/, (tone) => (tone === '\u0303' ? '\u0309' : '\u0303'))
      .normalize('NFC'),
  'surname of the other region': (name) =>
    name.replace(
      /^(Hoàng|Huỳnh|Võ|Vũ|Phan|Phạm)(?= )/,
      (it) => ({ Hoàng: 'Huỳnh', Huỳnh: 'Hoàng', Võ: 'Vũ', Vũ: 'Võ', Phan: 'Phạm', Phạm: 'Phan' })[it]!,
    ),
};

const counted = new Map<string, Map<string, number>>();
const examples: Record<string, string[]> = {};
function note(kind: string, answer: string, example: string): void {
  const row = counted.get(kind) ?? counted.set(kind, new Map()).get(kind)!;
  row.set(answer, (row.get(answer) ?? 0) + 1);
  const key = `${kind}: ${answer}`;
  examples[key] ??= [];
  if (examples[key].length < 6) examples[key].push(example);
}

const dice = new Dice(seed + 7);
let index = 0;
for (const name of names(seed, count, mix)) {
  dice.at(STREAM.registry, index++);
  let written = name;
  for (let steps = dice.between(1, 5); steps > 0; steps -= 1) written = dice.pick(FORMS)(written, dice);
  if (written.length <= 200)
    note('another form of the name', compareNames(written, name).verdict, `${written} | ${name}`);

  const letters = [...name];
  const place = dice.below(letters.length);
  const kind = dice.below(3);
  if (/\p{L}/u.test(letters[place]!)) {
    letters.splice(place, kind === 2 ? 0 : 1, ...(kind === 1 ? [] : [dice.pick(LETTERS)]));
    const changed = letters.join('');
    const compared = compareNames(dice.pick(FORMS.slice(0, 4))(changed, dice), name);
    const isForgiven = compared.reasons.some((it) => ['TONES_DROPPED', 'I_Y', 'TONE_PLACEMENT'].includes(it));
    if (changed.toLowerCase() !== name.toLowerCase()) {
      note(
        'one letter changed',
        isForgiven ? `${compared.verdict}, marks dropped, y for i, or tone moved` : compared.verdict,
        `${changed} | ${name}`,
      );
    }
  }
  for (const [likeness, change] of Object.entries(LIKENESSES)) {
    const other = change(name, dice);
    if (other.toLowerCase() === name.toLowerCase()) continue;
    const compared = compareNames(other, name);
    const reason: NameReason | string =
      compared.verdict === 'DIFFERENT' ? compared.reason : `${compared.verdict}, ${compared.reason}`;
    note(likeness, reason, `${other} | ${name}${recoverName(other) ? ` | ${recoverName(other)!.name}` : ''}`);
  }
}

const table = [...counted].map(([kind, row]) => ({
  kind,
  ...Object.fromEntries([...row].sort((a, b) => b[1] - a[1])),
}));
console.log(JSON.stringify({ seed, count, mix, table, examples }, null, 2));
for (const [kind, row] of counted) {
  const total = [...row.values()].reduce((sum, it) => sum + it, 0);
  const shares = [...row].sort((a, b) => b[1] - a[1]).map(([answer, times]) => `${answer} ${times}`);
  console.log(`${kind} | ${total} | ${shares.join(' · ')}`);
}
