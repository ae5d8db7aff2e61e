import { type Dice, type Draw, weighted } from './dice.js';
import { projectCsv, projectNames } from './project-file.js';

export interface NameParts {
  surname: string;
  middle: string;
  given: string;
}

type Era = 'OLD' | 'MIDDLE' | 'YOUNG';
export type SampleSex = 'MALE' | 'FEMALE';

const DATA = 'src/sample/data';
/** Surnames after the twelve of the published list, which leave about an eighth of the people. */
const OTHER_SURNAMES =
  'Dương Lý Trương Đinh Đoàn Lâm Mai Trịnh Đào Cao Lương Hà Tạ Tô Chu Lưu Phùng Vương Thái Nghiêm Quách Kiều Tống Doãn'.split(
    ' ',
  );
const SOUTHERN = { 'Hoàng/Huỳnh': ['Hoàng', 'Huỳnh'], 'Vũ/Võ': ['Vũ', 'Võ'] } as Record<
  string,
  [string, string]
>;
const MIDDLES = {
  MALE: 'Đức Minh Quang Hữu Xuân Đình Công Thanh Ngọc Trọng Quốc Tiến Bá Thế Duy Anh'.split(' '),
  FEMALE: 'Thị_Thu Thị_Ngọc Thị_Hồng Thị_Kim Thị_Thanh Ngọc Thu Minh Phương Khánh Thùy Bích Mai Diệu'.split(
    ' ',
  ),
};
const MAIN_MIDDLE = { MALE: 'Văn', FEMALE: 'Thị' };
const MAIN_MIDDLE_SHARE: Record<SampleSex, Record<Era, number>> = {
  MALE: { OLD: 0.55, MIDDLE: 0.3, YOUNG: 0.08 },
  FEMALE: { OLD: 0.8, MIDDLE: 0.5, YOUNG: 0.12 },
};
const COMMON_GIVEN = {
  MALE: 'Anh Hùng Dũng Tuấn Minh Sơn Hải Nam Long Hoàng Thắng Cường Trung Hưng Bình Tùng Đạt Phong Hiếu Kiên Quân Huy Thành Hòa Khôi Vinh'.split(
    ' ',
  ),
  FEMALE:
    'Hương Lan Hoa Hằng Linh Trang Mai Thảo Ngọc Hà Hạnh Nga Thủy Phương Dung Yến Loan Vân Hiền Nhung Oanh Huyền Thúy Quỳnh Chi My'.split(
      ' ',
    ),
};

/**
 * Invented Vietnamese names: surname by its published frequency, middle and given name by sex and time of birth.
 *
 * Whole names come only from putting parts together; no list of people was used.
 */
export class PersonNames {
  readonly #surname: Draw<string>;
  readonly #given: Record<SampleSex, Draw<string>>;
  readonly #pairs: Record<SampleSex, string[]>;

  constructor() {
    const rows = projectCsv<'surname' | 'percent'>(`${DATA}/surname_frequency_vn.csv`);
    const known = rows.map((row) => [row.surname, Number(row.percent)] as const);
    const rest = 100 - known.reduce((sum, [, share]) => sum + share, 0);
    this.#surname = weighted([
      ...known,
      ...OTHER_SURNAMES.map((surname) => [surname, rest / OTHER_SURNAMES.length] as const),
    ]);
    this.#given = { MALE: givenNames('MALE', 'boy'), FEMALE: givenNames('FEMALE', 'girl') };
    this.#pairs = {
      MALE: projectNames(`${DATA}/given_names_boy.duyet.txt`, 2),
      FEMALE: projectNames(`${DATA}/given_names_girl.duyet.txt`, 2),
    };
  }

  /** Hoàng and Vũ in the north, Huỳnh and Võ in the south: different legal names of one origin. */
  surname(dice: Dice, south: boolean): string {
    const drawn = this.#surname(dice);
    return SOUTHERN[drawn]?.[south ? 1 : 0] ?? drawn;
  }

  draw(dice: Dice, surname: string, sex: SampleSex, birthYear: number): NameParts {
    const era: Era = birthYear < 1975 ? 'OLD' : birthYear < 2000 ? 'MIDDLE' : 'YOUNG';
    if (dice.chance(MAIN_MIDDLE_SHARE[sex][era])) {
      return { surname, middle: MAIN_MIDDLE[sex], given: this.#given[sex](dice) };
    }
    if (era === 'YOUNG' && dice.chance(0.6)) {
      const [middle, given] = dice.pick(this.#pairs[sex]).split(' ');
      return { surname, middle: middle!, given: given! };
    }
    return { surname, middle: dice.pick(MIDDLES[sex]).replace('_', ' '), given: this.#given[sex](dice) };
  }
}

export function wholeName(name: NameParts): string {
  return name.middle === ''
    ? `${name.surname} ${name.given}`
    : `${name.surname} ${name.middle} ${name.given}`;
}

/** Three quarters bear one of the common names, falling off in list order; the rest anything in the data file. */
function givenNames(sex: SampleSex, file: 'boy' | 'girl'): Draw<string> {
  const common = COMMON_GIVEN[sex].map((name, i) => [name, 1 / (i + 6)] as const);
  const total = common.reduce((sum, [, weight]) => sum + weight, 0);
  const listed = projectNames(`${DATA}/given_names_${file}_one_word.duyet.txt`, 1);
  return weighted([...common, ...listed.map((name) => [name, total / 3 / listed.length] as const)]);
}
