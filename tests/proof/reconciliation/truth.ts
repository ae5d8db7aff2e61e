import { makeLabelledSet } from '../identity/labelled-set.js';
import { type Figure, type Limit, type Proof, percentOf } from '../proof.js';
import { type LabelledRun, withLabelledRuns } from './labelled-run.js';
import type { TruthFigures } from './truth-figures.js';

const SEEDS = [1, 2, 3];
const RESIDENTS = 135_000;
const MEMBERS = 100_000;
const TIEN_GIANG = { name: 'Tỉnh Tiền Giang', code: '82' };
/** Fewer have no room for every kind of error. */
const FEWEST = 2_000;

const demanded = (limit: { atMost: number } | { atLeast: number }): Limit => ({
  ...limit,
  origin: 'demanded',
});

/** Whether the records of a file are given to the right residents, with the right causes. */
export const reconciliationTruth: Proof = {
  name: 'reconciliation-truth',
  title: 'Whose record it is, and what is wrong with it',
  about:
    'Three registries of invented residents are made, and for each a file of members in which the truth about every ' +
    'record is known: about one in twenty-five has a real error in name, birth date, sex, address or number; some have ' +
    'no number, or only the old one; some are of people who are not on record, or there twice; and most are written ' +
    'otherwise than the registry writes. Each file is reconciled as the command does it, from the CSV to results.csv, ' +
    'and the results are counted against the truth. Auto-verified are the records that nobody needs to look at; a ' +
    'wrong person is one of them given to somebody else, and policy is kept where the truth says that it was to be ' +
    'verified. A cause counts as right when its field is one of those that are wrong.',
  async run(size, sets = []) {
    const members = Math.max(FEWEST, size(MEMBERS));
    const residents = Math.max(Math.ceil(FEWEST * 1.35), size(RESIDENTS));
    const runs = await withLabelledRuns(async ({ run, runFolder }) => {
      const done: LabelledRun[] = [];
      for (const set of sets) done.push(await runFolder(set));
      if (sets.length > 0) return done;
      for (const seed of SEEDS)
        done.push(await run(makeLabelledSet({ residents, members }, seed, TIEN_GIANG)));
      return done;
    });
    return {
      figures: figuresOf(sumOf(runs)),
      tables: [
        { title: 'By seed', rows: runs.map((it, at) => ({ seed: sets[at] ?? SEEDS[at]!, ...rowOf(it) })) },
      ],
    };
  },
};

function figuresOf(all: TruthFigures): Figure[] {
  const percent = (name: string, part: number, whole: number, atLeast: number): Figure => ({
    ...{ name, value: percentOf(part, whole), unit: '%', limit: demanded({ atLeast }) },
  });
  return [
    {
      ...{
        name: 'wrong person, in a million auto-verified',
        value: (all.wrongPerson * 1e6) / all.verified,
        unit: '',
      },
      limit: demanded({ atMost: 1 }),
    },
    percent('auto-verified that were to be verified', all.verified - all.policyErrors, all.verified, 99.99),
    percent('clean records verified', all.cleanVerified, all.cleanRecords, 99.5),
    percent('true person first', all.trueFirst, all.mismatches, 99),
    percent('true person among three', all.trueInThree, all.mismatches, 99.5),
    percent('duplicates found', all.duplicatesFound, all.duplicates, 98),
    percent('people who are not on record: said so', all.absentFound, all.absent, 98),
    percent('mismatches with a right cause', all.anyCauseRight, all.mismatches, 99),
    percent('mismatches with all causes right and no other', all.allCausesRight, all.mismatches, 95),
  ];
}

/** The counts of several runs together. */
function sumOf(runs: readonly TruthFigures[]): TruthFigures {
  const [first, ...rest] = runs as [TruthFigures, ...TruthFigures[]];
  return rest.reduce((sum, one) => {
    const keys = Object.keys(sum) as (keyof TruthFigures)[];
    return Object.fromEntries(keys.map((key) => [key, sum[key] + one[key]])) as unknown as TruthFigures;
  }, countsOf(first));
}

/** The counts alone. */
export function countsOf(run: TruthFigures): TruthFigures {
  const numbers = Object.entries(run).filter(
    ([key, value]) => typeof value === 'number' && !key.endsWith('Seconds'),
  );
  return Object.fromEntries(numbers) as unknown as TruthFigures;
}

/** A run in the columns of the tables, shares in per cent. */
export function rowOf(it: TruthFigures): Record<string, string | number> {
  const share = (part: number, whole: number) => (whole === 0 ? '–' : percentOf(part, whole).toFixed(3));
  return {
    ...{
      records: it.records,
      verified: it.verified,
      'wrong person': it.wrongPerson,
      'policy errors': it.policyErrors,
    },
    'clean verified': share(it.cleanVerified, it.cleanRecords),
    'true first': share(it.trueFirst, it.mismatches),
    'among three': share(it.trueInThree, it.mismatches),
    'a right cause': share(it.anyCauseRight, it.mismatches),
    'all right': share(it.allCausesRight, it.mismatches),
    duplicates: share(it.duplicatesFound, it.duplicates),
    absent: share(it.absentFound, it.absent),
  };
}
