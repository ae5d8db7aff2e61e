import type { Dice } from './dice.js';
import { type NameParts, type SampleSex, wholeName } from './person-names.js';

export type People = 'EDE' | 'JARAI' | 'KHMU' | 'THAI' | 'HMONG' | 'TAY' | 'KHMER';

interface Naming {
  clans: string[];
  given: Record<SampleSex, string[]>;
  middle: Record<SampleSex, string>;
}

const words = (text: string) => text.split(' ');

/** Invented combinations of clan and given names, with the letters (ŏ ŭ č ĕ ĭ ñ, apostrophe) that systems lose. */
const NAMINGS: Record<People, Naming> = {
  EDE: {
    clans: ['Niê', 'Mlô', 'Êban', 'Byă', 'Ayŭn', 'Kbuôr', 'Niê Kdăm', 'Buôn Yă', 'Knul', 'Bkrông'],
    given: {
      MALE: words('Bhăm Thuân Blŏ Čhuên Djŭ Wĭn Hĭn Krŏng Ñuê Lŭk Dhăm Sĭu'),
      FEMALE: words('Hen Blŏ Nŭn Wĕn Lăn Djuñ Bĭ Čuên Ñăm Rĭn Yăm Luĭn'),
    },
    middle: { MALE: 'Y', FEMALE: "H'" },
  },
  JARAI: {
    clans: words('Ksơr Siu Rơchăm Kpă Nay Rmah Rcom'),
    given: { MALE: words('Blă Hlơi Thŭ Ñek Čuk Phĭn'), FEMALE: words('Lan Blĭ Nhŭng Wĕng Bluih Ñơi') },
    middle: { MALE: 'Y', FEMALE: "H'" },
  },
  KHMU: {
    clans: words('Moong Cụt Xeo Chích Ven Lữ'),
    given: {
      MALE: words('Phò Văn_Nhơm Văn_May Khăm Thoong Nỏ'),
      FEMALE: words('Thị_Mẹo Thị_Ón Thị_Nhung Xen Bún'),
    },
    middle: { MALE: '', FEMALE: '' },
  },
  THAI: {
    clans: words('Vi Lô Lương Kha Lang Quang Ngân Hà'),
    given: {
      MALE: words('Văn_Xoan Văn_Pháy Khăm_Phu Văn_Nhất Thanh_Bọ'),
      FEMALE: words('Thị_Ước Thị_Pành Thị_Nọi Thị_Xuân Thị_Lả'),
    },
    middle: { MALE: '', FEMALE: '' },
  },
  HMONG: {
    clans: words('Xồng Giàng Vàng Sùng Lầu Già Hờ Thò Mùa'),
    given: {
      MALE: words('A_Dê Bá_Lềnh A_Chống Nỏ_Tủa A_Páo Bá_Chò'),
      FEMALE: words('Y_Dợ Thị_Mỷ Y_Xà Thị_Súa Y_Pà Thị_Dở'),
    },
    middle: { MALE: '', FEMALE: '' },
  },
  TAY: {
    clans: words('Nông Bế Hoàng Ma Lục Triệu Đàm Lèng'),
    given: {
      MALE: words('Văn_Páo Văn_Lành Ích_Đạt Văn_Slay'),
      FEMALE: words('Thị_Slao Thị_Lường Thị_Pảo Thị_Én'),
    },
    middle: { MALE: '', FEMALE: '' },
  },
  KHMER: {
    clans: words('Thạch Danh Sơn Kim Lâm Trà'),
    given: {
      MALE: words('Sa_Rươne Phol Sóc_Kha Rinh'),
      FEMALE: words('Thị_Sa_Thia Thị_Sô_Phi Srây_Mao Thị_Rane'),
    },
    middle: { MALE: '', FEMALE: '' },
  },
};

/** Old provinces where each people lives, and the share of the households there. */
const HOMES: [People, string[], number][] = [
  ['EDE', ['66'], 0.25],
  ['JARAI', ['64', '62'], 0.25],
  ['KHMU', ['40'], 0.02],
  ['THAI', ['40', '14', '11', '38'], 0.05],
  ['HMONG', ['40', '11', '12', '02', '10', '15'], 0.06],
  ['TAY', ['04', '06', '20', '02', '08'], 0.3],
  ['KHMER', ['84', '94', '91'], 0.15],
];

/** Which minority a household of this old province is of; null for the Kinh majority. */
export function drawPeople(dice: Dice, formerProvince: string): People | null {
  let at = dice.next();
  for (const [people, provinces, share] of HOMES) {
    if (!provinces.includes(formerProvince)) continue;
    if (at < share) return people;
    at -= share;
  }
  return null;
}

export function drawClan(dice: Dice, people: People): string {
  return dice.pick(NAMINGS[people].clans);
}

export function drawMinorityName(dice: Dice, people: People, clan: string, sex: SampleSex): NameParts {
  const naming = NAMINGS[people];
  const given = dice.pick(naming.given[sex]).replaceAll('_', ' ');
  return { surname: clan, middle: naming.middle[sex], given };
}

/** Ê Đê names end with the clan (`Y Bhăm Niê`, `H'Hen Niê`), Gia Rai names begin with it (`Ksơr H'Lan`). */
export function wholeMinorityName(name: NameParts, people: People): string {
  if (name.middle === '') return wholeName(name);
  const own = name.middle === 'Y' ? `Y ${name.given}` : `H'${name.given}`;
  return people === 'EDE' ? `${own} ${name.surname}` : `${name.surname} ${own}`;
}
