import { Dice, STREAM, scatter, weighted } from '../../../src/sample/dice.js';
import { PersonNames, type SampleSex } from '../../../src/sample/person-names.js';
import { PersonalNumbers, pad } from '../../../src/sample/personal-numbers.js';
import { readCrosswalk } from './crosswalk-sources.js';

/** An old commune and the new one that a person of it lives in. */
export type Commune = ReturnType<typeof readCrosswalk>['rows'][number];

/** An invented resident with what the registry holds of him. */
export interface LabelledPerson {
  personalId: string;
  oldIdNumber: string | null;
  name: { surname: string; middle: string; given: string };
  birth: Birth;
  sex: SampleSex;
  commune: Commune;
  hamlet: string;
  residence: 'TT' | 'TM';
}

/** The registry itself knows of some old people the year only. */
export interface Birth {
  year: number;
  month: number;
  day: number;
  yearOnly: boolean;
}

const TWIN_PAIRS = 0.012;
const TWINS_OF_LIKE_NAME = 0.35;
const BORN_ELSEWHERE = 0.07;
const ELSEWHERE = ['01', '40', '38', '79'];
const HAMLETS =
  'Ấp 1,Ấp 2,Ấp 3,Ấp Bình Hòa,Ấp Mỹ Phú,Khu phố 1,Khu phố 4,Thôn Đông,Thôn 6,Xóm Đình,Tổ 5 Ấp Chợ,Tổ dân phố 12'.split(
    ',',
  );
/** Given names that a tone or a vowel keeps apart. */
const ALIKE: Record<string, string> = {
  ...{ Hùng: 'Hưng', Hưng: 'Hùng', Hoa: 'Hòa', Hòa: 'Hoa', Thu: 'Thư', Tuấn: 'Tuân', Hằng: 'Hạng' },
  ...{ Trang: 'Trâng', Lan: 'Lân', Dung: 'Dũng', Thanh: 'Thành', Thành: 'Thanh', Minh: 'Mình' },
  ...{ Thúy: 'Thủy', Thủy: 'Thúy', Phương: 'Phượng', Phượng: 'Phương', Hà: 'Hạ', Hải: 'Hai' },
};
const decade = weighted<number>([
  ...([1930, 1940, 1950, 1960, 1970] as const).map((it, at) => [it, [2, 4, 9, 16, 20][at]!] as const),
  ...([1980, 1990, 2000, 2010] as const).map((it, at) => [it, [22, 19, 17, 15][at]!] as const),
]);

/** Invented people of one province (its name and code of before 2025); in some neighbouring pairs they are twins. */
export class LabelledPeople {
  readonly all: LabelledPerson[] = [];
  /** Whoever is a twin, by personal id. */
  readonly twinOf = new Map<string, LabelledPerson>();
  readonly communes: Commune[];
  readonly everywhere = readCrosswalk().rows.filter((row) => row.oldCode.length === 5);
  readonly #names = new PersonNames();
  readonly #numbers: PersonalNumbers;
  readonly #dice: Dice;

  constructor(
    count: number,
    seed: number,
    readonly province: { name: string; code: string },
  ) {
    this.#dice = new Dice(seed);
    this.#numbers = new PersonalNumbers(seed);
    this.communes = this.everywhere.filter((row) => row.province === province.name);
    for (let index = 0; index < count; index += 1) this.all.push(this.#make(index));
  }

  drawGiven(dice: Dice, { name, sex, birth }: LabelledPerson): string {
    return this.#names.draw(dice, name.surname, sex, birth.year).given;
  }

  #make(index: number): LabelledPerson {
    const dice = this.#dice.at(STREAM.registry, index);
    const elder = index % 2 === 1 && dice.chance(TWIN_PAIRS) ? this.all[index - 1]! : null;
    const sex = elder?.sex ?? (dice.chance(0.505) ? 'FEMALE' : 'MALE');
    const birth = elder?.birth ?? drawBirth(dice);
    const surname = elder?.name.surname ?? this.#names.surname(dice, dice.chance(0.5));
    let drawn = this.#names.draw(dice, surname, sex, birth.year);
    while (drawn.given === elder?.name.given) drawn = this.#names.draw(dice, surname, sex, birth.year);
    const name = { ...drawn, middle: dice.chance(0.012) ? '' : drawn.middle };
    const alike = elder && dice.chance(TWINS_OF_LIKE_NAME) ? ALIKE[elder.name.given] : undefined;
    const person: LabelledPerson = {
      personalId: this.#numbers.personalId(
        dice.chance(BORN_ELSEWHERE) ? dice.pick(ELSEWHERE) : this.province.code,
        ...([sex, birth.year] as const),
      ),
      ...{ sex, birth },
      name: alike ? { ...elder!.name, given: alike } : name,
      oldIdNumber:
        birth.year < 2006 && dice.chance(0.93) ? `31${pad(scatter(index, 1e7, 1_234_567), 7)}` : null,
      commune: elder?.commune ?? dice.pick(this.communes),
      hamlet: elder?.hamlet ?? dice.pick(HAMLETS),
      residence: dice.chance(0.017) ? 'TM' : 'TT',
    };
    if (elder) {
      this.twinOf.set(person.personalId, elder);
      this.twinOf.set(elder.personalId, person);
    }
    return person;
  }
}

function drawBirth(dice: Dice): Birth {
  const year = decade(dice) + dice.below(10);
  const isDefault = year < 1975 && dice.chance(0.05);
  const month = isDefault ? 1 : dice.between(1, 12);
  const day = isDefault ? 1 : dice.between(1, new Date(Date.UTC(2001, month, 0)).getUTCDate());
  return { year, month, day, yearOnly: year < 1965 && dice.chance(0.025) };
}
