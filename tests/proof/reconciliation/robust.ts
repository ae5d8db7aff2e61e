import { type LabelledSet, makeLabelledSet } from '../identity/labelled-set.js';
import type { Figure, Proof } from '../proof.js';
import { type LabelledRun, withLabelledRuns } from './labelled-run.js';
import { rowOf } from './truth.js';

const RESIDENTS = 54_000;
const MEMBERS = 40_000;
const FEWEST = 2_000;
const SEED = 11;
const TIEN_GIANG = { name: 'Tỉnh Tiền Giang', code: '82' };

type Make = (residents: number, members: number) => LabelledSet;

/** What a file may be like that nobody had in mind. */
const SETS: Readonly<Record<string, Make>> = {
  'one record in a hundred with an error': (residents, members) =>
    makeLabelledSet({ residents, members }, SEED, TIEN_GIANG, { error: 0.01 }),
  'fifteen in a hundred with an error': (residents, members) =>
    makeLabelledSet({ residents, members }, SEED, TIEN_GIANG, { error: 0.15 }),
  'people of Hà Nội': (residents, members) =>
    makeLabelledSet({ residents, members }, SEED, { name: 'Thành phố Hà Nội', code: '01' }),
  'people of Nghệ An': (residents, members) =>
    makeLabelledSet({ residents, members }, SEED, { name: 'Tỉnh Nghệ An', code: '40' }),
  'people of Đắk Lắk': (residents, members) =>
    makeLabelledSet({ residents, members }, SEED, { name: 'Tỉnh Đắk Lắk', code: '66' }),
  'a registry of birth years alone': (residents, members) => {
    const set = makeLabelledSet({ residents, members }, SEED, TIEN_GIANG);
    return { ...set, registry: set.registry.map((row) => ({ ...row, dob: row.dob!.slice(0, 4) })) };
  },
  'a registry that knows an eighth of the members': (residents, members) => {
    const set = makeLabelledSet({ residents, members }, SEED, TIEN_GIANG);
    const registry = set.registry.slice(0, Math.ceil(members / 8));
    const known = new Set(registry.map((row) => row.personal_id));
    const truth = set.truth.map((row) =>
      known.has(row.true_personal_id) ? row : { ...row, true_personal_id: '', expect: 'NOT_FOUND' },
    );
    return { ...set, registry, truth };
  },
  'one family name in nine of ten': (residents, members) => {
    const set = makeLabelledSet({ residents, members }, SEED, TIEN_GIANG);
    const isNguyen = (id: string) => Number(id.slice(-2)) < 90;
    const trueIds = new Map(set.truth.map((row) => [row.sector_no, row.true_personal_id!]));
    return {
      ...set,
      registry: set.registry.map((row) =>
        isNguyen(row.personal_id!) ? { ...row, full_name: withSurname(row.full_name!) } : row,
      ),
      members: set.members.map((row) =>
        isNguyen(trueIds.get(row.sector_no)!) ? { ...row, full_name: withSurname(row.full_name!) } : row,
      ),
    };
  },
  'every address under its older name': (residents, members) =>
    makeLabelledSet({ residents, members }, SEED, TIEN_GIANG, { oldUnits: 1 }),
};

/** NOTE: of a name whose words changed places the first word is not the surname: such a record keeps its error. */
const withSurname = (name: string): string =>
  name.trimStart().replace(/^\S+/, /[a-zà-ỹ]/.test(name) ? 'Nguyễn' : 'NGUYỄN');

/** Whether other files than those we had in mind come out well. */
export const reconciliationRobust: Proof = {
  name: 'reconciliation-robust',
  title: 'Files that nobody had in mind',
  about:
    'The same count for sets that differ from the others in one thing each: few or many errors, other provinces, a ' +
    'registry of birth years alone (where every full date is a mismatch), a registry that knows an eighth of the ' +
    'members, one family name in nine of ten people, every address under its older name. A wrong person is the one ' +
    'thing that must not happen; the other shares are shown and have no limit. The first file is given twice.',
  async run(size, sets = []) {
    const members = Math.max(FEWEST, size(MEMBERS));
    const residents = Math.max(Math.ceil(FEWEST * 1.35), size(RESIDENTS));
    const runs: [string, LabelledRun][] = [];
    let differs = 0;
    await withLabelledRuns(async ({ run, runFolder, runAgain }) => {
      const made = Object.entries(SETS).map(
        ([name, make]) => [name, () => run(make(residents, members))] as const,
      );
      const given = sets.map((set) => [set, () => runFolder(set)] as const);
      for (const [name, one] of given.length > 0 ? given : made) {
        const done = await one();
        if (runs.length === 0) differs = (await runAgain()).results === done.results ? 0 : 1;
        runs.push([name, done]);
      }
    });
    const verified = runs.reduce((sum, [, it]) => sum + it.verified, 0);
    const wrong = runs.reduce((sum, [, it]) => sum + it.wrongPerson, 0);
    const figures: Figure[] = [
      {
        ...{
          name: 'wrong person, in a hundred thousand auto-verified',
          value: (wrong * 1e5) / Math.max(1, verified),
        },
        ...{ unit: '', limit: { atMost: 1, origin: 'demanded' } },
      },
      {
        ...{ name: 'the same file twice: results that differ', value: differs, unit: '' },
        limit: { atMost: 0, origin: 'demanded' },
      },
    ];
    return { figures, tables: [{ title: 'By set', rows: runs.map(([set, it]) => ({ set, ...rowOf(it) })) }] };
  },
};
