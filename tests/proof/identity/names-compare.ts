import { compareNames } from '../../../src/domain/person-name.js';
import { Dice, STREAM } from '../../../src/sample/dice.js';
import { type Proof, shown } from '../proof.js';
import { FORMS, isOldWriting, LIKENESSES, withOneLetterChanged } from './name-changes.js';
import { names } from './names-material.js';

const SEED = 1;
const NAMES = 100_000;
/** Longer texts are no names: the comparison does not normalise them. */
const LONGEST = 200;
/** Classes in which a changed letter is forgiven as writing. */
const FORGIVEN = ['TONES_DROPPED', 'I_Y', 'TONE_PLACEMENT'];

/** One name in other writings, and other names that look like it: what the comparison answers. */
export const namesCompare: Proof = {
  name: 'names-compare',
  title: 'One name in two writings, two names that look alike',
  about:
    'A hundred thousand invented names, rare and minority names far more frequent than in life. Each is compared with ' +
    'itself in another writing (one to five of: capitals, small letters, decomposed, other spacing, the letter Đ as ' +
    'Ð, tones in the other place, tones lost, words run together), which must never be called different. Each is ' +
    'compared with itself with one letter changed, added or lost, which must never be called the same, unless all ' +
    'that changed is what may be forgiven as writing: marks, i for y, the place of a tone. A changed name that happens ' +
    'to be just what an older encoding writes for this very name, in a word that nobody can bear (`Quèc` for Quốc), is ' +
    'the same name in another writing: it may be called the same, and is only counted. And each is compared with names that people confuse, where ' +
    'the table says which reason is given.',
  run(size) {
    const answers = new Map<string, Map<string, number>>();
    const note = (change: string, answer: string) => {
      const row = answers.get(change) ?? answers.set(change, new Map()).get(change)!;
      row.set(answer, (row.get(answer) ?? 0) + 1);
    };
    const wrong: string[] = [];
    const [counts, dice] = [
      { forms: 0, letters: 0, oldWritings: 0, calledOther: 0, calledSame: 0 },
      new Dice(SEED + 7),
    ];
    let index = 0;
    for (const name of names(SEED, size(NAMES), 'wide')) {
      dice.at(STREAM.registry, index++);
      const written = inOtherForm(name, dice);
      if (written.length <= LONGEST) {
        counts.forms += 1;
        if (compareNames(written, name).verdict === 'DIFFERENT') {
          counts.calledOther += 1;
          wrong.push(`Called different: ${written} and ${name}`);
        }
      }
      const changed = withOneLetterChanged(name, dice);
      if (changed.toLowerCase() !== name.toLowerCase()) {
        counts.letters += 1;
        const { verdict, reasons } = compareNames(dice.pick(FORMS.slice(0, 4))(changed, dice), name);
        const isRight = verdict === 'DIFFERENT' || reasons.some((it) => FORGIVEN.includes(it));
        if (!isRight && isOldWriting(changed, name)) {
          counts.oldWritings += 1;
        } else if (!isRight) {
          counts.calledSame += 1;
          wrong.push(`Called the same: ${changed} and ${name} (${reasons.join(', ')})`);
        }
      }
      for (const [likeness, change] of Object.entries(LIKENESSES)) {
        const other = change(name);
        if (other.toLowerCase() === name.toLowerCase()) continue;
        const { verdict, reason } = compareNames(other, name);
        note(likeness, verdict === 'DIFFERENT' ? `DIFFERENT: ${reason}` : `${verdict}: ${reason}`);
      }
    }
    return {
      figures: [
        {
          name: `the same name called different, of ${shown(counts.forms)}`,
          ...{ value: counts.calledOther, unit: '', limit: { atMost: 0, origin: 'demanded' } },
        },
        {
          name: `another name called the same, of ${shown(counts.letters)}`,
          ...{ value: counts.calledSame, unit: '', limit: { atMost: 0, origin: 'demanded' } },
        },
        {
          ...{
            name: 'called the same, being by chance what an older encoding writes for the name itself',
            unit: '',
          },
          value: counts.oldWritings,
        },
      ],
      tables: [
        {
          title: 'What is answered to names that people confuse',
          rows: [...answers].flatMap(([change, row]) =>
            [...row]
              .sort(([, a], [, b]) => b - a)
              .map(([answer, times]) => ({ 'the other name': change, answer, times })),
          ),
        },
      ],
      notes: wrong.slice(0, 20),
    };
  },
};

function inOtherForm(name: string, dice: Dice): string {
  let written = name;
  for (let steps = dice.between(1, 5); steps > 0; steps -= 1) written = dice.pick(FORMS)(written, dice);
  return written;
}
