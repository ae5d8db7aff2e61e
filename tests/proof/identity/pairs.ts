import { type Findings, type Proof, percentOf, shown } from '../proof.js';
import { readUnits } from './address-units.js';
import { makeLabelledSet } from './labelled-set.js';
import { readMembers, readResidents } from './pairs-material.js';
import { measurePairs, type PairsMeasured, type Tally } from './pairs-measure.js';

const RESIDENTS = 30_500;
const MEMBERS = 10_000;
const SETS = [
  { seed: 1, province: { name: 'Tỉnh Tiền Giang', code: '82' } },
  { seed: 2, province: { name: 'Thành phố Hà Nội', code: '01' } },
  { seed: 3, province: { name: 'Thành phố Hồ Chí Minh', code: '79' } },
];

/** How well pairwise verdicts alone tell one person from two. */
export const pairs: Proof = {
  name: 'labelled-pairs',
  title: 'One person or two',
  about:
    'Three invented registries of 30,500 residents, twins with nearly the same name among them, and for each a file of ' +
    '10,000 members of whom the truth is known: four in a hundred have something really wrong (name, birth date, ' +
    'address, sex, number), most are written otherwise than the registry writes (old communes, capitals, lost marks, ' +
    'an old encoding). *By number*: the member is found by the number he has, and the verdicts decide as at a desk. ' +
    '*By description*: nothing is known of numbers; every pair of member and resident whose name, birth date, sex ' +
    'and address all may be the same counts as one person. *Precision*: of the pairs called one person, those that ' +
    'are. *Recall*: of the pairs that are, those called so. What is promised is that writing alone never makes one ' +
    'person two, and that no number leads to somebody else unnoticed.',
  run(size) {
    const units = readUnits();
    const sets = SETS.map(({ seed, province }) => {
      const set = makeLabelledSet({ residents: size(RESIDENTS), members: size(MEMBERS) }, seed, province);
      return measurePairs(readResidents(set.registry), readMembers(set.members, set.truth), units);
    });
    return findingsOf(sets);
  },
};

/** The figures of several labelled sets. */
export function findingsOf(sets: readonly PairsMeasured[]): Findings {
  const sum = (of: (set: PairsMeasured) => number) => sets.reduce((total, set) => total + of(set), 0);
  const reasons = [...new Set(sets.flatMap((set) => [...set.reasons.keys()]))].map((reason) => ({
    'what the comparison says': reason,
    records: sum((set) => set.reasons.get(reason) ?? 0),
  }));
  const different = sets.flatMap((set) => set.writing.different);
  return {
    figures: [
      {
        name: `one person called different by the writing alone, of ${shown(sum((set) => set.writing.pairs))} pairs`,
        ...{ value: different.length, unit: '', limit: { atMost: 0, origin: 'demanded' } },
      },
      {
        name: `two people called one, by number, of ${shown(sum((set) => set.numbered.right + set.numbered.wrong))} pairs`,
        ...{ value: sum((set) => set.numbered.wrong), unit: '', limit: { atMost: 0, origin: 'ours' } },
      },
      {
        name: `two people called one, by description, of ${shown(sum((set) => set.described.right + set.described.wrong))} pairs`,
        ...{ value: sum((set) => set.described.wrong), unit: '' },
      },
    ],
    tables: [
      {
        title: 'Precision and recall of “the same person”, in per cent',
        rows: sets.flatMap((set, at) =>
          (['numbered', 'described'] as const).map((how) => ({
            set: `${at + 1}, ${how === 'numbered' ? 'by number' : 'by description'}`,
            ...sharesOf(set[how]),
          })),
        ),
      },
      {
        title: 'What is found different in records with something really wrong',
        rows: reasons.sort((a, b) => b.records - a.records),
      },
    ],
    notes: [
      ...different.slice(0, 10).map((it) => `Called different: ${it}`),
      ...sets.flatMap((set) => set.wrong.slice(0, 5)).map((it) => `Two people called one: ${it}`),
    ],
  };
}

function sharesOf({ right, wrong, missed, missedByWriting }: Tally) {
  const share = (part: number, whole: number) => Math.round(1e4 * percentOf(part, whole)) / 1e4;
  return {
    ...{ precision: share(right, right + wrong), recall: share(right, right + missed) },
    'recall where only the writing differs': share(right, right + missedByWriting),
    ...{ 'called one, rightly': right, wrongly: wrong, missed },
  };
}
