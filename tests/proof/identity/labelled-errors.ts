import { type Dice, weighted } from '../../../src/sample/dice.js';
import type { Birth, Commune, LabelledPeople, LabelledPerson } from './labelled-people.js';

/** A member's record while errors are put into it. */
export interface Draft {
  personalId: string;
  oldIdNumber: string;
  fullName: string;
  birth: Birth;
  sex: LabelledPerson['sex'];
  commune: Commune;
}

type Change = (draft: Draft, person: LabelledPerson, people: LabelledPeople, dice: Dice) => Partial<Draft>;

const wholeName = (...words: string[]) => words.filter(Boolean).join(' ');
export const nameOf = ({ name }: LabelledPerson) => wholeName(name.surname, name.middle, name.given);

/** What is really wrong with records, and how each befalls one; a change that leaves it the same befalls another. */
const CHANGES: Record<string, Change> = {
  'name:typo': ({ fullName }, _person, _people, dice) => ({ fullName: withTypo(fullName, dice) }),
  'name:missing_mid': (_draft, { name }, _people, dice) => {
    const words = name.middle.split(' ');
    return {
      fullName: wholeName(name.surname, words.length > 1 ? dice.pick(words) : '', name.given),
    };
  },
  'name:swapped': (_draft, { name }, _people, dice) => ({
    fullName:
      dice.chance(0.5) || name.middle === ''
        ? wholeName(name.given, name.surname, name.middle)
        : wholeName(name.surname, name.given, name.middle),
  }),
  'name:other_given': (_draft, person, people, dice) => ({
    fullName: wholeName(person.name.surname, person.name.middle, people.drawGiven(dice, person)),
  }),
  'dob:swap_dm': ({ birth }) =>
    birth.day > 12 ? {} : { birth: { ...birth, day: birth.month, month: birth.day } },
  'dob:year_only': ({ birth }) => ({ birth: { ...birth, yearOnly: true } }),
  'dob:year_off1': ({ birth }, _person, _people, dice) => ({
    birth: { ...birth, year: birth.year + (dice.chance(0.5) ? 1 : -1) },
  }),
  'dob:day_off': ({ birth }) => ({ birth: { ...birth, day: birth.day > 1 ? birth.day - 1 : 2 } }),
  'dob:other': ({ birth }, _person, _people, dice) => ({
    birth: {
      ...{ year: birth.year + 2 + dice.below(8), month: dice.between(1, 12), day: dice.between(1, 28) },
      yearOnly: false,
    },
  }),
  'addr:moved': ({ commune }, _person, people, dice) => {
    const to = dice.pick(dice.chance(0.75) ? people.communes : people.everywhere);
    return to.newCode === commune.newCode || to.oldName === commune.oldName ? {} : { commune: to };
  },
  'gender:flip': ({ sex }) => ({ sex: sex === 'MALE' ? 'FEMALE' : 'MALE' }),
  'id:typo_digit': ({ personalId }, _person, _people, dice) => {
    const at = dice.between(6, 11);
    const digit = (Number(personalId[at]) + dice.between(1, 9)) % 10;
    return { personalId: personalId.slice(0, at) + digit + personalId.slice(at + 1) };
  },
  'id:transposed': ({ personalId }, _person, _people, dice) => {
    const at = dice.between(6, 10);
    const [one, other] = [personalId[at]!, personalId[at + 1]!];
    return { personalId: personalId.slice(0, at) + other + one + personalId.slice(at + 2) };
  },
  'id:twin': (_draft, person, people) => {
    const twin = people.twinOf.get(person.personalId);
    return twin ? { personalId: twin.personalId } : {};
  },
  'id:other_person': (_draft, _person, people, dice) => ({ personalId: dice.pick(people.all).personalId }),
  'id:missing': () => ({ personalId: '', oldIdNumber: '' }),
};

/** How often each error is drawn, or two together. */
const WEIGHTS: Record<string, number> = {
  'name:typo': 20,
  'name:missing_mid': 7,
  'name:swapped': 3,
  'name:other_given': 8,
  'dob:swap_dm': 7,
  'dob:year_only': 10,
  'dob:year_off1': 6,
  'dob:day_off': 6,
  'dob:other': 4,
  'addr:moved': 16,
  'gender:flip': 3,
  'id:typo_digit': 7,
  'id:transposed': 4,
  'id:twin': 2,
  'id:other_person': 3,
  'name:typo dob:swap_dm': 2,
  'name:missing_mid dob:year_off1': 2,
  'id:missing name:typo': 3,
  'id:missing dob:year_off1': 3,
  'id:typo_digit name:typo': 2,
};
const drawErrors = weighted(
  Object.entries(WEIGHTS).map(([errors, weight]) => [errors.split(' '), weight] as const),
);

/** The record with one or two errors in it, and their codes. */
export function withErrors(
  draft: Draft,
  person: LabelledPerson,
  people: LabelledPeople,
  dice: Dice,
): { draft: Draft; errors: string[] } {
  for (;;) {
    let wrong = draft;
    const errors = drawErrors(dice);
    for (const error of errors) wrong = { ...wrong, ...CHANGES[error]!(wrong, person, people, dice) };
    if (errors.every((error) => differs(error, wrong, draft))) return { draft: wrong, errors };
  }
}

/** Whether the field that the error is about now says something else. */
function differs(error: string, wrong: Draft, draft: Draft): boolean {
  const field = error.slice(0, error.indexOf(':'));
  if (field === 'name') return wrong.fullName !== draft.fullName;
  if (field === 'dob') return writtenBirth(wrong.birth) !== writtenBirth(draft.birth);
  if (field === 'addr') return wrong.commune !== draft.commune;
  return field === 'gender' || wrong.personalId !== draft.personalId;
}

/** `dd/mm/yyyy`, or the year alone. */
export function writtenBirth({ year, month, day, yearOnly }: Birth): string {
  if (yearOnly) return String(year);
  return `${String(day).padStart(2, '0')}/${String(month).padStart(2, '0')}/${year}`;
}

const ONSETS = 'S>X X>S Tr>Ch Ch>Tr D>Gi L>N V>D'.split(' ').map((pair) => pair.split('>'));
const TONES = ['\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
const LETTERS = 'abcdeghiklmnopqrstuvxy';

/** One word after the surname heard or keyed wrongly: its onset, its tone, its ending, or a letter. */
function withTypo(name: string, dice: Dice): string {
  const words = name.split(' ');
  const at = words.length > 1 ? dice.between(1, words.length - 1) : 0;
  const kind = dice.next();
  const slips = [withOtherOnset, withOtherTone, withOtherEnding, withOtherLetter];
  const first = kind < 0.35 ? 0 : kind < 0.75 ? 1 : kind < 0.85 ? 2 : 3;
  for (const slip of slips.slice(first)) {
    const wrong = slip(words[at]!, dice);
    if (wrong !== words[at]) return words.with(at, wrong).join(' ');
  }
  return name;
}

function withOtherOnset(word: string): string {
  const [from, to] = ONSETS.find(([onset]) => word.startsWith(onset!)) ?? ['', ''];
  return to + word.slice(from!.length);
}

function withOtherTone(word: string, dice: Dice): string {
  const open = word.normalize('NFD');
  const tone = dice.pick(TONES);
  const marked = /[\u0300\u0301\u0303\u0309\u0323]/.test(open)
    ? open.replace(/[\u0300\u0301\u0303\u0309\u0323]/, tone)
    : open.replace(/[aeiouy][\u0302\u0306\u031b]?/i, (vowel) => vowel + tone);
  return marked.normalize('NFC');
}

function withOtherEnding(word: string): string {
  if (/ng$/.test(word)) return word.replace(/ng$/, 'n');
  return word.replace(/n$/, 'ng').replace(/t$/, 'c');
}

function withOtherLetter(word: string, dice: Dice): string {
  const at = dice.below(word.length);
  const other = dice.chance(0.5) && word.length > 2 ? '' : dice.pick([...LETTERS]);
  return word.slice(0, at) + other + word.slice(at + 1);
}
