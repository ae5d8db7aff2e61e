import { isHighlandSyllable, isVietnameseSyllable } from '../../../src/domain/vietnamese-syllable.js';
import type { Dice } from '../../../src/sample/dice.js';
import { withoutMarks } from '../../../src/sample/record-errors.js';
import { WRITINGS } from './names-material.js';
import { asKeys, TELEX_KEYS, VNI_KEYS } from './typed-keys.js';

/** Writings that leave a name the same; the first four keep every letter. */
export const FORMS: readonly ((name: string, dice: Dice) => string)[] = [
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

/** Another letter in the place of one, one more, or one less; a name whose place fell on a space stays as it is. */
export function withOneLetterChanged(name: string, dice: Dice): string {
  const letters = [...name];
  const place = dice.below(letters.length);
  const kind = dice.below(3);
  if (!/\p{L}/u.test(letters[place]!)) return name;
  letters.splice(place, kind === 2 ? 0 : 1, ...(kind === 1 ? [] : [dice.pick(LETTERS)]));
  return letters.join('');
}

/** Whether a changed name is what an older encoding writes for the name, in a word that is no syllable of any name. */
export function isOldWriting(changed: string, name: string): boolean {
  const isWritten = Object.values(WRITINGS).some(
    (write) => write(name)?.toLowerCase() === changed.toLowerCase(),
  );
  const right = name.split(' ');
  return (
    isWritten &&
    changed
      .split(' ')
      .some((word, at) => word !== right[at] && !isVietnameseSyllable(word) && !isHighlandSyllable(word))
  );
}

const ONSETS: Record<string, string> = {
  ...{ s: 'x', x: 's', tr: 'ch', ch: 'tr', d: 'gi', gi: 'd', r: 'd', l: 'n', n: 'l' },
};
const REGIONS: Record<string, string> = {
  ...{ Hoàng: 'Huỳnh', Huỳnh: 'Hoàng', Võ: 'Vũ', Vũ: 'Võ', Phan: 'Phạm', Phạm: 'Phan' },
};

/** Names that people take for one another, by what makes the one of the other; the name itself where nothing does. */
export const LIKENESSES: Record<string, (name: string) => string> = {
  'tones as keys of Telex': (name) => asKeys(name, TELEX_KEYS, true) ?? name,
  'tones as keys of VNI': (name) => asKeys(name, VNI_KEYS, true) ?? name,
  'surname last': (name) => name.split(' ').slice(1).concat(name.split(' ')[0]!).join(' '),
  'middle left out': (name) => {
    const words = name.split(' ');
    return words.length > 2 ? `${words[0]} ${words.at(-1)}` : name;
  },
  'onset of another dialect': (name) => {
    const words = name.split(' ');
    const at = words.findIndex((word) => /^(tr|ch|gi(?=[aoâăô])|[sxdrl]|n(?![gh]))/i.test(word));
    if (at < 0) return name;
    const word = words[at]!.toLowerCase().replace(/^(tr|ch|gi|[sxdrln])/, (onset) => ONSETS[onset]!);
    return words.with(at, word).join(' ');
  },
  'hỏi for ngã or ngã for hỏi': (name) =>
    name
      .normalize('NFD')
      .replace(/[\u0303\u0309]/, (tone) => (tone === '\u0303' ? '\u0309' : '\u0303'))
      .normalize('NFC'),
  'surname of the other region': (name) =>
    name.replace(/^(Hoàng|Huỳnh|Võ|Vũ|Phan|Phạm)(?= )/, (it) => REGIONS[it]!),
};
